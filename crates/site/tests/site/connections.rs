//! Many connections, slow ones, and those that never ask: readers go on being served.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use site::{Limits, Options};

use crate::harness::{B, City, MEDIA, NOBODY, POSTS, agent, is, jpeg, serve};

/// Connections that never ask.
const IDLE: usize = 5_000;
/// Connections that send or take a byte now and then.
const SLOW: usize = 200;

/// The usual limit of open files for the site, far more for whoever attacks it.
#[cfg(target_os = "linux")]
#[test]
fn readers_are_served_beside_thousands_who_hold_connections() {
    let own = std::process::id().to_string();
    let raised = Command::new("prlimit").args(["--pid", &own, "--nofile=8192:"]).status().unwrap();
    assert!(raised.success(), "this test needs 8,192 open files");
    let directory = tempfile::tempdir().unwrap();
    let (child, url) = start_with_usual_limit(directory.path());
    let address = url.strip_prefix("http://").unwrap().to_owned();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // However this ends, the slow ones are not waited for without end.
        let _over = Ending(&over);
        let idle = scope.spawn(|| hold(&address));
        let slow = scope.spawn(|| trickle(&address, &over));
        let reader = agent(Duration::from_secs(20));
        let ask = |agent: &ureq::Agent| agent.get(format!("{url}/")).call().map(|answer| answer.status().as_u16());
        let (mut longest, mut again) = (Duration::ZERO, 0);
        let mut rounds_with_all = 0;
        while rounds_with_all < 50 {
            rounds_with_all += usize::from(idle.is_finished());
            let began = Instant::now();
            // On a busy machine it may have stood without a word for longer than thousands of others, and have given way.
            let anew = || ask(&agent(Duration::from_secs(20)));
            let status = anew().or_else(|_| {
                again += 1;
                anew()
            });
            assert_eq!(status.unwrap(), 200, "on a new connection");
            // As browsers do where a connection that was kept has been closed.
            assert_eq!(ask(&reader).or_else(|_| ask(&reader)).unwrap(), 200, "on a connection that is kept");
            longest = longest.max(began.elapsed());
        }
        over.store(true, Ordering::SeqCst);
        let (opened, open_files) = (idle.join().unwrap().len(), files_of(child.0.id()));
        let sent = slow.join().unwrap();
        println!(
            "{opened} idle connections, {sent} bytes of slow ones; the longest answer took {longest:?}; {open_files} files"
        );
        assert!(again <= 2, "{again} new connections gave way to idle ones");
        assert!(opened == IDLE && open_files < 800, "{opened} connections, {open_files} files of 1,024");
        assert!(longest < Duration::from_secs(10), "{longest:?}");
    });
}

/// A program that ends with the test, however that goes.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        if self.0.kill().is_ok() {
            drop(self.0.wait());
        }
    }
}

/// Says that it is over when it goes.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

fn start_with_usual_limit(directory: &std::path::Path) -> (Program, String) {
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -n 1024; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_newsdesk-site"), "--data"])
        .arg(directory)
        .args(["--demo", "--no-stories"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Program(child), line.strip_prefix("ready ").unwrap().trim().to_owned())
}

fn files_of(process: u32) -> usize {
    std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count()
}

/// Opens connections that never ask, and holds what the site leaves of them.
fn hold(address: &str) -> Vec<TcpStream> {
    let mut held = Vec::new();
    for _ in 0..IDLE {
        held.push(TcpStream::connect(address).unwrap());
    }
    held
}

/// Half of a head, a body that does not come, an answer that is not taken; each is begun anew when it was ended.
fn trickle(address: &str, over: &AtomicBool) -> usize {
    let begin = |number: usize| -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(address)?;
        let start = match number % 3 {
            0 => "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            1 => {
                "POST /wp-json/wp/v2/posts HTTP/1.1\r\nHost: x\r\nAuthorization: Basic eDp5\r\nContent-Length: 90000\r\n\r\n"
            }
            _ => "GET /assets/be-vietnam-pro-vietnamese-400-normal.woff2 HTTP/1.1\r\nHost: x\r\n\r\n",
        };
        stream.write_all(start.as_bytes())?;
        stream.set_nonblocking(true)?;
        Ok(stream)
    };
    let mut streams: Vec<std::io::Result<TcpStream>> = (0..SLOW).map(begin).collect();
    let mut sent = 0;
    while !over.load(Ordering::SeqCst) {
        for (number, slot) in streams.iter_mut().enumerate() {
            let passed = match slot {
                Ok(stream) if number % 3 == 2 => stream.read(&mut [0]),
                Ok(stream) => stream.write(b"x"),
                Err(_) => Err(ErrorKind::NotConnected.into()),
            };
            match passed {
                Ok(bytes) => sent += bytes,
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => *slot = begin(number),
            }
            // The slowness that is the point of it.
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    sent
}

fn city_with(limits: Limits) -> (site::Running, tempfile::TempDir, String) {
    let directory = tempfile::tempdir().unwrap();
    let site = site::open(directory.path(), Options { limits, ..Options::default() }).unwrap();
    site.seed_demo().unwrap();
    let running = serve(site);
    let address = running.url().strip_prefix("http://").unwrap().to_owned();
    (running, directory, address)
}

/// What is heard on a connection until it is closed.
fn heard(mut stream: TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut heard = Vec::new();
    match stream.read_to_end(&mut heard) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "it is not closed"),
    }
    String::from_utf8_lossy(&heard).into_owned()
}

