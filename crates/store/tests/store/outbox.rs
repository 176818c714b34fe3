//! The outbox: a sending is taken up where it stopped, in its turn, and what stands on a site is known.

use crate::{
    scene::{self, played},
    story::{HAI, act, minute, uuid},
};
use chrono::Duration;
use newsroom::{
    Article, ArticleId, ContentHash, Delivery, SiteId, Step, Transmission, TransmissionId, transmission::Trouble,
};
use store::{SentPhoto, SentPost, Site, Store, StoreError, Transaction};

#[test]
fn a_sending_is_taken_up_where_it_stopped() {
    let (folder, store) = played();
    let begun = sending(&store, 900, 100);
    change(&store, |t| t.save_transmission(&begun));
    assert_eq!(store.transmission(begun.id).unwrap(), begun);
    for step in Step::ALL {
        let done = step == Step::Done;
        let on = Transmission {
            step,
            photos_done: 2,
            photos_total: 3,
            attempts: 4,
            trouble: Some(Trouble::Offline),
            detail: Some("Không có mạng.".to_owned()),
            next_attempt_at: minute(130),
            stopped: true,
            link: Some("http://127.0.0.1:4180/?p=43".to_owned()),
            finished_at: done.then(|| minute(140)),
            ..begun.clone()
        };
        change(&store, |t| t.save_transmission(&on));
        assert_eq!(store.transmission(on.id).unwrap(), on, "every part of where it stands");
        change(&store, |t| {
            assert_eq!(t.transmission(on.id)?, on);
            assert_eq!(t.open_transmission(on.article)?, (!done).then(|| on.clone()), "a finished one is not open");
            Ok(())
        });
    }
    drop(store);
    let store = Store::open(folder.path(), minute(200)).unwrap();
    assert_eq!(store.transmission(begun.id).unwrap().step, Step::Done);
    assert!(matches!(store.transmission(TransmissionId(uuid(1))), Err(StoreError::NotFound(_))));
}

#[test]
fn each_trouble_is_remembered_by_its_name() {
    let (_folder, store) = played();
    for trouble in [
        Trouble::Offline,
        Trouble::Timeout,
        Trouble::Tls,
        Trouble::NoCredentials,
        Trouble::Login,
        Trouble::NotAllowed,
        Trouble::TooLarge,
        Trouble::Busy,
        Trouble::Server,
        Trouble::NotWordPress,
        Trouble::Rejected,
        Trouble::ChangedOnSite,
        Trouble::Mismatch,
        Trouble::Late,
        Trouble::Local,
    ] {
        let troubled = Transmission { trouble: Some(trouble), ..sending(&store, 900, 100) };
        change(&store, |t| t.save_transmission(&troubled));
        assert_eq!(store.transmission(troubled.id).unwrap().trouble, Some(trouble));
    }
}

#[test]
fn sendings_go_out_in_the_order_they_were_queued_once_they_are_due() {
    let (_folder, store) = played();
    let now = minute(500);
    let finished = Transmission { finished_at: Some(now), ..sending(&store, 904, 100) };
    let stopped = Transmission { stopped: true, ..sending(&store, 905, 101) };
    // The one that was queued last has waited longest for its next attempt.
    let first = Transmission { next_attempt_at: now, ..sending(&store, 903, 102) };
    let second = Transmission { next_attempt_at: minute(300), ..sending(&store, 901, 103) };
    let third = Transmission { next_attempt_at: minute(200), ..sending(&store, 902, 103) };
    let later = Transmission { next_attempt_at: now + Duration::milliseconds(1), ..sending(&store, 906, 99) };
    change(&store, |t| {
        [&third, &later, &first, &finished, &stopped, &second].into_iter().try_for_each(|one| t.save_transmission(one))
    });
    let due = |at| -> Vec<TransmissionId> { store.due_transmissions(at).unwrap().iter().map(|t| t.id).collect() };
    assert_eq!(due(now), [first.id, second.id, third.id]);
    assert!(due(minute(199)).is_empty(), "not a minute early");
    assert_eq!(store.next_due().unwrap(), Some(minute(200)), "the hour to wake up at");
    for one in [&first, &second, &third, &later] {
        change(&store, |t| t.save_transmission(&Transmission { finished_at: Some(now), ..one.clone() }));
    }
    let waiting = store.newest_transmission(ArticleId(uuid(scene::SCHEDULED))).unwrap().unwrap();
    assert_eq!(store.next_due().unwrap(), Some(waiting.next_attempt_at), "the scheduled story's hour is left");
    change(&store, |t| t.save_transmission(&Transmission { finished_at: Some(now), ..waiting.clone() }));
    assert_eq!(store.next_due().unwrap(), None, "what is stopped waits for a person, not for an hour");
}

