//! What the lists of the desk show, and what a search finds.

use crate::{
    scene::{self, played},
    story::{HAI, LAN, THU, act, bring, brought, draft, minute, paragraph, photo, save, staffed, uuid},
};
use newsroom::{
    Article, ArticleId, Body, ContentHash, Move, PhotoSize, PhotoUseId, RevisionId, Stage, summary::ArticleSummary,
};
use std::collections::BTreeMap;
use store::{Filter, Store, StoreError};

#[test]
fn a_search_finds_words_in_any_case_with_or_without_accents() {
    let (_folder, store) = staffed();
    let mut article = draft(500, "Đường biên Móng Cái", "Đồn Biên phòng Pò Hèn trao quà.\u{a0}Bà con phấn khởi.");
    article.manuscript.standfirst = "Hội nghị ở Thủ đô Hà Nội".to_owned();
    article.manuscript.byline = "Đặng Quỳnh".to_owned();
    save(&store, &[&article, &draft(501, "Tin khác", "Không liên quan.")]).unwrap();
    for words in [
        "Đường biên",
        "duong bien",
        "DUONG BIEN",
        "đuờng",
        "ĐƯỜNG BIÊN MÓNG CÁI",
        "D\u{309}uong bien",
        "Đ\u{1b0}ơ\u{300}ng",
        "thu do",
        "đang quynh",
        "dang quynh",
        "pò hèn",
        "qua. ba con",
        "  móng   cái  ",
        "cái móng",
        "hà nội pò hèn đặng",
        "móng\ncái",
    ] {
        assert_eq!(found(&store, words), [500], "searched for {words:?}");
    }
    for words in ["hải phòng", "móng cái hải phòng", "duongbien", "%", "_", "'", "\"", "móng%cái"] {
        assert!(found(&store, words).is_empty(), "searched for {words:?}");
    }
    assert_eq!(found(&store, " \u{a0}\n").len(), 2, "nothing typed yet: all stories");
}

#[test]
fn a_search_sees_the_newest_text_alone() {
    let (_folder, store) = staffed();
    let mut article = draft(500, "Cầu phao", "Tạm dừng.");
    save(&store, &[&article]).unwrap();
    article.manuscript.headline = "Cầu Bắc Luân".to_owned();
    save(&store, &[&article]).unwrap();
    assert_eq!(found(&store, "bac luan"), [500]);
    assert!(found(&store, "cau phao").is_empty());
}

#[test]
fn lists_are_of_a_stage_of_an_author_and_of_what_is_mine() {
    let (_folder, store) = played();
    let ids = |filter: Filter| -> Vec<u64> {
        let mut ids: Vec<u64> = store.articles(&filter).unwrap().iter().map(|l| number(l.id)).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(Filter { stage: Some(Stage::Filed), ..Filter::default() }), [scene::FILED]);
    assert_eq!(ids(Filter { author: Some(THU), ..Filter::default() }), [scene::FORCED]);
    let thus = ids(Filter { mine: Some(THU), ..Filter::default() });
    assert_eq!(thus, [scene::IN_EDIT, scene::FORCED], "written by her, or in her hands");
    let lans = ids(Filter { mine: Some(LAN), ..Filter::default() });
    let written = (scene::RETURNED..=scene::WITHDRAWN).filter(|n| *n != scene::SPIKED);
    assert_eq!(lans, Vec::from_iter(written), "all that she wrote, but what lies in the bin");
    assert!(ids(Filter { mine: Some(HAI), ..Filter::default() }).is_empty(), "what he approved is not his");
    let both = Filter {
        stage: Some(Stage::Draft),
        author: Some(LAN),
        words: "pò hèn".to_owned(),
        mine: None,
        ..Filter::default()
    };
    assert_eq!(ids(both.clone()), [scene::RETURNED]);
    assert!(ids(Filter { author: Some(THU), ..both }).is_empty(), "all that is asked must be true");
}

