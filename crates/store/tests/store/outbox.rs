//! The outbox: a sending is taken up where it stopped, and in its turn.

use crate::{
    scene::{self, played},
    story::{HAI, act, minute, uuid},
};
use chrono::Duration;
use newsroom::{
    Article, ArticleId, Delivery, Difference, Notice, SiteId, Step, Transmission, TransmissionId, site::Site,
    transmission::Trouble,
};
use store::{Store, StoreError, Transaction};

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
    let (now, here) = (minute(500), SiteId(uuid(scene::SITE)));
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
    assert_eq!(store.next_due().unwrap(), [(here, minute(200))], "the hour to wake up at");
    for one in [&first, &second, &third, &later] {
        change(&store, |t| t.save_transmission(&Transmission { finished_at: Some(now), ..one.clone() }));
    }
    let waiting = store.newest_transmission(ArticleId(uuid(scene::SCHEDULED))).unwrap().unwrap();
    assert_eq!(store.next_due().unwrap(), [(here, waiting.next_attempt_at)], "the scheduled story's hour is left");
    change(&store, |t| t.save_transmission(&Transmission { finished_at: Some(now), ..waiting.clone() }));
    assert_eq!(store.next_due().unwrap(), [], "what is stopped waits for a person, not for an hour");
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
fn what_was_put_first_goes_first_and_what_is_held_back_does_not_go() {
    let (_folder, store) = played();
    let now = minute(500);
    let first = Transmission { priority: 1, ..sending(&store, 903, 102) };
    let older = sending(&store, 901, 100);
    let held = Transmission { paused: true, ..sending(&store, 902, 99) };
    change(&store, |t| [&first, &older, &held].into_iter().try_for_each(|one| t.save_transmission(one)));
    change(&store, |t| {
        assert_eq!(t.highest_priority()?, 1);
        assert_eq!(t.site_of(older.article)?, Some(older.site));
        assert_eq!(t.site_of(ArticleId(uuid(scene::FILED)))?, None, "never sent anywhere");
        Ok(())
    });
    let due = || -> Vec<TransmissionId> { store.due_transmissions(now).unwrap().iter().map(|t| t.id).collect() };
    let ours = |ids: Vec<TransmissionId>| -> Vec<TransmissionId> {
        ids.into_iter().filter(|id| [first.id, older.id, held.id].contains(id)).collect()
    };
    assert_eq!(ours(due()), [first.id, older.id]);
    let early = Transmission { next_attempt_at: minute(1), ..held.clone() };
    change(&store, |t| t.save_transmission(&early));
    assert_eq!(store.next_due().unwrap(), [(first.site, minute(100))], "nobody wakes up for what is held back");
    let site = store.sites().unwrap().remove(0);
    change(&store, |t| t.save_site(&Site { paused: true, ..site.clone() }));
    assert!(due().is_empty() && store.next_due().unwrap().is_empty(), "the whole site is held back");
    change(&store, |t| t.save_site(&site));
    assert_eq!(ours(due()), [first.id, older.id]);
    change(&store, |t| t.save_transmission(&Transmission { finished_at: Some(now), ..first.clone() }));
    change(&store, |t| {
        assert_eq!(t.highest_priority()?, 0, "what is finished is before nobody");
        Ok(())
    });
}

#[test]
fn each_site_has_its_own_next_hour() {
    let (_folder, store) = played();
    let there = SiteId(uuid(91));
    let other = Site::new(there, "http://b/", "http://b/wp-json/", "toasoan");
    let here = sending(&store, 900, 100);
    let early = Transmission { site: there, next_attempt_at: minute(50), ..sending(&store, 901, 101) };
    let late = Transmission { site: there, next_attempt_at: minute(70), ..sending(&store, 902, 99) };
    change(&store, |t| {
        t.save_site(&other)?;
        [&here, &early, &late].into_iter().try_for_each(|one| t.save_transmission(one))
    });
    let mut due = store.next_due().unwrap();
    due.sort_unstable();
    assert_eq!(due, [(here.site, minute(100)), (there, minute(50))]);
    change(&store, |t| {
        assert_eq!(t.site_of(here.article)?, Some(there), "the newest one says where it was last sent");
        t.save_site(&Site { paused: true, ..other.clone() })
    });
    assert_eq!(store.next_due().unwrap(), [(here.site, minute(100))], "a site that is held back wakes nobody");
    let due: Vec<SiteId> = store.due_transmissions(minute(500)).unwrap().iter().map(|t| t.site).collect();
    assert_eq!(due, [here.site], "and holds up no other");
}

