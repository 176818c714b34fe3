//! Connections to city sites.

use crate::{board::Desk, clock::new_id, error::DeskError};
use contract::sending::SiteView;
use newsroom::{Changes, Role, SiteId, Staff, transmission::Trouble};
use store::Site;
use wordpress::{Client, Credentials, Discovery, discover};

impl Desk {
    /// The connected sites; the one stories are sent to first.
    ///
    /// # Errors
    /// What the store says.
    pub fn sites(&self) -> Result<Vec<SiteView>, DeskError> {
        Ok(self.store.sites()?.into_iter().map(|s| self.site_view(s)).collect())
    }

    /// Connects a site, or gives the password of a known one anew, after trying it: the API is found, the login
    /// accepted, and the account may publish and upload.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`] for a new site; [`DeskError::Site`] with what is wrong.
    pub fn connect_site(
        &self,
        me: &Staff,
        address: &str,
        login: &str,
        password: &str,
    ) -> Result<(SiteView, Changes), DeskError> {
        let found = discover(self.transport.as_ref(), address)?;
        let known = self.store.sites()?.into_iter().find(|s| s.address == found.home);
        if known.is_none() && me.role != Role::Chief {
            return Err(DeskError::ChiefOnly);
        }
        let credentials = Credentials { login: login.trim().to_owned(), password: password.to_owned() };
        self.try_login(&found, &credentials)?;
        let site = Site {
            id: known.map_or_else(|| SiteId(new_id()), |s| s.id),
            name: found.name.clone(),
            address: found.home.clone(),
            api: found.api.to_string(),
            login: credentials.login.clone(),
            bundled: false,
        };
        let changes = self.keep_site(Some(me), &site, credentials)?;
        Ok((self.site_view(site), changes))
    }

    /// Notes the city site that runs inside this program, at the address that it got at this start.
    ///
    /// # Errors
    /// [`DeskError::Site`] if it does not answer.
    pub fn attach_bundled_site(&self, address: &str, login: &str, password: &str) -> Result<Changes, DeskError> {
        let found = discover(self.transport.as_ref(), address)?;
        let known = self.store.sites()?.into_iter().find(|s| s.bundled);
        let site = Site {
            id: known.map_or_else(|| SiteId(new_id()), |s| s.id),
            name: found.name,
            address: found.home,
            api: found.api.to_string(),
            login: login.to_owned(),
            bundled: true,
        };
        self.keep_site(None, &site, Credentials { login: login.to_owned(), password: password.to_owned() })
    }

    /// True if this is an address on a connected site, which may be shown in a browser.
    ///
    /// # Errors
    /// What the store says.
    pub fn is_on_a_site(&self, address: &str) -> Result<bool, DeskError> {
        let under = |s: &Site| {
            let root = s.address.trim_end_matches('/');
            address.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        Ok(self.store.sites()?.iter().any(under))
    }

    fn try_login(&self, found: &Discovery, credentials: &Credentials) -> Result<(), DeskError> {
        let client = Client::new(self.transport.as_ref(), found.api.clone(), credentials.clone());
        Ok(check_account(&client)?)
    }

    fn keep_site(&self, me: Option<&Staff>, site: &Site, credentials: Credentials) -> Result<Changes, DeskError> {
        self.vault.keep(site.id, credentials);
        let ((), changes) = self.store.transact(self.act(me), |tx| {
            tx.save_site(site)?;
            tx.audit(None, "site_connected", Some(&site.address))?;
            Ok::<_, DeskError>(())
        })?;
        // What waited for the password goes on.
        self.wake(|t| t.site == site.id && matches!(t.trouble, Some(Trouble::NoCredentials | Trouble::Login)))?;
        Ok(changes)
    }

    fn site_view(&self, site: Site) -> SiteView {
        SiteView {
            ready: self.vault.get(site.id).is_some(),
            id: site.id,
            name: site.name,
            address: site.address,
            login: site.login,
            bundled: site.bundled,
        }
    }
}

/// Whether the account may do what sending a story takes.
pub(crate) fn check_account(client: &Client<'_>) -> Result<(), wordpress::Error> {
    let account = client.me()?;
    let lacking = [("publish_posts", account.can_publish()), ("upload_files", account.can_upload())];
    match lacking.into_iter().find(|(_, can)| !can) {
        Some((code, _)) => Err(wordpress::Error::NotAllowed { code: code.to_owned() }),
        None => Ok(()),
    }
}
