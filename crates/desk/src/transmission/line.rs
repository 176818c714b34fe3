//! What the line is used for: texts first, photos within a day's budget.

use crate::{board::Desk, error::DeskError, transmission::Obstacle};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use contract::sending::Line;
use copydesk::NEWSROOM_OFFSET;
use newsroom::{Changes, Staff, Transmission, Trouble};

/// Settings of the line.
const TEXT_FIRST: &str = "text_first";
const BUDGET: &str = "photo_budget";

impl Desk {
    /// How this laptop uses the line.
    ///
    /// # Errors
    /// What the store says.
    pub fn line(&self) -> Result<Line, DeskError> {
        Ok(Line {
            text_first: self.store.setting(TEXT_FIRST)?.as_deref() == Some("yes"),
            budget: self.store.setting(BUDGET)?.and_then(|bytes| bytes.parse().ok()),
            spent_today: self.store.data_spent(day(self.now()))?,
        })
    }

    /// Sets how the line is used. What waited for tomorrow goes on if it may.
    ///
    /// # Errors
    /// What the store says.
    pub fn set_line(&self, me: &Staff, text_first: bool, budget: Option<u64>) -> Result<(Line, Changes), DeskError> {
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.set_setting(TEXT_FIRST, if text_first { "yes" } else { "no" })?;
            tx.set_setting(BUDGET, &budget.map(|bytes| bytes.to_string()).unwrap_or_default())
        })?;
        self.wake(|t| t.trouble == Some(Trouble::Budget))?;
        Ok((self.line()?, changes))
    }

    /// Whether so many bytes of a photo may be sent now.
    ///
    /// # Errors
    /// [`Obstacle::NotBefore`] tomorrow, if today's budget does not hold them.
    pub(super) fn may_spend(&self, t: &Transmission, bytes: u64) -> Result<(), Obstacle> {
        let line = self.line()?;
        // What somebody put first is sent at any cost.
        if !line.text_first || t.priority > 0 {
            return Ok(());
        }
        match line.budget {
            Some(budget) if line.spent_today + bytes > budget => {
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
