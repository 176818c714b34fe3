//! What the errors of the network library mean to us.

use crate::transport::{TlsFault, TransportError};
use rustls::CertificateError;
use std::{fmt, io};
use ureq::{Error, Timeout};

/// Before this error nothing of the request was sent.
#[derive(Debug)]
pub(super) struct NotConnected(pub(super) Error);

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotConnected {}

/// The kind of this error.
pub(super) fn explain(error: Error, host: &str) -> TransportError {
    match error {
        Error::Other(inner) => match inner.downcast::<NotConnected>() {
            Ok(unsent) => explain_unsent(unsent.0, host),
            Err(other) => TransportError::Interrupted(other.to_string()),
        },
        Error::HostNotFound => TransportError::Dns(host.to_owned()),
        Error::Timeout(_) => TransportError::Timeout,
        Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => TransportError::TooBig,
        // Addresses and headers that cannot be put on the wire.
        Error::Http(e) => TransportError::Offline(e.to_string()),
        Error::BadUri(_) => TransportError::Offline(format!("{host}: not an address")),
        other => TransportError::Interrupted(other.to_string()),
    }
}

fn explain_unsent(error: Error, host: &str) -> TransportError {
    match error {
        // Behind a proxy there are two connections, one in the other.
        Error::Other(inner) => match inner.downcast::<NotConnected>() {
            Ok(unsent) => explain_unsent(unsent.0, host),
            Err(other) => TransportError::Offline(format!("{host}: {other}")),
        },
        Error::HostNotFound => TransportError::Dns(host.to_owned()),
        Error::Timeout(Timeout::Resolve) => TransportError::Dns(format!("{host}: no answer from the name server")),
        Error::Timeout(_) => TransportError::Offline(format!("{host}: no answer")),
        Error::ConnectProxyFailed(why) => TransportError::Offline(format!("{host}: the proxy says: {why}")),
        other => match tls_fault(&other) {
            Some(fault) => TransportError::Tls { fault, text: format!("{host}: {other}") },
            None => TransportError::Offline(format!("{host}: {other}")),
        },
    }
}

fn tls_fault(error: &Error) -> Option<TlsFault> {
    match error {
        Error::Rustls(inner) => Some(fault(inner)),
        Error::Tls(_) | Error::Pem(_) | Error::TlsRequired => Some(TlsFault::Other),
        // The handshake reports its faults as bad data on the socket.
        Error::Io(e) => {
            let inner = e.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            inner.map(fault).or_else(|| (e.kind() == io::ErrorKind::InvalidData).then_some(TlsFault::Other))
        }
        _ => None,
    }
}

fn fault(error: &rustls::Error) -> TlsFault {
    let rustls::Error::InvalidCertificate(why) = error else { return TlsFault::Other };
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => TlsFault::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TlsFault::WrongName,
        // Signed by somebody who only has the name of an authority that we know.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => TlsFault::UnknownAuthority,
        // A certificate that somebody signed for himself; known by no other name.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => TlsFault::UnknownAuthority,
        _ => TlsFault::Other,
    }
}
