//! The table of rights through the real commands: every command of the contract, and `photo://`, with nobody and with
//! every role, on one's own story, on a colleague's and on a colleague's draft.

use crate::{
    newsroom_at_work::{NewsroomAtWork, Person, Told},
    window::Window,
};
use contract::{Failure, FailureCode};
use newsroom::{
    Action, PhotoSize, Refusal, Stage,
    rights::{Denied, On, Subject},
};
use serde_json::Value;
use tauri::http::StatusCode;

/// Commands that, once they are allowed, ask with the system's dialogue for a place; the desk's own tests take them on.
const WITH_DIALOGUE: [Action; 3] = [Action::ExportArticle, Action::RescueText, Action::ChooseSecondPlace];

/// What the table answers for this person and story.
fn wanted(action: Action, person: Option<&Person>, story: &Told) -> Result<(), Denied> {
    let article = &story.article;
    let actor = person.map(Person::actor);
    let standing = [article.standing()];
    match action.right().on {
        On::Nothing | On::SeenStories | On::OwnWords => action.permit(actor, Subject::Nothing),
        On::Sending | On::Photo => action.permit(actor, Subject::Stories(&standing)),
        // The site of the request is not known.
        On::KnownSite => action.permit(actor, Subject::Site { as_it_is: true }),
        On::Story | On::EditableStory | On::RemarkableStory | On::ReassignableStory | On::Moves => {
            action.permit(actor, Subject::Story(article))
        }
    }
}

/// Whether a reply is the one that the table wants.
fn fits(wanted: &Result<(), Denied>, reply: &Result<Value, Failure>) -> bool {
    let about_the_story = |failure: &Failure| {
        let said = failure.detail.as_deref().unwrap_or_default();
        said.ends_with("article") || said.ends_with("transmission")
    };
    match (wanted, reply) {
        (Ok(()), Ok(_)) => true,
        (Ok(()), Err(failure)) => match &failure.code {
            FailureCode::NotSignedIn | FailureCode::ChiefOnly => false,
            FailureCode::NotFound => !about_the_story(failure),
            _ => true,
        },
        (Err(denied), Err(failure)) => match denied {
            Denied::NotSignedIn => failure.code == FailureCode::NotSignedIn,
            Denied::ChiefOnly => failure.code == FailureCode::ChiefOnly,
            Denied::Refused(refusal) => failure.code == FailureCode::Refused(refusal.clone()),
            Denied::Hidden => failure.code == FailureCode::NotFound && about_the_story(failure),
        },
        (Err(_), Ok(_)) => false,
    }
}

/// One newsroom serves all: it takes its time to bring stories to the site.
#[test]
fn the_table_of_rights_is_law_in_every_command_and_for_pictures() {
    let office = NewsroomAtWork::open();
    a_picture_is_shown_only_to_who_sees_its_story(&office);
    lists_hold_only_stories_that_the_person_sees(&office);
    a_reporter_looks_how_his_story_fares_and_stops_nothing(&office);
    every_command_answers_every_role_as_the_table_says(&office);
}

fn every_command_answers_every_role_as_the_table_says(office: &NewsroomAtWork) {
    let people = [None, Some(&office.reporter), Some(&office.editor), Some(&office.chief)];
    let mut wrong = Vec::new();
    for person in people {
        office.sit_down(person);
        for story in office.stories_for(person) {
            for (command, action) in contract::rights() {
                let wanted = wanted(action, person, story);
                if wanted.is_ok() && WITH_DIALOGUE.contains(&action) {
                    continue;
                }
                let reply = office.ask(command, action, story);
                // Whoever signed out, or tried a new name, is not signed in any more.
                if action == Action::SignOut {
                    office.sit_down(person);
                }
                if !fits(&wanted, &reply) {
                    let who = person.map(|person| person.login);
                    wrong.push(format!("{command} by {who:?} on {}: {wanted:?}, but {reply:?}", story.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn a_picture_is_shown_only_to_who_sees_its_story(office: &NewsroomAtWork) {
    for person in [None, Some(&office.reporter), Some(&office.editor), Some(&office.chief)] {
        office.sit_down(person);
        for story in office.stories_for(person) {
            let address = contract::photos::address(story.photo.picture(PhotoSize::Thumb), false);
            let picture = office.window.newsdesk().picture_at(address.strip_prefix("photo://localhost").unwrap());
            let shown = wanted(Action::ShowPicture, person, story).is_ok();
            let who = person.map(|person| person.login);
            assert_eq!(picture.status() == StatusCode::OK, shown, "{} to {who:?}", story.name);
            assert_eq!(picture.body().starts_with(&[0xff, 0xd8]), shown, "{} to {who:?}", story.name);
        }
    }
}

fn lists_hold_only_stories_that_the_person_sees(office: &NewsroomAtWork) {
    for person in [&office.reporter, &office.editor, &office.chief] {
        office.sit_down(Some(person));
        let seen = |story: &Told| story.article.is_visible_to(person.actor());
        let sent: Vec<_> = ask_for_sent(&office.window);
        let mut listed = Vec::new();
        for stage in Stage::ALL {
            listed.extend(office.window.shelf(stage));
        }
        for story in office.stories() {
            let id = story.article.id;
            assert_eq!(sent.contains(&id), seen(story), "the sending of {} to {}", story.name, person.login);
            assert_eq!(listed.contains(&id), seen(story), "{} on the shelves of {}", story.name, person.login);
        }
    }
}

fn ask_for_sent(window: &Window) -> Vec<newsroom::ArticleId> {
    let sent = window.ask(contract::sending::ListTransmissions {}).unwrap();
    sent.into_iter().map(|view| view.transmission.article).collect()
}

fn a_reporter_looks_how_his_story_fares_and_stops_nothing(office: &NewsroomAtWork) {
    office.sit_down(Some(&office.reporter));
    let own = office.stories_for(Some(&office.reporter))[0];
    let receipt = office.window.ask(contract::sending::ShowReceipt { transmission: own.transmission }).unwrap();
    assert!(receipt.contains("content_sha256"), "the proof that his story was sent: {receipt}");
    let cancel = office.window.ask(contract::sending::CancelTransmission { transmission: own.transmission });
    assert_eq!(cancel.unwrap_err().code, FailureCode::Refused(Refusal::Role));
}
