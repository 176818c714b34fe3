//! The first steps of somebody who is new at the desk: which belong to a role, and which are done.

use crate::{deeds::Deed, moves::Move, staff::Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A first step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstStep {
    /// Writing a story.
    Write,
    /// Adding a photo to it.
    AddPhoto,
    /// Handing it in.
    HandIn,
    /// Claiming a story that was handed in.
    Claim,
    /// Saying something about its words.
    Remark,
    /// Giving it back, or approving it.
    Decide,
    /// Sending it to readers, now or at an hour.
    Publish,
    /// Sections of the newsroom's own.
    Sections,
    /// People beside oneself.
    People,
    /// The city site.
    Site,
    /// A second place for copies.
    SecondPlace,
}

/// What is true in the newsroom, as far as first steps ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What this person has done at the desk.
    pub deeds: BTreeSet<Deed>,
    /// The sections are others than those that a newsroom begins with.
    pub own_sections: bool,
    /// How many people work here.
    pub people: usize,
    /// How many sites are connected.
    pub sites: usize,
    /// Copies go to a second place.
    pub second_place: bool,
}

impl FirstStep {
    /// The name in JSON, and the hook for tests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FirstStep::Write => "write",
            FirstStep::AddPhoto => "add_photo",
            FirstStep::HandIn => "hand_in",
            FirstStep::Claim => "claim",
            FirstStep::Remark => "remark",
            FirstStep::Decide => "decide",
            FirstStep::Publish => "publish",
            FirstStep::Sections => "sections",
            FirstStep::People => "people",
            FirstStep::Site => "site",
            FirstStep::SecondPlace => "second_place",
        }
    }

    /// Those of a role, in the order of the work.
    #[must_use]
    pub const fn of(role: Role) -> &'static [Self] {
        use FirstStep::{AddPhoto, Claim, Decide, HandIn, People, Publish, Remark, SecondPlace, Sections, Site, Write};
        match role {
            Role::Reporter => &[Write, AddPhoto, HandIn],
            Role::Editor => &[Claim, Remark, Decide, Publish],
            Role::Chief => &[Sections, People, Site, SecondPlace],
        }
    }

    /// Whether it is done.
    #[must_use]
    pub fn is_done(self, facts: &Facts) -> bool {
        let did = |deeds: &[Deed]| deeds.iter().any(|deed| facts.deeds.contains(deed));
        match self {
            FirstStep::Write => did(&[Deed::Edited, Deed::Imported]),
            FirstStep::AddPhoto => did(&[Deed::PhotoAdded]),
            FirstStep::HandIn => did(&[Move::File.into()]),
            FirstStep::Claim => did(&[Move::Claim.into()]),
            FirstStep::Remark => did(&[Deed::RemarkAdded]),
            FirstStep::Decide => did(&[Move::Return.into(), Move::Approve.into()]),
            FirstStep::Publish => did(&[Move::Publish.into(), Move::Schedule.into()]),
            FirstStep::Sections => facts.own_sections,
            FirstStep::People => facts.people > 1,
            FirstStep::Site => facts.sites > 0,
            FirstStep::SecondPlace => facts.second_place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, FirstStep};
    use crate::{deeds::Deed, moves::Move, staff::Role};

    #[test]
    fn steps_are_done_by_what_one_did_and_by_what_is_there() {
        let done =
            |role, facts: &Facts| -> Vec<bool> { FirstStep::of(role).iter().map(|step| step.is_done(facts)).collect() };
        let nothing = Facts { people: 1, ..Facts::default() };
        for role in Role::ALL {
            assert!(done(role, &nothing).iter().all(|done| !done), "{role:?}");
        }
        let deeds = |deeds: &[Deed]| Facts { deeds: deeds.iter().cloned().collect(), ..Facts::default() };
        assert_eq!(done(Role::Reporter, &deeds(&[Deed::Created])), [false; 3], "an empty story is none");
        assert_eq!(done(Role::Reporter, &deeds(&[Deed::Edited, Deed::PhotoAdded])), [true, true, false]);
        let edited = deeds(&[Move::Claim.into(), Move::Return.into(), Move::Schedule.into()]);
        assert_eq!(done(Role::Editor, &edited), [true, false, true, true]);
        let office = Facts { own_sections: true, people: 2, sites: 1, second_place: true, ..Facts::default() };
        assert_eq!(done(Role::Chief, &office), [true; 4]);
    }
}
