//! Whom a password is given to, and what of a site is believed.

use crate::{office::Office, there::There};
use contract::sites::{ConnectSite, SiteElsewhere};
use desk::{DeskError, Keyring};
use newsroom::{
    Move, Stage,
    site::{ConnectionOptions, Site},
};
use std::{
    collections::HashMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};
use store::Act;
use tempfile::TempDir;
use wordpress::{HttpTransport, Request, Response, Transport, TransportError};

/// The network, and which hosts were told a password.
#[derive(Default)]
struct Watched {
    network: HttpTransport,
    told: Mutex<Vec<(u16, String)>>,
}

impl Watched {
    /// Ports that were told a password since the last time, each once.
    fn told(&self) -> Vec<u16> {
        let mut ports: Vec<u16> = self.told.lock().unwrap().drain(..).map(|(port, _)| port).collect();
        ports.dedup();
        ports
    }
}

impl Transport for Watched {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        if let Some(secret) = request.header("Authorization") {
            self.told.lock().unwrap().push((request.url.port().unwrap_or(0), secret.to_owned()));
        }
        self.network.send(request)
    }
}

/// Another address at which a site answers, and calls itself by its own: a copy made for trying out, or an impostor.
fn copy_of(there: &There) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let site = there.url.trim_end_matches('/').trim_start_matches("http://").to_owned();
    thread::spawn(move || {
        for coming in listener.incoming().flatten() {
            let going = TcpStream::connect(&site).unwrap();
            for (mut from, mut to) in [(coming.try_clone().unwrap(), going.try_clone().unwrap()), (going, coming)] {
                thread::spawn(move || {
                    let mut bytes = [0; 8192];
                    while let Ok(read @ 1..) = from.read(&mut bytes) {
                        if to.write_all(&bytes[..read]).is_err() {
                            break;
                        }
                    }
                });
            }
        }
    });
    address
}

fn port(address: &str) -> u16 {
    address.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap()
}

fn elsewhere<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> SiteElsewhere {
    match answer {
        Err(DeskError::Elsewhere(elsewhere)) => elsewhere,
        other => panic!("nobody was asked: {other:?}"),
    }
}

fn watched(folder: &TempDir) -> (Office, Arc<Watched>) {
    let network = Arc::new(Watched::default());
    (Office::open(folder.path(), network.clone()), network)
}

#[test]
fn a_server_that_calls_itself_our_site_does_not_take_its_place() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let (office, network) = watched(&folder);
    there.connect(&office);
    let before = office.desk.connected_sites().unwrap();
    network.told();
    let copy = copy_of(&there);
    let wish = ConnectSite::at(&format!("{copy}/wp-json/"), "bientap", &there.password);
    for login in ["phongvien", "bientap"] {
        let refused = office.desk.connect_site(&office.staff(login), &wish);
        assert!(matches!(refused, Err(DeskError::Refused(_) | DeskError::ChiefOnly)), "{login}: {refused:?}");
    }
    let chief = office.staff("thuky");
    let asked = elsewhere(office.desk.connect_site(&chief, &wish));
    let own = there.url.trim_end_matches('/').to_owned();
    let expected = SiteElsewhere { found: copy.clone(), led_from: None, moves_from: None, calls_itself: Some(own) };
    assert_eq!(asked, expected, "what it calls itself is told");
    assert_eq!(office.desk.connected_sites().unwrap(), before, "nothing has changed");
    assert!(network.told().is_empty(), "nobody was told a password");
    office.desk.connect_site(&chief, &ConnectSite { confirmed: Some(copy.clone()), ..wish }).unwrap();
    let after = office.desk.connected_sites().unwrap();
    assert_eq!(
        after.iter().map(|s| s.site.address.as_str()).collect::<Vec<_>>(),
        [before[0].site.address.as_str(), &copy]
    );
    assert_eq!(after[0], before[0], "the city's site is what it was, and new stories go there");
    network.told();
    let id = office.approved_story();
    office.go(&office.staff("bientap"), id, Move::Publish);
    office.transmit();
    assert_eq!(office.desk.open_article(&chief, id).unwrap().article.stage, Stage::Published);
    assert_eq!(network.told(), [port(&there.url)], "only the city's site was told its password");
}

