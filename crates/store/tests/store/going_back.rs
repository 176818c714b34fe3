//! What a person may rely on who goes back to a copy, or on with what is left: nothing goes to readers by itself, and there is
//! always a way on.

use crate::{
    outbox::{change, sending},
    scene::played,
    story::{HAI, LAN, act, draft, minute, save, staffed, uuid},
};
use newsroom::{ArticleId, Deed, Transmission, Trouble};
use rusqlite::Connection;
use std::{collections::BTreeSet, fs, path::Path};
use store::{
    DESK, Store, StoreError,
    keeping::{self, Depth, Place},
};

#[test]
fn what_waited_in_the_outbox_of_a_copy_waits_for_a_person() {
    let (folder, store) = played();
    // The line was down when the copy was made; later the story went online, was updated, or withdrawn.
    let waits = Transmission { trouble: Some(Trouble::Offline), attempts: 4, ..sending(&store, 900, 100) };
    change(&store, |t| t.save_transmission(&waits));
    let made = keeping::make_copy(folder.path(), &Place::here(folder.path()), minute(110), &|| true).unwrap();
    let sent = Transmission { finished_at: Some(minute(120)), trouble: None, ..waits.clone() };
    change(&store, |t| t.save_transmission(&sent));
    drop(store);
    keeping::restore(folder.path(), &made.file, minute(130)).unwrap();
    let store = Store::open(folder.path(), minute(131)).unwrap();
    assert_eq!(store.due_transmissions(minute(10_000)).unwrap(), [], "nothing goes by itself");
    let held = store.transmission(waits.id).unwrap();
    assert_eq!((held.paused, held.trouble), (true, Some(Trouble::WentBack)), "and the editor is told why");
    let open: Vec<Transmission> = store.transmissions(minute(10_000)).unwrap();
    assert!(open.len() > 1 && open.iter().all(|t| t.paused), "every one that was open: {open:?}");
    assert!(keeping::examine(folder.path(), Depth::Stories).unwrap().is_sound());
}

#[test]
fn going_on_without_the_last_changes_holds_the_outbox_and_without_photos_does_not() {
    let (folder, store) = played();
    let waits = sending(&store, 900, 100);
    change(&store, |t| t.save_transmission(&waits));
    drop(store);
    let old = fs::read(folder.path().join(DESK.file)).unwrap();
    fs::remove_file(folder.path().join("photos.sqlite")).unwrap();
    keeping::keep_what_is_left(folder.path(), minute(110)).unwrap();
    let store = Store::open(folder.path(), minute(111)).unwrap();
    assert!(!store.transmission(waits.id).unwrap().paused, "the outbox is what it was");
    change(&store, |t| t.save_transmission(&Transmission { finished_at: Some(minute(120)), ..waits.clone() }));
    drop(store);
    fs::write(folder.path().join(DESK.file), old).unwrap();
    assert!(matches!(Store::open(folder.path(), minute(125)), Err(StoreError::Behind { .. })));
    keeping::keep_what_is_left(folder.path(), minute(130)).unwrap();
    let store = Store::open(folder.path(), minute(131)).unwrap();
    assert!(store.transmission(waits.id).unwrap().paused, "what was sent since is not known any more");
}

#[test]
fn damaged_stories_without_a_copy_lock_nobody_out_and_are_told() {
    let (folder, store) = staffed();
    let (bad, good) = (ArticleId(uuid(500)), ArticleId(uuid(501)));
    save(&store, &[&draft(500, "Tin hỏng", "Chữ."), &draft(501, "Tin lành", "Chữ.")]).unwrap();
    drop(store);
    damage(folder.path(), bad);
    // After an unclean exit all rows are looked at.
    fs::write(folder.path().join("newsdesk.lock"), "open  \n").unwrap();
    let store = Store::open(folder.path(), minute(5)).unwrap();
    assert!(matches!(store.article(bad), Err(StoreError::Damaged(_))));
    assert!(store.article(good).is_ok());
    drop(store);
    let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
    assert!(keeping::may_go_on(folder.path(), &health).unwrap());
    let kept = keeping::keep_what_is_left(folder.path(), minute(6)).unwrap();
    assert!(kept.aside.join(DESK.file).exists(), "as it was, put aside");
    let store = Store::open(folder.path(), minute(7)).unwrap();
    assert_eq!(store.article(good).unwrap().manuscript.headline, "Tin lành");
    let told: Vec<Deed> = store.history(bad, 10).unwrap().into_iter().map(|entry| entry.deed).collect();
    assert_eq!(told, [Deed::FoundDamaged], "the story says so");
    drop(store);
    // A person may go on with it also where there is a copy: the copy lacks what was written since.
    let here = Place::here(folder.path());
    keeping::make_copy(folder.path(), &here, minute(8), &|| true).unwrap();
    damage(folder.path(), good);
    let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
    assert!(keeping::may_go_on(folder.path(), &health).unwrap());
    keeping::keep_what_is_left(folder.path(), minute(9)).unwrap();
    assert!(Store::open(folder.path(), minute(10)).unwrap().article(good).is_ok());
}