#[test]
fn stages_are_counted_for_all_and_for_each() {
    let (_folder, store) = played();
    let one = |stages: &[Stage]| -> BTreeMap<Stage, u32> { stages.iter().map(|s| (*s, 1)).collect() };
    assert_eq!(store.stage_counts(None).unwrap(), one(&Stage::ALL));
    let lans: Vec<Stage> = Stage::ALL.into_iter().filter(|s| *s != Stage::Approved).collect();
    assert_eq!(store.stage_counts(Some(LAN)).unwrap(), one(&lans));
    assert_eq!(store.stage_counts(Some(THU)).unwrap(), one(&[Stage::Approved]));
    assert_eq!(store.stage_counts(Some(HAI)).unwrap(), one(&[]), "nobody's stories are no stories");
    save(&store, &[&draft(500, "Thêm một", "Bài."), &draft(501, "Thêm hai", "Bài.")]).unwrap();
    assert_eq!(store.stage_counts(Some(LAN)).unwrap()[&Stage::Draft], 3);
}

#[test]
fn a_person_s_own_stories_are_counted_as_they_are_listed_and_past_the_end_of_the_list() {
    let (_folder, store) = played();
    for person in [LAN, THU, HAI] {
        let listed = store.articles(&Filter { mine: Some(person), ..Filter::default() }).unwrap().len();
        assert_eq!(store.count_mine(person).unwrap() as usize, listed, "{person:?}");
    }
    let before = store.count_mine(LAN).unwrap();
    let many: Vec<Article> = (1000..1600).map(|n| draft(n, "Tin", "Bài.")).collect();
    save(&store, &many.iter().collect::<Vec<_>>()).unwrap();
    assert_eq!(store.articles(&Filter { mine: Some(LAN), ..Filter::default() }).unwrap().len(), 500);
    assert_eq!(store.count_mine(LAN).unwrap(), before + 600, "a list ends at 500, and she has more");
    let mine = Filter { mine: Some(LAN), limit: Some(1000), ..Filter::default() };
    assert_eq!(store.articles(&mine).unwrap().len(), before as usize + 600, "who asks for more gets more");
    assert_eq!(store.count_articles(&Filter { limit: Some(3), ..mine }).unwrap(), before + 600, "and all are counted");
}

#[test]
fn the_newest_change_stands_first() {
    let (_folder, store) = staffed();
    let at = |n: u64, minutes: i64| Article { updated_at: minute(minutes), ..draft(n, "Tin", "Bài.") };
    save(&store, &[&at(500, 5), &at(501, 9), &at(502, 7), &at(503, 9)]).unwrap();
    assert_eq!(found(&store, ""), [503, 501, 502, 500], "of the same minute, the later story first");
    save(&store, &[&at(500, 10)]).unwrap();
    assert_eq!(found(&store, ""), [500, 503, 501, 502]);
}

#[test]
fn a_line_shows_what_the_desk_asks_of_a_story() {
    let (_folder, store) = played();
    let listed = store.articles(&Filter::default()).unwrap();
    let line = |n: u64| -> &ArticleSummary { listed.iter().find(|l| number(l.id) == n).unwrap() };
    let scheduled = line(scene::SCHEDULED);
    assert_eq!(scheduled.headline, "Cầu Bắc Luân II: hơn 400 xe hàng thông quan mỗi ngày");
    assert_eq!(scheduled.snippet, "Lượng xe tăng 12% so với cùng kỳ.");
    assert_eq!((scheduled.photo.map(|shown| shown.photo), scheduled.photos), (Some(PhotoUseId(uuid(304))), 2));
    assert_eq!(scheduled.publish_at, Some(minute(24 * 60)));
    assert!(!scheduled.sending, "it waits on the site for its hour, nothing is under way");
    assert!(line(scene::WITHDRAWN).sending, "the site has not taken it off yet");
    assert_eq!(line(scene::IN_EDIT).claimed_by.as_deref(), Some("Phạm Minh Thu"));
    assert_eq!(line(scene::IN_EDIT).author, "Nguyễn Thị Lan");
    assert!(line(scene::PUBLISHED).banner && !scheduled.banner);
    assert!(line(scene::RETURNED).returned && !line(scene::FILED).returned);
    for l in &listed {
        assert_eq!(l.sending, store.article(l.id).unwrap().sending, "{}: list and story agree", l.headline);
    }
}

