//! The client against a site that runs: the bundled one, or the one that `NEWSDESK_TEST_SITE` names
//! (a `site.json` as both the bundled site and the WordPress starter write it).

mod archive;

use crate::pictures::jpeg;
use base64::Engine as _;
use chrono::{DateTime, Duration, Utc};
use newsroom::{ArticleId, Body, Manuscript, PhotoUseId, Related, transmission::Trouble};
use serde_json::Value;
use std::{
    net::TcpListener,
    path::PathBuf,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};
use uuid::Uuid;
use wordpress::{
    Client, ConnectionOptions, Credentials, Discovery, Error, HttpTransport, Media, MediaUpload, Method, PostFields,
    Request, Response, Transport,
    content::{self, Missing, PlacedPhoto, marker, same_content, same_text, story},
    discover,
};

/// A site, and how to sign in there.
struct Rig {
    transport: HttpTransport,
    site: Discovery,
    json: Value,
}

impl Rig {
    fn new() -> Self {
        let json: Value = serde_json::from_slice(&std::fs::read(site_json()).unwrap()).unwrap();
        let transport = HttpTransport::new();
        let site = discover(&transport, json["url"].as_str().unwrap(), &ConnectionOptions::default()).unwrap();
        Self { transport, site, json }
    }

    fn signed_in(&self, login: &str) -> Client<'_> {
        let password = self.json["users"][login]["app_password"].as_str().unwrap();
        self.with_password(login, password)
    }

    fn with_password(&self, login: &str, password: &str) -> Client<'_> {
        let credentials = Credentials { login: login.to_owned(), password: password.to_owned() };
        Client::new(&self.transport, self.site.api.clone(), credentials)
    }

    /// A public page, as readers get it.
    fn page(&self, url: &str) -> (u16, String) {
        let answer = self.get(url);
        (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// A public file, byte for byte.
    fn bytes(&self, url: &str) -> Vec<u8> {
        self.get(url).body
    }

    fn get(&self, url: &str) -> Response {
        self.transport
            .send(&Request {
                method: Method::Get,
                url: url.parse().unwrap(),
                headers: vec![],
                body: vec![],
                timeout: std::time::Duration::from_secs(30),
                options: ConnectionOptions::default(),
            })
            .unwrap()
    }

    /// The site's own clock.
    fn now(&self) -> DateTime<Utc> {
        self.signed_in("bientap").me().unwrap().server_time.unwrap()
    }
}

fn site_json() -> PathBuf {
    if let Some(named) = std::env::var_os("NEWSDESK_TEST_SITE") {
        return PathBuf::from(named);
    }
    /// The bundled site of this test run; served until the process ends.
    static BUNDLED: OnceLock<(PathBuf, site::Running)> = OnceLock::new();
    let (directory, _) = BUNDLED.get_or_init(|| {
        // Statics are never dropped, so the last run's is cleared away here.
        let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("city-site");
        if directory.exists() {
            std::fs::remove_dir_all(&directory).unwrap();
        }
        let site = site::open(&directory, site::Options::default()).unwrap();
        site.seed_demo().unwrap();
        let running = site::serve(site, TcpListener::bind("127.0.0.1:0").unwrap()).unwrap();
        running.site().write_site_json().unwrap();
        (directory, running)
    });
    directory.join("site.json")
}

/// Another one each time, also on a site that kept the last run's.
fn fresh() -> Uuid {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    Uuid::from_u128((nanos << 40) | u128::from(COUNT.fetch_add(1, Ordering::Relaxed)) << 8 | 7)
}

fn photo(seed: Uuid) -> (String, MediaUpload) {
    let hash = seed.simple().to_string()[8..24].to_owned();
    let upload = MediaUpload {
        file_name: format!("anh-{hash}.jpg"),
        bytes: jpeg(1600, 1067, seed.as_u128() as u32 >> 8),
        title: "Cầu Bắc Luân & đường".to_owned(),
        caption: "Xe chở \"hàng\" qua cầu, 5 < 6".to_owned(),
        alt_text: "Cầu & xe".to_owned(),
        slug: format!("anh-{hash}"),
    };
    (hash, upload)
}

fn placed(media: &Media) -> PlacedPhoto {
    PlacedPhoto {
        media_id: media.id,
        source_url: media.source_url.clone(),
        width: media.width,
        height: media.height,
        caption: "Thông quan & \"xuất khẩu\" [1]".to_owned(),
        alt_text: "Cầu <Bắc Luân>".to_owned(),
        credit: "Thu Hà".to_owned(),
    }
}

fn written(photo: Uuid) -> Manuscript {
    let body = Body::from_doc(&format!(
        r#"{{"type":"doc","content":[
        {{"type":"paragraph","content":[{{"type":"text","text":"Ngày 5/11, 65,8% & 5 < 6 \"nhanh\" [gallery] a\\b 'c' — ₫ 😀, "}},
            {{"type":"text","text":"trang web","marks":[{{"type":"bold"}},{{"type":"link","attrs":{{"href":"https://mongcai.gov.vn/?a=1&b=2"}}}}]}},
            {{"type":"line_break"}},{{"type":"text","text":"dòng hai  hết."}}]}},
        {{"type":"subhead","attrs":{{"level":2}},"content":[{{"type":"text","text":"Kim ngạch"}}]}},
        {{"type":"subhead","attrs":{{"level":3}},"content":[{{"type":"text","text":"R&D"}}]}},
        {{"type":"paragraph","content":[{{"type":"text","text":"https://www.youtube.com/watch?v=dQw4w9WgXcQ"}}]}},
        {{"type":"bullet_list","content":[{{"type":"list_item","content":[{{"type":"paragraph","content":[{{"type":"text","text":"một"}}]}},
            {{"type":"ordered_list","attrs":{{"start":3}},"content":[{{"type":"list_item","content":[{{"type":"paragraph","content":[{{"type":"text","text":"trong"}}]}}]}}]}}]}}]}},
        {{"type":"quote","content":[{{"type":"paragraph","content":[{{"type":"text","text":"Thuận lợi"}}]}}]}},
        {{"type":"figure","attrs":{{"photo":"{photo}"}}}}]}}"#
    ))
    .unwrap();
    Manuscript {
        body,
        byline: "Thu Hà & cộng sự".to_owned(),
        correction: "Bản trước ghi 5 < 6.".to_owned(),
        related: vec![Related {
            title: "Cầu \"mới\" & đường".to_owned(),
            link: "https://mongcai.gov.vn/?a=1&b=2".to_owned(),
        }],
        ..Manuscript::default()
    }
}