#[test]
fn an_address_that_leads_to_another_host_is_asked_about_before_a_password_is_sent() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let (office, network) = watched(&folder);
    let chief = office.staff("thuky");
    // Its front page names the API on the site's own host, as an open redirect would.
    let typed = copy_of(&there);
    let wish = ConnectSite::at(&typed, "bientap", &there.password);
    let found = there.url.trim_end_matches('/').to_owned();
    let asked = elsewhere(office.desk.connect_site(&chief, &wish));
    assert_eq!((asked.led_from.as_deref(), asked.found.as_str()), (Some(typed.as_str()), found.as_str()), "both hosts");
    assert!(network.told().is_empty(), "nobody was told a password");
    let other = ConnectSite { confirmed: Some(typed), ..wish.clone() };
    elsewhere(office.desk.connect_site(&chief, &other));
    assert!(network.told().is_empty(), "agreed to was another host");
    office.desk.connect_site(&chief, &ConnectSite { confirmed: Some(found), ..wish }).unwrap();
    assert_eq!(network.told(), [port(&there.url)]);
}

#[test]
fn a_site_moves_by_the_chiefs_word_and_its_old_password_stays_behind() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let (keyring, network) = (Arc::new(Ring::default()), Arc::new(Watched::default()));
    let office = Office::open(folder.path(), network.clone());
    let Office { desk, clock } = office;
    let office = Office { desk: desk.with_keyring(keyring.clone()), clock };
    let (chief, editor) = (office.staff("thuky"), office.staff("bientap"));
    let first = ConnectSite { remember: true, ..ConnectSite::at(&there.url, "bientap", &there.password) };
    let (site, _) = office.desk.connect_site(&chief, &first).unwrap();
    let id = site.site.id;
    assert_eq!(keyring.secrets(), std::slice::from_ref(&there.password));
    let copy = copy_of(&there);
    let wish =
        ConnectSite { site: Some(id), ..ConnectSite::at(&format!("{copy}/wp-json/"), "bientap", &there.password) };
    let refused = office.desk.connect_site(&editor, &wish);
    assert!(matches!(refused, Err(DeskError::ChiefOnly)), "{refused:?}");
    let asked = elsewhere(office.desk.connect_site(&chief, &wish));
    assert_eq!((asked.moves_from.as_deref(), asked.found.as_str()), (Some(site.site.address.as_str()), copy.as_str()));
    let (moved, _) = office.desk.connect_site(&chief, &ConnectSite { confirmed: Some(copy.clone()), ..wish }).unwrap();
    assert_eq!((moved.site.id, moved.site.address.as_str()), (id, copy.as_str()));
    assert!(keyring.secrets().is_empty(), "the password of the old host lies nowhere");
}

#[test]
fn a_password_is_found_for_its_own_host_only() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let keyring = Arc::new(Ring::default());
    let Office { desk, clock } = Office::online(folder.path());
    let office = Office { desk: desk.with_keyring(keyring.clone()), clock };
    let chief = office.staff("thuky");
    let wish = ConnectSite { remember: true, ..ConnectSite::at(&there.url, "bientap", &there.password) };
    let (view, _) = office.desk.connect_site(&chief, &wish).unwrap();
    drop(office);
    // Whatever wrote another host into the file.
    let elsewhere = copy_of(&there);
    let site = Site { api: format!("{elsewhere}/wp-json/"), ..view.site };
    let store = store::Store::open(folder.path(), chrono::Utc::now()).unwrap();
    store.transact(Act { actor: None, at: chrono::Utc::now() }, |tx| tx.save_site(&site)).unwrap();
    drop(store);
    let network = Arc::new(Watched::default());
    let Office { desk, clock } = Office::open(folder.path(), network.clone());
    let office = Office { desk: desk.with_keyring(keyring), clock };
    assert!(!office.desk.connected_sites().unwrap()[0].ready, "its password is asked for");
    assert!(office.desk.ask_account(&chief, site.id).is_err());
    assert!(network.told().is_empty(), "and sent to nobody");
}

#[test]
fn a_password_from_before_hosts_were_noted_is_still_known() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let site = office.desk.connected_sites().unwrap()[0].site.id;
    let keyring = Arc::new(Ring::default());
    keyring.keep(&site.to_string(), &there.password);
    let office = Office { desk: office.desk.with_keyring(keyring.clone()), clock: office.clock };
    assert!(office.desk.connected_sites().unwrap()[0].ready);
    assert_eq!(keyring.get(&site.to_string()), None, "it lies there once");
    assert_eq!(keyring.secrets(), std::slice::from_ref(&there.password));
}

