//! One site: its directory, its database, its address.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::account::{self, Account, Role};
use crate::clock::Clock;
use crate::connections::Limits;
use crate::db::{Db, lock};
use crate::many::{self, NewStory};
use crate::post;
use crate::{SiteError, demo};

/// How to open a site.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name readers see in the page head and in feeds.
    pub name: String,
    /// One line under the name.
    pub tagline: String,
    /// The address readers use, without a slash at the end, if it is not the one listened on.
    pub url: Option<String>,
    /// The site's time.
    pub clock: Clock,
    /// What connections to it may cost.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            name: "Móng Cái".to_owned(),
            tagline: "Cổng thông tin thành phố Móng Cái".to_owned(),
            url: None,
            clock: Clock::new(),
            limits: Limits::default(),
        }
    }
}

/// Directory of uploads that are coming in.
const INCOMING: &str = "incoming";

/// An open site. Clones are the same site.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    directory: PathBuf,
    options: Options,
    db: Db,
    base: RwLock<Address>,
    publications: Mutex<u64>,
    published: Condvar,
}

#[derive(Default)]
struct Address {
    current: String,
    known: Vec<String>,
}

/// Opens the site in `directory`, and makes it when there is none.
///
/// # Errors
/// When the directory or the database cannot be made or opened, or is of a newer version.
pub fn open(directory: &Path, options: Options) -> Result<Site, SiteError> {
    make_private(directory)?;
    std::fs::create_dir_all(directory.join("uploads"))?;
    sweep(&directory.join(INCOMING))?;
    let db = Db::open(&directory.join("site.sqlite"))?;
    let known = db.read(|db| -> rusqlite::Result<Vec<String>> {
        db.prepare("SELECT url FROM address")?.query_map([], |row| row.get(0))?.collect()
    })?;
    let site = Site(Arc::new(Inner {
        directory: directory.to_owned(),
        db,
        base: RwLock::default(),
        publications: Mutex::new(0),
        published: Condvar::new(),
        options,
    }));
    let url = site.0.options.url.clone();
    site.set_addresses(|address| {
        address.known = known;
        address.current = url.unwrap_or_else(|| "http://127.0.0.1".to_owned());
    });
    Ok(site)
}

impl Site {
    /// Makes the four accounts `quantri` (administrator), `bientap` (editor), `phongvien` (author)
    /// and `congtacvien` (contributor), and the city's four sections. What is there is left alone.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn seed_demo(&self) -> Result<(), SiteError> {
        demo::seed_accounts(self)
    }

    /// Fills a site that has no story yet with sample stories and pictures, so that its pages can
    /// be judged. Needs [`Site::seed_demo`] before.
    ///
    /// # Errors
    /// When the database or the pictures cannot be written.
    pub fn seed_stories(&self) -> Result<(), SiteError> {
        demo::seed_stories(self)
    }

    /// Adds published stories of the account, some hundred in one go. Returns how many.
    ///
    /// # Errors
    /// [`SiteError::UnknownAccount`], or when the database cannot be written; what was added before stays.
    pub fn add_stories(&self, login: &str, stories: impl IntoIterator<Item = NewStory>) -> Result<usize, SiteError> {
        many::add(self, login, stories)
    }

    /// Makes an account; one that exists stays as it is. Returns its id.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_account(&self, login: &str, name: &str, role: Role) -> Result<i64, SiteError> {
        self.db().write(|db| Ok(Account::provide(db, login, name, role)?))
    }

    /// Makes a new application password called `name` for the account. It is returned this once;
    /// only its hash is stored. An earlier password of the same account and name stops working.
    ///
    /// # Errors
    /// [`SiteError::UnknownAccount`], or when the database cannot be written.
    pub fn issue_password(&self, login: &str, name: &str) -> Result<String, SiteError> {
        let now = self.now();
        self.db().write(|db| account::issue_password(db, login, name, now))
    }

    /// Writes `site.json` into the site's directory: address, accounts with their application
    /// passwords, sections; in the shape of the WordPress starter, readable by its owner only.
    /// Passwords found there and still valid stay.
    ///
    /// # Errors
    /// When the file or the database cannot be written.
    pub fn write_site_json(&self) -> Result<(), SiteError> {
        demo::write_site_json(self)
    }

    /// Waits until the post is public, without asking the site for anything: only the site's own
    /// time makes it so. `false` when it is not after `timeout`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn wait_until_published(&self, post_id: i64, timeout: Duration) -> Result<bool, SiteError> {
        let deadline = Instant::now() + timeout;
        loop {
            let seen = *lock(&self.0.publications);
            if self.db().read(|db| post::is_public(db, post_id))? {
                return Ok(true);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(false);
            }
            let count = lock(&self.0.publications);
            let waited = self.0.published.wait_timeout_while(count, left, |count| *count == seen);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// The address of the site, without a slash at the end.
    pub fn url(&self) -> String {
        self.0.base.read().unwrap_or_else(PoisonError::into_inner).current.clone()
    }

    /// The directory that holds everything of this site.
    pub fn directory(&self) -> &Path {
        &self.0.directory
    }

    /// The site's clock.
    pub fn clock(&self) -> &Clock {
        &self.0.options.clock
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.options.clock.now()
    }

    pub(crate) fn uploads(&self) -> PathBuf {
        self.0.directory.join("uploads")
    }

    /// Where uploads are until they are complete: on the disk of [`Site::uploads`], and no reader gets there.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.0.directory.join(INCOMING)
    }

    /// Every address by which the site was ever reached: stored text must not name them.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.0.base.read().unwrap_or_else(PoisonError::into_inner).known.clone()
    }

    /// Takes the address the server listens on, unless the options name another one.
    pub(crate) fn listen_at(&self, url: &str) -> Result<(), SiteError> {
        let url = self.0.options.url.clone().unwrap_or_else(|| url.to_owned());
        self.db().write(|db| db.execute("INSERT OR IGNORE INTO address (url) VALUES (?1)", [&url]))?;
        self.set_addresses(|address| {
            if !address.known.contains(&url) {
                address.known.push(url.clone());
            }
            address.current = url;
        });
        Ok(())
    }

    /// Publishes what is due. Called by the site's own task, and before every request.
    pub(crate) fn publish_due(&self) -> Result<(), SiteError> {
        let now = self.now();
        if !self.db().read(|db| post::anything_due(db, now))? {
            return Ok(());
        }
        if self.db().write(|db| post::publish_due(db, now))? > 0 {
            *lock(&self.0.publications) += 1;
            self.0.published.notify_all();
        }
        Ok(())
    }

    /// Tells waiters that a post may have become public.
    pub(crate) fn announce(&self) {
        *lock(&self.0.publications) += 1;
        self.0.published.notify_all();
        self.clock().touch();
    }

    fn set_addresses(&self, change: impl FnOnce(&mut Address)) {
        change(&mut self.0.base.write().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Removes what a killed program had received of an upload. What is younger than an upload may take is left: another program may
/// be receiving it.
fn sweep(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if age > crate::serve::answer::BODY_TIME {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// A directory made here is for its owner only: it holds drafts and the hashes of passwords.
fn make_private(directory: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}
