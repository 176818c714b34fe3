//! Ways to a site: its certificate, authorities of one's own, proxies.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};
use wordpress::{
    ConnectionOptions, HttpTransport, Method, Request, Response, TlsFault, Transport, TransportError, Url,
    check_connection,
};

/// An authority that nobody but its friends knows.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server with a certificate of that authority for this name, valid in these years.
fn server(issuer: &CertifiedIssuer<'static, KeyPair>, name: &str, years: (i32, i32)) -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(years.0, 1, 1);
    params.not_after = date_time_ymd(years.1, 1, 1);
    let certificate = params.signed_by(&key, issuer).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut tls = StreamOwned::new(connection, stream.unwrap());
            let mut head = [0; 4096];
            // Whoever does not trust us goes away here.
            if tls.read(&mut head).unwrap_or(0) > 0 {
                tls.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                    .unwrap_or_default();
                tls.flush().unwrap_or_default();
                tls.conn.send_close_notify();
                tls.flush().unwrap_or_default();
            }
        }
    });
    address
}

fn get(url: &str, options: &ConnectionOptions) -> Result<Response, TransportError> {
    HttpTransport::new().send(&Request {
        method: Method::Get,
        url: Url::parse(url).unwrap(),
        headers: vec![],
        body: vec![],
        timeout: Duration::from_secs(10),
        options: options.clone(),
    })
}

fn trusting(pem: &str) -> ConnectionOptions {
    ConnectionOptions { authority: Some(pem.into()), ..ConnectionOptions::default() }
}

#[test]
fn each_fault_of_a_certificate_has_its_name() {
    let ours = authority();
    let trusted = trusting(&ours.pem());
    let now = (2020, 2060);
    for (case, port, options, expected) in [
        ("good", server(&ours, "localhost", now).port(), &trusted, None),
        ("expired", server(&ours, "localhost", (2001, 2002)).port(), &trusted, Some(TlsFault::Expired)),
        ("of tomorrow", server(&ours, "localhost", (2059, 2060)).port(), &trusted, Some(TlsFault::NotYetValid)),
        ("for another", server(&ours, "other.vn", now).port(), &trusted, Some(TlsFault::WrongName)),
        ("of a namesake", server(&authority(), "localhost", now).port(), &trusted, Some(TlsFault::UnknownAuthority)),
        (
            "untrusted",
            server(&ours, "localhost", now).port(),
            &ConnectionOptions::default(),
            Some(TlsFault::UnknownAuthority),
        ),
    ] {
        let answer = get(&format!("https://localhost:{port}/"), options);
        match (answer, expected) {
            (Ok(answer), None) => assert_eq!(answer.status, 200, "{case}"),
            (Err(TransportError::Tls { fault, text }), Some(expected)) => {
                assert_eq!(fault, expected, "{case}: {text}");
                assert!(text.contains("localhost"), "{case}: {text}");
            }
            other => panic!("{case}: {other:?}"),
        }
    }
}

#[test]
fn ways_do_not_share_their_trust() {
    let ours = authority();
    let url = format!("https://localhost:{}/", server(&ours, "localhost", (2020, 2060)).port());
    let transport = HttpTransport::new();
    let ask = |options: &ConnectionOptions| {
        transport.send(&Request {
            method: Method::Head,
            url: Url::parse(&url).unwrap(),
            headers: vec![],
            body: vec![],
            timeout: Duration::from_secs(10),
            options: options.clone(),
        })
    };
    assert!(ask(&trusting(&ours.pem())).is_ok());
    assert!(
        matches!(ask(&ConnectionOptions::default()), Err(TransportError::Tls { .. })),
        "trusted with these options only"
    );
    assert!(ask(&trusting(&ours.pem())).is_ok());
}

#[test]
fn certificates_and_proxies_that_are_none_are_said_to_be_none() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let key = KeyPair::generate().unwrap().serialize_pem();
    for pem in ["", "xin chào", damaged, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----", key.as_str()] {
        let options = trusting(pem);
        assert!(matches!(check_connection(&options), Err(TransportError::Options(_))), "{pem}");
        let error = get(&format!("https://{free}/"), &options).unwrap_err();
        assert!(matches!(error, TransportError::Options(_)), "{pem}: {error:?}");
        assert!(matches!(wordpress::Error::from(error), wordpress::Error::Address(_)), "a fault of what was typed");
    }
    for proxy in ["", "http://", "socks5://x.vn:1080", "ftp://x.vn", "không phải", "http://a b/"] {
        let options = ConnectionOptions { proxy: Some(proxy.to_owned()), ..ConnectionOptions::default() };
        assert!(matches!(check_connection(&options), Err(TransportError::Options(_))), "{proxy:?}");
        assert!(matches!(get("http://x.vn/", &options), Err(TransportError::Options(_))), "{proxy:?}");
    }
    let good = ConnectionOptions { proxy: Some("10.0.0.1:3128".to_owned()), ..trusting(&authority().pem()) };
    assert_eq!(check_connection(&good), Ok(()));
}

/// A proxy that answers whatever is asked through it, and tells what that was.
fn proxy(refuse: bool) -> (SocketAddr, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::channel();
    let head = |stream: &TcpStream| {
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap_or(0) > 0 {}
        head
    };
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let asked = head(&stream);
            let through = asked.starts_with("CONNECT ");
            tell.send(asked).unwrap_or_default();
            if refuse {
                stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n").unwrap();
                continue;
            }
            if through {
                stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").unwrap();
                head(&stream);
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").unwrap_or_default();
        }
    });
    (address, told)
}

#[test]
fn a_named_proxy_is_used_even_within_the_machine() {
    let (address, told) = proxy(false);
    let options = ConnectionOptions { proxy: Some(format!("http://thu:ha@{address}")), ..ConnectionOptions::default() };
    for url in ["http://site.newsdesk.invalid/x", "http://127.0.0.1:9/"] {
        assert_eq!(get(url, &options).unwrap().status, 200, "{url}: only the proxy can have answered");
        let asked = told.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(asked.contains("Basic dGh1Omhh"), "the proxy knows us: {asked}");
    }
    assert!(!format!("{options:?}").contains("ha@"), "the proxy's password is in no log: {options:?}");
    assert!(
        matches!(get("http://127.0.0.1:9/", &ConnectionOptions::default()), Err(TransportError::Offline(_))),
        "no proxy named"
    );
}

#[test]
fn a_proxy_that_refuses_or_is_away_means_that_nothing_was_sent() {
    let (address, _told) = proxy(true);
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for proxy in [address, free] {
        let options = ConnectionOptions { proxy: Some(format!("http://{proxy}")), ..ConnectionOptions::default() };
        let error = get("https://site.newsdesk.invalid/", &options).unwrap_err();
        assert!(matches!(error, TransportError::Offline(_)), "{error:?}");
    }
}
