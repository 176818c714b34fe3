//! Connections to city sites.

use crate::requests;
use chrono::{DateTime, Utc};
use newsroom::{
    SectionId, SiteId,
    archive::ArchivedStory,
    site::{ConnectionOptions, Site},
};
use serde::{Deserialize, Serialize};

/// A connected site, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteView {
    /// The site.
    pub site: Site,
    /// True if the password is known in this session.
    pub ready: bool,
    /// True if the password lies in the computer's keyring.
    pub remembered: bool,
    /// True for the site that new stories go to.
    pub main: bool,
}

/// A site as it describes itself to anybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteProbe {
    /// Address of its front page as it answers, which is the one to connect.
    pub address: String,
    /// The address that was asked, if that led to another host.
    pub led_from: Option<String>,
    /// What the site calls its address, if that is another one than where it answers.
    pub calls_itself: Option<String>,
    /// Its name, as its people gave it.
    pub name: String,
    /// Its time zone.
    pub timezone: Option<String>,
    /// Its clock less ours, in seconds; none if it does not tell.
    pub skew_seconds: Option<i64>,
    /// Whether it accepts application passwords. If not, no login works.
    pub application_passwords: bool,
    /// Whether the way to it is encrypted, or within this computer.
    pub private: bool,
}

/// What an account may do on its site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Publish and schedule.
    Publish,
    /// Upload photos.
    Upload,
    /// Change stories of other accounts.
    EditOthers,
    /// Put stories on the banner.
    Banner,
    /// Make sections.
    MakeSections,
}

/// The account that stories are sent with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteAccount {
    /// Its name as readers see it.
    pub name: String,
    /// Its roles, by the site's names.
    pub roles: Vec<String>,
    /// What it may do, all of [`Ability`].
    pub may: Vec<(Ability, bool)>,
}

/// A section of a site: a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteCategory {
    /// The site's number for it.
    pub id: u64,
    /// Its name, as its people gave it.
    pub name: String,
    /// Stories in it.
    pub count: u64,
}

/// Which category a section's stories go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionPlace {
    /// The one of the same name; made at the first story if there is none.
    SameName,
    /// The category with this number on the site.
    Category(u64),
}

/// Sections of the newsroom and where their stories go on a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteSections {
    /// What the site has.
    pub categories: Vec<SiteCategory>,
    /// Where each section of the newsroom goes, and the category of the same name, if there is one.
    pub places: Vec<(SectionId, SectionPlace, Option<u64>)>,
    /// Whether the account may make categories.
    pub may_create: bool,
}

/// How far the archive of a site is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArchiveState {
    /// The site.
    pub site: SiteId,
    /// Its name, as its people gave it.
    pub name: String,
    /// Stories in the archive.
    pub stories: u64,
    /// Nothing more is taken in: the site has more than the archive holds.
    pub full: bool,
    /// Stories on the site when it was last asked; none if it never was.
    pub on_site: Option<u64>,
    /// When the archive was last complete.
    pub complete_at: Option<DateTime<Utc>>,
    /// It is being brought up to date now.
    pub running: bool,
}

/// A published story that may be the same as one that is being written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alike {
    /// The published story.
    pub story: ArchivedStory,
    /// How many of a hundred words of the headlines are in both.
    pub percent: u8,
}

/// A site that is not simply where it was said to be: somebody is asked before a password is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteElsewhere {
    /// Where it answers: the password, stories and photos would go there.
    pub found: String,
    /// The address that was asked, if that led to another host.
    pub led_from: Option<String>,
    /// Where the connected site is until now, if it would be moved.
    pub moves_from: Option<String>,
    /// What the site calls its address, if that is another one.
    pub calls_itself: Option<String>,
}

impl ConnectSite {
    /// A site that is simply there, with nothing kept.
    #[must_use]
    pub fn at(address: &str, login: &str, password: &str) -> Self {
        Self {
            site: None,
            address: address.to_owned(),
            login: login.to_owned(),
            password: password.to_owned(),
            connection: ConnectionOptions::default(),
            remember: false,
            confirmed: None,
        }
    }
}

requests! {
    /// The connected sites, the main one first.
    ListSites => "list_sites" -> Vec<SiteView> {}
    /// Looks whether there is a site at an address, and what it says of itself. Nothing is kept.
    ProbeSite => "probe_site" -> SiteProbe {
        /// As people know it, such as `mongcai.gov.vn`.
        address: String,
        /// How it is reached.
        connection: ConnectionOptions,
    }
    /// Connects a site, or gives its password anew: finds the API, checks the login and what the account may do.
    /// Only the chief connects a new one, or changes how or where it is reached.
    ConnectSite => "connect_site" -> SiteView {
        /// The connected site that is meant; none for another one.
        site: Option<SiteId>,
        /// Address of the front page.
        address: String,
        /// The account's name there.
        login: String,
        /// Its application password. Never stored in a file.
        password: String,
        /// How it is reached. Of no account from those who are not shown it.
        connection: ConnectionOptions,
        /// Keep the passwords of site and proxy in the computer's keyring.
        remember: bool,
        /// The address that somebody was asked about ([`SiteElsewhere::found`]) and agreed to. The password is sent nowhere else.
        confirmed: Option<String>,
    }
    /// Who we are on a site and what we may do there.
    AskAccount => "ask_account" -> SiteAccount {
        /// The site.
        site: SiteId,
    }
    /// Where the stories of each section go.
    ListSiteSections => "list_site_sections" -> SiteSections {
        /// The site.
        site: SiteId,
    }
    /// Sets where they go. Chief only.
    PlaceSections => "place_sections" -> SiteSections {
        /// The site.
        site: SiteId,
        /// Sections that are not named stay as they are.
        places: Vec<(SectionId, SectionPlace)>,
    }
    /// Makes a category on the site with the name of a section, and sends its stories there. Chief only.
    CreateSiteSection => "create_site_section" -> SiteSections {
        /// The site.
        site: SiteId,
        /// The section of the newsroom.
        section: SectionId,
    }
    /// New stories go to this site from now on. Chief only.
    SetMainSite => "set_main_site" -> Vec<SiteView> {
        /// The site.
        site: SiteId,
    }
    /// Holds back everything that is sent to a site, or lets it go on.
    PauseSite => "pause_site" -> Vec<SiteView> {
        /// The site.
        site: SiteId,
        /// True to hold back, false to let go on.
        paused: bool,
    }
    /// Forgets the password of a site, in memory and in the keyring.
    ForgetPassword => "forget_password" -> Vec<SiteView> {
        /// The site.
        site: SiteId,
    }
    /// How far the archives are.
    ListArchives => "list_archives" -> Vec<ArchiveState> {}
    /// Brings the archive of a site up to date, in the background.
    UpdateArchive => "update_archive" -> Vec<ArchiveState> {
        /// The site.
        site: SiteId,
    }
    /// Published stories that have all these words, with or without accents; the newest first, at most 100. Without words,
    /// the newest ones.
    SearchArchive => "search_archive" -> Vec<ArchivedStory> {
        /// What to look for, with or without marks.
        search: String,
    }
    /// Published stories whose headline is much like this story's, the likest first.
    FindAlike => "find_alike" -> Vec<Alike> {
        /// The story.
        article: newsroom::ArticleId,
    }
}
