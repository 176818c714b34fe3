//! A newsroom in the middle of its day: every table has rows, stories stand at every stage.
//! `old/desk-0001.sql` is this scene as the first schema kept it, and so are the first files of the others: what is
//! played here stays as it is.

use crate::story::{HAI, LAN, THU, act, add_people, bring, draft, minute, people, photo, uuid};
use newsroom::{
    Actor, Article, ArticleId, Attempt, Body, ContentHash, Delivery, Move, PhotoSize, PhotoUseId, Recipe, RevisionId,
    Role, Section, SectionId, SiteId, Staff, StaffId, Stage, Step, Transmission, TransmissionId,
    archive::ArchivedStory, history::HistoryEntry, site::Site, summary::ArticleSummary, transmission::Trouble,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::{Filter, Mirror, Revision, SentPhoto, SentPost, Store, StoreError, StoredRendition, StoryCopy};
use tempfile::TempDir;

pub(crate) const SITE: u64 = 90;
pub(crate) const RETURNED: u64 = 101;
pub(crate) const FILED: u64 = 102;
pub(crate) const IN_EDIT: u64 = 103;
pub(crate) const SCHEDULED: u64 = 104;
pub(crate) const PUBLISHED: u64 = 105;
pub(crate) const SPIKED: u64 = 106;
pub(crate) const WITHDRAWN: u64 = 107;
pub(crate) const FORCED: u64 = 108;

/// A newsroom in which the scene was played, in a folder that is gone with the guard.
pub(crate) fn played() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    play(&store);
    (folder, store)
}

/// Plays the scene in an empty newsroom.
pub(crate) fn play(store: &Store) {
    found(store);
    keep_pictures(store);
    let returned = begin(store, RETURNED, &returned_story());
    moves(store, returned, &[(Move::File, LAN, None), (Move::Return, HAI, Some("Cần thêm ý kiến ban quản lý chợ."))]);
    let filed = begin(store, FILED, &filed_story());
    moves(store, filed, &[(Move::File, LAN, None)]);
    let in_edit = begin(store, IN_EDIT, &in_edit_story());
    moves(store, in_edit, &[(Move::File, LAN, None), (Move::Claim, THU, None)]);
    let scheduled = begin(store, SCHEDULED, &scheduled_story());
    let scheduled = moves(store, scheduled, &[APPROVE[0], APPROVE[1], APPROVE[2], (Move::Schedule, HAI, None)]);
    hand_to_site(store, &scheduled);
    let mut published = begin(store, PUBLISHED, &published_story());
    published.banner = true;
    let mut published = moves(store, published, &[APPROVE[0], APPROVE[1], APPROVE[2], (Move::Publish, HAI, None)]);
    published.link = Some("http://127.0.0.1:4180/du-lich/mong-cai-don-120-000-luot-khach/".to_owned());
    let published = moves(store, published, &[(Move::ConfirmOnline, StaffId(uuid(0)), None)]);
    stand_on_site(store, &published);
    let spiked = begin(store, SPIKED, &spiked_story());
    moves(store, spiked, &[(Move::Spike, LAN, None)]);
    let mut withdrawn = begin(store, WITHDRAWN, &withdrawn_story());
    withdrawn = moves(store, withdrawn, &[APPROVE[0], APPROVE[1], APPROVE[2], (Move::Publish, HAI, None)]);
    withdrawn.link = Some("http://127.0.0.1:4180/tin-trong-thanh-pho/tam-dung-cau-phao/".to_owned());
    let down = (Move::Withdraw, THU, Some("Cầu phao hoạt động lại sớm hơn dự kiến."));
    let withdrawn = moves(store, withdrawn, &[(Move::ConfirmOnline, StaffId(uuid(0)), None), down]);
    fail_to_send(store, &withdrawn);
    let forced = begin(store, FORCED, &forced_story());
    let alone = (Move::Approve, THU, Some("Đêm giao thừa, biên tập viên trực không liên lạc được."));
    moves(store, forced, &[(Move::File, THU, None), (Move::Claim, THU, None), alone]);
    copy_site(store);
}

