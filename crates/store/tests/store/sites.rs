//! Sites: how they are reached, where sections go there, and what is known to stand on them.

use crate::{
    outbox::change,
    scene::{self, played},
    story::{HAI, act, minute, uuid},
};
use newsroom::{
    ArticleId, ContentHash, SiteId,
    site::{ConnectionOptions, Site},
};
use store::{SentPhoto, SentPost, StoreError};

#[test]
fn what_stands_on_a_site_is_known_of_that_site() {
    let (_folder, store) = played();
    let (here, there) = (SiteId(uuid(scene::SITE)), SiteId(uuid(91)));
    let article = ArticleId(uuid(scene::FILED));
    let (post, moved) = (
        SentPost { post: 7, slug: "le-hoi".into(), ..SentPost::default() },
        SentPost { post: 8, slug: "le-hoi-2".into(), ..SentPost::default() },
    );
    let picture = ContentHash::of(b"picture");
    let photo = |media| SentPhoto { media, url: format!("http://a/{media}.jpg"), width: 1600, height: 900, reduced: 1 };
    change(&store, |t| {
        t.save_site(&site(there, "http://b/"))?;
        t.note_post(here, article, &post)?;
        t.note_photo(here, picture, &photo(70))?;
        t.note_photo(here, picture, &photo(71))
    });
    assert_eq!(store.sent_post(here, article).unwrap(), Some(post));
    assert_eq!(store.sent_post(there, article).unwrap(), None, "another site, another post");
    assert_eq!(store.sent_photo(here, picture).unwrap(), Some(photo(71)), "the newest that is known");
    assert_eq!(store.sent_photo(there, picture).unwrap(), None);
    change(&store, |t| {
        t.note_post(here, article, &moved)?;
        t.forget_photo(here, picture)
    });
    assert_eq!(store.sent_post(here, article).unwrap(), Some(moved));
    assert_eq!(store.sent_photo(here, picture).unwrap(), None);
    change(&store, |t| t.forget_post(here, article));
    assert_eq!(store.sent_post(here, article).unwrap(), None, "it is made anew");
}

#[test]
fn a_site_keeps_its_identity_when_it_moves() {
    let (_folder, store) = played();
    let id = SiteId(uuid(scene::SITE));
    let moved = Site { name: "Móng Cái mới".into(), login: "khac".into(), ..site(id, "http://127.0.0.1:9999/") };
    change(&store, |t| t.save_site(&moved));
    assert_eq!(store.sites().unwrap(), [moved], "stories that stand there are still known");
    assert!(store.sent_post(id, ArticleId(uuid(scene::PUBLISHED))).unwrap().is_some());
    let twin = site(SiteId(uuid(91)), "http://127.0.0.1:9999/");
    let refused = store.transact(act(HAI, 90), |t| t.save_site(&twin));
    assert!(matches!(refused, Err(StoreError::Sql(_))), "two sites at one address: {refused:?}");
}

#[test]
fn everything_about_a_site_comes_back_and_can_be_taken_back() {
    let (_folder, store) = played();
    let id = SiteId(uuid(91));
    let reached = Site {
        connection: ConnectionOptions::typed("http://proxy:3128", "-----BEGIN CERTIFICATE-----", true),
        paused: true,
        timezone: Some("Asia/Ho_Chi_Minh".into()),
        skew: -90,
        accepted_at: Some(minute(9)),
        ..Site::new(id, "http://b/", "http://b/wp-json/", "toasoan")
    };
    change(&store, |t| t.save_site(&reached));
    assert!(store.sites().unwrap().contains(&reached));
    let plain = Site { name: "Trang b".into(), ..Site::new(id, "http://b/", "http://b/wp-json/", "toasoan") };
    change(&store, |t| t.save_site(&plain));
    assert!(store.sites().unwrap().contains(&plain), "nothing of the former state stays");
}

#[test]
fn a_section_has_its_place_on_each_site() {
    let (_folder, store) = played();
    let (id, other) = (SiteId(uuid(91)), SiteId(uuid(scene::SITE)));
    change(&store, |t| t.save_site(&site(id, "http://b/")));
    let section = store.sections().unwrap()[0].id;
    change(&store, |t| t.place_section(id, section, Some(5)));
    change(&store, |t| t.place_section(id, section, Some(6)));
    change(&store, |t| t.place_section(other, section, Some(9)));
    assert_eq!(store.site_sections(id).unwrap(), [(section, 6)]);
    change(&store, |t| t.place_section(id, section, None));
    assert!(store.site_sections(id).unwrap().is_empty());
    assert_eq!(store.site_sections(other).unwrap(), [(section, 9)], "another site, another place");
}

#[test]
fn a_post_is_known_as_it_was_last_seen() {
    let (_folder, store) = played();
    let (id, other) = (SiteId(uuid(91)), SiteId(uuid(scene::SITE)));
    change(&store, |t| t.save_site(&site(id, "http://b/")));
    let article = ArticleId(uuid(scene::PUBLISHED));
    let revision = store.article(article).unwrap().approval.map(|approval| approval.revision);
    let sent =
        SentPost { post: 9, slug: "tin".into(), revision, snapshot: Some(serde_json::json!({ "title": "Tít" })) };
    change(&store, |t| {
        t.note_post(id, article, &sent)?;
        assert_eq!(t.sent_slug(id, article)?.as_deref(), Some("tin"));
        t.note_photo(id, ContentHash::of(b"a"), &SentPhoto { media: 77, ..SentPhoto::default() })
    });
    assert_eq!(store.sent_post(id, article).unwrap(), Some(sent));
    assert_eq!(store.picture_on_site(id, 77).unwrap(), Some(ContentHash::of(b"a")));
    assert_eq!(store.picture_on_site(id, 78).unwrap(), None);
    assert_eq!(store.picture_on_site(other, 77).unwrap(), None, "another site, another number");
    change(&store, |t| {
        assert_eq!(t.sent_slug(id, ArticleId(uuid(scene::FILED)))?, None);
        t.note_post(id, article, &SentPost { post: 9, slug: "tin".into(), ..SentPost::default() })
    });
    let made = store.sent_post(id, article).unwrap().unwrap();
    assert_eq!((made.revision, made.snapshot), (None, None), "made again, and not found right yet");
}

fn site(id: SiteId, address: &str) -> Site {
    let api = format!("{address}wp-json/");
    Site { name: "Trang khác".into(), bundled: true, ..Site::new(id, address, &api, "toasoan") }
}
