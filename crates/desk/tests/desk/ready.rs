//! What somebody finds who tries the ready newsroom.

use crate::{office::Office, there::There};
use chrono::{Duration, Timelike, Utc};
use contract::articles::{ArticleView, Shelf};
use copydesk::NEWSROOM_OFFSET;
use newsroom::{Deed, Move, Staff, Stage};
use tempfile::TempDir;

struct Trial {
    office: Office,
    chief: Staff,
    _folder: TempDir,
}

impl Trial {
    fn begin() -> Self {
        let folder = TempDir::new().unwrap();
        let office = Office::online(folder.path());
        office.desk.fill_ready_newsroom().unwrap();
        let chief = office.staff("thuky");
        Self { office, chief, _folder: folder }
    }

    fn stories(&self, shelf: Shelf) -> Vec<ArticleView> {
        let listed = self.office.desk.list(&self.chief, shelf, "").unwrap();
        listed.into_iter().map(|row| self.office.desk.open_article(&self.chief, row.id).unwrap()).collect()
    }

    fn all(&self) -> Vec<ArticleView> {
        Stage::ALL.into_iter().flat_map(|stage| self.stories(Shelf::Stage(stage))).collect()
    }

    /// What the program does beside the window until nothing is left to do.
    fn work(&self) {
        for _ in 0..6 {
            self.office.desk.go_on_in_ready_newsroom().unwrap();
            self.office.transmit();
        }
    }
}

#[test]
fn every_shelf_of_the_ready_newsroom_has_something_when_its_site_is_there() {
    let trial = Trial::begin();
    let there = There::bundled();
    trial.office.desk.attach_bundled_site(&there.url, "bientap", &there.password).unwrap();
    trial.work();

    for shelf in trial.office.desk.shelves(&trial.chief).unwrap() {
        // The chief has one story in hand: the update.
        assert!(shelf.count > 0, "{shelf:?}");
    }
    assert!((8..=14).contains(&trial.all().len()));
    let live = trial.stories(Shelf::Live);
    assert!(live.len() >= 4, "several are online");
    for story in &live {
        let article = &story.article;
        let page = there.page(article.link.as_deref().unwrap());
        let seen = if article.stage == Stage::InEdit { "16 giờ" } else { article.manuscript.standfirst.as_str() };
        assert!(page.contains(&article.manuscript.headline) && page.contains(seen), "{}", article.manuscript.headline);
    }
    let update = live.iter().find(|story| story.article.stage == Stage::InEdit).expect("one is being updated");
    let related = &update.article.manuscript.related;
    assert!(live.iter().any(|story| story.article.link.as_ref() == related.first().map(|related| &related.link)));
    let gone = &trial.stories(Shelf::Stage(Stage::Withdrawn))[0];
    assert!(!gone.article.readers.may_have_it(), "the site has taken it off");
    let scheduled = &trial.stories(Shelf::Stage(Stage::Scheduled))[0];
    let hour = scheduled.article.publish_at.unwrap();
    assert!(hour > Utc::now() && hour < Utc::now() + Duration::days(2));
}

#[test]
fn its_days_have_passed_at_hours_of_work_and_the_desk_has_spoken_about_its_stories() {
    let trial = Trial::begin();
    let now = Utc::now();
    for story in trial.all() {
        let headline = &story.article.manuscript.headline;
        let hours: Vec<_> = story.history.iter().rev().map(|entry| entry.at).collect();
        assert!(hours.is_sorted() && hours.last().is_some_and(|last| *last <= now), "{headline}: {hours:?}");
        let at_night = |hour: u32| !(7..=20).contains(&hour);
        let night = hours.iter().find(|at| at_night(at.with_timezone(&NEWSROOM_OFFSET).hour()));
        assert_eq!(night, None, "{headline}");
        let words = story.article.manuscript.body.plain_text().split_whitespace().count();
        assert!((100..=350).contains(&words), "{headline}: {words} words");
        assert_eq!(story.article.manuscript.tags.last().map(String::as_str), Some("Tin mẫu"), "{headline}");
        for (id, quote) in story.article.manuscript.body.remarks() {
            let remarks = trial.office.desk.list_remarks(&trial.chief, story.article.id).unwrap();
            let remark = remarks.iter().find(|remark| remark.id == id).unwrap();
            assert_eq!(remark.quote, quote, "{headline}: a remark stands on its words");
        }
    }
    let all = trial.all();
    let fish = all.iter().find(|story| story.article.stage == Stage::InEdit).unwrap();
    let remarks = trial.office.desk.list_remarks(&trial.chief, fish.article.id).unwrap();
    assert_eq!(remarks.iter().map(|remark| remark.resolved.is_some()).collect::<Vec<_>>(), [true, false]);
    assert!(trial.office.desk.list_revisions(&trial.chief, fish.article.id).unwrap().len() >= 3);
    let returned = all.iter().find(|story| story.article.returned.is_some()).unwrap();
    assert_eq!((returned.article.stage, returned.open_remarks), (Stage::Draft, 2));
    assert!(all.iter().filter(|story| !story.article.manuscript.photos.is_empty()).count() >= 5);
}

#[test]
fn nothing_of_it_goes_to_a_newsrooms_own_site_or_against_what_people_decide() {
    let trial = Trial::begin();
    let approved = || trial.stories(Shelf::Stage(Stage::Approved));
    let before = approved().len();
    trial.work();
    assert_eq!(approved().len(), before, "there is no site yet");
    let there = There::bundled();
    there.connect(&trial.office);
    trial.work();
    assert_eq!(approved().len(), before, "that site is the newsroom's own");
    assert!(there.posts(approved()[0].article.id).is_empty());

    let own = There::bundled();
    let trial = Trial::begin();
    let banner = trial.all().into_iter().find(|story| story.article.banner).unwrap().article.id;
    let editor = trial.office.staff("bientap");
    trial.office.go(&editor, banner, Move::Reopen);
    trial.office.desk.attach_bundled_site(&own.url, "bientap", &own.password).unwrap();
    trial.work();
    let story = trial.office.desk.open_article(&trial.chief, banner).unwrap();
    assert_eq!(story.article.stage, Stage::InEdit, "an editor took it in hand again");
    assert!(!story.history.iter().any(|entry| entry.deed == Deed::Move(Move::Publish)));
}

#[test]
fn first_steps_are_ticked_by_what_one_does_oneself() {
    let trial = Trial::begin();
    let (desk, reporter, editor) = (&trial.office.desk, trial.office.staff("phongvien"), trial.office.staff("bientap"));
    let done =
        |who: &Staff| -> Vec<bool> { desk.first_steps(who).unwrap().into_iter().map(|(_, done)| done).collect() };
    assert_eq!(done(&reporter), [false; 3], "what was there already is nobody's doing");
    assert_eq!(done(&editor), [false; 4]);
    assert_eq!(done(&trial.chief), [false, true, false, false], "there are people");
    let id = trial.office.filed_story();
    assert_eq!(done(&reporter), [true; 3]);
    trial.office.go(&editor, id, Move::Claim);
    trial.office.go(&editor, id, Move::Approve);
    assert_eq!(done(&editor), [true, false, true, false]);
    let there = There::bundled();
    desk.attach_bundled_site(&there.url, "bientap", &there.password).unwrap();
    trial.work();
    assert_eq!(done(&editor), [true, false, true, false], "what the program sends is nobody's first step");
    assert_eq!(done(&trial.chief), [false, true, true, false]);
}
