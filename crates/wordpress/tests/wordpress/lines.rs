//! The real transport on sockets that misbehave.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    thread,
    time::Duration,
};
use wordpress::{
    ConnectionOptions, HttpTransport, Method, Request, Response, TlsFault, Transport, TransportError, Url,
};

fn request(method: Method, url: &str, body: &[u8], timeout: Duration) -> Request {
    Request {
        method,
        url: Url::parse(url).unwrap(),
        headers: vec![("Accept".to_owned(), "application/json".to_owned())],
        body: body.to_vec(),
        timeout,
        options: ConnectionOptions::default(),
    }
}

/// Reads one request from the socket: its head and its body.
fn take(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or(0) == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some((head, body))
}

/// A server that serves each connection with this; tells what it was sent.
fn serve(on: impl Fn(usize, &mut TcpStream) + Send + 'static) -> (String, mpsc::Receiver<(usize, String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for (nth, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            while let Some((head, body)) = take(&stream) {
                tell.send((nth, head, body)).unwrap_or_default();
                on(nth, &mut stream);
            }
        }
    });
    (url, told)
}

fn send(method: Method, url: &str, body: &[u8]) -> Result<Response, TransportError> {
    HttpTransport::new().send(&request(method, url, body, Duration::from_secs(10)))
}

#[test]
fn writes_arrive_whole_and_connections_are_kept() {
    let (url, told) =
        serve(|_, s| s.write_all(b"HTTP/1.1 201 Created\r\nX-A: 1\r\nContent-Length: 2\r\n\r\n{}").unwrap());
    let transport = HttpTransport::new();
    let body = vec![7; 3_000_000];
    for _ in 0..2 {
        let answer = transport.send(&request(Method::Post, &url, &body, Duration::from_secs(10))).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice(), answer.headers.get("x-a")),
            (201, b"{}".as_slice(), Some("1"))
        );
    }
    for _ in 0..2 {
        let (nth, head, got) = told.recv().unwrap();
        assert_eq!(nth, 0, "both on one connection");
        assert!(head.starts_with("POST / HTTP/1.1\r\n"), "{head}");
        assert!(head.to_ascii_lowercase().contains("user-agent: newsdesk/0.1"), "{head}");
        assert!(got == body, "every byte");
    }
}

#[test]
fn redirects_are_answers() {
    let (url, told) = serve(|_, s| {
        s.write_all(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n").unwrap();
    });
    for method in [Method::Get, Method::Post] {
        let answer = send(method, &url, b"{}").unwrap();
        assert_eq!((answer.status, answer.headers.get("location")), (302, Some("/x")));
        assert!(told.recv().is_ok());
        assert!(told.try_recv().is_err(), "nothing more is asked");
    }
}

#[test]
fn a_write_on_a_broken_line_is_not_repeated() {
    let (url, told) = serve(|_, s| s.shutdown(std::net::Shutdown::Both).unwrap());
    let error = send(Method::Post, &url, b"{}").unwrap_err();
    assert!(matches!(error, TransportError::Interrupted(_)), "{error:?}");
    assert!(error.may_have_arrived());
    assert_eq!(told.iter().take(1).count(), 1);
    assert!(told.try_recv().is_err(), "sent once");
    let (url, told) = serve(|nth, s| match nth {
        0 => s.shutdown(std::net::Shutdown::Both).unwrap(),
        _ => s.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]").unwrap(),
    });
    assert_eq!(send(Method::Get, &url, b"").unwrap().status, 200, "reading is tried once more");
    assert_eq!(told.iter().take(2).count(), 2);
}

#[test]
fn an_answer_cut_off_is_interrupted() {
    let (url, _told) = serve(|_, s| {
        s.write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":").unwrap();
        s.shutdown(std::net::Shutdown::Both).unwrap();
    });
    let error = send(Method::Post, &url, b"{}").unwrap_err();
    assert!(matches!(error, TransportError::Interrupted(_)), "{error:?}");
    let (url, _told) = serve(|_, s| {
        s.write_all(b"\x00\xffgarbage\r\n\r\n").unwrap();
        s.shutdown(std::net::Shutdown::Both).unwrap();
    });
    let error = send(Method::Post, &url, b"{}").unwrap_err();
    assert!(matches!(error, TransportError::Interrupted(_)), "not HTTP: {error:?}");
}

#[test]
fn silence_is_a_time_out() {
    let (release, held) = mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    let (url, _told) = serve(move |_, _| held.lock().unwrap().recv().unwrap_or_default());
    let error = HttpTransport::new().send(&request(Method::Post, &url, b"{}", Duration::from_millis(200))).unwrap_err();
    assert_eq!(error, TransportError::Timeout);
    assert!(error.may_have_arrived());
    drop(release);
}

#[test]
fn an_endless_answer_has_an_end() {
    let (url, _told) = serve(|_, s| {
        let chunk = vec![b'['; 1 << 20];
        let mut ok = s.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n").is_ok();
        while ok {
            ok = s.write_all(&chunk).is_ok();
        }
    });
    let request = request(Method::Get, &url, b"", Duration::from_secs(60));
    assert_eq!(HttpTransport::new().send(&request).unwrap_err(), TransportError::TooBig);
}

#[test]
fn what_was_never_sent_is_known() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = send(Method::Post, &format!("http://{free}/"), b"{}").unwrap_err();
    assert!(matches!(error, TransportError::Offline(_)), "nothing listens: {error:?}");
    let error = send(Method::Post, "https://newsdesk-test.invalid/", b"{}").unwrap_err();
    // A machine with a proxy in its environment never asks for the name itself.
    assert!(!error.may_have_arrived(), "no such host (RFC 6761): {error:?}");
}

#[test]
fn plain_text_where_tls_should_be_is_a_tls_trouble() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut some = [0; 64];
            let read = stream.read(&mut some).unwrap_or(0);
            assert!(read > 0, "a greeting came");
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").unwrap_or_default();
        }
    });
    let error = send(Method::Post, &url, b"{}").unwrap_err();
    assert!(matches!(error, TransportError::Tls { fault: TlsFault::Other, .. }), "{error:?}");
}
