//! A newsroom of several laptops: what was done here is told to the newsroom's server, what others did is fetched.

use crate::{board::Desk, error::DeskError};
use newsroom::{Arrival, Changes, Operation, Pushed, Staff};
use store::TakenBack;

/// Arrivals in one page. A page is put aside whole, so this is what a line that breaks off costs.
const PAGE: u32 = 200;
/// How often what is newer on the server is fetched and united before it is left for the next time: others may be faster again.
const ROUNDS: u32 = 8;

/// The newsroom's server, spoken to with one person's login.
pub trait Exchange {
    /// Tells an operation. Told again, it is answered in the same words.
    ///
    /// # Errors
    /// [`ExchangeError`]; then it is not known whether it stands.
    fn push(&self, operation: &Operation) -> Result<Pushed, ExchangeError>;

    /// At most so many of the changes after a number, in the order of their numbers; none if there are none.
    ///
    /// # Errors
    /// [`ExchangeError`].
    fn pull(&self, after: u64, most: u32) -> Result<Vec<Arrival>, ExchangeError>;
}

/// Why the newsroom's server did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeError {
    /// There is no line to it, or it is down: a state like any other, in which everybody goes on working.
    #[error("the newsroom's server cannot be reached: {0}")]
    Away(String),
    /// It does not let this person in.
    #[error("the newsroom's server refuses the login: {0}")]
    Login(String),
    /// It answered with something else than an answer.
    #[error("the newsroom's server: {0}")]
    Broken(String),
}

/// What an exchange brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// Operations that stand on the server by it.
    pub told: u32,
    /// Things that arrived.
    pub arrived: usize,
    /// What was done here and does not stand.
    pub taken_back: Vec<TakenBack>,
    /// What views show anew.
    pub changes: Changes,
}

impl Desk {
    /// True in a newsroom of several laptops.
    ///
    /// # Errors
    /// What the store says.
    pub fn is_shared(&self) -> Result<bool, DeskError> {
        Ok(self.store.sharing()?.is_some())
    }

    /// How many changes of this laptop the newsroom does not have yet.
    ///
    /// # Errors
    /// What the store says.
    pub fn waits_to_be_told(&self) -> Result<u32, DeskError> {
        Ok(self.store.waiting_operations()?)
    }

    /// Tells the newsroom's server what this person did here, in order, and fetches what others did. May be broken off at any
    /// place, by the line or by the power: what was told stays told, what was fetched is not fetched again.
    ///
    /// # Errors
    /// [`DeskError::Newsroom`] where the server did not answer; what had happened until then has happened. What the store says.
    pub fn exchange(&self, me: &Staff, server: &dyn Exchange) -> Result<Exchanged, DeskError> {
        let mut done = Exchanged::default();
        for _ in 0..ROUNDS {
            let before = (done.told, done.taken_back.len());
            self.tell(me, server, &mut done)?;
            self.fetch(me, server, &mut done)?;
            // What was taken back, or united, is news by itself.
            if (done.told, done.taken_back.len()) == before || self.is_winding_down() {
                break;
            }
        }
        Ok(done)
    }

    fn tell(&self, me: &Staff, server: &dyn Exchange, done: &mut Exchanged) -> Result<(), DeskError> {
        while let Some(operation) = self.store.next_operation(me.id, self.now())? {
            let said = server.push(&operation)?;
            let (taken, changes) = self.store.settle_operation(operation.id, &said, self.now())?;
            done.taken_back.extend(taken);
            done.changes.merge(changes);
            match said {
                Pushed::Applied { .. } => done.told += 1,
                Pushed::Newer { .. } => self.fetch(me, server, done)?,
                Pushed::Refused { why, detail } => {
                    tracing::warn!(operation = %operation.id, why, detail, "the newsroom refused an operation");
                }
            }
            if self.is_winding_down() {
                break;
            }
        }
        Ok(())
    }

    fn fetch(&self, me: &Staff, server: &dyn Exchange, done: &mut Exchanged) -> Result<(), DeskError> {
        loop {
            let page = server.pull(self.store.fetched(me.id)?, PAGE)?;
            let Some(newest) = page.iter().map(|arrival| arrival.number).max() else { break };
            self.store.keep_arrivals(me.id, &page, newest, self.now())?;
            done.arrived += page.len();
        }
        let (taken, changes) = self.store.place_arrivals(self.now())?;
        done.taken_back.extend(taken);
        done.changes.merge(changes);
        Ok(())
    }
}
