use super::{Delivery, Step, Transmission};
use crate::id::{ArticleId, RevisionId, SiteId, TransmissionId};
use chrono::DateTime;

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