#[test]
fn the_snippet_is_the_opening_on_one_line() {
    let (_folder, store) = staffed();
    let mut article = draft(500, "Tin", "");
    article.manuscript.body = Body::new(vec![paragraph("Đoạn một.\u{a0}"), paragraph(" Đoạn  hai ư? "), paragraph("")]);
    save(&store, &[&article]).unwrap();
    let snippet = || store.articles(&Filter::default()).unwrap().remove(0).snippet;
    assert_eq!(snippet(), "Đoạn một. Đoạn hai ư?", "without a standfirst, the text");
    article.manuscript.standfirst = "ở ".repeat(400);
    save(&store, &[&article]).unwrap();
    assert_eq!(snippet().chars().count(), 160, "cut between letters, never inside one");
    article.manuscript.standfirst = " \n ".to_owned();
    save(&store, &[&article]).unwrap();
    assert_eq!(snippet(), "Đoạn một. Đoạn hai ư?", "a blank standfirst is none");
}

#[test]
fn words_are_those_of_standfirst_and_text() {
    let (_folder, store) = staffed();
    let mut article = draft(500, "Tít không tính", "Bốn chữ ở đây.");
    article.manuscript.standfirst = "Ba chữ nữa".to_owned();
    save(&store, &[&article]).unwrap();
    assert_eq!(store.articles(&Filter::default()).unwrap()[0].words, 7);
}

#[test]
fn a_removed_photo_stays_in_the_revisions_that_show_it() {
    let (_folder, store) = staffed();
    let mut article = draft(500, "Chợ Móng Cái", "Chợ đông.");
    let original = store.keep_picture(b"cho", &[], minute(0)).unwrap();
    let [first, second, third] = [701, 702, 703].map(|n| photo(n, original, &format!("Ảnh số {n}")));
    article.manuscript.photos = vec![first.clone(), second.clone(), third.clone()];
    article.manuscript.lead_photo = Some(second.id);
    let kept = store.transact(act(LAN, 1), |t| {
        bring(t, &article)?;
        t.save_article(&article)?;
        t.keep_revision(RevisionId(uuid(900)), article.id, &article.manuscript, &Move::File.into())
    });
    kept.map_err(|e: StoreError| e).unwrap();
    let line = || store.articles(&Filter::default()).unwrap().remove(0);
    assert_eq!(
        (line().photo, line().photos),
        (Some(second.picture(PhotoSize::Thumb)), 3),
        "the lead photo stands for the story"
    );
    let with_all_three = article.manuscript.clone();

    article.manuscript.photos = vec![third.clone(), first.clone()];
    save(&store, &[&article]).unwrap();
    assert_eq!(store.article(article.id).unwrap().manuscript.photos, [third.clone(), first], "in their new order");
    assert_eq!(
        (line().photo, line().photos),
        (Some(third.picture(PhotoSize::Thumb)), 2),
        "a picture that the story still has"
    );
    assert!(matches!(store.photo_use(second.id), Err(StoreError::NotFound("photo"))));
    let revision = store.revision(RevisionId(uuid(900))).unwrap();
    assert_eq!(revision.manuscript, with_all_three, "what was filed is what was filed");
    assert_eq!(ContentHash::of_manuscript(&revision.manuscript), revision.content);
    assert_eq!(store.original(original).unwrap(), b"cho", "its bytes stay");
    assert_eq!(store.photo(original).unwrap(), brought(&with_all_three.photos[0]), "and it is the newsroom's, once");
    assert_eq!(store.photos().unwrap().len(), 1);
}

fn found(store: &Store, words: &str) -> Vec<u64> {
    let filter = Filter { words: words.to_owned(), ..Filter::default() };
    store.articles(&filter).unwrap().iter().map(|l| number(l.id)).collect()
}

fn number(id: ArticleId) -> u64 {
    (id.0.as_u128() - uuid(0).as_u128()) as u64
}