#[test]
fn the_site_is_found_and_knows_us() {
    let rig = Rig::new();
    assert!(rig.site.application_passwords);
    assert_eq!(rig.site.timezone.as_deref(), Some("Asia/Ho_Chi_Minh"));
    assert!(!rig.site.name.is_empty());
    let editor = rig.signed_in("bientap").me().unwrap();
    assert!(editor.can_publish() && editor.can_upload() && editor.can_edit_others() && editor.can_sticky());
    assert!(editor.can_manage_categories() && editor.can_edit_published());
    assert_eq!(editor.roles, ["editor"]);
    assert_eq!(Some(editor.id), rig.json["users"]["bientap"]["id"].as_u64());
    let author = rig.signed_in("phongvien").me().unwrap();
    assert!(author.can_publish() && !author.can_edit_others() && !author.can_manage_categories());
    let contributor = rig.signed_in("congtacvien").me().unwrap();
    assert!(!contributor.can_publish() && !contributor.can_upload());
    let skew = Utc::now() - editor.server_time.unwrap();
    assert!(skew.abs() < Duration::minutes(2), "the site's clock is read: {skew}");
}

#[test]
fn a_wrong_password_never_looks_like_an_empty_site() {
    let rig = Rig::new();
    let stranger = rig.with_password("bientap", "wrong wrong wrong");
    assert!(matches!(stranger.me(), Err(Error::Login)));
    assert!(matches!(stranger.find_posts("newsdesk:x"), Err(Error::Login)), "or the story would be created again");
    assert!(matches!(stranger.post(1), Err(Error::Login) | Err(Error::Gone)));
    assert!(matches!(stranger.categories(), Err(Error::Login)));
    assert!(matches!(stranger.sticky_posts(), Err(Error::Login)));
    assert!(matches!(stranger.create_post(&PostFields::default()), Err(Error::Login)));
    assert!(matches!(stranger.upload_media(&photo(fresh()).1), Err(Error::Login)));
}

