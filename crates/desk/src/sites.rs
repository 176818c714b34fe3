//! Connections to city sites.

use crate::{board::Desk, clock::new_id, error::DeskError, rights::permit};
use contract::sites::{Ability, SiteAccount, SiteProbe, SiteView};
use newsroom::{
    Action, Changes, Deed, SiteId, Staff, Trouble,
    rights::Subject,
    site::{ConnectionOptions, Site},
};
use store::StoreError;
use wordpress::{Client, Credentials, Discovery, Url, discover, is_private_connection};

/// The setting that names the site to which new stories go.
const MAIN_SITE: &str = "main_site";

impl Desk {
    /// The connected sites; the one new stories are sent to first.
    ///
    /// # Errors
    /// What the store says.
    pub fn sites(&self, me: &Staff) -> Result<Vec<SiteView>, DeskError> {
        permit(me, Action::ListSites, Subject::Nothing)?;
        let mut sites = self.connected_sites()?;
        // How a site is reached is the business of who connects it; a proxy's address may hold its password.
        if permit(me, Action::ProbeSite, Subject::Nothing).is_err() {
            sites.iter_mut().for_each(|view| view.site.connection = ConnectionOptions::default());
        }
        Ok(sites)
    }

    /// The same for the program itself.
    ///
    /// # Errors
    /// What the store says.
    pub fn connected_sites(&self) -> Result<Vec<SiteView>, DeskError> {
        let sites = self.sites_in_order()?;
        let main = sites.first().map(|site| site.id);
        Ok(sites.into_iter().map(|s| self.site_view(s, main)).collect())
    }

    /// Looks whether there is a site at an address, and what it says of itself.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::Site`] with what is wrong.
    pub fn probe_site(
        &self,
        me: &Staff,
        address: &str,
        connection: &ConnectionOptions,
    ) -> Result<SiteProbe, DeskError> {
        permit(me, Action::ProbeSite, Subject::Nothing)?;
        let found = discover(self.transport.as_ref(), address, connection)?;
        let skew = found.server_time.map(|server| (server - self.now()).num_seconds());
        Ok(SiteProbe {
            private: Url::parse(&found.home).is_ok_and(|home| is_private_connection(&home))
                && is_private_connection(&found.api),
            address: found.home,
            name: found.name,
            timezone: found.timezone,
            skew_seconds: skew,
            application_passwords: found.application_passwords,
        })
    }

    /// Connects a site, or gives the password of a known one anew, after trying it: the API is found, the login
    /// accepted, and the account may publish and upload.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`DeskError::ChiefOnly`] for a new site, or another account or
    /// connection than a known one has; [`DeskError::Site`] with what is wrong.
    pub fn connect_site(
        &self,
        me: &Staff,
        address: &str,
        login: &str,
        password: &str,
        connection: &ConnectionOptions,
        remember: bool,
    ) -> Result<(SiteView, Changes), DeskError> {
        // What the role forbids is not even looked for.
        permit(me, Action::ConnectSite, Subject::Site { as_it_is: true })?;
        let found = discover(self.transport.as_ref(), address, connection)?;
        let known = self.store.sites()?.into_iter().find(|s| s.address == found.home);
        // What a server calls its address is its own word; where it answered is not.
        let as_it_is = known.as_ref().is_some_and(|known| {
            known.connection == *connection && known.login == login.trim() && known.api == found.api.as_str()
        });
        permit(me, Action::ConnectSite, Subject::Site { as_it_is })?;
        let credentials = Credentials { login: login.trim().to_owned(), password: password.to_owned() };
        let client = Client::new(self.transport.as_ref(), found.api.clone(), credentials.clone())
            .with_options(connection.clone());
        check_account(&client)?;
        let blank = Site::new(SiteId(new_id()), &found.home, found.api.as_str(), &credentials.login);
        let site = Site {
            bundled: false,
            connection: connection.clone(),
            ..self.described(known.unwrap_or(blank), &found, &credentials.login)
        };
        let changes = self.keep_site(Some(me), &site, credentials, remember)?;
        let main = self.sites_in_order()?.first().map(|site| site.id);
        Ok((self.site_view(site, main), changes))
    }

    /// Notes the city site that runs inside this program, at the address that it got at this start.
    ///
    /// # Errors
    /// [`DeskError::Site`] if it does not answer.
    pub fn attach_bundled_site(&self, address: &str, login: &str, password: &str) -> Result<Changes, DeskError> {
        let found = discover(self.transport.as_ref(), address, &ConnectionOptions::default())?;
        let known = self.store.sites()?.into_iter().find(|s| s.bundled);
        let blank = Site::new(SiteId(new_id()), &found.home, found.api.as_str(), login);
        let site = Site { bundled: true, ..self.described(known.unwrap_or(blank), &found, login) };
        let credentials = Credentials { login: login.to_owned(), password: password.to_owned() };
        self.keep_site(None, &site, credentials, false)
    }

    /// Who we are on a site and what we may do there.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::Site`] with what is wrong.
    pub fn ask_account(&self, me: &Staff, id: SiteId) -> Result<SiteAccount, DeskError> {
        permit(me, Action::AskAccount, Subject::Nothing)?;
        let site = self.site(id)?;
        let account = self.client_or_refuse(&site)?.me()?;
        let may = [
            (Ability::Publish, account.can_publish()),
            (Ability::Upload, account.can_upload()),
            (Ability::EditOthers, account.can_edit_others()),
            (Ability::Banner, account.can_sticky()),
            (Ability::MakeSections, account.can_manage_categories()),
        ];
        Ok(SiteAccount { name: account.name, roles: account.roles, may: may.to_vec() })
    }