fn copy_site(store: &Store) {
    let site = SiteId(uuid(SITE));
    let copy = |post, title: &str, text: &str| StoryCopy {
        story: ArchivedStory {
            site,
            post,
            title: title.to_owned(),
            link: format!("http://127.0.0.1:4180/?p={post}"),
            snippet: text.to_owned(),
            published_at: Some(minute(i64::try_from(post).unwrap())),
        },
        text: text.to_owned(),
        modified_at: Some(minute(100)),
    };
    let mirror = Mirror { cursor: Some(minute(100)), page: 2, on_site: Some(3), complete_at: None };
    let stories = [
        copy(41, "Đường biên Móng Cái sáng đèn", "Thêm 12 km đường được chiếu sáng."),
        copy(42, "Chợ đêm mở cửa lại", "Chợ đêm Móng Cái đón khách từ tối thứ Sáu."),
        copy(43, "Tin đã gỡ", "Không còn trên trang."),
    ];
    store.keep_stories(site, &stories, &[], &Mirror { page: 1, ..Mirror::default() }).unwrap();
    store.keep_stories(site, &[], &[43], &mirror).unwrap();
}

/// The pictures of the scene, by the bytes of their "files".
pub(crate) const PICTURES: [&[u8]; 4] = [b"vinh-thuc", b"xe-hang", b"bai-xe", b"bai-bien"];

fn keep_pictures(store: &Store) {
    for picture in PICTURES {
        let rendition = |size: PhotoSize, width, height| {
            let jpeg = [size.as_str().as_bytes(), picture].concat();
            let recipe = Recipe::new(ContentHash::of(picture), None, size);
            StoredRendition { recipe, content: ContentHash::of(&jpeg), width, height, jpeg }
        };
        let renditions = [rendition(PhotoSize::Thumb, 320, 213), rendition(PhotoSize::Body, 1600, 1067)];
        store.keep_picture(picture, &renditions, minute(3)).unwrap();
    }
}

const APPROVE: [(Move, StaffId, Option<&str>); 3] =
    [(Move::File, LAN, None), (Move::Claim, HAI, None), (Move::Approve, HAI, None)];

fn found(store: &Store) {
    add_people(store);
    let names = ["Tin trong thành phố", "Kinh tế - Cửa khẩu", "Văn hóa - Xã hội", "Chính quyền"];
    let founded = store.transact(act(THU, 0), |t| {
        t.set_setting("newsroom", "Trung tâm Truyền thông và Văn hóa Móng Cái")?;
        for (position, name) in (0u32..).zip(names) {
            t.add_section(&Section { id: section(position), name: name.to_owned(), position, retired_at: None })?;
        }
        let api = "http://127.0.0.1:4180/wp-json/";
        let site = Site::new(SiteId(uuid(SITE)), "http://127.0.0.1:4180/", api, "toasoan");
        t.save_site(&Site { name: "Móng Cái hôm nay".to_owned(), bundled: true, ..site })?;
        t.audit(None, &"newsroom_founded".into(), None)
    });
    founded.map_err(|e: StoreError| e).unwrap();
}

fn section(position: u32) -> SectionId {
    SectionId(uuid(10 + u64::from(position)))
}

fn begin(store: &Store, n: u64, story: &Article) -> Article {
    let article = Article { id: ArticleId(uuid(n)), ..story.clone() };
    let begun = store.transact(act(article.author, 5), |t| {
        bring(t, &article)?;
        t.save_article(&article)?;
        t.audit_once(article.id, &"written".into())
    });
    begun.map_err(|e: StoreError| e).unwrap();
    article
}

