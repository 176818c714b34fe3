//! Newsrooms and their people: first run, signing in, adding staff.

use crate::{board::Desk, clock::new_id, error::DeskError, rights::permit, templates::give_first_templates};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{Action, Changes, Deed, Role, Section, SectionId, Staff, StaffId, rights::Subject};
use std::{collections::HashMap, sync::PoisonError};
use store::{StoreError, Transaction};

/// Shortest password (NIST SP 800-63B §3.1.1.2).
const PASSWORD_CHARS: usize = 8;
/// Wrong passwords in a row before one has to wait.
const FREE_TRIES: u32 = 5;
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::seconds(60);
/// Name of the newsroom in the settings.
pub(crate) const NEWSROOM: &str = "newsroom";

/// Wrong passwords in a row, by login.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    wrong: HashMap<String, (u32, DateTime<Utc>)>,
}

impl Desk {
    /// Name of the newsroom; none before the first run is through.
    ///
    /// # Errors
    /// What the store says.
    pub fn newsroom(&self) -> Result<Option<String>, DeskError> {
        Ok(self.store.setting(NEWSROOM)?)
    }

    /// The sections in order.
    ///
    /// # Errors
    /// What the store says.
    pub fn sections(&self) -> Result<Vec<Section>, DeskError> {
        Ok(self.store.sections()?)
    }

    /// First run: makes the newsroom with the given sections and its chief.
    ///
    /// # Errors
    /// [`DeskError::NewsroomExists`], and what is wrong with name, login or password.
    pub fn make_newsroom(
        &self,
        newsroom: &str,
        sections: &[&str],
        chief: (&str, &str, &str),
    ) -> Result<(Staff, Changes), DeskError> {
        let (name, login, password) = chief;
        let newsroom = named(newsroom)?;
        let person = new_person(name, login, Role::Chief)?;
        let hash = hash(password)?;
        self.store.transact(self.act(None), |tx| {
            if tx.setting(NEWSROOM)?.is_some() {
                return Err(DeskError::NewsroomExists);
            }
            tx.set_setting(NEWSROOM, &newsroom)?;
            for (name, position) in sections.iter().zip(0..) {
                let id = SectionId(new_id());
                tx.add_section(&Section { id, name: (*name).to_owned(), position })?;
            }
            add(tx, &person, &hash)?;
            give_first_templates(tx)?;
            Ok(person)
        })
    }

    /// Signs in. The login may be typed in any case.
    ///
    /// # Errors
    /// [`DeskError::WrongPassword`], and [`DeskError::Wait`] after five of them.
    pub fn sign_in(&self, login: &str, password: &str) -> Result<Staff, DeskError> {
        let login = login.trim().to_lowercase();
        self.check_tries(&login)?;
        let known = self.store.credentials(&login)?;
        // An unknown login costs the same time as a known one, so that logins cannot be found out by the clock.
        let stored = known.as_ref().map_or(NOBODY, |k| k.password_hash.as_str());
        let right = PasswordHash::new(stored)
            .is_ok_and(|stored| Argon2::default().verify_password(password.as_bytes(), &stored).is_ok());
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        match known {
            Some(known) if right => {
                tries.wrong.remove(&login);
                Ok(known.staff)
            }
            _ => {
                let (count, last) = tries.wrong.entry(login).or_insert((0, self.now()));
                *count += 1;
                *last = self.now();
                Err(DeskError::WrongPassword)
            }
        }
    }

    /// Everybody, in Vietnamese order of given names.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`].
    pub fn staff(&self, me: &Staff) -> Result<Vec<Staff>, DeskError> {
        permit(me, Action::ListStaff, Subject::Nothing)?;
        let mut staff = self.store.staff()?;
        staff.sort_by_cached_key(|s| copydesk::person_key(&s.name));
        Ok(staff)
    }

    /// The chief adds a person.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], and what is wrong with name, login or password.
    pub fn add_staff(
        &self,
        me: &Staff,
        name: &str,
        login: &str,
        role: Role,
        password: &str,
    ) -> Result<(Staff, Changes), DeskError> {
        permit(me, Action::AddStaff, Subject::Nothing)?;
        let person = new_person(name, login, role)?;
        let hash = hash(password)?;
        self.store.transact(self.act(Some(me)), |tx| {
            add(tx, &person, &hash)?;
            give_first_templates(tx)?;
            Ok(person)
        })
    }

    fn check_tries(&self, login: &str) -> Result<(), DeskError> {
        let tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((count, last)) = tries.wrong.get(login)
            && *count >= FREE_TRIES
        {
            let wait = Duration::seconds(1 << (count - FREE_TRIES).min(6)).min(LONGEST_WAIT);
            let left = *last + wait - self.now();
            if left > Duration::zero() {
                return Err(DeskError::Wait(left));
            }
        }
        Ok(())
    }
}

/// Argon2id of nothing anybody knows, with the default costs (m=19456, t=2, p=1; OWASP Password Storage Cheat Sheet).
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bmV3c2Rlc2stbm9ib2R5$kMvhPqPZ8K8Zs1mTq3nXoX5Yk6iM8sB1w0n6bW0l3zM";

pub(crate) fn hash(password: &str) -> Result<String, DeskError> {
    if password.chars().count() < PASSWORD_CHARS {
        return Err(DeskError::PasswordTooShort);
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|e| DeskError::Hashing(e.to_string()))?.to_string())
}

pub(crate) fn new_person(name: &str, login: &str, role: Role) -> Result<Staff, DeskError> {
    let login = login.trim().to_lowercase();
    let shaped = !login.is_empty() && login.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.');
    if !shaped {
        return Err(DeskError::LoginShape);
    }
    Ok(Staff { id: StaffId(new_id()), login, name: named(name)?, role })
}

pub(crate) fn add(tx: &mut Transaction<'_>, person: &Staff, hash: &str) -> Result<(), DeskError> {
    match tx.add_staff(person, hash) {
        Err(StoreError::Taken(_)) => Err(DeskError::LoginTaken),
        other => {
            other?;
            tx.audit(None, &Deed::StaffAdded, Some(&person.login))?;
            Ok(())
        }
    }
}

fn named(name: &str) -> Result<String, DeskError> {
    let name = newsroom::body::nfc(name.trim());
    if name.is_empty() { Err(DeskError::NameMissing) } else { Ok(name) }
}
