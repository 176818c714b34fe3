//! A connection to the server, kept by a thread of its own, so that nobody waits longer than he said, whatever the line does: a
//! server whose machine answers and whose program does not would be waited for for ever.

use crate::{Address, Error};
use postgres::{Client, Config, config::ChannelBinding, config::SslMode};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};
use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long anybody waits until a server has let him in.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);
/// How long for an answer; the server itself gives up at 30 s.
pub(crate) const ANSWER: Duration = Duration::from_secs(40);
/// When a line on which nothing comes back is given up.
const DEAD: Duration = Duration::from_secs(20);

type Job = Box<dyn FnOnce(&mut Client) + Send>;

/// A connection.
pub(crate) struct Line {
    jobs: mpsc::Sender<Job>,
}

impl Line {
    /// Connects as a role: by TLS alone, to whom the authority of the address vouches for, and with the passphrase bound to
    /// that very line (SCRAM-SHA-256-PLUS), so that nobody in between and no server gets to know it.
    ///
    /// # Errors
    /// What keeps it from being let in.
    pub(crate) fn connect(address: &Address, role: &str, password: &str) -> Result<Self, Error> {
        let tls = trust(&address.ca_pem)?;
        let mut config = Config::new();
        config
            .host(&address.host)
            .port(address.port)
            .dbname(&address.database)
            .user(role)
            .password(password)
            .application_name("newsdesk")
            .ssl_mode(SslMode::Require)
            .channel_binding(ChannelBinding::Require)
            .connect_timeout(CONNECT)
            .tcp_user_timeout(DEAD)
            .keepalives_idle(Duration::from_secs(10))
            .keepalives_interval(Duration::from_secs(5))
            .keepalives_retries(2);
        let (jobs, inbox) = mpsc::channel::<Job>();
        let (tell, told) = mpsc::sync_channel(1);
        thread::Builder::new()
            .name("newsroom's server".to_owned())
            .spawn(move || match config.connect(tls) {
                Err(error) => drop(tell.send(Err(Error::from(error)))),
                Ok(mut client) => {
                    // Whoever asked may have gone meanwhile; then there will be no jobs.
                    drop(tell.send(Ok(())));
                    for job in inbox {
                        job(&mut client);
                    }
                }
            })
            .map_err(|error| Error::Unreachable(error.to_string()))?;
        told.recv_timeout(CONNECT).map_err(|_| silent())??;
        Ok(Self { jobs })
    }

    /// Does something with the connection, and waits for it this long.
    ///
    /// # Errors
    /// That of the work; [`Error::Unreachable`] if it takes longer, or an earlier one still does.
    pub(crate) fn ask<R: Send + 'static>(
        &self,
        most: Duration,
        work: impl FnOnce(&mut Client) -> Result<R, Error> + Send + 'static,
    ) -> Result<R, Error> {
        let (tell, told) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |client| drop(tell.send(work(client))));
        self.jobs.send(job).map_err(|_| silent())?;
        told.recv_timeout(most).map_err(|_| silent())?
    }
}

fn silent() -> Error {
    Error::Unreachable("no answer in time".to_owned())
}

fn trust(ca_pem: &str) -> Result<MakeRustlsConnect, Error> {
    let broken = |error: &dyn std::fmt::Display| Error::Certificate(format!("the invitation's certificate: {error}"));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(ca_pem.as_bytes()) {
        let certificate = certificate.map_err(|error| broken(&error))?;
        roots.add(certificate).map_err(|error| broken(&error))?;
    }
    if roots.is_empty() {
        return Err(broken(&"there is none"));
    }
    // PostgreSQL 15 comes with an OpenSSL that knows TLS 1.3 wherever it is packaged.
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|error| Error::Broken(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
