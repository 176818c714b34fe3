//! The main job: an approved story goes to the site and stands there as approved.

use crate::{office::Office, there::There};
use desk::DeskError;
use newsroom::{Attempt, Move, Stage, Trouble, site::ConnectionOptions};
use std::io::{Read, Write};
use tempfile::TempDir;

#[test]
fn wordpress_an_approved_story_stands_on_the_site_with_its_photos() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_banner(&editor, id, true, None).unwrap();
    office.go(&editor, id, Move::Publish);
    office.go(&editor, id, Move::Publish);
    office.transmit();

    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "transmission: {:?}", view.transmission);
    let posts = there.posts(id);
    assert_eq!(posts.len(), 1, "two presses of the button are one story");
    assert_eq!(posts[0]["status"], "publish");
    assert_eq!(posts[0]["sticky"], true, "it is the banner");
    assert_eq!(there.photos().len(), 3, "three photos, once each");
    assert_eq!(view.article.link.as_deref(), posts[0]["link"].as_str());

    let page = there.page(view.article.link.as_deref().unwrap());
    for words in
        ["Cửa khẩu Bắc Luân II thông quan hơn 300 xe", "21.923/23.394", "Thông quan nhanh &amp; gọn", "ảnh 2", "Thu Hà"]
    {
        assert!(page.contains(words) || page.contains(&words.replace("&amp;", "&#038;")), "the page lacks {words}");
    }
    assert!(!page.contains("photo://"), "no address of this laptop leaks to readers");

    // An update is approved again and changes the same post.
    office.go(&editor, id, Move::Revise);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = contract::articles::TextEdit { headline: Some("Thông quan 320 xe".into()), ..Default::default() };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.go(&editor, id, Move::Approve);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let updated = there.posts(id);
    assert_eq!(updated.len(), 1, "an update makes no second story");
    assert_eq!(updated[0]["title"]["raw"], "Thông quan 320 xe");
    assert_eq!(updated[0]["date_gmt"], posts[0]["date_gmt"], "an update keeps the date of the story");
    assert_eq!(updated[0]["slug"], posts[0]["slug"], "and its address");
    assert_eq!(there.photos().len(), 3, "photos that stand there are not sent again");

    // Withdrawn, no reader sees it.
    let why = Attempt { reason: Some("Theo yêu cầu của Ban biên tập".into()), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Withdraw, &why).unwrap();
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "draft");
    there.clear(id);
}

#[test]
fn a_story_waits_calmly_while_the_site_is_down_and_goes_on_by_itself() {
    let (mut there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let (running, home) = there.bundled.take().unwrap();
    let port = there.url.trim_end_matches('/').rsplit(':').next().unwrap().parse::<u16>().unwrap();
    running.stop();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let waiting = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!((waiting.trouble, waiting.stopped), (Some(Trouble::Offline), false), "a state, not an error");

    let site = site::open(home.path(), site::Options::default()).unwrap();
    let listener = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
    let running = site::serve(site, listener).unwrap();
    office.clock.forward(chrono::Duration::minutes(1));
    office.transmit();
    assert_eq!(office.desk.open_article(&editor, id).unwrap().article.stage, Stage::Published);
    drop(running);
}

#[test]
fn without_the_sites_password_it_waits_for_the_password() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let id = office.approved_story();
    drop(office);
    // After a restart the password is not known any more: it is in no file.
    let office = Office::online(folder.path());
    let editor = office.staff("bientap");
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let waiting = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!(waiting.trouble, Some(Trouble::NoCredentials));
    // Any editor may give it; only the chief connects new sites.
    office
        .desk
        .connect_site(&editor, &there.url, "bientap", &there.password, &ConnectionOptions::default(), false)
        .unwrap();
    office.transmit();
    assert_eq!(office.desk.open_article(&editor, id).unwrap().article.stage, Stage::Published);
    for file in std::fs::read_dir(folder.path()).unwrap().flatten().filter(|f| f.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        let secret = there.password.replace(' ', "");
        for secret in [there.password.as_bytes(), secret.as_bytes()] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret), "the password lies in {:?}", file.path());
        }
    }
}

#[test]
fn a_server_that_calls_itself_our_site_takes_its_place_by_no_editors_hand() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let before = office.desk.connected_sites().unwrap();
    let impostor = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", impostor.local_addr().unwrap());
    let root = serde_json::json!({ "name": "Móng Cái", "home": there.url, "url": there.url, "namespaces": ["wp/v2"] });
    let answering = std::thread::spawn(move || {
        let (mut asked, _) = impostor.accept().unwrap();
        assert!(asked.read(&mut [0; 4096]).unwrap() > 0, "it is asked what it is");
        let (body, kind) = (root.to_string(), "Content-Type: application/json");
        write!(asked, "HTTP/1.1 200 OK\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    });
    let editor = office.staff("bientap");
    let refused =
        office.desk.connect_site(&editor, &address, "bientap", "mat khau", &ConnectionOptions::default(), false);
    answering.join().unwrap();
    assert!(matches!(refused, Err(DeskError::ChiefOnly)), "{refused:?}");
    assert_eq!(office.desk.connected_sites().unwrap(), before, "what is approved goes where it went");
}

#[test]
fn how_a_site_is_reached_is_shown_to_who_connects_it() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let options = ConnectionOptions::typed("", "", true);
    let chief = office.staff("thuky");
    office.desk.connect_site(&chief, &there.url, "bientap", &there.password, &options, false).unwrap();
    let shown = |login| office.desk.sites(&office.staff(login)).unwrap().remove(0).site.connection;
    assert_eq!(shown("thuky"), options);
    for login in ["phongvien", "bientap"] {
        assert_eq!(shown(login), ConnectionOptions::default(), "{login}: the password of a proxy may stand in it");
    }
}

#[test]
fn only_pages_of_connected_sites_open_in_the_browser() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let page = format!("{}/tin/cau-thong-xe", there.url.trim_end_matches('/'));
    assert!(!office.desk.is_on_a_site(&office.staff("phongvien"), &page).unwrap(), "no site is connected yet");
    there.connect(&office);
    assert!(office.desk.is_on_a_site(&office.staff("phongvien"), &page).unwrap());
    let root = there.url.trim_end_matches('/');
    for other in ["https://mongcai.gov.vn/", "file:///etc/passwd", &format!("{root}0/"), &format!("{root}.evil.vn/")] {
        assert!(!office.desk.is_on_a_site(&office.staff("phongvien"), other).unwrap(), "{other}");
    }
}

#[test]
fn a_story_removed_on_the_site_is_not_sent_again_behind_anybodys_back() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    there.clear(id);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let stopped = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!((stopped.trouble, stopped.stopped), (Some(Trouble::RemovedOnSite), true), "a person decides");
    assert!(there.posts(id).is_empty());
    office.desk.retry(&editor, stopped.id).unwrap();
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    let last = view.transmission.unwrap().transmission;
    assert!(last.finished_at.is_some(), "sent again on purpose: {last:?}");
    assert_eq!(there.posts(id).len(), 1);
}

#[test]
fn stories_go_to_the_connected_site_even_if_the_bundled_one_comes_up_later() {
    let (city, bundled, folder) = (There::bundled(), There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    city.connect(&office);
    office.desk.attach_bundled_site(&bundled.url, "bientap", &bundled.password).unwrap();
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    assert_eq!((city.posts(id).len(), bundled.posts(id).len()), (1, 0), "the city site is the one that counts");
}
