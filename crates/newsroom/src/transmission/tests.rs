use super::{Delivery, Difference, LATE, LetterPlace, Outcome, Step, Transmission, Trouble};
use crate::id::{ArticleId, RevisionId, SiteId, TransmissionId};
use crate::manuscript::{Manuscript, TextLine};
use crate::readers::Readers;
use chrono::{DateTime, Duration};

fn sending(delivery: Delivery, photos_total: u32, text_first: bool) -> Transmission {
    let id = "01930000-0000-7000-8000-000000000001".parse().unwrap();
    let story = (ArticleId(id), RevisionId(id));
    let new = Transmission::new(TransmissionId(id), story, SiteId(id), delivery, DateTime::default());
    Transmission { photos_total, text_first, ..new }
}

/// The steps that are taken one after the other.
fn walked(mut t: Transmission) -> Vec<Step> {
    let mut walked = vec![t.step];
    while t.step != Step::Done {
        let verified = t.step == Step::Verify;
        t.step = t.next_step();
        t.text_online |= verified && t.text_first;
        walked.push(t.step);
    }
    walked
}

#[test]
fn photos_go_before_the_text_that_shows_them_unless_the_text_is_to_go_first() {
    use Step::{AwaitHour, Create, Done, LookUp, Photos, Update, Verify};
    let now = Delivery::Now;
    assert_eq!(walked(sending(now, 3, false)), [LookUp, Photos, Create, Update, Verify, Done]);
    assert_eq!(walked(sending(now, 0, false)), [LookUp, Create, Update, Verify, Done]);
    assert_eq!(
        walked(sending(now, 3, true)),
        [LookUp, Create, Update, Verify, Photos, Update, Verify, Done],
        "the text stands there while the photos are on their way"
    );
    assert_eq!(walked(sending(now, 0, true)), [LookUp, Create, Update, Verify, Done]);
    let later = Delivery::At(DateTime::default());
    assert_eq!(walked(sending(later, 1, false)), [LookUp, Photos, Create, Update, Verify, AwaitHour, Done]);
    assert_eq!(
        walked(sending(Delivery::Hold, 3, true)),
        [LookUp, Update, Verify, Done],
        "nothing new is brought there"
    );
}

#[test]
fn a_sending_of_an_older_program_that_stands_at_photos_without_any_goes_on() {
    let t = Transmission { step: Step::Photos, ..sending(Delivery::Now, 0, false) };
    assert_eq!(t.route()[t.place()], Step::Create);
}

#[test]
fn a_story_that_nobody_saw_online_two_minutes_after_its_hour_is_an_alarm_whatever_else_is_wrong() {
    let hour = DateTime::default();
    let waiting = Transmission { trouble: Some(Trouble::Offline), ..sending(Delivery::At(hour), 1, false) };
    assert!(!waiting.is_late(hour + LATE), "the site has its moment");
    assert!(waiting.is_late(hour + LATE + Duration::seconds(1)));
    let stopped = Transmission { stopped: true, trouble: Some(Trouble::Firewall), ..waiting.clone() };
    assert!(stopped.is_late(hour + Duration::days(1)));
    let seen = Transmission { step: Step::Done, ..waiting.clone() };
    assert!(!seen.is_late(hour + Duration::days(1)), "it was seen online, the receipt alone is missing");
    let online = Transmission { finished_at: Some(hour), ..waiting };
    assert!(!online.is_late(hour + Duration::days(1)));
    assert!(!sending(Delivery::Now, 1, false).is_late(hour + Duration::days(1)), "it has no hour");
}

#[test]
fn letters_that_narrow_databases_cannot_hold_are_named_with_their_first_place() {
    let doc = r#"{"type":"doc","content":[
        {"type":"paragraph","content":[{"type":"text","text":"Chữ Nôm"}]},
        {"type":"paragraph","content":[{"type":"text","text":"𡨸喃, 𡨸 và 😀"}]}]}"#;
    let manuscript = Manuscript {
        headline: "Lễ hội 😀".to_owned(),
        body: crate::Body::from_doc(doc).unwrap(),
        ..Manuscript::default()
    };
    let (headline, second) = (LetterPlace::Line(TextLine::Headline), LetterPlace::Block(2));
    assert_eq!(manuscript.wide_letters(), [Difference::Letter('😀', headline), Difference::Letter('𡨸', second)]);
    assert!(
        Manuscript { headline: "Đường – “thông”… 喃".to_owned(), ..Manuscript::default() }.wide_letters().is_empty()
    );
}

