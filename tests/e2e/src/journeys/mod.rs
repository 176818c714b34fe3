//! The journeys, one file each.

mod access;
mod bad_input;
mod changed_there;
mod disk;
mod keyring;
mod kill;
mod languages;
mod long;
mod schedule;
mod site_scene;
mod story;
mod tools;
mod typing;
mod writing;

use crate::app::Newsdesk;
use crate::desk::{Desk, SiteLogin, hook};
use crate::failure::Failure;
use crate::runner::{Journey, When};
use crate::scene::{CHIEF, REPORTER};
use crate::soak;

pub(crate) use changed_there::change_there;
pub(crate) use languages::dark;

/// All journeys, the most important first.
pub(crate) const ALL: &[Journey] = &[
    Journey { name: "scene_bundled", when: When::Usual, play: story::scene_bundled },
    Journey { name: "scene_given_site", when: When::GivenSite, play: site_scene::scene },
    Journey { name: "keystrokes_survive_kill", when: When::Usual, play: typing::survive_kill },
    Journey { name: "keystrokes_random_kills", when: When::Usual, play: soak::keystrokes_slice },
    Journey { name: "disk_full", when: When::Usual, play: disk::full },
    Journey { name: "second_copy_on_the_newsroom", when: When::Usual, play: disk::second_copy },
    Journey { name: "long_story_typed_into", when: When::Usual, play: long::typed_into },
    Journey { name: "kill_while_publishing", when: When::AnySite, play: kill::while_publishing },
    Journey { name: "schedule_handed_over", when: When::AnySite, play: schedule::handed_over },
    Journey { name: "schedule_laptop_closed", when: When::Long, play: schedule::laptop_closed },
    Journey { name: "changed_on_the_site", when: When::AnySite, play: changed_there::compared_and_chosen },
    Journey { name: "bad_sign_in", when: When::Usual, play: bad_input::sign_in },
    Journey { name: "bad_photos", when: When::Usual, play: bad_input::photos },
    Journey { name: "bad_sites", when: When::Usual, play: bad_input::sites },
    Journey { name: "password_in_keyring", when: When::Usual, play: keyring::password_kept },
    Journey { name: "kept_and_restored", when: When::Usual, play: writing::kept_and_restored },
    Journey { name: "found_and_replaced", when: When::Usual, play: writing::found_and_replaced },
    Journey { name: "remarked_and_settled", when: When::Usual, play: writing::remarked_and_settled },
    Journey { name: "begun_from_a_template", when: When::Usual, play: writing::begun_from_a_template },
    Journey { name: "tools_by_keyboard", when: When::Usual, play: tools::by_keyboard },
    Journey { name: "pasted_from_word", when: When::Usual, play: tools::pasted },
    Journey { name: "imported_and_exported", when: When::Usual, play: tools::imported_and_exported },
    Journey { name: "language_and_light", when: When::Usual, play: languages::remembered },
    Journey { name: "keyboard_and_names", when: When::Usual, play: access::names_and_tab },
];

/// Starts Newsdesk again; the reporter signs in and opens the only story.
fn back_at_the_story(newsdesk: &mut Newsdesk) -> Result<Desk<'_>, Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.click(&hook("article-row"))?;
    Ok(desk)
}

/// First run of the ready newsroom, up to the signing in.
fn open_ready(newsdesk: &mut Newsdesk) -> Result<(), Failure> {
    newsdesk.start()?;
    newsdesk.desk()?.try_ready()
}

/// The chief connects a site, to which everything is sent then; nobody is signed in afterwards.
fn connect(desk: Desk<'_>, site: &SiteLogin) -> Result<(), Failure> {
    desk.sign_in(CHIEF)?;
    desk.connect_site(site)?;
    desk.sign_out()
}