#[test]
fn the_list_of_sendings_has_what_is_open_and_what_was_just_finished() {
    let (_folder, store) = played();
    let ids = |since| -> Vec<u64> {
        let listed = store.transmissions(since).unwrap();
        listed.iter().map(|t| (t.id.0.as_u128() - uuid(0).as_u128()) as u64).collect()
    };
    assert_eq!(ids(minute(0)), [203, 202, 201], "newest first");
    let finished = store.transmission(TransmissionId(uuid(202))).unwrap().finished_at.unwrap();
    assert_eq!(ids(finished), [203, 202, 201], "since that very moment");
    assert_eq!(ids(finished + Duration::milliseconds(1)), [203, 201], "what is not finished is never too old");
}

#[test]
fn a_story_is_being_sent_until_the_site_has_it() {
    let (_folder, store) = played();
    let begun = sending(&store, 900, 100);
    let is_sending = || store.article(begun.article).unwrap().sending;
    assert!(!is_sending());
    for (step, finished_at, expected) in [
        (Step::LookUp, None, true),
        (Step::Verify, None, true),
        (Step::AwaitHour, None, false),
        (Step::Done, Some(minute(120)), false),
    ] {
        change(&store, |t| t.save_transmission(&Transmission { step, finished_at, ..begun.clone() }));
        assert_eq!(is_sending(), expected, "{step:?}");
    }
    assert_eq!(store.newest_transmission(begun.article).unwrap().unwrap().id, begun.id);
}

#[test]
fn what_stands_on_a_site_is_known_of_that_site() {
    let (_folder, store) = played();
    let (here, there) = (SiteId(uuid(scene::SITE)), SiteId(uuid(91)));
    let article = ArticleId(uuid(scene::FILED));
    let (post, moved) = (SentPost { post: 7, slug: "le-hoi".into() }, SentPost { post: 8, slug: "le-hoi-2".into() });
    let picture = ContentHash::of(b"picture");
    let photo = |media| SentPhoto { media, url: format!("http://a/{media}.jpg"), width: 1600, height: 900 };
    change(&store, |t| {
        t.save_site(&site(there, "http://b/"))?;
        t.note_post(here, article, &post)?;
        t.note_photo(here, picture, &photo(70))?;
        t.note_photo(here, picture, &photo(71))
    });
    assert_eq!(store.sent_post(here, article).unwrap(), Some(post));
    assert_eq!(store.sent_post(there, article).unwrap(), None, "another site, another post");
    assert_eq!(store.sent_photo(here, picture).unwrap(), Some(photo(71)), "the newest that is known");
    assert_eq!(store.sent_photo(there, picture).unwrap(), None);
    change(&store, |t| {
        t.note_post(here, article, &moved)?;
        t.forget_photo(here, picture)
    });
    assert_eq!(store.sent_post(here, article).unwrap(), Some(moved));
    assert_eq!(store.sent_photo(here, picture).unwrap(), None);
    change(&store, |t| t.forget_post(here, article));
    assert_eq!(store.sent_post(here, article).unwrap(), None, "it is made anew");
}

#[test]
fn a_site_keeps_its_identity_when_it_moves() {
    let (_folder, store) = played();
    let id = SiteId(uuid(scene::SITE));
    let moved = Site { name: "Móng Cái mới".into(), login: "khac".into(), ..site(id, "http://127.0.0.1:9999/") };
    change(&store, |t| t.save_site(&moved));
    assert_eq!(store.sites().unwrap(), [moved], "stories that stand there are still known");
    assert!(store.sent_post(id, ArticleId(uuid(scene::PUBLISHED))).unwrap().is_some());
    let twin = site(SiteId(uuid(91)), "http://127.0.0.1:9999/");
    let refused = store.transact(act(HAI, 90), |t| t.save_site(&twin));
    assert!(matches!(refused, Err(StoreError::Sql(_))), "two sites at one address: {refused:?}");
}

/// A sending of the story that is approved and was not sent yet.
fn sending(store: &Store, n: u64, minutes: i64) -> Transmission {
    let Article { id, approval, .. } = store.article(ArticleId(uuid(scene::FORCED))).unwrap();
    Transmission {
        id: TransmissionId(uuid(n)),
        article: id,
        revision: approval.unwrap().revision,
        site: SiteId(uuid(scene::SITE)),
        delivery: Delivery::At(minute(600)),
        banner: true,
        step: Step::LookUp,
        photos_done: 0,
        photos_total: 0,
        attempts: 0,
        trouble: None,
        detail: None,
        next_attempt_at: minute(minutes),
        stopped: false,
        link: None,
        created_at: minute(minutes),
        finished_at: None,
    }
}

fn site(id: SiteId, address: &str) -> Site {
    let api = format!("{address}wp-json/");
    Site { id, name: "Trang khác".into(), address: address.into(), api, login: "toasoan".into(), bundled: true }
}

fn change(store: &Store, change: impl FnOnce(&mut Transaction<'_>) -> Result<(), StoreError>) {
    store.transact(act(HAI, 90), change).unwrap();
}
