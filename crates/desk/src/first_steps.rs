//! The first steps of somebody who is new, ticked by what is true in the newsroom.

use crate::{board::Desk, error::DeskError, ready::SECTIONS, rights::permit};
use newsroom::{Action, FirstStep, Staff, first_steps::Facts, rights::Subject};
use store::Transaction;

/// The newest entry of the audit trail when the ready newsroom was filled: what its people did until then, nobody did who
/// tries it.
const SINCE: &str = "first_steps_since";

impl Desk {
    /// The first steps of this person's role, in the order of the work, each with whether it is done.
    ///
    /// # Errors
    /// What the store says.
    pub fn first_steps(&self, me: &Staff) -> Result<Vec<(FirstStep, bool)>, DeskError> {
        permit(me, Action::ListFirstSteps, Subject::Nothing)?;
        let since = self.store.setting(SINCE)?.and_then(|since| since.parse().ok()).unwrap_or(0);
        let sections = self.sections()?;
        let facts = Facts {
            deeds: self.store.deeds_of(me.id, since)?,
            own_sections: !sections.iter().map(|section| section.name.as_str()).eq(SECTIONS),
            people: self.store.all_staff()?.iter().filter(|known| known.left_at.is_none()).count(),
            sites: self.store.sites()?.len(),
            second_place: store::keeping::Place::second(self.folder()).is_some(),
        };
        Ok(FirstStep::of(me.role).iter().map(|step| (*step, step.is_done(&facts))).collect())
    }
}

/// What was done until now counts for nobody's first steps.
pub(crate) fn begin_here(tx: &mut Transaction<'_>) -> Result<(), DeskError> {
    let newest = tx.newest_deed()?;
    Ok(tx.set_setting(SINCE, &newest.to_string())?)
}
