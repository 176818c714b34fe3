//! Newsrooms, people, signing in.

use crate::requests;
use chrono::{DateTime, Utc};
use newsroom::{FirstStep, Role, Section, Staff, StaffId};
use serde::{Deserialize, Serialize};

/// What the window needs to begin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// Name of the newsroom; none at the first run.
    pub newsroom: Option<String>,
    /// Who is signed in.
    pub staff: Option<Staff>,
    /// The sections in order: those in use, and the retired ones that stories still have.
    pub sections: Vec<Section>,
    /// The folder in which everything is kept.
    pub data_folder: String,
    /// The program's version.
    pub version: String,
    /// In the ready newsroom: who may be tried, each with the password [`Welcome::trial_password`].
    pub trial_staff: Vec<Staff>,
    /// The password of all trial staff.
    pub trial_password: Option<String>,
    /// What could not be done at the start, for example opening the store.
    pub trouble: Option<crate::Failure>,
}

/// Somebody of the newsroom, as the chief sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Who.
    pub staff: Staff,
    /// When they left, UTC; none for who works here.
    pub left_at: Option<DateTime<Utc>>,
    /// How many of their stories are not finished ([`newsroom::Stage::UNFINISHED`]).
    pub unfinished: u32,
}

/// Somebody who works here, to whom a story may be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taker {
    /// Who.
    pub id: StaffId,
    /// Full name.
    pub name: String,
    /// What this person may do.
    pub role: Role,
}

/// What became of the stories of somebody who hands them over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// How many are another's now.
    pub given: u32,
    /// The headlines of those that are damaged, and stay where they are until they are back from a copy; empty where a headline
    /// cannot be read.
    pub left: Vec<String>,
}

requests! {
    /// Begins: what is here, who is signed in.
    Hello => "hello" -> Welcome {}
    /// First run: makes a newsroom with its chief, who is signed in then.
    MakeNewsroom => "make_newsroom" -> Welcome {
        /// Name of the newsroom.
        newsroom: String,
        /// Its first sections: one a line; where there is one line only, between commas.
        sections: String,
        /// The chief's full name.
        name: String,
        /// The chief's login.
        login: String,
        /// The chief's password, at least 8 characters.
        password: String,
    }
    /// First run: makes the ready newsroom with staff, sections and the bundled city site.
    TryReadyNewsroom => "try_ready_newsroom" -> Welcome {
        /// With stories at every stage, of which some go to the site; else every shelf is empty.
        stories: bool,
    }
    /// Signs in.
    SignIn => "sign_in" -> Staff {
        /// Login, in any case.
        login: String,
        /// The password, as typed.
        password: String,
    }
    /// Signs out.
    SignOut => "sign_out" -> () {}
    /// The window has brought everything to safety and may close; the answer to [`crate::CLOSING`].
    CloseWindow => "close_window" -> () {}
    /// Shows the whole window larger or smaller.
    ZoomWindow => "zoom_window" -> () {
        /// In percent of the usual size; what lies outside 50 to 300 is taken for the nearest of them.
        percent: u32,
    }
    /// Another Newsdesk works in this folder: brings its window to the front. True if it said that it did.
    ShowOther => "show_other" -> bool {}
    /// Everybody, in Vietnamese order of given names; who has left stands at the end.
    ListStaff => "list_staff" -> Vec<Colleague> {}
    /// The chief adds a person.
    AddStaff => "add_staff" -> Staff {
        /// Full name, which is also the byline of new stories.
        name: String,
        /// Name to sign in with: lower-case ASCII letters, digits, dots.
        login: String,
        /// What this person may do.
        role: Role,
        /// First password, at least 8 characters.
        password: String,
    }
    /// The first steps of one's role, in the order of the work, each with whether it is done.
    ListFirstSteps => "list_first_steps" -> Vec<(FirstStep, bool)> {}
    /// Changes the password of who is signed in.
    ChangePassword => "change_password" -> () {
        /// The one so far.
        old: String,
        /// The new one, at least 8 characters.
        new: String,
    }
    /// The chief gives somebody a new password.
    GivePassword => "give_password" -> () {
        /// Whom.
        staff: StaffId,
        /// The new one, at least 8 characters.
        password: String,
    }
    /// The chief gives somebody else another role.
    ChangeRole => "change_role" -> () {
        /// Whom.
        staff: StaffId,
        /// What this person may do from now on.
        role: Role,
    }
    /// Somebody else leaves the newsroom, or comes back. What they wrote and decided stays; what is given to whom is told.
    SetLeft => "set_left" -> HandedOver {
        /// Who.
        staff: StaffId,
        /// True for leaving.
        left: bool,
        /// Who goes on with what they have not finished; none leaves it where it is.
        stories_to: Option<StaffId>,
    }
    /// Everybody who works here and whom one may give a story, in Vietnamese order of given names.
    ListTakers => "list_takers" -> Vec<Taker> {}
    /// The chief gives all that somebody has not finished to somebody else.
    ReassignStories => "reassign_stories" -> HandedOver {
        /// Whose they are.
        from: StaffId,
        /// Whose they are from now on.
        to: StaffId,
    }
}