#[test]
fn a_newsroom_that_was_emptied_begins_anew_where_there_is_no_copy() {
    for emptied in ["no byte", "no table", "no byte, and a damaged copy"] {
        let (folder, store) = staffed();
        save(&store, &[&draft(500, "Tin", "Chữ.")]).unwrap();
        let here = Place::here(folder.path());
        if emptied.ends_with("copy") {
            let made = keeping::make_copy(folder.path(), &here, minute(4), &|| true).unwrap();
            let half = fs::metadata(&made.file).unwrap().len() / 2;
            fs::File::options().write(true).open(&made.file).unwrap().set_len(half).unwrap();
        }
        drop(store);
        let desk = folder.path().join(DESK.file);
        fs::write(&desk, b"").unwrap();
        if emptied == "no table" {
            Connection::open(&desk).unwrap().execute_batch("CREATE TABLE a (b); DROP TABLE a;").unwrap();
        }
        assert!(matches!(Store::open(folder.path(), minute(5)), Err(StoreError::Gone(_))), "{emptied}");
        let health = keeping::examine(folder.path(), Depth::Stories).unwrap();
        assert!(keeping::may_go_on(folder.path(), &health).unwrap(), "{emptied}");
        let kept = keeping::keep_what_is_left(folder.path(), minute(6)).unwrap();
        assert!(kept.aside.join("left/newsdesk.tally").exists(), "{emptied}: what is left stays");
        let store = Store::open(folder.path(), minute(7));
        assert_eq!(store.unwrap().all_staff().unwrap().len(), 0, "{emptied}");
    }
}

#[test]
fn an_empty_database_is_no_copy_to_go_back_to() {
    let (folder, store) = staffed();
    drop(store);
    let here = Place::here(folder.path());
    here.ready().unwrap();
    let empty = here.folder().join("20260302T010000000Z-c9-desk.sqlite");
    fs::write(&empty, b"").unwrap();
    assert_eq!(here.copies(), []);
    Connection::open(&empty).unwrap().execute_batch("CREATE TABLE a (b); DROP TABLE a;").unwrap();
    let refused = keeping::restore(folder.path(), &empty, minute(5));
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
}

#[test]
fn a_copy_that_cannot_be_restored_leaves_nothing_on_the_disk() {
    let folder = crate::old_databases::old_newsroom(5, 1);
    drop(Store::open(folder.path(), minute(60)).unwrap());
    let old = Place::here(folder.path()).copies().remove(0);
    // In the way of a later schema.
    Connection::open(&old.file).unwrap().execute_batch("CREATE TABLE tally (other TEXT)").unwrap();
    let files = || BTreeSet::from_iter(crate::old_databases::list(folder.path()));
    let before = files();
    keeping::restore(folder.path(), &old.file, minute(70)).unwrap_err();
    assert_eq!(files(), before);
}

#[test]
fn damage_is_noticed_in_a_change_that_has_written_something_else_before() {
    let (folder, store) = staffed();
    let story = draft(500, "Tin", "Chữ.");
    save(&store, &[&story, &draft(501, "Tin khác", "Chữ.")]).unwrap();
    change_headline(&folder.path().join(DESK.file), story.id);
    let saved = store.transact(act(HAI, 5), |t| {
        t.audit(None, &Deed::RoleChanged, None)?;
        let other = t.article(ArticleId(uuid(501)))?;
        t.save_article(&other)?;
        let article = t.article(story.id)?;
        t.save_article(&article)
    });
    assert!(matches!(saved, Err(StoreError::Damaged(_))), "{saved:?}");
    let noted =
        store.transact(act(LAN, 6), |t| t.change_readers(story.id, |readers| readers.unseen_since = Some(minute(6))));
    assert!(matches!(noted, Err(StoreError::Damaged(_))), "{noted:?}");
    drop(store);
    assert_eq!(keeping::examine(folder.path(), Depth::Stories).unwrap().rows.len(), 1, "it has no sum of its own");
}

fn damage(folder: &Path, story: ArticleId) {
    change_headline(&folder.join(DESK.file), story);
}

/// As a bit on the disk: nobody writes a sum.
fn change_headline(file: &Path, story: ArticleId) {
    let desk = Connection::open(file).unwrap();
    let changed =
        desk.execute("UPDATE article SET headline = headline || '?' WHERE id = ?1", [story.to_string()]).unwrap();
    assert_eq!(changed, 1);
}