#[test]
fn everything_about_a_sending_comes_back() {
    let (_folder, store) = played();
    let full = Transmission {
        text_first: true,
        text_online: true,
        paused: true,
        priority: 3,
        bytes_done: 5,
        bytes_total: 7_000_000_000,
        unsure_since: Some(minute(4)),
        differences: vec![Difference::Section, Difference::Stripped(vec!["table".into()])],
        notices: vec![Notice::Address("tin-2".into()), Notice::CopiesRemoved(2), Notice::PageOld],
        ..sending(&store, 900, 100)
    };
    change(&store, |t| t.save_transmission(&full));
    assert_eq!(store.transmission(full.id).unwrap(), full);
    assert!(matches!(store.receipt(full.id), Err(StoreError::NotFound(_))));
    change(&store, |t| t.keep_receipt(full.id, &serde_json::json!({ "post": 7 })));
    assert_eq!(store.receipt(full.id).unwrap(), r#"{"post":7}"#);
}

#[test]
fn what_photos_cost_adds_up_by_the_day() {
    let (_folder, store) = played();
    let day = minute(0).date_naive();
    change(&store, |t| t.spend_data(day, 40));
    change(&store, |t| t.spend_data(day, 2));
    assert_eq!(store.data_spent(day).unwrap(), 42);
    assert_eq!(store.data_spent(day.succ_opt().unwrap()).unwrap(), 0);
}

#[test]
fn banners_with_an_end_are_found_when_it_has_come() {
    let (_folder, store) = played();
    let id = ArticleId(uuid(scene::PUBLISHED));
    assert_eq!(store.next_banner_end().unwrap(), None);
    let article = Article { banner: true, banner_until: Some(minute(300)), ..store.article(id).unwrap() };
    change(&store, |t| t.save_article(&article));
    assert_eq!(store.next_banner_end().unwrap(), Some(minute(300)));
    assert!(store.banners_over(minute(299)).unwrap().is_empty());
    assert_eq!(store.banners_over(minute(300)).unwrap(), [id]);
    let (off, later) = (ArticleId(uuid(scene::FILED)), ArticleId(uuid(scene::FORCED)));
    let off = Article { banner: false, banner_until: Some(minute(1)), ..store.article(off).unwrap() };
    let later = Article { banner: true, banner_until: Some(minute(400)), ..store.article(later).unwrap() };
    let endless = Article { banner_until: None, ..article };
    change(&store, |t| [&off, &later].into_iter().try_for_each(|article| t.save_article(article)));
    assert_eq!(store.next_banner_end().unwrap(), Some(minute(300)), "the first; not of one that is off already");
    change(&store, |t| t.save_article(&endless));
    assert_eq!(store.next_banner_end().unwrap(), Some(minute(400)));
    assert_eq!(store.banners_over(minute(400)).unwrap(), [later.id]);
}

/// A sending of the story that is approved and was not sent yet.
pub(crate) fn sending(store: &Store, n: u64, minutes: i64) -> Transmission {
    let Article { id, approval, .. } = store.article(ArticleId(uuid(scene::FORCED))).unwrap();
    let story = (id, approval.unwrap().revision);
    let site = SiteId(uuid(scene::SITE));
    let new = Transmission::new(TransmissionId(uuid(n)), story, site, Delivery::At(minute(600)), minute(minutes));
    Transmission { banner: true, ..new }
}

pub(crate) fn change(store: &Store, change: impl FnOnce(&mut Transaction<'_>) -> Result<(), StoreError>) {
    store.transact(act(HAI, 90), change).unwrap();
}