/// Makes moves one after the other, ten minutes apart, as the desk does: revision, approval, story, audit line.
fn moves(store: &Store, mut article: Article, moves: &[(Move, StaffId, Option<&str>)]) -> Article {
    for (what, who, reason) in moves {
        let role = people().into_iter().find(|p| p.id == *who).map(|p| p.role);
        let actor = role.map_or(Actor::Transmitter, |role: Role| Actor::Person(*who, role));
        let known = store.revisions(article.id).unwrap().len() as u64;
        let revision = RevisionId(uuid(article.id.0.as_u128() as u64 % 1000 * 1000 + known));
        let minutes = (article.updated_at - minute(0)).num_minutes() + 10;
        let attempt = Attempt {
            reason: reason.map(str::to_owned),
            publish_at: (*what == Move::Schedule).then(|| minute(24 * 60)),
            force: reason.is_some(),
            ..Attempt::default()
        };
        article.make_move(*what, actor, &attempt, revision, minute(minutes)).unwrap();
        if let (Move::ConfirmOnline, Some(approval)) = (what, &article.approval) {
            article.readers.seen(approval.revision, minute(minutes));
        }
        let by = store::Act { actor: actor.person(), at: minute(minutes) };
        let made = store.transact(by, |t| {
            if matches!(what, Move::File | Move::Approve | Move::Return) {
                t.keep_revision(revision, article.id, &article.manuscript, &(*what).into())?;
            }
            if let (Move::Approve, Some(approval)) = (what, &article.approval) {
                t.keep_approval(approval)?;
            }
            t.save_article(&article)?;
            t.audit(Some(article.id), &(*what).into(), *reason)
        });
        made.map_err(|e: StoreError| e).unwrap();
    }
    article
}

fn transmission(article: &Article, n: u64) -> Transmission {
    let story = (article.id, article.approval.as_ref().unwrap().revision);
    let site = SiteId(uuid(SITE));
    Transmission {
        banner: article.banner,
        photos_total: u32::try_from(article.manuscript.used_photos().len()).unwrap(),
        link: article.link.clone(),
        ..Transmission::new(TransmissionId(uuid(n)), story, site, Delivery::Now, article.updated_at)
    }
}

fn hand_to_site(store: &Store, article: &Article) {
    let at = article.publish_at.unwrap();
    let link = Some("http://127.0.0.1:4180/?p=41".to_owned());
    let waiting = Transmission {
        delivery: Delivery::At(at),
        step: Step::AwaitHour,
        photos_done: 2,
        next_attempt_at: at,
        link,
        ..transmission(article, 201)
    };
    note_sent(store, article, &waiting, 41, "cau-bac-luan-ii-hon-400-xe-hang-thong-quan-moi-ngay");
    let handed = store.transact(act(HAI, 50), |t| t.change_readers(article.id, |r| r.hand_over(article.updated_at)));
    handed.map_err(|e: StoreError| e).unwrap();
}

fn stand_on_site(store: &Store, article: &Article) {
    let done = Transmission {
        step: Step::Done,
        photos_done: 1,
        finished_at: Some(article.updated_at),
        ..transmission(article, 202)
    };
    note_sent(store, article, &done, 43, "mong-cai-don-120-000-luot-khach");
    let receipt = json!({ "post": 43, "status": "publish", "link": article.link });
    store.transact(act(HAI, 60), |t| t.keep_receipt(done.id, &receipt)).map_err(|e: StoreError| e).unwrap();
}

fn fail_to_send(store: &Store, article: &Article) {
    let refused = Transmission {
        delivery: Delivery::Hold,
        step: Step::Update,
        attempts: 3,
        trouble: Some(Trouble::NotAllowed),
        detail: Some("rest_cannot_edit: Xin lỗi, bạn không được phép sửa bài viết này.".to_owned()),
        stopped: true,
        ..transmission(article, 203)
    };
    note_sent(store, article, &refused, 39, "tam-dung-cau-phao");
}

fn note_sent(store: &Store, article: &Article, transmission: &Transmission, post: u64, slug: &str) {
    let noted = store.transact(act(HAI, 50), |t| {
        t.save_transmission(transmission)?;
        t.note_post(transmission.site, article.id, &SentPost { post, slug: slug.to_owned(), ..SentPost::default() })?;
        for (n, photo) in (1..).zip(article.manuscript.used_photos()) {
            let url = format!("http://127.0.0.1:4180/media/{}.jpg", photo.original.short());
            let sent = SentPhoto { media: post * 10 + n, url, width: 1600, height: 1067, reduced: 0 };
            t.note_photo(transmission.site, photo.original, &sent)?;
        }
        Ok::<_, StoreError>(())
    });
    noted.unwrap();
}

fn story(headline: &str, standfirst: &str, place: u32, tags: &[&str], body: &[Value]) -> Article {
    let mut article = draft(0, headline, "");
    let doc = json!({ "type": "doc", "content": body }).to_string();
    article.manuscript.standfirst = standfirst.to_owned();
    article.manuscript.section = Some(section(place));
    article.manuscript.tags = tags.iter().map(|t| (*t).to_owned()).collect();
    article.manuscript.body = Body::from_doc(&doc).unwrap();
    article.version = 3;
    article
}

