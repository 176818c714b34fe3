//! A newsroom of several laptops: what was done here is told to the newsroom's server, what others did is fetched.

use crate::{
    board::Desk,
    clock::new_id,
    error::DeskError,
    people::{NEWSROOM, hash},
    rights::permit,
};
use newsroom::{Action, Arrival, Changes, Operation, Pushed, Staff, rights::Subject};
use serde::{Deserialize, Serialize};
use shared::{Address, Founder, Member, Owner};
use store::{StoreError, TakenBack};

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

impl From<shared::Error> for ExchangeError {
    fn from(error: shared::Error) -> Self {
        let words = error.to_string();
        match error {
            shared::Error::Unreachable(_) | shared::Error::DiskFull => Self::Away(words),
            shared::Error::Certificate(_) | shared::Error::LoginRefused | shared::Error::Blocked => Self::Login(words),
            _ => Self::Broken(words),
        }
    }
}

impl Exchange for Member {
    fn push(&self, operation: &Operation) -> Result<Pushed, ExchangeError> {
        Ok(Member::push(self, operation)?)
    }

    fn pull(&self, after: u64, most: u32) -> Result<Vec<Arrival>, ExchangeError> {
        Ok(Member::pull(self, after, most)?)
    }
}

/// What a person gets to come into a newsroom with, on a laptop that has nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// Name of the newsroom.
    pub newsroom: String,
    /// Name or IP address of its server.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// The newsroom's database.
    pub database: String,
    /// Certificates of the authority that alone vouches for the server, as PEM.
    pub ca_pem: String,
    /// Who is invited.
    pub login: String,
    /// What lets in until the person has chosen a passphrase.
    pub secret: String,
}

/// What a laptop keeps of its newsroom's server.
#[derive(Serialize, Deserialize)]
struct KnownServer {
    host: String,
    port: u16,
    database: String,
    ca_pem: String,
}

impl KnownServer {
    fn of(address: &Address) -> Self {
        let Address { host, port, database, ca_pem } = address.clone();
        Self { host, port, database, ca_pem }
    }

    fn address(self) -> Address {
        let Self { host, port, database, ca_pem } = self;
        Address { host, port, database, ca_pem }
    }
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

    /// Where the newsroom's server is; none for a newsroom on one laptop.
    ///
    /// # Errors
    /// What the store says.
    pub fn newsroom_server(&self) -> Result<Option<Address>, DeskError> {
        let Some(server) = self.store.sharing()? else { return Ok(None) };
        let known: KnownServer = serde_json::from_value(server)
            .map_err(|e| StoreError::Unreadable { what: "newsroom's server", why: e.to_string() })?;
        Ok(Some(known.address()))
    }

    /// Makes this newsroom one of several laptops: the server, which is prepared and empty, gets all of it. Until that is done this is
    /// a newsroom on one laptop; what is done here from then on is told.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`]; [`DeskError::Newsroom`] where the server did not take it, which changes nothing here.
    pub fn share_newsroom(&self, me: &Staff, owner: &Owner, address: &Address) -> Result<(), DeskError> {
        permit(me, Action::AddStaff, Subject::Nothing)?;
        if self.is_shared()? {
            return Err(DeskError::NewsroomExists);
        }
        let server = known(address)?;
        // From here on changes are noted, so that none is missed between what the server gets and what it is told later.
        self.store.transact(self.act(Some(me)), |tx| tx.share(&server))?;
        let given = self.give_everything(me, owner);
        if given.is_err() {
            self.store.transact(self.act(Some(me)), |tx| tx.share_no_more())?;
        }
        given
    }

    fn give_everything(&self, me: &Staff, owner: &Owner) -> Result<(), DeskError> {
        let founder = Founder { id: me.id, login: me.login.clone(), name: me.name.clone(), created_at: self.now() };
        let everything = self.store.everything(new_id())?;
        owner.create(new_id(), &founder).map_err(ExchangeError::from)?;
        owner.import(&everything).map_err(ExchangeError::from)?;
        self.store.transact(self.act(Some(me)), |tx| tx.note_shared(&everything))?;
        Ok(())
    }

    /// Comes into a newsroom with an invitation, on a laptop that has none yet: chooses the passphrase, by which one gets in here from
    /// now on, with the line and without, and fetches everything that this person may see. Broken off, it is begun again with
    /// the same invitation and the same passphrase.
    ///
    /// # Errors
    /// [`DeskError::NewsroomExists`]; [`DeskError::PasswordTooShort`]; [`DeskError::Newsroom`].
    pub fn join_newsroom(&self, invitation: &Invitation, passphrase: &str) -> Result<Staff, DeskError> {
        if self.newsroom()?.is_some() {
            return Err(DeskError::NewsroomExists);
        }
        let hash = hash(passphrase)?;
        let Invitation { newsroom, host, port, database, ca_pem, login, secret } = invitation.clone();
        let address = Address { host, port, database, ca_pem };
        let member = match Member::connect(&address, &login, &secret) {
            // The invitation was used, and then something broke off.
            Err(shared::Error::LoginRefused) => Member::connect(&address, &login, passphrase),
            other => other,
        };
        let member = member.map_err(ExchangeError::from)?;
        member.choose_passphrase(passphrase).map_err(ExchangeError::from)?;
        let hello = member.hello().map_err(ExchangeError::from)?;
        let me = Staff { id: hello.staff, login, name: String::new(), role: hello.role };
        let server = known(&address)?;
        self.store.transact(self.act(None), |tx| tx.share(&server))?;
        self.exchange(&me, &member)?;
        let ((), _) = self.store.transact(self.act(None), |tx| {
            tx.save_password(me.id, &hash)?;
            // Last: without a name there is no newsroom here yet.
            tx.set_setting(NEWSROOM, &newsroom)
        })?;
        Ok(self.store.person(me.id)?)
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
            let mut said = server.push(&operation)?;
            if matches!(said, Pushed::Newer { .. }) {
                let before = done.arrived;
                self.settle(&operation, &said, done)?;
                self.fetch(me, server, done)?;
                if done.arrived > before {
                    continue;
                }
                // What is newer there is not this person's to see any more.
                said = Pushed::Refused { why: "hidden".to_owned(), detail: "newer, and out of sight".to_owned() };
            }
            self.settle(&operation, &said, done)?;
            if self.is_winding_down() {
                break;
            }
        }
        Ok(())
    }

    fn settle(&self, operation: &Operation, said: &Pushed, done: &mut Exchanged) -> Result<(), DeskError> {
        let (taken, changes) = self.store.settle_operation(operation.id, said, self.now())?;
        done.taken_back.extend(taken);
        done.changes.merge(changes);
        match said {
            Pushed::Applied { .. } => done.told += 1,
            Pushed::Newer { .. } => {}
            Pushed::Refused { why, detail } => {
                tracing::warn!(operation = %operation.id, why, detail, "the newsroom refused an operation");
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

fn known(address: &Address) -> Result<serde_json::Value, DeskError> {
    let known = serde_json::to_value(KnownServer::of(address));
    Ok(known.map_err(|e| StoreError::Unreadable { what: "newsroom's server", why: e.to_string() })?)
}