#[test]
fn sections_and_keywords_are_made_once() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let name = format!("Mục R&D \"{}\"", fresh().simple());
    let made = editor.ensure_category(&name).unwrap();
    assert_eq!(editor.ensure_category(&name.to_uppercase()).unwrap(), made, "case does not count");
    assert!(editor.categories().unwrap().iter().any(|t| t.id == made && t.name == name), "named as we named it");
    let seen_by = |login| -> Vec<(u64, String)> {
        rig.signed_in(login).categories().unwrap().into_iter().map(|t| (t.id, t.name)).collect()
    };
    assert_eq!(seen_by("phongvien"), seen_by("bientap"), "authors see them too");
    let refused = rig.signed_in("phongvien").ensure_category(&format!("{name} 2")).unwrap_err();
    assert!(matches!(refused, Error::NotAllowed { .. }), "{refused:?}");

    let tags = [format!("Tag & {}", fresh().simple()), "Biên giới".to_owned(), "biên GIỚI".to_owned()];
    let ids = editor.ensure_tags(&tags).unwrap();
    assert_eq!(ids.len(), 2);
    assert_eq!(editor.ensure_tags(&tags).unwrap(), ids, "found again");
}

#[test]
fn keywords_like_entities_are_exact() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let once = fresh().simple().to_string();
    let literal = [
        "R&amp;D",
        "A & B",
        "&#39;",
        "&#x27;",
        "&amp;#39;",
        "&hellip;",
        "&copy",
        "<b>",
        "<b>in</b>",
        "&lt;b&gt;",
        "5 < 6 > 4",
        "Giảm 50%2F",
        "24/7 \"nóng\" 'mới'",
    ];
    // A word of this run's own on either side, so that nothing is found which an earlier one made.
    let names: Vec<String> = literal.iter().map(|name| format!("{name} {once} {name}")).collect();
    let ids = editor.ensure_tags(&names).unwrap();
    assert_eq!(ids.len(), names.len(), "none is taken for another");
    assert_eq!(editor.ensure_tags(&names).unwrap(), ids, "found again");
    let section = editor.ensure_category(&names[0]).unwrap();
    assert_eq!(editor.ensure_category(&names[0]).unwrap(), section);
    let sections = editor.categories().unwrap();
    assert!(sections.iter().any(|term| term.id == section && term.name == names[0]), "a section as well");

    let api = rig.site.api.as_str().trim_end_matches('/');
    for (id, name) in ids.iter().zip(&names) {
        let answer = rig.get(&format!("{api}/wp/v2/tags/{id}")).body;
        let told: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(unescaped(told["name"].as_str().unwrap()), *name, "as the site has it: {told}");
    }
    let fields = PostFields {
        title: Some(format!("Từ khóa {once}")),
        content: Some("<p>Một câu.</p>".to_owned()),
        status: Some("publish".to_owned()),
        categories: Some(vec![section]),
        tags: Some(ids.clone()),
        ..PostFields::default()
    };
    let post = editor.create_post(&fields).unwrap();
    let mut kept = editor.post(post.id).unwrap().tags;
    kept.sort_unstable();
    let mut sent = ids;
    sent.sort_unstable();
    assert_eq!(kept, sent, "read back");
    let (status, page) = rig.page(&post.link);
    assert_eq!(status, 200);
    let shown: Vec<String> = page
        .split("rel=\"tag\"")
        .skip(1)
        .filter_map(|link| link.split_once('>')?.1.split_once("</a>"))
        .map(|(name, _)| unescaped(name))
        .collect();
    for name in &names {
        assert!(shown.contains(name), "readers see {name:?} among {shown:?}");
    }
}

