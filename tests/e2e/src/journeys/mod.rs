//! The journeys, one file each.

mod access;
mod bad_input;
mod kill;
mod languages;
mod schedule;
mod site_scene;
mod story;
mod typing;

use crate::app::Newsdesk;
use crate::desk::{Desk, SiteLogin};
use crate::failure::Failure;
use crate::runner::{Journey, When};
use crate::scene::CHIEF;

pub(crate) use languages::dark;

/// All journeys, the most important first.
pub(crate) const ALL: &[Journey] = &[
    Journey { name: "scene_bundled", when: When::Usual, play: story::scene_bundled },
    Journey { name: "scene_given_site", when: When::GivenSite, play: site_scene::scene },
    Journey { name: "keystrokes_survive_kill", when: When::Usual, play: typing::survive_kill },
    Journey { name: "kill_while_publishing", when: When::AnySite, play: kill::while_publishing },
    Journey { name: "schedule_handed_over", when: When::AnySite, play: schedule::handed_over },
    Journey { name: "schedule_laptop_closed", when: When::Long, play: schedule::laptop_closed },
    Journey { name: "bad_sign_in", when: When::Usual, play: bad_input::sign_in },
    Journey { name: "bad_photos", when: When::Usual, play: bad_input::photos },
    Journey { name: "bad_sites", when: When::Usual, play: bad_input::sites },
    Journey { name: "language_and_light", when: When::Usual, play: languages::remembered },
    Journey { name: "keyboard_and_names", when: When::Usual, play: access::names_and_tab },
];

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
