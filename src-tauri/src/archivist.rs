//! The thread that keeps the archive of what the sites have published up to date.

use crate::{newsdesk::Newsdesk, transmitter::Bell};
use contract::sites::SiteView;
use newsroom::SiteId;
use std::{
    sync::{Mutex, PoisonError},
    thread,
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
        let newsdesk = self.clone();
        let thread = thread::Builder::new().name("archivist".to_owned()).spawn(move || {
            let mut sleep = FIRST_LOOK;
            while newsdesk.archivist().bell.wait(sleep) {
                newsdesk.look_for_news();
                sleep = BETWEEN_LOOKS;
            }
        });
        if let Err(error) = thread {
            tracing::error!(%error, "the archivist cannot start; the archive stays as it is");
        }
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
            if let Err(error) = desk.update_archive(site.id, &go_on) {
                tracing::info!(%error, site = site.name, "the archive is not up to date");
            }
            self.announce(&changed);
        }
    }
}