/// What a browser shows of a text with entities; quotes as they are typed, which WordPress sets for its pages.
fn unescaped(html: &str) -> String {
    html_escape::decode_html_entities(html).replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

#[test]
fn a_photo_is_found_again_by_its_hash() {
    let rig = Rig::new();
    let author = rig.signed_in("phongvien");
    let (hash, upload) = photo(fresh());
    assert_eq!(author.find_media(&hash).unwrap(), []);
    let stored = author.upload_media(&upload).unwrap();
    assert_eq!((stored.width, stored.height), (1600, 1067));
    assert!(same_text(&upload.alt_text, &stored.alt_text), "{}", stored.alt_text);
    assert!(same_text(&upload.title, &stored.title), "{}", stored.title);
    assert!(!stored.sizes.is_empty() && !stored.missing_sizes);
    assert_eq!(rig.page(&stored.source_url).0, 200, "readers can load it");

    let again = author.upload_media(&upload).unwrap();
    assert!(again.id > stored.id, "the site knows no duplicates");
    let editor = rig.signed_in("bientap");
    let ids: Vec<u64> = editor.find_media(&hash).unwrap().iter().map(|m| m.id).collect();
    assert_eq!(ids, [stored.id, again.id], "the oldest first, also for others");
    assert_eq!(author.finish_media(stored.id).unwrap().id, stored.id, "may be asked any time");
    let read = editor.media(stored.id).unwrap();
    assert_eq!((read.id, &read.source_url), (stored.id, &stored.source_url));
    assert!(matches!(editor.media(999_999_999), Err(Error::Gone)));
}

#[test]
fn a_photo_whose_sizes_were_not_made_shows_and_is_finished() {
    let rig = Rig::new();
    let author = rig.signed_in("phongvien");
    let (hash, upload) = photo(fresh());
    let password = rig.json["users"]["phongvien"]["app_password"].as_str().unwrap();
    let token = base64::engine::general_purpose::STANDARD.encode(format!("phongvien:{password}"));
    let mut url = rig.site.api.join("wp/v2/media").unwrap();
    // Newer sites leave the sizes out then, as a server does that dies; others make them.
    url.set_query(Some("generate_sub_sizes=false"));
    let disposition = format!("attachment; filename=\"{}\"", upload.file_name);
    let headers = [
        ("Authorization", format!("Basic {token}")),
        ("Accept", "application/json".to_owned()),
        ("Content-Type", "image/jpeg".to_owned()),
        ("Content-Disposition", disposition),
    ];
    let request = Request {
        method: Method::Post,
        url,
        headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        body: upload.bytes,
        timeout: std::time::Duration::from_secs(120),
        options: ConnectionOptions::default(),
    };
    assert_eq!(rig.transport.send(&request).unwrap().status, 201);
    let found = author.find_media(&hash).unwrap().remove(0);
    assert_eq!(found.missing_sizes, found.sizes.len() < 2, "what is missing shows: {found:?}");
    let finished = author.finish_media(found.id).unwrap();
    assert!(finished.sizes.len() >= 2, "all sizes: {finished:?}");
    assert!(!author.media(found.id).unwrap().missing_sizes);
}

#[test]
fn a_very_long_caption_arrives_whole() {
    let rig = Rig::new();
    let author = rig.signed_in("phongvien");
    let (hash, mut upload) = photo(fresh());
    upload.caption = "Cửa khẩu quốc tế Móng Cái. ".repeat(120).trim().to_owned();
    let stored = author.upload_media(&upload).unwrap();
    assert!(same_text(&upload.caption, &stored.caption));
    assert!(same_text(&upload.alt_text, &author.find_media(&hash).unwrap()[0].alt_text));
}

#[test]
fn a_story_goes_online_as_it_was_sent() {
    let rig = Rig::new();
    // An author's text is cleaned by the site, an editor's is not.
    for login in ["bientap", "phongvien"] {
        let client = rig.signed_in(login);
        let article = fresh();
        let marker = marker(ArticleId(article));
        let (_, upload) = photo(article);
        let media = client.upload_media(&upload).unwrap();
        let section = client.categories().unwrap().last().unwrap().id;
        let tags = client.ensure_tags(&["Cửa khẩu".to_owned()]).unwrap();
        let photo_id = fresh();
        let place = |id: PhotoUseId| (id.0 == photo_id).then(|| placed(&media));
        let content = story(&written(photo_id), &marker, &place, Missing::Refuse).unwrap();

        assert_eq!(client.find_posts(&marker).unwrap(), [], "{login}: nothing yet");
        let slug = format!("cua-khau-{}", article.simple());
        let draft = PostFields {
            title: Some("R&D: 5 < 6 ở \"Móng Cái\"".to_owned()),
            content: Some(content.clone()),
            slug: Some(slug.clone()),
            status: Some("draft".to_owned()),
            ..PostFields::default()
        };
        let id = client.create_post(&draft).unwrap().id;
        let found = client.find_posts(&marker).unwrap();
        assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [id], "{login}: the draft is found");
        assert_eq!(rig.page(&format!("{}/{slug}/", rig.site.home)).0, 404, "{login}: readers see no draft");

        let publish = PostFields {
            excerpt: Some("Sapo & 5 < 6".to_owned()),
            categories: Some(vec![section]),
            tags: Some(tags.clone()),
            featured_media: Some(media.id),
            status: Some("publish".to_owned()),
            ..draft.clone()
        };
        client.update_post(id, &publish).unwrap();
        let post = client.post(id).unwrap();
        assert_eq!((post.status.as_str(), post.slug.as_str()), ("publish", slug.as_str()), "{login}");
        assert_eq!((post.categories, post.tags), (vec![section], tags), "{login}");
        assert_eq!(post.featured_media, Some(media.id), "{login}");
        assert!(post.can_publish, "{login}");
        assert!(same_text(publish.title.as_deref().unwrap(), &post.title_raw), "{login}: {}", post.title_raw);
        assert!(same_text("Sapo & 5 < 6", &post.excerpt_raw), "{login}: {}", post.excerpt_raw);
        assert!(same_content(&content, &post.content_raw), "{login}: sent\n{content}\nstored\n{}", post.content_raw);
        assert!(!same_content(&content.replace("Ngày", "Ngay"), &post.content_raw));

        let back = content::read(&post.content_raw, &|id| (id == media.id).then_some(PhotoUseId(photo_id)));
        assert_eq!(back.lost, [] as [String; 0], "{login}: all of it is read again");
        assert_eq!(back.body.plain_text(), written(photo_id).body.plain_text(), "{login}");
        assert_eq!(back.body.figures(), [PhotoUseId(photo_id)], "{login}");
        assert_eq!((back.byline.as_str(), back.correction.as_str()), ("Thu Hà & cộng sự", "Bản trước ghi 5 < 6."));
        assert_eq!(back.related, written(photo_id).related, "{login}");
        let (status, page) = rig.page(&post.link);
        assert_eq!(status, 200, "{login}: {} is online", post.link);
        assert!(page.contains("Ảnh: Thu Hà") && page.contains("gallery"), "{login}: the words are there");
        assert!(!page.contains("<iframe"), "{login}: an address alone is not a preview");
        client.update_post(id, &publish).unwrap();
        assert_eq!(client.find_posts(&marker).unwrap().len(), 1, "{login}: sent again, still one");
    }
}