#[test]
fn a_password_given_anew_without_remembering_leaves_the_keyring() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let keyring = Arc::new(Ring::default());
    let Office { desk, clock } = Office::online(folder.path());
    let office = Office { desk: desk.with_keyring(keyring.clone()), clock };
    let chief = office.staff("thuky");
    let wish = ConnectSite::at(&there.url, "bientap", &there.password);
    office.desk.connect_site(&chief, &ConnectSite { remember: true, ..wish.clone() }).unwrap();
    assert_eq!(keyring.secrets().len(), 1);
    let (view, _) = office.desk.connect_site(&chief, &wish).unwrap();
    assert!(view.ready && !view.remembered);
    assert!(keyring.secrets().is_empty(), "the next start would use the revoked one");
}

#[test]
fn passwords_of_proxies_leave_the_file_for_the_keyring_and_are_shown_to_nobody() {
    const SECRET: &str = "bi-mat-cua-proxy";
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let site = office.desk.connected_sites().unwrap()[0].site.clone();
    drop(office);
    let typed = ConnectionOptions::typed(&format!("http://to:{SECRET}@proxy.ubnd:3128"), "", false);
    let store = store::Store::open(folder.path(), chrono::Utc::now()).unwrap();
    let old = Site { connection: typed.clone(), ..site.clone() };
    store.transact(Act { actor: None, at: chrono::Utc::now() }, |tx| tx.save_site(&old)).unwrap();
    drop(store);
    let keyring = Arc::new(Ring::default());
    let Office { desk, clock } = Office::online(folder.path());
    let office = Office { desk: desk.with_keyring(keyring.clone()), clock };
    assert_eq!(keyring.secrets(), [SECRET]);
    for login in ["phongvien", "bientap", "thuky"] {
        let shown = office.desk.sites(&office.staff(login)).unwrap();
        let shown = serde_json::to_string(&shown).unwrap();
        assert!(!shown.contains(SECRET), "{login} is shown {shown}");
        assert_eq!(
            shown.contains("to@proxy.ubnd:3128"),
            login != "phongvien",
            "{login}: who gives passwords sees the way"
        );
    }
    for file in std::fs::read_dir(folder.path()).unwrap().flatten().filter(|file| file.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        assert!(!bytes.windows(SECRET.len()).any(|w| w == SECRET.as_bytes()), "it stands in {:?}", file.path());
    }
    drop(office);
    // At the next start the keyring has it; without one it is asked for like the password of the site.
    let Office { desk, .. } = Office::online(folder.path());
    let desk = desk.with_keyring(keyring.clone());
    keyring.keep(&site.id.to_string(), "mat khau");
    assert!(desk.connected_sites().unwrap()[0].ready);
    let desk = desk.with_keyring(Arc::new(Ring::default()));
    assert!(!desk.connected_sites().unwrap()[0].ready);
}

#[test]
fn only_pages_of_connected_sites_open_in_the_browser() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let opened = |address: &str| office.desk.page_of_a_site(&reporter, address).unwrap();
    let root = there.url.trim_end_matches('/');
    let page = format!("{root}/tin/cau-thong-xe");
    assert_eq!(opened(&page), None, "no site is connected yet");
    there.connect(&office);
    assert_eq!(opened(&page).as_deref(), Some(page.as_str()));
    assert_eq!(opened(root), Some(format!("{root}/")));
    let host = root.trim_start_matches("http://");
    for other in [
        "https://mongcai.gov.vn/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://x/y",
        "https:",
        "",
        &format!("{root}0/"),
        &format!("{root}.evil.vn/"),
        &format!("{root}@evil.vn/"),
        &format!("http://to:mat@{host}/"),
        &format!("file://{host}/etc/passwd"),
        &format!("javascript://{host}/%0aalert(1)"),
    ] {
        assert_eq!(opened(other), None, "{other}");
    }
}

#[test]
fn what_a_site_calls_itself_is_opened_by_nobody() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let site = office.desk.connected_sites().unwrap()[0].site.clone();
    let reporter = office.staff("phongvien");
    drop(office.desk);
    for home in ["file:///", "javascript:", "smb://x", "https:", ""] {
        let store = store::Store::open(folder.path(), chrono::Utc::now()).unwrap();
        let told = Site { address: home.to_owned(), ..site.clone() };
        store.transact(Act { actor: None, at: chrono::Utc::now() }, |tx| tx.save_site(&told)).unwrap();
        drop(store);
        let office = Office::online(folder.path());
        for address in
            [format!("{home}/etc/passwd"), format!("{home}etc"), home.to_owned(), "https://evil.vn/".to_owned()]
        {
            assert_eq!(office.desk.page_of_a_site(&reporter, &address).unwrap(), None, "{address} of {home}");
        }
    }
}

