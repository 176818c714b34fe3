//! The thread that keeps the archive of what the sites have published up to date.

use crate::{newsdesk::Newsdesk, transmitter::Bell};
use contract::{Work, sites::SiteView};
use newsroom::SiteId;
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Sites are asked for what is new this often.
const BETWEEN_LOOKS: Duration = Duration::from_secs(15 * 60);
/// The first look waits until the window is up and the bundled site runs.
const FIRST_LOOK: Duration = Duration::from_secs(20);

/// What the archivist was asked for.
#[derive(Default)]
pub(crate) struct Archivist {
    pub(crate) bell: Bell,
    asked: Mutex<Vec<SiteId>>,
}

impl Archivist {
    /// The program ends.
    pub(crate) fn close(&self) {
        self.bell.close();
    }

    fn is_closed(&self) -> bool {
        self.bell.is_closed()
    }

    fn take_asked(&self) -> Vec<SiteId> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Newsdesk {
    /// Starts the thread.
    pub(crate) fn start_archivist(&self) {
        self.start_rounds(
            Work::Archivist,
            |newsdesk| &newsdesk.archivist().bell,
            FIRST_LOOK,
            |newsdesk| {
                newsdesk.look_for_news();
                BETWEEN_LOOKS
            },
        );
    }

    /// Has the archive of a site brought up to date now.
    pub(crate) fn update_archive(&self, site: SiteId) {
        self.archivist().asked.lock().unwrap_or_else(PoisonError::into_inner).push(site);
        self.archivist().bell.ring();
    }

    /// Brings the archives that were asked for up to date; without being asked, all whose password is known.
    fn look_for_news(&self) {
        let Ok(desk) = self.desk() else { return };
        let asked = self.archivist().take_asked();
        let sites = match desk.connected_sites() {
            Ok(sites) => sites,
            Err(error) => return tracing::error!(%error, "the sites cannot be read"),
        };
        let wanted = sites.iter().filter(|one| if asked.is_empty() { one.ready } else { asked.contains(&one.site.id) });
        for SiteView { site, .. } in wanted {
            let changed = newsroom::Changes { archive: true, ..newsroom::Changes::default() };
            self.announce(&changed);
            let go_on = |_: u64, _: u64| {
                self.announce(&changed);
                !self.archivist().is_closed()
            };
            // What breaks off at one site leaves the others as they are.
            if let Some(Err(error)) = self.unbroken(Work::Archivist, || desk.update_archive(site.id, &go_on)) {
                tracing::info!(%error, site = site.name, "the archive is not up to date");
            }
            self.announce(&changed);
        }
    }
}
