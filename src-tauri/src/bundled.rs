//! The city site that runs inside this program, for the ready newsroom.

use crate::newsdesk::Newsdesk;
use contract::Work;
use desk::Desk;
use site::{Options, Running};
use std::{
    net::{Ipv4Addr, TcpListener},
    thread,
};

/// The account with which the ready newsroom sends.
const ACCOUNT: &str = "bientap";

/// The running city site; dropping it stops it.
pub(crate) struct Bundled {
    _running: Running,
}

impl Newsdesk {
    /// Starts the bundled site beside the window if this is the ready newsroom and it does not run yet.
    pub(crate) fn start_bundled_site(&self) {
        let newsdesk = self.clone();
        let thread = thread::Builder::new().name("bundled site".to_owned()).spawn(move || {
            let ran = newsdesk.unbroken(Work::BundledSite, || newsdesk.run_bundled_site());
            if let Some(Err(error)) = ran {
                tracing::error!(%error, "the bundled city site does not run");
            }
        });
        if let Err(error) = thread {
            tracing::error!(%error, "the bundled city site cannot start");
        }
    }

    fn run_bundled_site(&self) -> Result<(), Box<dyn std::error::Error>> {
        let mut bundled = self.bundled();
        let Ok(desk) = self.desk() else { return Ok(()) };
        if bundled.is_some() || desk.trial_staff()?.is_empty() {
            return Ok(());
        }
        let site = site::open(&self.folder().join("site"), Options::default())?;
        site.seed_demo()?;
        // A fresh password at every start: it is never written down.
        let password = site.issue_password(ACCOUNT, "Newsdesk")?;
        let running = site::serve(site, listen(&desk)?)?;
        let changes = desk.attach_bundled_site(&running.url(), ACCOUNT, &password)?;
        tracing::info!(url = running.url(), "the bundled city site runs");
        let site = running.site().clone();
        *bundled = Some(Bundled { _running: running });
        drop(bundled);
        self.announce(&changes);
        // Drawing their pictures takes seconds: nobody has to wait for them, nor may they keep the newsroom open.
        drop(desk);
        Ok(site.seed_stories()?)
    }
}

/// The port of last time, so that addresses of published stories stay true; else any.
fn listen(desk: &Desk) -> Result<TcpListener, Box<dyn std::error::Error>> {
    let last = desk.connected_sites()?.into_iter().find(|s| s.site.bundled);
    let port = last.and_then(|s| s.site.address.trim_end_matches('/').rsplit(':').next()?.parse().ok()).unwrap_or(0);
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?)
}