#[test]
fn only_pages_below_the_path_of_a_site_open_in_the_browser() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let site = office.desk.connected_sites().unwrap()[0].site.clone();
    let reporter = office.staff("phongvien");
    drop(office.desk);
    let store = store::Store::open(folder.path(), chrono::Utc::now()).unwrap();
    let below = Site { address: "https://tinh.vn/bao".to_owned(), ..site };
    store.transact(Act { actor: None, at: chrono::Utc::now() }, |tx| tx.save_site(&below)).unwrap();
    drop(store);
    let office = Office::online(folder.path());
    let opened = |address: &str| office.desk.page_of_a_site(&reporter, address).unwrap().is_some();
    for page in ["https://tinh.vn/bao", "https://tinh.vn/bao/", "https://tinh.vn/bao/tin?p=1", "http://tinh.vn/bao/tin"]
    {
        assert!(opened(page), "{page}");
    }
    for other in
        ["https://tinh.vn/", "https://tinh.vn/baomat", "https://tinh.vn/bao/../quan-tri", "ftp://tinh.vn/bao/tin"]
    {
        assert!(!opened(other), "{other}");
    }
}

#[test]
fn one_connection_does_not_take_the_place_of_another() {
    let (first, second, folder) = (There::bundled(), There::bundled(), TempDir::new().unwrap());
    let (office, network) = watched(&folder);
    first.connect(&office);
    second.connect(&office);
    let before = office.desk.connected_sites().unwrap();
    let chief = office.staff("thuky");
    network.told();
    let found = second.url.trim_end_matches('/').to_owned();
    let wish = ConnectSite {
        site: Some(before[0].site.id),
        confirmed: Some(found),
        ..ConnectSite::at(&second.url, "bientap", &second.password)
    };
    let taken = office.desk.connect_site(&chief, &wish);
    assert!(matches!(taken, Err(DeskError::SiteTaken)), "{taken:?}");
    assert_eq!(office.desk.connected_sites().unwrap(), before);
    assert!(network.told().is_empty(), "nobody was told a password");
}

/// A network on which the site at a port tells nothing to whoever is not signed in, its front page not where its API is.
struct Closed {
    network: Watched,
    port: u16,
}

impl Transport for Closed {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        if request.header("Authorization").is_some() || request.url.port() != Some(self.port) {
            return self.network.send(request);
        }
        let (status, body) = match request.url.query() {
            None => (200, "<html><title>Báo</title></html>"),
            Some(_) => (401, r#"{"code":"rest_not_logged_in","message":"","data":{"status":401}}"#),
        };
        Ok(Response { status, headers: wordpress::Headers::new(vec![]), body: body.as_bytes().to_vec() })
    }
}

#[test]
fn a_closed_site_that_calls_itself_another_is_asked_about_as_soon_as_it_tells() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let copy = copy_of(&there);
    let network = Closed { network: Watched::default(), port: port(&copy) };
    let office = Office::open(folder.path(), Arc::new(network));
    let chief = office.staff("thuky");
    let wish = ConnectSite::at(&copy, "bientap", &there.password);
    let asked = elsewhere(office.desk.connect_site(&chief, &wish));
    assert_eq!(asked.calls_itself.as_deref(), Some(there.url.trim_end_matches('/')));
    assert!(office.desk.connected_sites().unwrap().is_empty(), "nothing is kept before somebody agrees");
    office.desk.connect_site(&chief, &ConnectSite { confirmed: Some(copy), ..wish }).unwrap();
    assert_eq!(office.desk.connected_sites().unwrap().len(), 1);
}

/// A keyring in memory.
#[derive(Default)]
struct Ring(Mutex<HashMap<String, String>>);

impl Ring {
    fn secrets(&self) -> Vec<String> {
        self.0.lock().unwrap().values().cloned().collect()
    }
}

impl Keyring for Ring {
    fn get(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap().get(name).cloned()
    }

    fn keep(&self, name: &str, secret: &str) -> bool {
        self.0.lock().unwrap().insert(name.to_owned(), secret.to_owned());
        true
    }

    fn forget(&self, name: &str) -> bool {
        self.0.lock().unwrap().remove(name);
        true
    }
}