#[test]
fn a_story_waits_for_its_hour_and_can_be_held_back() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let hour = rig.now() + Duration::days(3);
    let marker = marker(ArticleId(fresh()));
    let content = story(&written(fresh()), &marker, &|_| None, Missing::Refuse);
    assert!(content.is_err(), "no story leaves without its photos");
    let fields = PostFields {
        title: Some("Hẹn giờ".to_owned()),
        content: Some(story(&Manuscript::default(), &marker, &|_| None, Missing::Refuse).unwrap()),
        status: Some("future".to_owned()),
        date_gmt: Some(Some(hour)),
        ..PostFields::default()
    };
    let id = editor.create_post(&fields).unwrap().id;
    let post = editor.post(id).unwrap();
    assert_eq!(post.status, "future");
    assert_eq!(post.date_gmt.map(|d| d.timestamp()), Some(hour.timestamp()), "to the second, in UTC");
    let held = PostFields { status: Some("draft".to_owned()), date_gmt: Some(None), ..PostFields::default() };
    editor.update_post(id, &held).unwrap();
    assert_eq!(editor.post(id).unwrap().status, "draft");
    let now = PostFields { status: Some("publish".to_owned()), date_gmt: Some(None), ..PostFields::default() };
    editor.update_post(id, &now).unwrap();
    let online = editor.post(id).unwrap();
    assert_eq!(online.status, "publish");
    assert!((online.date_gmt.unwrap() - rig.now()).abs() < Duration::minutes(1), "at the moment of publishing");
    assert_eq!(rig.page(&online.link).0, 200);
    editor.wake_cron(&rig.site.home).unwrap();
}

