//! The transport over the network: HTTP/1.1 with keep-alive, TLS with the certificates the machine trusts.

use crate::{
    address::is_loopback,
    transport::{Headers, MAX_ANSWER, Method, Request, Response, Transport, TransportError},
};
use std::{fmt, time::Duration};
use ureq::{
    Agent, AsSendBody, Error, Proxy, Timeout, http,
    tls::{RootCerts, TlsConfig},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout},
    },
};

/// What we call ourselves. Hosting companies allow clients by this name, so it names the product.
const USER_AGENT: &str = "Newsdesk/0.1";
/// Longest time to connect, TLS included.
const CONNECT: Duration = Duration::from_secs(10);

/// Sends requests over the network. Keeps connections open between requests; share one per program.
/// Proxies of the environment (`HTTPS_PROXY`, `NO_PROXY`) are used, except for this very machine.
#[derive(Debug)]
pub struct HttpTransport {
    outside: Agent,
    loopback: Agent,
}

impl HttpTransport {
    /// A transport without open connections.
    #[must_use]
    pub fn new() -> Self {
        Self { outside: agent(Proxy::try_from_env()), loopback: agent(None) }
    }
}

impl Default for HttpTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let agent = if is_loopback(&request.url) { &self.loopback } else { &self.outside };
        let answer = exchange(agent, request);
        match &answer {
            // A server may close a kept connection just when it is used again; reading twice does no harm.
            Err(TransportError::Interrupted(_)) if request.method == Method::Get => exchange(agent, request),
            _ => answer,
        }
    }
}

fn agent(proxy: Option<Proxy>) -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(proxy)
        .tls_config(tls)
        .user_agent(USER_AGENT)
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .build();
    Agent::with_parts(config, Dial::default(), Names::default())
}

fn exchange(agent: &Agent, request: &Request) -> Result<Response, TransportError> {
    let host = request.url.host_str().unwrap_or_default();
    let answer = match request.method {
        Method::Get => run(agent, request, "GET", ()),
        Method::Post => run(agent, request, "POST", request.body.as_slice()),
    };
    let (parts, mut body) = answer.map_err(|e| explain(e, host))?.into_parts();
    let body = body.with_config().limit(MAX_ANSWER).read_to_vec().map_err(|e| explain(e, host))?;
    let line = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let headers = Headers::new(parts.headers.iter().map(line).collect());
    Ok(Response { status: parts.status.as_u16(), headers, body })
}

fn run(
    agent: &Agent,
    request: &Request,
    method: &str,
    body: impl AsSendBody,
) -> Result<http::Response<ureq::Body>, Error> {
    let mut builder = http::Request::builder().method(method).uri(request.url.as_str());
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let prepared = agent.configure_request(builder.body(body)?).timeout_global(Some(request.timeout)).build();
    agent.run(prepared)
}

/// Before this error nothing of the request was sent.
#[derive(Debug)]
struct NotConnected(Error);

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotConnected {}

/// The usual way to connect, but failures say that they happened before anything was sent. By their kind
/// alone this cannot be told: "no route to host" can also end a connection in use.
#[derive(Debug, Default)]
struct Dial(DefaultConnector);

impl Connector for Dial {
    type Out = Box<dyn ureq::unversioned::transport::Transport>;

    fn connect(&self, details: &ConnectionDetails, chained: Option<()>) -> Result<Option<Self::Out>, Error> {
        // The time-out of the one request would make it "request level", for which the trusted certificates
        // are read anew each time; ours are always those of the agent.
        let details = ConnectionDetails {
            uri: details.uri,
            addrs: details.addrs.clone(),
            config: details.config,
            request_level: false,
            resolver: details.resolver,
            now: details.now,
            timeout: details.timeout,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        self.0.connect(&details, chained).map_err(|e| Error::Other(Box::new(NotConnected(e))))
    }
}

/// The usual way to look up host names; failures say that nothing was sent.
#[derive(Debug, Default)]
struct Names(DefaultResolver);

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        self.0.resolve(uri, config, timeout).map_err(|e| match e {
            // The resolver reports "no such name" as a fault of input and output.
            Error::Io(_) => Error::HostNotFound,
            other => Error::Other(Box::new(NotConnected(other))),
        })
    }
}

fn explain(error: Error, host: &str) -> TransportError {
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
        Error::HostNotFound => TransportError::Dns(host.to_owned()),
        Error::Timeout(Timeout::Resolve) => TransportError::Dns(format!("{host}: no answer from the name server")),
        Error::Timeout(_) => TransportError::Offline(format!("{host}: no answer")),
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => tls(&error, host),
        // The handshake reports a refused certificate as bad data on the socket.
        Error::Io(ref e) if e.get_ref().is_some_and(|inner| inner.to_string().contains("certificate")) => {
            tls(&error, host)
        }
        Error::Io(ref e) if e.kind() == std::io::ErrorKind::InvalidData => tls(&error, host),
        other => TransportError::Offline(format!("{host}: {other}")),
    }
}

fn tls(error: &Error, host: &str) -> TransportError {
    TransportError::Tls(format!("{host}: {error}"))
}