fn text(words: &str) -> Value {
    json!({ "type": "text", "text": words })
}

fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "content": [text(words)] })
}

fn returned_story() -> Article {
    let body = [paragraph("Sáng Chủ nhật, hơn ba mươi gian hàng ở chợ phiên Pò Hèn, xã Hải Sơn, mở cửa trở lại.")];
    story("Chợ phiên Pò Hèn đón khách trở lại", "", 2, &[], &body)
}

fn filed_story() -> Article {
    let body = [
        paragraph("Lễ hội đình Trà Cổ năm nay kéo dài năm ngày, có thi “ông voi” và rước kiệu."),
        json!({ "type": "bullet_list", "content": [
            { "type": "list_item", "content": [paragraph("Rước kiệu: 6 giờ ngày 30/5 âm lịch")] },
            { "type": "list_item", "content": [paragraph("Hội thi: chiều mồng 1/6 âm lịch")] } ] }),
    ];
    story("Lễ hội đình Trà Cổ kéo dài năm ngày", "Ban tổ chức công bố lịch trình.", 2, &["lễ hội", "Trà Cổ"], &body)
}

fn in_edit_story() -> Article {
    let body = [
        json!({ "type": "subhead", "attrs": { "level": 2 }, "content": [text("Hồ chứa đã đầy hai phần ba")] }),
        paragraph("Bà con thôn 2, xã Vĩnh Thực, đã có nước máy sau bốn tháng chờ đợi."),
        json!({ "type": "quote", "content": [paragraph("“Từ nay không phải chở nước bằng thuyền nữa.”")] }),
    ];
    let mut article = story("Nước sạch về đảo Vĩnh Thực", "Tuyến ống dài 7,2 km vừa thông.", 0, &["nước sạch"], &body);
    article.manuscript.photos.push(photo(303, ContentHash::of(b"vinh-thuc"), ""));
    article
}

fn scheduled_story() -> Article {
    let [lead, inside] = [(304, "xe-hang", "Xe hàng chờ qua cầu Bắc Luân II."), (305, "bai-xe", "Bãi kiểm hóa Km3+4.")]
        .map(|(n, picture, caption)| photo(n, ContentHash::of(picture.as_bytes()), caption));
    let link = json!({ "type": "link", "attrs": { "href": "https://mongcai.example/cua-khau?ngay=01&thang=03" } });
    let body = [
        json!({ "type": "paragraph", "content": [text("Hơn "),
            { "type": "text", "text": "400 xe", "marks": [{ "type": "bold" }] }, text(" mỗi ngày, theo "),
            { "type": "text", "text": "số liệu cửa khẩu", "marks": [{ "type": "italic" }, link] },
            { "type": "line_break" }, text("tính đến ngày 1/3.")] }),
        json!({ "type": "figure", "attrs": { "photo": inside.id } }),
    ];
    let headline = "Cầu Bắc Luân II: hơn 400 xe hàng thông quan mỗi ngày";
    let mut article = story(headline, "Lượng xe tăng 12% so với cùng kỳ.", 1, &["cửa khẩu", "xuất nhập khẩu"], &body);
    article.manuscript.lead_photo = Some(lead.id);
    article.manuscript.photos = vec![lead, inside];
    article
}

fn published_story() -> Article {
    let lead = photo(306, ContentHash::of(b"bai-bien"), "Du khách tắm biển Trà Cổ sáng 1/3.");
    let body = [paragraph("Trong ba ngày nghỉ, Móng Cái đón khoảng 120.000 lượt khách, doanh thu ước 85 tỷ đồng.")];
    let mut article = story("Móng Cái đón 120.000 lượt khách", "Gấp rưỡi năm ngoái.", 2, &["du lịch"], &body);
    article.manuscript.lead_photo = Some(lead.id);
    article.manuscript.photos = vec![lead];
    article
}

fn spiked_story() -> Article {
    story("Nháp: lịch trực tuần", "", 3, &[], &[])
}

