//! People and the parts they play.

use crate::id::StaffId;
use serde::{Deserialize, Serialize};

/// What a person may do at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Phóng viên: drafts and files.
    Reporter,
    /// Biên tập viên: edits, returns, approves, publishes.
    Editor,
    /// Thư ký tòa soạn: all of an editor's, and staff, sites and forced approvals.
    Chief,
}

impl Role {
    /// All roles, lowest first.
    pub const ALL: [Role; 3] = [Role::Reporter, Role::Editor, Role::Chief];
}

/// A member of the newsroom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Id of the person; never given twice.
    pub id: StaffId,
    /// Name to sign in with: lower-case ASCII letters, digits, dots.
    pub login: String,
    /// Full name, which is also the byline of new stories.
    pub name: String,
    /// What this person may do.
    pub role: Role,
}

/// Who does something to a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person.
    Person(StaffId, Role),
    /// The part of the program that sends stories and hears what the site answers.
    Transmitter,
}

impl Actor {
    /// The person, if it is one.
    #[must_use]
    pub fn person(self) -> Option<StaffId> {
        match self {
            Actor::Person(id, _) => Some(id),
            Actor::Transmitter => None,
        }
    }

    /// The role, if it is a person.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        match self {
            Actor::Person(_, role) => Some(role),
            Actor::Transmitter => None,
        }
    }
}
