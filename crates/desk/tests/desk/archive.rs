//! The archive: published stories of the site, for searching and for warnings.

use crate::{host::Host, office::Office, there::There};
use contract::articles::TextEdit;
use newsroom::SiteId;
use serde_json::json;
use std::{cell::Cell, sync::Mutex};
use tempfile::TempDir;
use wordpress::Response;

fn main_site(office: &Office) -> SiteId {
    office.desk.connected_sites().unwrap()[0].site.id
}

#[test]
fn wordpress_the_archive_follows_what_comes_changes_and_goes() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let site = main_site(&office);
    let word = "Trambảolạ";
    let published =
        |title: &str| there.create(&json!({ "title": title, "status": "publish", "content": "<p>Chữ</p>" }));
    let ids: Vec<_> = (0..3).map(|n| published(&format!("{word} số {n}"))).collect();
    office.desk.update_archive(site, &|_, _| true).unwrap();
    let found = |words: &str| office.desk.search_archive(&office.staff("phongvien"), words).unwrap();
    assert_eq!(found("tram bao la so").len(), 0, "these are other words");
    assert_eq!(found(word).len(), 3);
    assert_eq!(found(&copydesk_fold(word)).len(), 3, "with or without marks");

    there.change(&ids[0], &json!({ "title": format!("{word} sửa") }));
    there.change(&ids[1], &json!({ "status": "draft" }));
    there.delete(&format!("posts/{}", ids[2]));
    published(&format!("{word} thêm"));
    office.desk.update_archive(site, &|_, _| true).unwrap();
    let mut titles: Vec<String> = found(word).into_iter().map(|story| story.title).collect();
    titles.sort();
    assert_eq!(titles, [format!("{word} sửa"), format!("{word} thêm")], "changed, hidden, deleted for good, added");
    let state = &office.desk.archives(&office.staff("phongvien")).unwrap()[0];
    assert_eq!(Some(state.stories), state.on_site, "nothing is missing: {state:?}");
    for id in ids.iter().take(2) {
        there.delete(&format!("posts/{id}"));
    }
}

#[test]
fn an_archive_that_was_broken_off_goes_on_where_it_was() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    for n in 0..250 {
        there.create(&json!({ "title": format!("Tin {n}"), "status": "publish", "content": "<p>Chữ</p>" }));
    }
    {
        let office = Office::online(folder.path());
        there.connect(&office);
        let calls = Cell::new(0);
        let first_page_alone = |_: u64, _: u64| {
            calls.set(calls.get() + 1);
            calls.get() < 1
        };
        office.desk.update_archive(main_site(&office), &first_page_alone).unwrap();
        assert_eq!(office.desk.archives(&office.staff("phongvien")).unwrap()[0].stories, 100);
    }
    let office = Office::online(folder.path());
    there.connect(&office);
    let faults = there.bundled.as_ref().unwrap().0.faults();
    faults.clear_log();
    office.desk.update_archive(main_site(&office), &|_, _| true).unwrap();
    let state = &office.desk.archives(&office.staff("phongvien")).unwrap()[0];
    assert_eq!(Some(state.stories), state.on_site, "{state:?}");
    assert!(state.complete_at.is_some());
    faults.clear_log();
    office.desk.update_archive(main_site(&office), &|_, _| true).unwrap();
    let asked = faults.log().len();
    assert!(asked <= 6, "only changes are asked for: {asked} requests");
}

#[test]
fn a_headline_much_like_a_published_one_is_told() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    there.create(
        &json!({ "title": "Móng Cái khai mạc lễ hội hoa sở Bình Liêu", "status": "publish", "content": "<p>x</p>" }),
    );
    let office = Office::online(folder.path());
    there.connect(&office);
    office.desk.update_archive(main_site(&office), &|_, _| true).unwrap();
    let me = office.staff("phongvien");
    let id = office.desk.new_article(&me, None).unwrap().0.article.id;
    let headline = |text: &str| TextEdit { headline: Some(text.into()), ..TextEdit::default() };
    let saved = office.desk.save_text(&me, id, 0, headline("Khai mạc lễ hội hoa sở ở Móng Cái")).unwrap().0;
    let alike = office.desk.find_alike(&me, id).unwrap();
    assert_eq!(alike.len(), 1, "{alike:?}");
    assert!(alike[0].percent >= 60, "{alike:?}");
    office.desk.save_text(&me, id, saved.version, headline("Giá vàng hôm nay tăng mạnh")).unwrap();
    assert!(office.desk.find_alike(&me, id).unwrap().is_empty(), "another story is another story");
}

fn copydesk_fold(word: &str) -> String {
    word.to_lowercase().replace(['ả', 'ạ'], "a")
}

#[test]
fn a_page_that_a_cache_gives_twice_takes_nothing_out_of_the_archive() {
    let (there, folder, host) = (There::bundled(), TempDir::new().unwrap(), Host::new());
    let ids: Vec<_> = (0..250)
        .map(|n| there.create(&json!({ "title": format!("Tin {n}"), "status": "publish", "content": "<p>Chữ</p>" })))
        .collect();
    let office = Office::open(folder.path(), host.clone());
    there.connect(&office);
    let state = || office.desk.archives(&office.staff("phongvien")).unwrap().remove(0);
    office.desk.update_archive(main_site(&office), &|_, _| true).unwrap();
    let before = state();
    // One is gone for good, so the numbers are looked through; every page of them is the first.
    there.delete(&format!("posts/{}", ids[0]));
    let first: Mutex<Option<Response>> = Mutex::default();
    host.rule(move |request, site| {
        let list = request.url.query_pairs().any(|(name, value)| name == "_fields" && value == "id");
        if !list {
            return site();
        }
        let mut first = first.lock().unwrap();
        Ok(match &*first {
            Some(page) => page.clone(),
            None => first.insert(site()?).clone(),
        })
    });
    office.clock.forward(chrono::Duration::minutes(15));
    office.desk.update_archive(main_site(&office), &|_, _| true).unwrap();
    let after = state();
    assert_eq!((after.stories, after.complete_at), (before.stories, before.complete_at), "nobody knows what is gone");
    host.open();
    office.desk.update_archive(main_site(&office), &|_, _| true).unwrap();
    let whole = state();
    assert_eq!((whole.stories, whole.on_site), (before.stories - 1, Some(before.stories - 1)), "by a whole list");
    assert!(whole.complete_at > before.complete_at);
}
