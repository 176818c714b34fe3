//! Connections to city sites.

use crate::{
    board::Desk,
    clock::new_id,
    error::{DeskError, shown},
    rights::permit,
};
use contract::sites::{Ability, ConnectSite, SiteAccount, SiteElsewhere, SiteProbe, SiteView};
use newsroom::{
    Action, Changes, Deed, SiteId, Staff, Trouble,
    rights::Subject,
    site::{ConnectionOptions, Site},
};
use store::StoreError;
use wordpress::{Client, Credentials, Discovery, Url, discover, is_private_connection};

/// The setting that names the site to which new stories go.
const MAIN_SITE: &str = "main_site";

/// The setting that says of a site that letters which its database cannot hold are sent as entities.
pub(crate) fn letters_as_entities(site: SiteId) -> String {
    format!("letters_as_entities:{site}")
}

impl Desk {
    /// The connected sites; the one new stories are sent to first.
    ///
    /// # Errors
    /// What the store says.
    pub fn sites(&self, me: &Staff) -> Result<Vec<SiteView>, DeskError> {
        permit(me, Action::ListSites, Subject::Nothing)?;
        let mut sites = self.connected_sites()?;
        // How a site is reached is the business of who may give its password.
        if permit(me, Action::ConnectSite, Subject::Site { as_it_is: true }).is_err() {
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
        let found = discover(self.transport.as_ref(), address, &self.with_known_password(connection)?)?;
        let skew = found.server_time.map(|server| (server - self.now()).num_seconds());
        Ok(SiteProbe {
            private: is_private_connection(&found.api),
            calls_itself: found.calls_itself().map(str::to_owned),
            address: found.address,
            led_from: found.led_from,
            name: found.name,
            timezone: found.timezone,
            skew_seconds: skew,
            application_passwords: found.application_passwords,
        })
    }

    /// Connects a site, or gives the password of a known one anew, after trying it: the API is found, the login
    /// accepted, and the account may publish and upload.
    ///
    /// A site is known by the address that somebody typed and confirmed, never by what it says of itself. Where that is not
    /// simply where it answers, somebody is asked before a password is sent.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`DeskError::ChiefOnly`] for a new site, or another account, address or
    /// connection than a known one has; [`DeskError::Elsewhere`] for what has to be confirmed; [`DeskError::SiteTaken`] if another
    /// site is connected at that address; [`DeskError::Site`] with what is wrong.
    pub fn connect_site(&self, me: &Staff, wish: &ConnectSite) -> Result<(SiteView, Changes), DeskError> {
        // What the role forbids is not even looked for.
        permit(me, Action::ConnectSite, Subject::Site { as_it_is: true })?;
        let meant = wish.site.map(|id| self.site(id)).transpose()?;
        let login = wish.login.trim();
        let reached = self.with_known_password(&wish.connection)?;
        let (connection, proxy_password) = reached.without_password();
        let found = discover(self.transport.as_ref(), &wish.address, &reached)?;
        let known = match meant {
            Some(meant) => Some(meant),
            None => self.at_the_place_of(&found)?,
        };
        let stays = known.as_ref().is_some_and(|known| is_same_place(known, &found));
        let as_it_is = known.as_ref().is_some_and(|known| {
            stays && known.api == found.api.as_str() && known.connection == connection && known.login == login
        });
        permit(me, Action::ConnectSite, Subject::Site { as_it_is })?;
        if self.at_the_place_of(&found)?.is_some_and(|other| known.as_ref().is_some_and(|known| known.id != other.id)) {
            return Err(DeskError::SiteTaken);
        }
        if !stays && wish.confirmed.as_ref() != Some(&found.address) {
            agreed_to(known.as_ref(), &found)?;
        }
        let credentials = Credentials { login: login.to_owned(), password: wish.password.clone() };
        let client = Client::new(self.transport.as_ref(), found.api.clone(), credentials).with_options(reached);
        check_account(&client).map_err(|error| named(error, &client, &found))?;
        // A site that is closed to visitors tells only now what it calls itself.
        let found = if found.closed { found.opened(&client)? } else { found };
        if !stays && wish.confirmed.as_ref() != Some(&found.address) {
            agreed_to(known.as_ref(), &found)?;
        }
        if let Some(known) = &known
            && (!stays || known.connection != connection)
        {
            // A password goes to the host that it was given for, and lies nowhere once that is left.
            self.vault.forget(known);
        }
        let blank = Site::new(SiteId(new_id()), &found.address, found.api.as_str(), login);
        let site = Site { bundled: false, connection, ..self.described(known.unwrap_or(blank), &found, login) };
        if let Some(password) = proxy_password {
            self.vault.keep_for_proxy(&site, &password, wish.remember);
        }
        let changes = self.keep_site(Some(me), &site, &wish.password, wish.remember)?;
        let main = self.sites_in_order().map(|sites| sites.first().map(|site| site.id));
        shown(main.map(|main| self.site_view(site, main)), changes)
    }

    /// Notes the city site that runs inside this program, at the address that it got at this start.
    ///
    /// # Errors
    /// [`DeskError::Site`] if it does not answer.
    pub fn attach_bundled_site(&self, address: &str, login: &str, password: &str) -> Result<Changes, DeskError> {
        let found = discover(self.transport.as_ref(), address, &ConnectionOptions::default())?;
        let known = self.store.sites()?.into_iter().find(|s| s.bundled);
        let blank = Site::new(SiteId(new_id()), &found.address, found.api.as_str(), login);
        let site = Site { bundled: true, ..self.described(known.unwrap_or(blank), &found, login) };
        self.keep_site(None, &site, password, false)
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
            tx.save_site(&tx.site(id)?)?;
            tx.audit(None, &Deed::MainSite, Some(&site.address))
        })?;
        shown(self.connected_sites(), changes)
    }

    /// Holds back everything that is sent to a site, or lets it go on.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn pause_site(&self, me: &Staff, id: SiteId, paused: bool) -> Result<(Vec<SiteView>, Changes), DeskError> {
        permit(me, Action::PauseSite, Subject::Nothing)?;
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            let site = Site { paused, ..tx.site(id)? };
            tx.save_site(&site)?;
            tx.audit(None, if paused { &Deed::SitePaused } else { &Deed::SiteResumed }, Some(&site.address))
        })?;
        self.end_backoff(id);
        shown(self.connected_sites(), changes)
    }

    /// Forgets the password of a site.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn forget_password(&self, me: &Staff, id: SiteId) -> Result<(Vec<SiteView>, Changes), DeskError> {
        permit(me, Action::ForgetPassword, Subject::Nothing)?;
        let site = self.site(id)?;
        self.vault.forget(&site);
        self.sessions.forget(id);
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.save_site(&tx.site(id)?)?;
            tx.audit(None, &Deed::PasswordForgotten, Some(&site.address))
        })?;
        shown(self.connected_sites(), changes)
    }

    /// The address of a page of a connected site in the form in which it may be given to a browser; none for any other. Only web
    /// addresses on the very host (scheme, host, port) that was confirmed, below the site's path.
    ///
    /// # Errors
    /// What the store says.
    pub fn page_of_a_site(&self, me: &Staff, address: &str) -> Result<Option<String>, DeskError> {
        permit(me, Action::OpenInBrowser, Subject::Nothing)?;
        let Ok(page) = Url::parse(address) else { return Ok(None) };
        if !page.username().is_empty() || page.password().is_some() {
            return Ok(None);
        }
        Ok(self.store.sites()?.iter().any(|site| is_page_of(site, &page)).then(|| page.to_string()))
    }

    /// The sites; the main one first.
    pub(crate) fn sites_in_order(&self) -> Result<Vec<Site>, DeskError> {
        let main = self.store.setting(MAIN_SITE)?;
        let mut sites = self.store.sites()?;
        sites.sort_by_key(|site| main.as_ref() != Some(&site.id.to_string()));
        Ok(sites)
    }

    /// The site that a story goes to which was last sent to `there`: a story that stands on a site is changed there, whichever
    /// the main one is by now.
    pub(crate) fn goes_to(&self, there: Option<SiteId>) -> Result<Option<Site>, DeskError> {
        let sites = self.sites_in_order()?;
        let known = sites.iter().find(|site| Some(site.id) == there);
        Ok(known.or(sites.first()).cloned())
    }

    /// A connected site.
    pub(crate) fn site(&self, id: SiteId) -> Result<Site, DeskError> {
        self.store.sites()?.into_iter().find(|s| s.id == id).ok_or(DeskError::NoSite)
    }

    /// Somebody who speaks with a site; nobody if its password is not known.
    pub(crate) fn client(&self, site: &Site) -> Result<Option<Client<'_>>, DeskError> {
        let known = self.vault.get(site).zip(self.vault.connection(site));
        let Some((credentials, connection)) = known else { return Ok(None) };
        let api = site
            .api
            .parse::<Url>()
            .map_err(|e| DeskError::from(StoreError::Unreadable { what: "site address", why: e.to_string() }))?;
        let client = Client::new(self.transport.as_ref(), api, credentials).with_options(connection);
        let narrow = self.store.setting(&letters_as_entities(site.id))?.is_some();
        Ok(Some(client.behind(self.sessions.gate(site.id)).writing_narrowly(narrow)))
    }

    /// The same, where it takes a password.
    pub(crate) fn client_or_refuse(&self, site: &Site) -> Result<Client<'_>, DeskError> {
        Ok(self.client(site)?.ok_or(wordpress::Error::Login)?)
    }

    /// What a site told of itself, and that it accepted us.
    fn described(&self, site: Site, found: &Discovery, login: &str) -> Site {
        Site {
            name: found.name.clone(),
            address: found.address.clone(),
            api: found.api.to_string(),
            login: login.to_owned(),
            timezone: found.timezone.clone(),
            skew: found.server_time.map_or(0, |server| (server - self.now()).num_seconds()),
            accepted_at: Some(self.now()),
            ..site
        }
    }

    /// The connected site that answers where this one was found.
    fn at_the_place_of(&self, found: &Discovery) -> Result<Option<Site>, DeskError> {
        let sites = self.store.sites()?;
        let by_api = sites.iter().find(|site| site.api == found.api.as_str());
        Ok(by_api.or_else(|| sites.iter().find(|site| site.address == found.address)).cloned())
    }

    /// The same way with the password of the proxy, if that was given for another site or before.
    fn with_known_password(&self, connection: &ConnectionOptions) -> Result<ConnectionOptions, DeskError> {
        if !connection.needs_password() {
            return Ok(connection.clone());
        }
        let sites = self.store.sites()?.into_iter().filter(|site| site.connection == *connection);
        let found = sites.filter_map(|site| self.vault.connection(&site)).next();
        Ok(found.unwrap_or_else(|| connection.clone()))
    }

    fn keep_site(&self, me: Option<&Staff>, site: &Site, password: &str, remember: bool) -> Result<Changes, DeskError> {
        self.vault.keep(site, password, remember);
        self.sessions.admit(site.id);
        // A site that is connected beside another one does not take its place by being newer.
        let main = self.sites_in_order()?.into_iter().find(|first| !first.bundled);
        let ((), changes) = self.store.transact(self.act(me), |tx| {
            // What was found out about it took a while; whether it is paused was somebody's word meanwhile.
            let paused = tx.site(site.id).map_or(site.paused, |known| known.paused);
            tx.save_site(&Site { paused, ..site.clone() })?;
            if let Some(main) = main
                && tx.setting(MAIN_SITE)?.is_none()
            {
                tx.set_setting(MAIN_SITE, &main.id.to_string())?;
            }
            tx.audit(None, &Deed::SiteConnected, Some(&site.address))?;
            Ok::<_, DeskError>(())
        })?;
        // What waited for the password goes on.
        self.end_backoff(site.id);
        self.wake(|t| t.site == site.id && t.trouble.is_some_and(Trouble::may_pass_with_another_login))?;
        Ok(changes)
    }

    fn site_view(&self, site: Site, main: Option<SiteId>) -> SiteView {
        SiteView {
            ready: self.vault.get(&site).is_some() && self.vault.connection(&site).is_some(),
            remembered: self.vault.is_remembered(&site),
            main: main == Some(site.id),
            site: Site { connection: site.connection.without_password().0, ..site },
        }
    }
}