fn withdrawn_story() -> Article {
    let body = [paragraph("Cầu phao Km3+4 Hải Yên tạm dừng thông quan từ 6 giờ đến 11 giờ để bảo dưỡng.")];
    story("Tạm dừng cầu phao Hải Yên sáng mai", "Xe hàng đi qua cầu Bắc Luân II.", 0, &["cửa khẩu"], &body)
}

fn forced_story() -> Article {
    let body = [paragraph("Pháo hoa tầm thấp bắn từ 0 giờ đến 0 giờ 15 phút tại quảng trường 18/8.")];
    let mut article = story("Móng Cái bắn pháo hoa đêm giao thừa", "Một điểm bắn.", 0, &["giao thừa"], &body);
    article.author = THU;
    article.manuscript.byline = "Minh Thu".to_owned();
    article
}

/// All that the store tells of a newsroom.
#[derive(Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) staff: Vec<(Staff, String)>,
    pub(crate) sections: Vec<Section>,
    pub(crate) newsroom: Option<String>,
    pub(crate) sites: Vec<Site>,
    pub(crate) counts: BTreeMap<Stage, u32>,
    pub(crate) listed: Vec<ArticleSummary>,
    pub(crate) stories: BTreeMap<ArticleId, StoryReading>,
    pub(crate) transmissions: Vec<Transmission>,
    pub(crate) pictures: Vec<PictureReading>,
    pub(crate) archive: Vec<(String, Vec<ArchivedStory>)>,
    pub(crate) mirror: Mirror,
}

/// Bytes of a picture; and contents, sizes and files of its renditions.
type PictureReading = (Vec<u8>, Vec<(ContentHash, u32, u32, Vec<u8>)>);

/// All that the store tells of a story.
#[derive(Debug, PartialEq)]
pub(crate) struct StoryReading {
    pub(crate) article: Article,
    pub(crate) revisions: Vec<Revision>,
    pub(crate) history: Vec<HistoryEntry>,
    pub(crate) transmission: Option<Transmission>,
    pub(crate) receipt: Option<String>,
    pub(crate) post: Option<SentPost>,
    pub(crate) photos: BTreeMap<PhotoUseId, Option<SentPhoto>>,
}

/// Reads a newsroom through everything that the store offers.
pub(crate) fn read(store: &Store) -> Reading {
    let hash = |p: Staff| (store.credentials(&p.login).unwrap().unwrap().password_hash, p);
    let listed = store.articles(&Filter::default()).unwrap();
    Reading {
        staff: store.staff().unwrap().into_iter().map(hash).map(|(hash, p)| (p, hash)).collect(),
        sections: store.sections().unwrap(),
        newsroom: store.setting("newsroom").unwrap(),
        sites: store.sites().unwrap(),
        counts: store.stage_counts(None).unwrap(),
        stories: listed.iter().map(|l| (l.id, read_story(store, l.id))).collect(),
        transmissions: store.transmissions(minute(0)).unwrap(),
        pictures: PICTURES.iter().map(|bytes| read_picture(store, ContentHash::of(bytes))).collect(),
        listed,
        archive: ["", "dem", "Móng Cái đường"]
            .map(|words| (words.to_owned(), store.search_archive(words, 10).unwrap()))
            .into(),
        mirror: store.mirror(SiteId(uuid(SITE))).unwrap(),
    }
}

fn read_picture(store: &Store, original: ContentHash) -> PictureReading {
    let renditions = [PhotoSize::Thumb, PhotoSize::Body].map(|size| {
        let found = store.rendition(Recipe::new(original, None, size)).unwrap();
        (found.content, found.width, found.height, found.jpeg)
    });
    (store.original(original).unwrap(), renditions.into())
}

fn read_story(store: &Store, id: ArticleId) -> StoryReading {
    let site = SiteId(uuid(SITE));
    let article = store.article(id).unwrap();
    let sent = |p: &newsroom::PhotoUse| (p.id, store.sent_photo(site, p.original).unwrap());
    StoryReading {
        revisions: store.revisions(id).unwrap(),
        history: store.history(id, 100).unwrap(),
        receipt: store.newest_transmission(id).unwrap().and_then(|t| store.receipt(t.id).ok()),
        transmission: store.newest_transmission(id).unwrap(),
        post: store.sent_post(site, id).unwrap(),
        photos: article.manuscript.photos.iter().map(sent).collect(),
        article,
    }
}
