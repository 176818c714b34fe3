//! The server: threads of its own, so that a desktop program or a test can hold one.

pub(crate) mod answer;
mod payload;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use crate::connections::Connections;
use crate::faults::Faults;
pub(crate) use crate::serve::payload::{Payload, Upload};
use crate::wire::{Caller, Door};
use crate::{Site, SiteError, post};

/// Requests worked on at once; the rest waits.
const WORKERS: usize = 16;
/// How long requests in flight may take after [`Running::stop`].
const GRACE: Duration = Duration::from_secs(3);
/// Longest sleep of the publishing task. A computer that slept does not wake it in time by itself.
const NAP: Duration = Duration::from_secs(5);

/// A site that serves. Ends when dropped.
pub struct Running {
    site: Site,
    faults: Faults,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// Serves the site on the listener, which decides its address, and publishes scheduled stories at
/// their time, whether anybody calls or not.
///
/// # Errors
/// When the listener or the threads cannot be used, or the address cannot be noted in the database.
pub fn serve(site: Site, listener: TcpListener) -> Result<Running, SiteError> {
    listener.set_nonblocking(true)?;
    site.listen_at(&public_url(listener.local_addr()?))?;
    let faults = Faults::default();
    let (stop, stopped) = watch::channel(false);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(WORKERS)
        .thread_name("city-site")
        .enable_all()
        .build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    let (serving, ordered) = (site.clone(), faults.clone());
    let thread = std::thread::Builder::new().name("city-site".to_owned()).spawn(move || {
        runtime.block_on(run(serving, ordered, listener, stopped));
        runtime.shutdown_timeout(GRACE);
    })?;
    Ok(Running { site, faults, stop, thread: Some(thread) })
}

impl Running {
    /// The address of the site, without a slash at the end.
    pub fn url(&self) -> String {
        self.site.url()
    }

    /// The site that is served.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Faults to order, and the log of requests.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Stops serving. Requests in flight are finished, for at most some seconds.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the site's thread panicked");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

async fn run(site: Site, faults: Faults, listener: tokio::net::TcpListener, stopped: watch::Receiver<bool>) {
    let publishing = tokio::spawn(publish(site.clone()));
    let connections = Connections::new(site.options().limits.clone());
    let watching = tokio::spawn(connections.clone().watch());
    let router = Router::new().fallback(answer::answer).with_state((site, faults));
    let service = router.into_make_service_with_connect_info::<Caller>();
    let serving =
        axum::serve(Door { listener, connections }, service).with_graceful_shutdown(stop_requested(stopped.clone()));
    tokio::select! {
        ended = serving => {
            if let Err(error) = ended {
                tracing::error!("serving: {error}");
            }
        }
        () = async { stop_requested(stopped).await; tokio::time::sleep(GRACE).await } => {}
    }
    publishing.abort();
    watching.abort();
}

async fn stop_requested(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, and with it the one who wanted the server.
    if stopped.wait_for(|stop| *stop).await.is_err() {
        tracing::debug!("the holder of the server is gone");
    }
}

/// Publishes what is due, now and later.
async fn publish(site: Site) {
    loop {
        let working = site.clone();
        let next = tokio::task::spawn_blocking(move || -> Result<Option<i64>, SiteError> {
            working.publish_due()?;
            Ok(working.db().read(post::next_due)?)
        })
        .await;
        let pause = match next {
            Ok(Ok(Some(due))) => {
                let left = u64::try_from(due - site.now()).unwrap_or(0);
                Duration::from_secs(left).clamp(Duration::from_millis(200), NAP)
            }
            Ok(Ok(None)) => NAP,
            Ok(Err(error)) => {
                tracing::error!("publishing: {error}");
                NAP
            }
            Err(error) => {
                tracing::error!("publishing: {error}");
                NAP
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = site.clock().changed() => {}
        }
    }
}

/// The address readers on this computer use.
fn public_url(address: SocketAddr) -> String {
    let host = match address.ip() {
        ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    match address.port() {
        80 => format!("http://{host}"),
        port => format!("http://{host}:{port}"),
    }
}
