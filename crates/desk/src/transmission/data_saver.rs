//! Data saver: on mobile data texts go first, and photos within a daily budget.

use crate::{
    board::Desk,
    error::{DeskError, shown, unless_damaged},
    rights::permit,
    transmission::Obstacle,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use contract::sending::DataSaver;
use copydesk::NEWSROOM_OFFSET;
use newsroom::{Action, Changes, Staff, Transmission, Trouble, rights::Subject};

/// Keys of the settings.
const TEXT_FIRST: &str = "text_first";
const BUDGET: &str = "photo_budget";

impl Desk {
    /// How this laptop saves mobile data when it sends.
    ///
    /// # Errors
    /// What the store says.
    pub fn data_saver(&self, me: &Staff) -> Result<DataSaver, DeskError> {
        permit(me, Action::GetDataSaver, Subject::Nothing)?;
        self.data_saver_settings()
    }

    /// The same for the sending itself.
    pub(crate) fn data_saver_settings(&self) -> Result<DataSaver, DeskError> {
        let budget = self.store.setting(BUDGET)?.and_then(|bytes| bytes.parse().ok());
        let spent = unless_damaged(self.store.data_spent(day(self.now())), "what photos cost today")?;
        Ok(DataSaver {
            text_first: self.store.setting(TEXT_FIRST)?.as_deref() == Some("yes"),
            budget,
            // Nobody can tell: photos wait, as if all was spent.
            spent_today: spent.or(budget).unwrap_or_default(),
        })
    }

    /// Changes it. Photos that waited for tomorrow go on if they may now.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`].
    pub fn set_data_saver(
        &self,
        me: &Staff,
        text_first: bool,
        budget: Option<u64>,
    ) -> Result<(DataSaver, Changes), DeskError> {
        permit(me, Action::SetDataSaver, Subject::Nothing)?;
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.set_setting(TEXT_FIRST, if text_first { "yes" } else { "no" })?;
            tx.set_setting(BUDGET, &budget.map(|bytes| bytes.to_string()).unwrap_or_default())
        })?;
        let woken = self.wake(|t| t.trouble == Some(Trouble::Budget));
        shown(woken.and_then(|()| self.data_saver_settings()), changes)
    }

    /// Whether so many bytes of a photo may be sent now.
    ///
    /// # Errors
    /// [`Obstacle::NotBefore`] tomorrow, if today's budget does not hold them.
    pub(super) fn may_spend(&self, t: &Transmission, bytes: u64) -> Result<(), Obstacle> {
        let saver = self.data_saver_settings()?;
        // What somebody put first is sent at any cost.
        if !saver.text_first || t.priority > 0 {
            return Ok(());
        }
        match saver.budget {
            Some(budget) if saver.spent_today.saturating_add(bytes) > budget => {
                Err(Obstacle::NotBefore(tomorrow(self.now()), Some(Trouble::Budget)))
            }
            _ => Ok(()),
        }
    }
}

/// The day of the newsroom's calendar.
pub(super) fn day(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&NEWSROOM_OFFSET).date_naive()
}

fn tomorrow(now: DateTime<Utc>) -> DateTime<Utc> {
    let next = day(now).checked_add_days(Days::new(1)).map(|day| day.and_time(NaiveTime::MIN));
    let midnight = next.and_then(|at| NEWSROOM_OFFSET.from_local_datetime(&at).single());
    midnight.map_or(now + chrono::Duration::days(1), |at| at.with_timezone(&Utc))
}
