//! Newsrooms and their people: first run, signing in, adding staff.

use crate::{board::Desk, clock::new_id, error::DeskError, rights::permit, templates::give_first_templates};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use contract::people::Colleague;
use newsroom::{Action, Changes, Deed, Role, Section, SectionId, Staff, StaffId, rights::Subject};
use newsroom::{
    TooLong,
    manuscript::{NAME_CHARS, is_longer},
    section::first_names,
};
use std::{collections::HashMap, sync::PoisonError, time::Duration};
use store::{StoreError, Transaction};

/// Shortest password (NIST SP 800-63B §3.1.1.2).
const PASSWORD_CHARS: usize = 8;
/// Wrong passwords in a row before one has to wait.
const FREE_TRIES: u32 = 5;
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Name of the newsroom in the settings.
pub(crate) const NEWSROOM: &str = "newsroom";

/// Tries in a row that were not right, by login, and when the last one was, by [`crate::Clock::passed`]: a computer's clock that is
/// put right keeps nobody out.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    wrong: HashMap<String, (u32, Duration)>,
}

impl Desk {
    /// Name of the newsroom; none before the first run is through.
    ///
    /// # Errors
    /// What the store says.
    pub fn newsroom(&self) -> Result<Option<String>, DeskError> {
        Ok(self.store.setting(NEWSROOM)?)
    }

    /// First run: makes the newsroom with its chief and its first sections, which are typed one a line.
    ///
    /// # Errors
    /// [`DeskError::NewsroomExists`], and what is wrong with names, login or password.
    pub fn make_newsroom(
        &self,
        newsroom: &str,
        sections: &str,
        chief: (&str, &str, &str),
    ) -> Result<(Staff, Changes), DeskError> {
        let (name, login, password) = chief;
        let newsroom = named(newsroom)?;
        let person = new_person(name, login, Role::Chief)?;
        let sections = first_names(sections)?;
        let hash = hash(password)?;
        self.store.transact(self.act(None), |tx| {
            if tx.setting(NEWSROOM)?.is_some() {
                return Err(DeskError::NewsroomExists);
            }
            tx.set_setting(NEWSROOM, &newsroom)?;
            for (name, position) in sections.into_iter().zip(0..) {
                tx.add_section(&Section { id: SectionId(new_id()), name, position, retired_at: None })?;
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
        // One at a time, and counted before it is looked at: many guesses at once are no more than one after the other.
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        // Who has left is nobody here.
        let known = self.store.credentials(&login)?.filter(|known| known.left_at.is_none());
        tries.count(&login, self.clock.passed())?;
        // An unknown login costs the same time as a known one, so that logins cannot be found out by the clock.
        let stored = known.as_ref().map_or(NOBODY, |k| k.password_hash.as_str());
        let right = PasswordHash::new(stored)
            .is_ok_and(|stored| Argon2::default().verify_password(password.as_bytes(), &stored).is_ok());
        match known {
            Some(known) if right => {
                tries.wrong.remove(&login);
                Ok(known.staff)
            }
            _ => Err(DeskError::WrongPassword),
        }
    }

    /// Everybody, in Vietnamese order of given names; who has left stands at the end.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`].
    pub fn staff(&self, me: &Staff) -> Result<Vec<Colleague>, DeskError> {
        permit(me, Action::ListStaff, Subject::Nothing)?;
        let unfinished = self.store.unfinished_counts()?;
        let known = self.store.all_staff()?.into_iter();
        let mut staff: Vec<Colleague> = known
            .map(|k| Colleague {
                unfinished: unfinished.get(&k.staff.id).copied().unwrap_or_default(),
                staff: k.staff,
                left_at: k.left_at,
            })
            .collect();
        staff.sort_by_cached_key(|s| (s.left_at.is_some(), copydesk::person_key(&s.staff.name)));
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
}

impl Tries {
    /// Counts a try, unless one has to wait before it.
    fn count(&mut self, login: &str, now: Duration) -> Result<(), DeskError> {
        let (count, last) = self.wrong.entry(login.to_owned()).or_insert((0, now));
        if *count >= FREE_TRIES {
            let wait = Duration::from_secs(1 << (*count - FREE_TRIES).min(6)).min(LONGEST_WAIT);
            let left = (*last + wait).saturating_sub(now);
            if !left.is_zero() {
                return Err(DeskError::Wait(left));
            }
        }
        *count = count.saturating_add(1);
        *last = now;
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
    match name {
        name if name.is_empty() => Err(DeskError::NameMissing),
        name if is_longer(&name, NAME_CHARS) => Err(DeskError::TooLong(TooLong::Name)),
        name => Ok(name),
    }
}
