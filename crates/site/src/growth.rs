//! What reading costs when there are many stories, in steps of the database: as many as on a small site.

use std::cell::Cell;
use std::path::Path;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use rusqlite::Connection;

use crate::many::NewStory;
use crate::rest::Incoming;
use crate::serve::Payload;
use crate::{Options, Site, pages, rest};

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// From now on the steps of its virtual machine are counted, in tens.
pub(crate) fn counted(mut connection: Connection) -> rusqlite::Result<Connection> {
    connection.progress_handler(
        10,
        Some(|| {
            STEPS.set(STEPS.get() + 10);
            false
        }),
    )?;
    Ok(connection)
}

/// On the small site a search for a word of all stories finds more than it shows, too.
const FEW: i64 = 600;
const MANY: i64 = 3_000;

#[test]
fn no_read_walks_through_all_stories() {
    let folders = [tempfile::tempdir(), tempfile::tempdir()].map(|folder| folder.unwrap_or_else(|e| panic!("{e}")));
    let small = filled(folders[0].path(), FEW);
    let large = filled(folders[1].path(), MANY);
    for (what, path, query) in [
        ("front", "/", ""),
        ("section", "/chuyen-muc/tin-trong-thanh-pho/", ""),
        ("a page of a section", "/chuyen-muc/tin-trong-thanh-pho/", "trang=5"),
        ("tag", "/the/the-3/", ""),
        ("story", "/tin-so-400/", ""),
        ("feed", "/feed/", ""),
        ("atom", "/feed/atom/", ""),
        ("search for a word of all", "/tim-kiem/", "q=th%C3%A0nh+ph%E1%BB%91"),
        ("search for a word of few", "/tim-kiem/", "q=ri%C3%AAng400"),
        ("nothing there", "/khong-co/", ""),
        ("list", "wp/v2/posts", ""),
        ("page of a list", "wp/v2/posts", "page=7"),
        ("list by change", "wp/v2/posts", "orderby=modified&order=asc"),
        ("list of a section", "wp/v2/posts", "categories=2"),
        ("list of banners", "wp/v2/posts", "sticky=true"),
        ("list by address", "wp/v2/posts", "slug=tin-so-400&status=any,trash&context=edit"),
        ("list of drafts", "wp/v2/posts", "status=draft&context=edit"),
        ("list for an editor", "wp/v2/posts", "status=any&context=edit"),
        ("list of changes", "wp/v2/posts", "status=publish,trash&context=edit&orderby=modified&order=desc"),
        ("one", "wp/v2/posts/400", ""),
        ("sections", "wp/v2/categories", "per_page=100"),
        ("tags by use", "wp/v2/tags", "orderby=count&order=desc"),
        ("files", "wp/v2/media", ""),
    ] {
        let [few, many] = [&small, &large].map(|city| city.steps(path, query));
        println!("{what}: {few} steps of {FEW} stories, {many} of {MANY}");
        assert!(many <= few + few / 2 + 200, "{what}: {few} steps of {FEW} stories, {many} of {MANY}");
    }
}

struct City {
    site: Site,
    headers: HeaderMap,
}

fn filled(folder: &Path, count: i64) -> City {
    let build = || -> Result<City, Box<dyn std::error::Error>> {
        let site = crate::open(folder, Options::default())?;
        site.seed_demo()?;
        let sections = ["tin-trong-thanh-pho", "kinh-te-cua-khau", "van-hoa-xa-hoi", "chinh-quyen"];
        let stories = (1..=count).map(|number| NewStory {
            title: format!("Tin số {number}"),
            excerpt: "Thành phố họp bàn.".to_owned(),
            content: format!("<p>Thành phố có tin riêng{number} hôm nay.</p>"),
            slug: format!("tin-so-{number}"),
            sections: vec![sections[usize::try_from(number % 4).unwrap_or(0)].to_owned()],
            tags: vec![format!("Thẻ {}", number % 7)],
            published: 1_700_000_000 + number * 60,
        });
        site.add_stories("bientap", stories)?;
        let password = site.issue_password("bientap", "test")?;
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("bientap:{password}"));
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_str(&format!("Basic {pair}"))?)]);
        Ok(City { site, headers })
    };
    build().unwrap_or_else(|error| panic!("{error}"))
}

impl City {
    /// Steps of an answer, the first one (which notes the use of a password, and asks for the first time) left out.
    fn steps(&self, path: &str, query: &str) -> u64 {
        let mut steps = 0;
        for _ in 0..2 {
            let before = STEPS.get();
            match path.strip_prefix("wp/") {
                Some(_) => {
                    let (site, headers, payload) = (&self.site, &self.headers, Payload::Memory(Bytes::new()));
                    let none = HeaderMap::new();
                    let headers = if query.contains("context=edit") { headers } else { &none };
                    let asked = Incoming { site, method: "GET", route: path, query, headers, payload };
                    let reply = rest::answer(asked);
                    assert_eq!(reply.status, 200, "{path}?{query}: {}", reply.body);
                }
                None => {
                    let answer = pages::answer(&self.site, "GET", path, query, &HeaderMap::new());
                    assert!([200, 404].contains(&answer.status().as_u16()), "{path}?{query}");
                }
            }
            steps = STEPS.get() - before;
        }
        steps
    }
}