#[test]
fn an_editor_lets_stand_only_what_is_a_matter_of_taste() {
    let of = |differences: &[Difference]| Transmission {
        stopped: true,
        trouble: Some(Trouble::Mismatch),
        differences: differences.to_vec(),
        ..sending(Delivery::Now, 0, false)
    };
    let stripped = Difference::Stripped(vec!["table".to_owned()]);
    let wrong = of(&[Difference::Text, stripped.clone()]);
    assert!(wrong.may_be_accepted());
    let hard = [Difference::Status, Difference::Hour, Difference::RefusedWords("tin".to_owned())];
    for hard in hard.into_iter().chain([Difference::Letter('𡨸', LetterPlace::Block(1))]) {
        assert!(!of(&[stripped.clone(), hard.clone()]).may_be_accepted(), "{hard:?}, whatever stands beside it");
    }
    assert!(!of(&[]).may_be_accepted(), "there is nothing to let stand");
    assert!(!Transmission { stopped: false, ..wrong.clone() }.may_be_accepted(), "it is looked at again by itself");
    assert!(!Transmission { finished_at: Some(DateTime::default()), ..wrong.clone() }.may_be_accepted());
    assert!(!Transmission { trouble: Some(Trouble::ChangedOnSite), ..wrong }.may_be_accepted(), "somebody's work");
}

#[test]
fn what_troubles_a_whole_site_passes_by_itself_and_what_a_login_may_mend_waits_for_one() {
    use Trouble as T;
    let whole =
        [T::Offline, T::Dns, T::CaptivePortal, T::Timeout, T::LostAnswer, T::Busy, T::RateLimited, T::Maintenance];
    for trouble in whole {
        assert!(trouble.affects_whole_site() && trouble.is_transient(), "{trouble:?}");
    }
    for trouble in [T::Server, T::SiteDisk, T::Late, T::LookingAgain, T::Budget] {
        assert!(trouble.is_transient() && !trouble.affects_whole_site(), "{trouble:?}");
    }
    for trouble in [T::NoCredentials, T::Login, T::PasswordRevoked] {
        assert!(trouble.waits_for_password() && trouble.may_pass_with_another_login(), "{trouble:?}");
        assert!(!trouble.is_transient(), "{trouble:?}: asking again locks the office out");
    }
    for trouble in [T::NotAllowed, T::Firewall] {
        assert!(trouble.may_pass_with_another_login() && !trouble.waits_for_password(), "{trouble:?}");
    }
    for trouble in [T::Mismatch, T::ChangedOnSite, T::RemovedOnSite, T::Rejected, T::Letters, T::Local, T::Defect] {
        assert!(!trouble.is_transient() && !trouble.may_pass_with_another_login(), "{trouble:?} waits for a person");
    }
}

#[test]
fn what_a_finished_sending_says_of_readers_is_what_was_last_seen_of_the_story() {
    let other: RevisionId = RevisionId("01930000-0000-7000-8000-000000000002".parse().unwrap());
    let now = DateTime::default();
    let brought = Transmission { step: Step::Done, ..sending(Delivery::Now, 1, false) };
    let taken = Transmission { step: Step::Done, ..sending(Delivery::Hold, 1, false) };
    let seen = |revision| {
        let mut readers = Readers::default();
        readers.seen(revision, now);
        readers
    };
    let both = |readers: Readers| (brought.outcome(readers), taken.outcome(readers));
    assert_eq!(both(seen(brought.revision)), (Some(Outcome::Holds), Some(Outcome::OtherVersion)));
    assert_eq!(both(seen(other)), (Some(Outcome::OtherVersion), Some(Outcome::OtherVersion)));
    let mut gone = seen(brought.revision);
    gone.gone(now);
    assert_eq!(both(gone), (Some(Outcome::TakenOff), Some(Outcome::Holds)));
    let mut told = seen(brought.revision);
    told.hand_over(now);
    assert_eq!(both(told), (Some(Outcome::NotLookedAt), Some(Outcome::NotLookedAt)), "what is on its way may be there");
    let open = Transmission { step: Step::Verify, ..brought.clone() };
    assert_eq!(open.outcome(seen(open.revision)), None, "it says by its step where it is");
}
