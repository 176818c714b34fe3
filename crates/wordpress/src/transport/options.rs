//! How a site is reached: through a proxy, with authorities of one's own, over plain http.

use crate::transport::TransportError;
use newsroom::site::ConnectionOptions;
use rustls::{RootCertStore, pki_types::CertificateDer};
use ureq::{
    Proxy, ProxyProtocol,
    tls::{Certificate, PemItem, RootCerts, parse_pem},
};

/// Whether the proxy and the certificates can be used at all; asks nobody.
///
/// # Errors
/// [`TransportError::Options`] with words for the person who typed them.
pub fn check_connection(options: &ConnectionOptions) -> Result<(), TransportError> {
    options.proxy.as_deref().map(proxy).transpose()?;
    options.authority.as_deref().map(authorities).transpose()?;
    Ok(())
}

/// The proxy at this address. Only HTTP proxies: they are what offices have.
pub(super) fn proxy(address: &str) -> Result<Proxy, TransportError> {
    let bad = || TransportError::Options("the proxy is no address such as http://192.168.1.1:3128".to_owned());
    let proxy = Proxy::new(address.trim()).map_err(|_| bad())?;
    if proxy.host().is_empty() || !matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) {
        return Err(bad());
    }
    Ok(proxy)
}

/// The certificates of this text; at least one, and each of them readable.
fn authorities(pem: &str) -> Result<Vec<Certificate<'static>>, TransportError> {
    let bad = |why: &str| TransportError::Options(format!("the certificate of the authority is of no use: {why}"));
    let mut found = Vec::new();
    let mut store = RootCertStore::empty();
    for item in parse_pem(pem.as_bytes()) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| bad("not in PEM form"))? {
            store.add(CertificateDer::from(certificate.der())).map_err(|_| bad("damaged"))?;
            found.push(certificate);
        }
    }
    if found.is_empty() { Err(bad("there is none in it")) } else { Ok(found) }
}

/// Whom to trust: the machine's own judgement; with authorities of one's own, those and the system's list. (The
/// machine's own judgement takes no additions on all systems.)
pub(super) fn roots(authority: Option<&str>) -> Result<RootCerts, TransportError> {
    let Some(pem) = authority else { return Ok(RootCerts::PlatformVerifier) };
    let own = authorities(pem)?;
    let system = rustls_native_certs::load_native_certs().certs;
    let system = system.iter().map(|certificate| Certificate::from_der(certificate).to_owned());
    Ok(RootCerts::from(own.into_iter().chain(system)))
}
