//! The journeys, one file each.

mod access;
mod bad_input;
mod changed_there;
mod cursor;
mod disk;
mod first_steps;
mod keeping;
mod keyring;
mod kill;
mod labels;
mod languages;
mod long;
mod narrow;
mod readers;
mod reassigning;
mod schedule;
mod sections;
mod site_scene;
mod story;
mod tools;
mod typing;
mod widgets;
mod writing;

use crate::app::Newsdesk;
use crate::desk::{Desk, SiteLogin, hook};
use crate::failure::Failure;
use crate::runner::{Bench, Journey, Laptop, When};
use crate::scene::{CHIEF, REPORTER};
use crate::soak;

pub(crate) use changed_there::change_there;
pub(crate) use languages::dark;

/// All journeys: the most important first, and at the end, one after the other, those that share a laptop.
pub(crate) const ALL: &[Journey] = &[
    own("scene_bundled", When::Usual, story::scene_bundled),
    own("newcomer", When::Usual, first_steps::newcomer),
    own("scene_given_site", When::GivenSite, site_scene::scene),
    own("keystrokes_survive_kill", When::Usual, typing::survive_kill),
    own("keystrokes_random_kills", When::Usual, soak::keystrokes_slice),
    own("disk_full", When::Usual, disk::full),
    own("gone_and_back", When::Usual, keeping::gone_and_back),
    own("damaged_and_back", When::Usual, keeping::damaged_and_back),
    own("second_copy_on_the_newsroom", When::Usual, disk::second_copy),
    own("long_story_typed_into", When::Usual, long::typed_into),
    own("kill_while_publishing", When::AnySite, kill::while_publishing),
    own("schedule_handed_over", When::AnySite, schedule::handed_over),
    own("schedule_laptop_closed", When::Long, schedule::laptop_closed),
    own("changed_on_the_site", When::AnySite, changed_there::compared_and_chosen),
    own("bad_sites", When::Usual, bad_input::sites),
    own("password_in_keyring", When::Usual, keyring::password_kept),
    own("sections_of_ones_own", When::Usual, sections::of_ones_own),
    own("handed_over_when_somebody_leaves", When::Usual, reassigning::handed_over),
    own("returned_to_who_left", When::Usual, reassigning::returned_to_nobody),
    own("remarked_and_settled", When::Usual, writing::remarked_and_settled),
    own("labels_are_whole", When::Long, labels::are_whole),
    own("language_and_light", When::Usual, languages::remembered),
    own("keyboard_and_names", When::Usual, access::names_and_tab),
    shared("no_key_runs_through", readers::no_key_runs_through),
    shared("nothing_live_is_lost", readers::nothing_live_is_lost),
    shared("cursor_goes_where_one_writes", cursor::goes_where_one_writes),
    shared("bad_sign_in", bad_input::sign_in),
    shared("bad_photos", bad_input::photos),
    shared("kept_and_restored", writing::kept_and_restored),
    shared("found_and_replaced", writing::found_and_replaced),
    shared("begun_from_a_template", writing::begun_from_a_template),
    shared("tools_by_keyboard", tools::by_keyboard),
    shared("pasted_from_word", tools::pasted),
    shared("imported_and_exported", tools::imported_and_exported),
    shared("dialogues_and_lists", widgets::dialogues_and_lists),
    shared("enlarged_and_translated", narrow::enlarged_and_translated),
];

type Play = fn(&mut Newsdesk, &Bench) -> Result<(), Failure>;

const fn own(name: &'static str, when: When, play: Play) -> Journey {
    Journey { name, when, laptop: Laptop::Own, play }
}

/// For what is about the window alone: neither a site, nor a start, nor a kill.
const fn shared(name: &'static str, play: Play) -> Journey {
    Journey { name, when: When::Usual, laptop: Laptop::Shared, play }
}

/// Starts Newsdesk again; the reporter signs in and opens the only story.
fn back_at_the_story(newsdesk: &mut Newsdesk) -> Result<Desk<'_>, Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.click(&hook("article-row"))?;
    Ok(desk)
}

/// The ready newsroom up to the signing in: its first run, or what the journey before has left.
fn open_ready(newsdesk: &mut Newsdesk) -> Result<(), Failure> {
    if !newsdesk.is_running() {
        newsdesk.start()?;
        return newsdesk.desk()?.try_ready();
    }
    let desk = newsdesk.desk()?;
    if desk.has(&hook("sign-out"))? { desk.sign_out() } else { Ok(()) }
}

/// The chief connects a site, to which everything is sent then; nobody is signed in afterwards.
fn connect(desk: Desk<'_>, site: &SiteLogin) -> Result<(), Failure> {
    desk.sign_in(CHIEF)?;
    desk.connect_site(site)?;
    desk.sign_out()
}
