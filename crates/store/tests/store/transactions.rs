//! A change is kept whole or not at all, says what it touched, and cannot rewrite what was decided.

use crate::{
    scene::{self, played},
    story::{HAI, LAN, act, brought, draft, minute, photo, save, staffed, uuid},
};
use chrono::DateTime;
use newsroom::{
    Approval, Article, ArticleId, CanonicalForm, Changes, Consent, ContentHash, Delivery, Move, Photo, PhotoId,
    PhotoUse, RevisionId, Role, Seal, SiteId, Staff, StaffId, Stage, Transmission, TransmissionId, site::Site,
};
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use store::{DESK, SentPost, StoreError, Transaction};
use tempfile::TempDir;

#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("the desk says no")]
    ByTheDesk,
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[test]
fn a_refused_change_leaves_nothing() {
    let (_folder, store) = played();
    let before = scene::read(&store);
    let refused = store.transact(act(LAN, 90), |t| {
        change_everything(t)?;
        Err::<(), _>(Refused::ByTheDesk)
    });
    assert!(matches!(refused, Err(Refused::ByTheDesk)), "the closure's own error comes back: {refused:?}");
    assert_eq!(scene::read(&store), before, "story, photos, audit, outbox, staff, settings: all as before");
    assert_eq!(store.data_spent(minute(0).date_naive()).unwrap(), 0);
    assert_eq!(store.credentials("moi").unwrap().map(|c| c.staff.login), None);
}

#[test]
fn a_step_that_fails_leaves_nothing_though_it_can_be_done_again() {
    let (_folder, store) = played();
    let before = scene::read(&store);
    let refused = store.transact_retakable(act(LAN, 90), |t| {
        change_everything(t)?;
        Err::<(), _>(Refused::ByTheDesk)
    });
    assert!(matches!(refused, Err(Refused::ByTheDesk)), "{refused:?}");
    assert_eq!(scene::read(&store), before);
}