    /// New stories go to this site from now on.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn set_main_site(&self, me: &Staff, id: SiteId) -> Result<(Vec<SiteView>, Changes), DeskError> {
        permit(me, Action::SetMainSite, Subject::Nothing)?;
        let site = self.site(id)?;
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.set_setting(MAIN_SITE, &id.to_string())?;
            // So that every window hears of it.
            tx.save_site(&site)?;
            tx.audit(None, &Deed::MainSite, Some(&site.address))
        })?;
        Ok((self.connected_sites()?, changes))
    }

    /// Holds back everything that is sent to a site, or lets it go on.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn pause_site(&self, me: &Staff, id: SiteId, paused: bool) -> Result<(Vec<SiteView>, Changes), DeskError> {
        permit(me, Action::PauseSite, Subject::Nothing)?;
        let site = Site { paused, ..self.site(id)? };
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.save_site(&site)?;
            tx.audit(None, if paused { &Deed::SitePaused } else { &Deed::SiteResumed }, Some(&site.address))
        })?;
        self.end_backoff(id);
        Ok((self.connected_sites()?, changes))
    }

    /// Forgets the password of a site.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn forget_password(&self, me: &Staff, id: SiteId) -> Result<(Vec<SiteView>, Changes), DeskError> {
        permit(me, Action::ForgetPassword, Subject::Nothing)?;
        let site = self.site(id)?;
        self.vault.forget(id);
        self.sessions.forget(id);
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.save_site(&site)?;
            tx.audit(None, &Deed::PasswordForgotten, Some(&site.address))
        })?;
        Ok((self.connected_sites()?, changes))
    }

    /// True if this is an address on a connected site, which may be shown in a browser.
    ///
    /// # Errors
    /// What the store says.
    pub fn is_on_a_site(&self, me: &Staff, address: &str) -> Result<bool, DeskError> {
        permit(me, Action::OpenInBrowser, Subject::Nothing)?;
        let under = |s: &Site| {
            let root = s.address.trim_end_matches('/');
            address.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        Ok(self.store.sites()?.iter().any(under))
    }

    /// The sites; the main one first.
    pub(crate) fn sites_in_order(&self) -> Result<Vec<Site>, DeskError> {
        let main = self.store.setting(MAIN_SITE)?;
        let mut sites = self.store.sites()?;
        sites.sort_by_key(|site| main.as_ref() != Some(&site.id.to_string()));
        Ok(sites)
    }

    /// A connected site.
    pub(crate) fn site(&self, id: SiteId) -> Result<Site, DeskError> {
        self.store.sites()?.into_iter().find(|s| s.id == id).ok_or(DeskError::NoSite)
    }

    /// Somebody who speaks with a site; nobody if its password is not known.
    pub(crate) fn client(&self, site: &Site) -> Result<Option<Client<'_>>, DeskError> {
        let Some(credentials) = self.vault.get(site.id, &site.login) else { return Ok(None) };
        let api = site
            .api
            .parse::<Url>()
            .map_err(|e| DeskError::from(StoreError::Unreadable { what: "site address", why: e.to_string() }))?;
        Ok(Some(Client::new(self.transport.as_ref(), api, credentials).with_options(site.connection.clone())))
    }

    /// The same, where it takes a password.
    pub(crate) fn client_or_refuse(&self, site: &Site) -> Result<Client<'_>, DeskError> {
        Ok(self.client(site)?.ok_or(wordpress::Error::Login)?)
    }

    /// What a site told of itself, and that it accepted us.
    fn described(&self, site: Site, found: &Discovery, login: &str) -> Site {
        Site {
            name: found.name.clone(),
            address: found.home.clone(),
            api: found.api.to_string(),
            login: login.to_owned(),
            timezone: found.timezone.clone(),
            skew: found.server_time.map_or(0, |server| (server - self.now()).num_seconds()),
            accepted_at: Some(self.now()),
            ..site
        }
    }

    fn keep_site(
        &self,
        me: Option<&Staff>,
        site: &Site,
        credentials: Credentials,
        remember: bool,
    ) -> Result<Changes, DeskError> {
        self.vault.keep(site.id, credentials, remember);
        self.sessions.forget(site.id);
        let ((), changes) = self.store.transact(self.act(me), |tx| {
            tx.save_site(site)?;
            tx.audit(None, &Deed::SiteConnected, Some(&site.address))?;
            Ok::<_, DeskError>(())
        })?;
        // What waited for the password goes on.
        let waited = [Trouble::NoCredentials, Trouble::Login, Trouble::PasswordRevoked].map(Some);
        self.wake(|t| t.site == site.id && waited.contains(&t.trouble))?;
        Ok(changes)
    }

    fn site_view(&self, site: Site, main: Option<SiteId>) -> SiteView {
        SiteView {
            ready: self.vault.get(site.id, &site.login).is_some(),
            remembered: self.vault.is_remembered(site.id),
            main: main == Some(site.id),
            site,
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
