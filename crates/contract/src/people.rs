//! Newsrooms, people, signing in.

use crate::requests;
use newsroom::{Role, Section, Staff};
use serde::{Deserialize, Serialize};

/// What the window needs to begin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// Name of the newsroom; none at the first run.
    pub newsroom: Option<String>,
    /// Who is signed in.
    pub staff: Option<Staff>,
    /// The sections, in order.
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

requests! {
    /// Begins: what is here, who is signed in.
    Hello => "hello" -> Welcome {}
    /// First run: makes a newsroom with its chief, who is signed in then.
    MakeNewsroom => "make_newsroom" -> Welcome {
        /// Name of the newsroom.
        newsroom: String,
        /// The chief's full name.
        name: String,
        /// The chief's login.
        login: String,
        /// The chief's password, at least 8 characters.
        password: String,
    }
    /// First run: makes the ready newsroom with staff, sections and the bundled city site.
    TryReadyNewsroom => "try_ready_newsroom" -> Welcome {}
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
    /// Another Newsdesk works in this folder: brings its window to the front. True if it said that it did.
    ShowOther => "show_other" -> bool {}
    /// Everybody, in Vietnamese order of given names.
    ListStaff => "list_staff" -> Vec<Staff> {}
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
}
