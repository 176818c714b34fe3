//! The transport over the network: HTTP/1.1 with keep-alive, TLS with the certificates the machine trusts.

use crate::{
    address::is_loopback,
    transport::{
        Headers, MAX_ANSWER, Method, Request, Response, Transport, TransportError,
        explain::{NotConnected, explain},
        options,
    },
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use ureq::{
    Agent, AsSendBody, Error, Proxy, http,
    tls::TlsConfig,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout},
    },
};

/// What we call ourselves. Hosting companies allow clients by this name, so it names the product.
const USER_AGENT: &str = "Newsdesk/0.1";
/// Longest time to connect, TLS included.
const CONNECT: Duration = Duration::from_secs(10);
/// Open connections that are kept for each site: as many as are used at a time while one story is written, the next one is
/// looked up and the photos of the last are looked at.
const KEPT: usize = 8;
/// The same for all sites together.
const KEPT_IN_ALL: usize = 4 * KEPT;

/// Sends requests over the network. Keeps connections open between requests, those with other options apart; share one per
/// program. Proxies of the environment (`HTTPS_PROXY`, `NO_PROXY`) are used unless the options name another, but none for
/// this very machine unless the options name it.
#[derive(Debug, Default)]
pub struct HttpTransport {
    agents: Mutex<HashMap<AgentKey, Agent>>,
}

/// What requests must have in common to share an agent, and with it connections that are kept open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct AgentKey {
    proxy: ProxyUse,
    authority: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum ProxyUse {
    Direct,
    Environment,
    Proxy(String),
}

impl HttpTransport {
    /// A transport without open connections.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn agent(&self, request: &Request) -> Result<Agent, TransportError> {
        let proxy = match &request.options.proxy {
            Some(address) => ProxyUse::Proxy(address.clone()),
            None if is_loopback(&request.url) => ProxyUse::Direct,
            None => ProxyUse::Environment,
        };
        let key = AgentKey { proxy, authority: request.options.authority.clone() };
        let mut agents = self.agents.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = agents.get(&key) {
            return Ok(known.clone());
        }
        let made = agent(&key)?;
        agents.insert(key, made.clone());
        Ok(made)
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let agent = self.agent(request)?;
        let answer = exchange(&agent, request);
        match &answer {
            // A server may close a kept connection just when it is used again; reading twice does no harm.
            Err(TransportError::Interrupted(_)) if request.method != Method::Post => exchange(&agent, request),
            _ => answer,
        }
    }
}

fn agent(key: &AgentKey) -> Result<Agent, TransportError> {
    let proxy = match &key.proxy {
        ProxyUse::Direct => None,
        ProxyUse::Environment => Proxy::try_from_env(),
        ProxyUse::Proxy(address) => Some(options::proxy(address)?),
    };
    let tls = TlsConfig::builder().root_certs(options::roots(key.authority.as_deref())?).build();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(proxy)
        .tls_config(tls)
        .user_agent(USER_AGENT)
        .max_idle_connections_per_host(KEPT)
        .max_idle_connections(KEPT_IN_ALL)
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .build();
    Ok(Agent::with_parts(config, Dial::default(), Names::default()))
}

fn exchange(agent: &Agent, request: &Request) -> Result<Response, TransportError> {
    let host = request.url.host_str().unwrap_or_default();
    let answer = match request.method {
        Method::Get => run(agent, request, "GET", ()),
        Method::Head => run(agent, request, "HEAD", ()),
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