#[test]
fn banners_are_read_anew() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let fields = PostFields {
        title: Some("Tin nổi bật".to_owned()),
        content: Some("<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->".to_owned()),
        status: Some("publish".to_owned()),
        sticky: Some(true),
        ..PostFields::default()
    };
    let id = editor.create_post(&fields).unwrap().id;
    assert!(editor.post(id).unwrap().sticky);
    assert!(editor.sticky_posts().unwrap().iter().any(|p| p.id == id));
    editor.update_post(id, &PostFields { sticky: Some(false), ..PostFields::default() }).unwrap();
    assert!(!editor.sticky_posts().unwrap().iter().any(|p| p.id == id));
}

#[test]
fn changes_on_the_site_show() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let write = |id: Option<u64>, text: &str| {
        let fields = PostFields {
            title: Some("Bài".to_owned()),
            content: Some(format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->")),
            status: Some("publish".to_owned()),
            ..PostFields::default()
        };
        match id {
            None => editor.create_post(&fields).unwrap().id,
            Some(id) => editor.update_post(id, &fields).unwrap().id,
        }
    };
    let id = write(None, "một");
    write(Some(id), "hai");
    let first = editor.post(id).unwrap().revision;
    write(Some(id), "ba");
    let second = editor.post(id).unwrap().revision;
    assert!(first.is_some() && first != second, "two changes in one second differ: {first:?} {second:?}");
}

#[test]
fn refusals_of_the_site_have_their_kind() {
    let rig = Rig::new();
    let contributor = rig.signed_in("congtacvien");
    let fields = PostFields {
        title: Some("Tin".to_owned()),
        content: Some("a".to_owned()),
        status: Some("publish".to_owned()),
        ..PostFields::default()
    };
    let error = contributor.create_post(&fields).unwrap_err();
    assert!(matches!(&error, Error::NotAllowed { code } if code == "rest_cannot_publish"), "{error:?}");
    let error = contributor.upload_media(&photo(fresh()).1).unwrap_err();
    assert_eq!(error.trouble(), Trouble::NotAllowed, "{error:?}");
    let editor = rig.signed_in("bientap");
    let error = editor.create_post(&PostFields { status: Some("approved".to_owned()), ..fields.clone() }).unwrap_err();
    assert!(matches!(&error, Error::Rejected { code, .. } if code == "rest_invalid_param"), "{error:?}");
    let error = editor.create_post(&PostFields::default()).unwrap_err();
    assert!(matches!(&error, Error::Rejected { code, .. } if code == "empty_content"), "{error:?}");
    assert!(matches!(editor.post(999_999_999), Err(Error::Gone)));
    assert!(matches!(editor.update_post(999_999_999, &fields), Err(Error::Gone)));
    let id = editor.create_post(&fields).unwrap().id;
    let error = rig.signed_in("phongvien").update_post(id, &fields).unwrap_err();
    assert!(matches!(&error, Error::NotAllowed { code } if code == "rest_cannot_edit"), "{error:?}");
}