#[test]
fn a_change_that_panics_leaves_nothing_and_the_desk_goes_on() {
    let (_folder, store) = played();
    let before = scene::read(&store);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        store.transact(act(LAN, 90), |t| {
            change_everything(t)?;
            if t.article(ArticleId(uuid(scene::FILED))).is_ok() {
                panic!("a defect in a use case");
            }
            Ok::<_, StoreError>(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(scene::read(&store), before);
    save(&store, &[&draft(500, "Bản tin chiều", "Trời nắng.")]).unwrap();
    assert!(store.article(ArticleId(uuid(500))).is_ok(), "the next change is not held up by the one that died");
}

#[test]
fn nobody_reads_a_change_before_it_is_complete() {
    let (_folder, store) = staffed();
    let article = draft(500, "Bản tin sáng", "Trời quang.");
    let written = store.transact(act(LAN, 1), |t| {
        t.save_article(&article)?;
        assert!(matches!(store.article(article.id), Err(StoreError::NotFound(_))), "a list that is read meanwhile");
        assert_eq!(t.article(article.id)?, article, "the change itself sees what it wrote");
        Ok::<_, StoreError>(())
    });
    written.unwrap();
    assert_eq!(store.article(article.id).unwrap(), article);
}

#[test]
fn a_change_says_what_it_touched() {
    let (_folder, store) = played();
    let id = ArticleId(uuid(scene::SCHEDULED));
    let article = store.article(id).unwrap();
    let transmission = store.newest_transmission(id).unwrap().unwrap();
    let site = store.sites().unwrap().remove(0);
    let changes = |change: &dyn Fn(&mut Transaction<'_>) -> Result<(), StoreError>| {
        store.transact(act(HAI, 90), change).map(|(_, changes)| changes).unwrap()
    };
    assert!(changes(&|t| t.article(id).map(drop)).is_empty(), "reading changes nothing");
    assert_eq!(changes(&|t| t.save_article(&article)), Changes::article(id));
    let revision = RevisionId(uuid(900));
    assert_eq!(
        changes(&|t| t.keep_revision(revision, id, &article.manuscript, &Move::Approve.into())),
        Changes::article(id)
    );
    let sending = Changes { transmissions: [transmission.id].into(), ..Changes::article(id) };
    assert_eq!(changes(&|t| t.save_transmission(&transmission)), sending, "a list of stories shows that it is sent");
    let receipt = serde_json::json!({ "post": 41 });
    let received = changes(&|t| t.keep_receipt(transmission.id, &receipt));
    assert_eq!(received, Changes { transmissions: [transmission.id].into(), ..Changes::default() });
    let sites = Changes { sites: true, ..Changes::default() };
    assert_eq!(changes(&|t| t.save_site(&site)), sites);
    let section = store.sections().unwrap()[0].id;
    assert_eq!(changes(&|t| t.place_section(site.id, section, Some(5))), sites);
    assert_eq!(changes(&|t| t.place_section(site.id, section, None)), sites);
    assert!(changes(&|t| t.note_met_section(site.id, section, 7)).is_empty(), "it shows when the section is renamed");
    assert_eq!(changes(&|t| t.keep_met_sections(section)), sites);
    assert!(changes(&|t| t.keep_met_sections(section)).is_empty(), "nothing is kept twice");
    let other = store.sections().unwrap().remove(1);
    let sections = Changes { sections: true, ..Changes::default() };
    assert_eq!(changes(&|t| t.save_section(&other)), sections);
    let (_, step) = store.transact_retakable(act(HAI, 90), |t| t.save_transmission(&transmission)).unwrap();
    assert_eq!(step, sending, "a step that can be done again is seen all the same");
    let post = SentPost { post: 7, slug: "tin".to_owned(), ..SentPost::default() };
    assert!(changes(&|t| t.note_post(site.id, id, &post)).is_empty(), "shown with the sending, which is saved with it");
    assert!(changes(&|t| t.spend_data(minute(0).date_naive(), 5)).is_empty(), "what the line cost is nobody's view");
    assert_eq!(changes(&|t| add_person(t)), Changes { staff: true, ..Changes::default() });
}

#[test]
fn what_was_decided_is_not_rewritten_even_by_another_program() {
    let (folder, store) = played();
    let before = scene::read(&store);
    let other = raw(&folder);
    let attempts = [
        "UPDATE audit SET note = 'không có gì' WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
        "INSERT OR REPLACE INTO audit (seq, at, deed) VALUES (1, '2026-03-02T01:00:00.000Z', 'nothing')",
        "UPDATE approval SET forced = NULL",
        "DELETE FROM approval",
        "INSERT OR REPLACE INTO approval SELECT revision, content, approved_by, approved_at, NULL, form FROM approval",
        "UPDATE revision SET manuscript = '{}'",
        "DELETE FROM revision WHERE number = 1",
        "INSERT OR REPLACE INTO revision SELECT id, article, number, '{}', content, occasion, made_by, made_at, name, words, added, removed, form FROM revision",
        "INSERT OR REPLACE INTO revision SELECT 'other', article, number, '{}', content, occasion, made_by, made_at, name, words, added, removed, form
           FROM revision",
    ];
    for foreign_keys in ["ON", "OFF"] {
        other.pragma_update(None, "foreign_keys", foreign_keys).unwrap();
        for attempt in attempts {
            let refused = other.execute(attempt, []).expect_err(attempt).to_string();
            assert!(refused.contains("not changed") || refused.contains("not deleted"), "{attempt}: {refused}");
        }
    }
    assert_eq!(scene::read(&store), before);
}

#[test]
fn only_what_was_approved_stands_as_approved() {
    let (folder, store) = played();
    let other = raw(&folder);
    for stage in ["approved", "scheduled", "published"] {
        let refused = other.execute("UPDATE article SET stage = ?1 WHERE stage = 'filed'", [stage]);
        assert!(refused.unwrap_err().to_string().contains("CHECK"), "{stage} without any approval");
    }
    let filed = ArticleId(uuid(scene::FILED));
    let kept = store.revisions(filed).unwrap().remove(0);
    let elsewhere = store.article(ArticleId(uuid(scene::PUBLISHED))).unwrap().approval.unwrap();
    let mut article = store.article(filed).unwrap();
    article.stage = Stage::Approved;
    for (revision, why) in [
        (kept.id, "a revision that nobody approved"),
        (elsewhere.revision, "the approval of another story"),
        (RevisionId(uuid(999)), "a revision that there is not"),
    ] {
        article.approval = Some(Approval { revision, ..elsewhere.clone() });
        let refused = save(&store, &[&article]);
        assert!(matches!(refused, Err(StoreError::Sql(_))), "{why}: {refused:?}");
    }
    let other_content = Approval { revision: kept.id, content: ContentHash::of(b"?"), ..elsewhere };
    let refused = store.transact(act(HAI, 90), |t| t.keep_approval(&other_content));
    assert!(matches!(refused, Err(StoreError::Sql(_))), "an approval of what the revision does not hold: {refused:?}");
    let other_form = Approval { content: kept.content, form: CanonicalForm(2), ..other_content.clone() };
    let refused = store.transact(act(HAI, 90), |t| t.keep_approval(&other_form));
    assert!(matches!(refused, Err(StoreError::Sql(_))), "a hash made in another form than the revision's: {refused:?}");
    article.approval = Some(Approval { content: kept.content, ..other_content });
    let approved = store.transact(act(HAI, 90), |t| {
        t.keep_approval(article.approval.as_ref().ok_or(StoreError::NotFound("approval"))?)?;
        t.save_article(&article)
    });
    approved.unwrap();
    assert_eq!(store.article(filed).unwrap().approval, article.approval);
}

#[test]
fn a_story_in_edit_is_in_one_editors_hands() {
    let (_folder, store) = staffed();
    let unclaimed = Article { stage: Stage::InEdit, ..draft(500, "Tin vắn", "Trời mưa.") };
    assert!(matches!(save(&store, &[&unclaimed]), Err(StoreError::Sql(_))));
    let claimed_draft = Article { claimed_by: Some(HAI), ..draft(500, "Tin vắn", "Trời mưa.") };
    assert!(matches!(save(&store, &[&claimed_draft]), Err(StoreError::Sql(_))));
    save(&store, &[&Article { claimed_by: Some(HAI), ..unclaimed }]).unwrap();
}

#[test]
fn only_an_approved_revision_of_the_story_is_sent() {
    let (folder, store) = played();
    let sent = store.newest_transmission(ArticleId(uuid(scene::SCHEDULED))).unwrap().unwrap();
    let unapproved = store.revisions(ArticleId(uuid(scene::FILED))).unwrap().remove(0);
    let id = TransmissionId(uuid(900));
    for (other, why) in [
        (Transmission { article: unapproved.article, revision: unapproved.id, ..sent.clone() }, "nobody approved it"),
        (Transmission { article: ArticleId(uuid(scene::PUBLISHED)), ..sent.clone() }, "it is of another story"),
    ] {
        let refused = store.transact(act(HAI, 90), |t| t.save_transmission(&Transmission { id, ..other.clone() }));
        assert!(matches!(refused, Err(StoreError::Sql(_))), "{why}: {refused:?}");
    }
    let revision = unapproved.id.to_string();
    let refused = raw(&folder).execute("UPDATE transmission SET revision = ?1", [revision]).unwrap_err();
    assert!(refused.to_string().contains("another revision is another transmission"), "{refused}");
}

#[test]
fn a_use_of_a_photo_belongs_to_one_story() {
    let (_folder, store) = staffed();
    let mut first = draft(500, "Chợ Móng Cái", "Chợ đông.");
    first.manuscript.photos.push(photo(700, ContentHash::of(b"cho"), "Chợ Móng Cái sáng sớm."));
    let mut second = draft(501, "Chợ Trung tâm", "Chợ vắng.");
    second.manuscript.photos.push(photo(700, ContentHash::of(b"cho"), "Chú thích của bài khác."));
    save(&store, &[&first]).unwrap();
    let refused = save(&store, &[&second]);
    assert!(matches!(refused, Err(StoreError::Taken("photo"))), "{refused:?}");
    assert_eq!(store.article(first.id).unwrap(), first, "its caption is not that of another story");
    assert!(matches!(store.article(second.id), Err(StoreError::NotFound(_))));
}

#[test]
fn the_same_picture_in_two_stories_is_one_photo_with_words_in_each() {
    let (_folder, store) = staffed();
    let original = ContentHash::of(b"cho");
    let mut first = draft(500, "Chợ Móng Cái", "Chợ đông.");
    first.manuscript.photos.push(photo(700, original, "Chợ Móng Cái sáng sớm."));
    let mut second = draft(501, "Chợ Trung tâm", "Chợ vắng.");
    second
        .manuscript
        .photos
        .push(PhotoUse { file_name: "IMG_0700 (1).JPG".to_owned(), ..photo(701, original, "Chợ trưa.") });
    save(&store, &[&first, &second]).unwrap();
    assert_eq!(store.photos().unwrap(), [brought(&first.manuscript.photos[0])], "as it was brought first");
    assert_eq!(store.article(first.id).unwrap(), first);
    assert_eq!(store.article(second.id).unwrap(), second);

    first.manuscript.photos.clear();
    save(&store, &[&first]).unwrap();
    assert_eq!(store.article(second.id).unwrap(), second, "the other story goes on showing it");
    second.manuscript.photos.clear();
    save(&store, &[&second]).unwrap();
    assert_eq!(store.photos().unwrap().len(), 1, "it is the newsroom's when no story uses it");

    second.manuscript.photos.push(photo(702, ContentHash::of(b"never brought"), "Không có."));
    let refused = store.transact(act(LAN, 2), |t| t.save_article(&second));
    assert!(matches!(refused, Err(StoreError::Sql(_))), "a use of no photo: {refused:?}");
}

#[test]
fn a_photo_comes_back_with_all_that_is_known_of_it() {
    let (_folder, store) = staffed();
    let taken_at = Some(DateTime::parse_from_rfc3339("2026-03-02T06:30:00+07:00").unwrap());
    let whole = Photo {
        byline: "Quang Huy".to_owned(),
        copyright: "© Trung tâm".to_owned(),
        place: "Chợ Móng Cái".to_owned(),
        taken_at,
        keywords: vec!["chợ".to_owned(), "sáng".to_owned()],
        rights: "Không bán lại".to_owned(),
        consent: Consent::Limited,
        rating: 5,
        brought_by: Some(LAN),
        ..brought(&photo(700, ContentHash::of(b"cho"), "Chợ."))
    };
    store.transact(act(LAN, 1), |t| t.add_photo(&whole)).map_err(|e: StoreError| e).unwrap();
    assert_eq!(store.photo(whole.original).unwrap(), whole);
    assert_eq!(store.photo(whole.original).unwrap().taken_at.unwrap().offset().local_minus_utc(), 7 * 3600);
    let again = Photo { id: PhotoId(uuid(1)), caption: "Khác".to_owned(), ..whole.clone() };
    store.transact(act(LAN, 2), |t| t.add_photo(&again)).map_err(|e: StoreError| e).unwrap();
    assert_eq!(store.photos().unwrap(), [whole], "what the newsroom knows of it is not written over");
}

#[test]
fn an_hour_of_typing_is_one_deed() {
    let (_folder, store) = staffed();
    let article = draft(500, "Bản tin sáng", "Trời quang.");
    save(&store, &[&article]).unwrap();
    let write = |actor: StaffId, minutes: i64, deed: &str| {
        store
            .transact(act(actor, minutes), |t| t.audit_once(article.id, &deed.into()))
            .map_err(|e: StoreError| e)
            .unwrap();
    };
    for (actor, minutes, deed) in
        [(LAN, 1, "written"), (LAN, 2, "written"), (HAI, 3, "written"), (HAI, 4, "claim"), (HAI, 5, "written")]
    {
        write(actor, minutes, deed);
    }
    let history = store.history(article.id, 10).unwrap();
    let deeds: Vec<_> = history.iter().map(|l| (l.who.as_deref(), l.deed.as_str(), l.at)).collect();
    let (lan, hai) = (Some("Nguyễn Thị Lan"), Some("Trần Quốc Hải"));
    let expected = [
        (hai, "written", minute(5)),
        (hai, "claim", minute(4)),
        (hai, "written", minute(3)),
        (lan, "written", minute(1)),
    ];
    assert_eq!(deeds, expected, "newest first; the same deed of the same person is one line, at its first minute");
    assert_eq!(store.history(article.id, 1).unwrap().len(), 1, "no more lines than asked for");
}

#[test]
fn a_login_is_given_once() {
    let (_folder, store) = staffed();
    let before = store.staff().unwrap();
    let namesake = Staff { id: StaffId(uuid(9)), ..before[0].clone() };
    let refused = store.transact(act(HAI, 1), |t| t.add_staff(&namesake, "$argon2id$x"));
    assert!(matches!(refused, Err(StoreError::Taken("login"))), "{refused:?}");
    assert_eq!(store.staff().unwrap(), before);
}

fn raw(folder: &TempDir) -> Connection {
    Connection::open(folder.path().join(DESK.file)).unwrap()
}

fn add_person(t: &mut Transaction<'_>) -> Result<(), StoreError> {
    let new = Staff { id: StaffId(uuid(9)), login: "moi".into(), name: "Người Mới".into(), role: Role::Reporter };
    t.add_staff(&new, "$argon2id$x")
}

/// Touches every table that a change can touch.
fn change_everything(t: &mut Transaction<'_>) -> Result<(), StoreError> {
    let site = SiteId(uuid(scene::SITE));
    let mut article = t.article(ArticleId(uuid(scene::SCHEDULED)))?;
    article.manuscript.headline = "Không được giữ lại".to_owned();
    article.manuscript.photos.clear();
    t.save_article(&article)?;
    t.save_article(&draft(800, "Cũng không", "Không."))?;
    t.keep_revision(RevisionId(uuid(801)), article.id, &article.manuscript, &Move::File.into())?;
    let revision = RevisionId(uuid(801));
    let Seal { form, content } = Seal::of(&article.manuscript);
    t.keep_approval(&Approval { revision, content, form, by: HAI, at: minute(90), forced: None })?;
    let story = (article.id, revision);
    let new = Transmission::new(TransmissionId(uuid(802)), story, site, Delivery::Now, minute(90));
    t.save_transmission(&new)?;
    t.note_post(site, article.id, &SentPost { post: 7, slug: "khong".to_owned(), ..SentPost::default() })?;
    t.forget_photo(site, ContentHash::of(b"xe-hang"))?;
    t.spend_data(minute(0).date_naive(), 1)?;
    t.audit(Some(article.id), &Move::Schedule.into(), None)?;
    t.set_setting("newsroom", "Không")?;
    t.save_site(&Site::new(site, "a", "b", "c"))?;
    add_person(t)
}

#[test]
fn a_file_that_another_program_holds_locked_is_written_again_when_it_lets_go() {
    let (folder, store) = played();
    let before = scene::read(&store);
    let other = Connection::open(folder.path().join(DESK.file)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let set = || store.transact(act(HAI, 95), |t| t.set_setting("newsroom", "Tên mới")).map_err(|e: StoreError| e);
    assert!(matches!(set(), Err(StoreError::Unwritable(_))), "not lost without a word, and no crash");
    assert_eq!(scene::read(&store), before, "what is stored can be read meanwhile");
    other.execute_batch("ROLLBACK").unwrap();
    set().unwrap();
    assert_eq!(store.setting("newsroom").unwrap().as_deref(), Some("Tên mới"));
}