/// Why a login is not accepted that somebody has just typed: it may be right, and lost on the way.
fn named(error: wordpress::Error, client: &Client<'_>, found: &Discovery) -> wordpress::Error {
    let site = Url::parse(&found.address).ok().filter(|_| matches!(error, wordpress::Error::Login));
    match site.and_then(|site| client.password_is_taken_away(&site)) {
        Some(true) => wordpress::Error::LoginTakenAway,
        _ => error,
    }
}

/// True if a connected site is still where it was: its API, or its front page on the same host.
fn is_same_place(known: &Site, found: &Discovery) -> bool {
    let same_host = || Url::parse(&known.api).is_ok_and(|api| api.origin() == found.api.origin());
    known.api == found.api.as_str() || (known.address == found.address && same_host())
}

/// True if this is a web page of that site. A site that is reached by https may name its pages by http, as behind a proxy that
/// ends TLS: the step to https is its own.
fn is_page_of(site: &Site, page: &Url) -> bool {
    let Ok(front) = Url::parse(&site.address) else { return false };
    let web = |url: &Url| matches!(url.scheme(), "http" | "https");
    let usual_ports = (front.port(), page.port()) == (None, None);
    let same_host = front.origin() == page.origin() || (usual_ports && front.host() == page.host());
    let below = page.path().strip_prefix(front.path().trim_end_matches('/'));
    web(&front) && web(page) && same_host && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What has to be confirmed before a password is sent to a new place, if anything has.
fn agreed_to(known: Option<&Site>, found: &Discovery) -> Result<(), DeskError> {
    let (calls_itself, led_from) = (found.calls_itself().map(str::to_owned), found.led_from.clone());
    let moves_from = known.map(|known| known.address.clone());
    if calls_itself.is_none() && led_from.is_none() && moves_from.is_none() {
        return Ok(());
    }
    Err(DeskError::Elsewhere(SiteElsewhere { found: found.address.clone(), led_from, moves_from, calls_itself }))
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