fn open(address: &str, start: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(start.as_bytes()).unwrap();
    stream
}

#[test]
fn whoever_asks_nothing_or_never_ends_is_let_go() {
    let short = Duration::from_millis(300);
    let limits = Limits { idle: short, head: short, pause: short, head_bytes: 8 << 10, ..Limits::default() };
    let (running, _directory, address) = city_with(limits);
    assert_eq!(heard(open(&address, "")), "", "nothing asked");
    assert_eq!(heard(open(&address, "GET / HTTP/1.1\r\nHost: x\r\nX-Half: ")), "", "half a head");
    let kept = heard(open(&address, "GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n"));
    assert!(kept.starts_with("HTTP/1.1 200"), "asked once, and closed after a while: {kept}");
    for who in ["", "Authorization: Basic eDp5\r\n"] {
        let half = format!("POST {POSTS} HTTP/1.1\r\nHost: x\r\n{who}Content-Length: 900\r\n\r\n{{");
        assert!(heard(open(&address, &half)).starts_with("HTTP/1.1 408"), "a body that pauses");
    }
    running.stop();
    let (running, _directory, address) = city_with(Limits { head_bytes: 8 << 10, ..Limits::default() });
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}", "x".repeat(100_000));
    let mut stream = TcpStream::connect(&address).unwrap();
    // It may be closed while it is still being sent.
    let written = stream.write_all(long.as_bytes());
    println!("{written:?}");
    let answer = heard(stream);
    assert!(!answer.starts_with("HTTP/1.1 200"), "a head without end: {answer}");
    running.stop();
}

#[test]
fn a_newcomer_takes_the_place_of_who_waits_longest() {
    let (running, _directory, address) = city_with(Limits { connections: 16, per_address: 4, ..Limits::default() });
    let mut waiting: Vec<TcpStream> = (0..4).map(|_| TcpStream::connect(&address).unwrap()).collect();
    let page = heard(open(&address, "GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert_eq!(heard(waiting.remove(0)), "", "it had waited longest");
    let mut last = waiting.pop().unwrap();
    last.write_all(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    assert!(heard(last).starts_with("HTTP/1.1 200"), "the newest of them is still there");
    running.stop();
}

#[test]
fn a_wrong_password_is_told_after_a_large_photo_and_nothing_is_stored() {
    let city = City::new();
    let photo = [jpeg(40, 30), vec![0; 3 << 20]].concat();
    let refused = city.upload("bientap:sai mat khau", "a.jpg", "", &photo);
    assert_eq!(refused.outcome(), is(401, "rest_cannot_create"));
    assert_eq!(city.get(MEDIA, B).header("x-wp-total"), "0");
    let long = format!("{{\"title\":\"{}\"}}", "x".repeat(100_000));
    let json = [("Content-Type", "application/json")];
    let refused = city.send("POST", POSTS, "bientap:sai mat khau", &json, long.as_bytes());
    assert_eq!(refused.outcome(), is(401, "rest_cannot_create"));
    if let Ok(answer) = city.try_send("POST", POSTS, NOBODY, &json, long.as_bytes()) {
        assert_eq!(answer.status, 413, "who does not even name an account has nothing long to say");
    }
}
