//! What was learnt of a site a moment ago, so that it is not asked again for every story.

use chrono::{DateTime, Duration, Utc};
use copydesk::name_key;
use newsroom::SiteId;
use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};
use wordpress::{Client, Error, LoginGate, TermId};

/// How long it is believed.
const FRESH: Duration = Duration::minutes(10);

/// What is known of the sites in this session. In memory: after a restart it is asked anew.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_site: Mutex<HashMap<SiteId, Session>>,
    gates: Mutex<HashMap<SiteId, LoginGate>>,
    /// Sites of which it was told that they write around their answers.
    untidy: Mutex<HashSet<SiteId>>,
}

#[derive(Debug)]
struct Session {
    since: DateTime<Utc>,
    sections: HashMap<String, TermId>,
    keywords: HashMap<String, TermId>,
    last_upload: Option<std::time::Duration>,
}

impl Sessions {
    /// True if the account was found good lately.
    pub(crate) fn is_fresh(&self, site: SiteId, now: DateTime<Utc>) -> bool {
        self.lock().get(&site).is_some_and(|session| now - session.since < FRESH && session.since <= now)
    }

    /// The account was found good.
    pub(crate) fn begin(&self, site: SiteId, now: DateTime<Utc>) {
        let session = Session { since: now, sections: HashMap::new(), keywords: HashMap::new(), last_upload: None };
        self.lock().insert(site, session);
    }

    /// How long the last upload to it took, the making of smaller sizes there included.
    pub(crate) fn last_upload(&self, site: SiteId) -> Option<std::time::Duration> {
        self.lock().get(&site).and_then(|session| session.last_upload)
    }

    /// An upload to it took so long; none where it failed.
    pub(crate) fn note_upload(&self, site: SiteId, took: Option<std::time::Duration>) {
        if let Some(session) = self.lock().get_mut(&site) {
            session.last_upload = took;
        }
    }

    /// What everybody who speaks with a site goes through: one refused login closes it.
    pub(crate) fn gate(&self, site: SiteId) -> LoginGate {
        self.gates.lock().unwrap_or_else(PoisonError::into_inner).entry(site).or_default().clone()
    }

    /// There is a password that may be tried: another one, or somebody says so. The gate is a new one: what is under way
    /// with the old password closes only the old one behind it.
    pub(crate) fn admit(&self, site: SiteId) {
        self.forget(site);
        self.gates.lock().unwrap_or_else(PoisonError::into_inner).insert(site, LoginGate::default());
    }

    /// True the first time that it is to be told that a site writes around its answers.
    pub(crate) fn is_first_untidy(&self, site: SiteId) -> bool {
        self.untidy.lock().unwrap_or_else(PoisonError::into_inner).insert(site)
    }

    /// Something of what is known may be wrong.
    pub(crate) fn forget(&self, site: SiteId) {
        self.lock().remove(&site);
    }

    /// The category of that name, made if there is none.
    ///
    /// # Errors
    /// As [`Client::ensure_category`].
    pub(crate) fn category(&self, site: SiteId, client: &Client<'_>, name: &str) -> Result<TermId, Error> {
        if let Some(id) = self.lock().get(&site).and_then(|s| s.sections.get(&name_key(name)).copied()) {
            return Ok(id);
        }
        let id = client.ensure_category(name)?;
        if let Some(session) = self.lock().get_mut(&site) {
            session.sections.insert(name_key(name), id);
        }
        Ok(id)
    }

    /// The tags of these names, made where missing; none for a site that has no tags.
    ///
    /// # Errors
    /// As [`Client::ensure_tags`].
    pub(crate) fn tags(&self, site: SiteId, client: &Client<'_>, names: &[String]) -> Result<Vec<TermId>, Error> {
        let mut ids = Vec::new();
        for name in names {
            let known = self.lock().get(&site).and_then(|s| s.keywords.get(&name_key(name)).copied());
            let found = match known {
                Some(id) => vec![id],
                None => match client.ensure_tags(std::slice::from_ref(name)) {
                    Err(Error::NoRoute) => return Ok(Vec::new()),
                    found => found?,
                },
            };
            if let (Some(session), Some(id)) = (self.lock().get_mut(&site), found.first()) {
                session.keywords.insert(name_key(name), *id);
            }
            ids.extend(found.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        }
        Ok(ids)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SiteId, Session>> {
        self.by_site.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
