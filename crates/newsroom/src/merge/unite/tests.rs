use super::*;
use crate::{
    ContentHash, Related, StaffId, Stage,
    body::{FigureAttrs, Inline, Mark, RemarkAttrs},
    readers::Readers,
};
use chrono::DateTime;
use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

const fn use_id(n: u128) -> PhotoUseId {
    PhotoUseId(Uuid::from_u128(n))
}

fn photo(n: u128, caption: &str) -> PhotoUse {
    PhotoUse {
        id: use_id(n),
        original: ContentHash([u8::try_from(n).unwrap(); 32]),
        file_name: format!("{n}.jpg"),
        width: 1200,
        height: 800,
        caption: caption.to_owned(),
        alt_text: String::new(),
        credit: "Thu Hà".to_owned(),
        crops: Crops::default(),
    }
}

fn text(words: &str, remark: Option<u128>) -> Block {
    let marks =
        remark.map(|n| Mark::Remark { attrs: RemarkAttrs { id: RemarkId(Uuid::from_u128(n)) } }).into_iter().collect();
    Block::Paragraph { content: vec![Inline::Text { text: words.to_owned(), marks }] }
}

fn figure_of(photo: u128) -> Block {
    Block::Figure { attrs: FigureAttrs { photo: use_id(photo) } }
}

fn manuscript(paragraphs: &[&str]) -> Manuscript {
    let body = Body::new(paragraphs.iter().map(|words| text(words, None)).collect());
    Manuscript { headline: "Cầu thông xe".to_owned(), tags: vec!["cầu".to_owned()], body, ..Manuscript::default() }
}

fn story(manuscript: Manuscript) -> SharedStory {
    SharedStory {
        manuscript,
        stage: Stage::Draft,
        author: StaffId(Uuid::from_u128(1)),
        past_authors: vec![],
        claimed_by: None,
        approved_revision: None,
        banner: false,
        banner_until: None,
        slug: None,
        publish_at: None,
        returned: None,
        spiked_from: None,
        readers: Readers::default(),
        link: None,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

#[test]
fn changes_in_different_places_both_stand() {
    let base = manuscript(&["Sáng nay, 300 xe qua cầu.", "Chợ mở từ 6 giờ.", "Biển lặng."]);
    let mut ours = manuscript(&["Sáng nay, 412 xe qua cầu.", "Chợ mở từ 6 giờ.", "Biển lặng."]);
    let mut theirs = manuscript(&["Sáng nay, 300 xe qua cầu.", "Chợ mở từ 6 giờ.", "Biển động."]);
    ours.tags.push("xe".to_owned());
    theirs.tags.insert(0, "biển".to_owned());
    theirs.headline = "Cầu thông xe sáng nay".to_owned();
    let united = unite_manuscripts(&base, &ours, &theirs);
    assert!(!united.clashes);
    let expected = Manuscript {
        headline: "Cầu thông xe sáng nay".to_owned(),
        tags: ["biển", "cầu", "xe"].map(str::to_owned).to_vec(),
        ..manuscript(&["Sáng nay, 412 xe qua cầu.", "Chợ mở từ 6 giờ.", "Biển động."])
    };
    assert_eq!(united.whole, expected);
}

#[test]
fn of_the_same_place_theirs_stands_and_it_is_told() {
    let base = manuscript(&["Sáng nay, 300 xe qua cầu."]);
    let (ours, theirs) = (manuscript(&["Sáng nay, 412 xe qua cầu."]), manuscript(&["Sáng nay, 355 xe qua cầu."]));
    assert_eq!(unite_manuscripts(&base, &ours, &theirs), United { whole: theirs.clone(), clashes: true });
    let mut other = base.clone();
    other.headline = "Khác".to_owned();
    let mut third = base.clone();
    third.headline = "Khác nữa".to_owned();
    assert_eq!(unite_manuscripts(&base, &other, &third), United { whole: third.clone(), clashes: true });
}

#[test]
fn remarks_of_both_keep_their_places() {
    let body = |first: Option<u128>, second: Option<u128>| Manuscript {
        body: Body::new(vec![text("Đoạn một.", first), text("Đoạn hai.", second)]),
        ..Manuscript::default()
    };
    let united = unite_manuscripts(&body(None, None), &body(Some(7), None), &body(None, Some(8)));
    assert_eq!(united, United { whole: body(Some(7), Some(8)), clashes: false });
    // Also where the words of one of them changed.
    let mut ours = body(None, None);
    ours.body = Body::new(vec![text("Đoạn một, thêm.", None), text("Đoạn hai.", None)]);
    let united = unite_manuscripts(&body(None, None), &ours, &body(None, Some(8)));
    assert_eq!(united.whole.body, Body::new(vec![text("Đoạn một, thêm.", None), text("Đoạn hai.", Some(8))]));
}

#[test]
fn photos_of_both_are_there_with_the_words_of_both() {
    let strip = |photos: Vec<PhotoUse>| Manuscript { photos, ..Manuscript::default() };
    let base = strip(vec![photo(1, "một"), photo(2, "hai")]);
    let ours = strip(vec![photo(2, "hai"), photo(1, "một, thêm"), photo(3, "ba")]);
    let mut theirs = strip(vec![photo(1, "một"), photo(2, "hai"), photo(4, "bốn")]);
    theirs.photos[0].credit = "Quân".to_owned();
    let united = unite_manuscripts(&base, &ours, &theirs);
    assert!(!united.clashes);
    let shown: Vec<_> = united.whole.photos.iter().map(|p| (p.id, p.caption.as_str(), p.credit.as_str())).collect();
    let expected = [
        (use_id(1), "một, thêm", "Quân"),
        (use_id(2), "hai", "Thu Hà"),
        (use_id(4), "bốn", "Thu Hà"),
        (use_id(3), "ba", "Thu Hà"),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_photo_that_one_took_away_stays_where_the_other_shows_it_or_changed_it() {
    let figure = |shown: bool| Manuscript {
        photos: vec![photo(1, "một")],
        body: Body::new(if shown { vec![figure_of(1)] } else { vec![] }),
        ..Manuscript::default()
    };
    let gone = Manuscript::default();
    assert_eq!(unite_manuscripts(&figure(false), &gone, &figure(true)).whole, figure(true));
    assert_eq!(unite_manuscripts(&figure(false), &figure(true), &gone).whole, figure(true));
    assert!(unite_manuscripts(&figure(false), &gone, &figure(false)).whole.photos.is_empty());
    assert!(unite_manuscripts(&figure(false), &figure(false), &gone).whole.photos.is_empty());
    let recaptioned = Manuscript { photos: vec![photo(1, "khác")], ..Manuscript::default() };
    assert_eq!(unite_manuscripts(&figure(false), &gone, &recaptioned).whole, recaptioned);
}

#[test]
fn where_a_story_stands_is_told_apart_from_its_words() {
    let base = story(manuscript(&["Một."]));
    let filed = SharedStory { stage: Stage::Filed, ..base.clone() };
    let edited = story(manuscript(&["Một, thêm."]));
    let united = unite_stories(&base, &edited, &filed);
    assert_eq!((united.whole.stage, &united.whole.manuscript), (Stage::Filed, &edited.manuscript));
    assert!(!united.clashes && !filed.stands_as(&base) && edited.stands_as(&base));
}

fn any_manuscript() -> impl Strategy<Value = Manuscript> {
    let words = || vec(select(vec!["cầu", "chợ", "xe", "biển", "mưa"]), 0..4).prop_map(|words| words.join(" "));
    let photos = vec((1..5_u128, words()), 0..4);
    (words(), vec(words(), 0..5), vec(words(), 0..3), photos, vec(words(), 0..2)).prop_map(
        |(headline, paragraphs, tags, mut photos, related)| {
            photos.sort_by_key(|(id, _)| *id);
            photos.dedup_by_key(|(id, _)| *id);
            let mut blocks: Vec<Block> = paragraphs.iter().map(|words| text(words, None)).collect();
            blocks.extend(photos.first().map(|(id, _)| figure_of(*id)));
            Manuscript {
                headline,
                tags,
                lead_photo: photos.last().map(|(id, _)| use_id(*id)),
                photos: photos.iter().map(|(id, caption)| photo(*id, caption)).collect(),
                related: related.iter().map(|t| Related { title: t.clone(), link: t.clone() }).collect(),
                body: Body::new(blocks),
                ..Manuscript::default()
            }
        },
    )
}

proptest! {
    #[test]
    fn who_changed_nothing_gets_what_the_other_made(base in any_manuscript(), other in any_manuscript()) {
        prop_assert_eq!(unite_manuscripts(&base, &base, &other), United { whole: other.clone(), clashes: false });
        prop_assert_eq!(unite_manuscripts(&base, &other, &base), United { whole: other.clone(), clashes: false });
        prop_assert_eq!(unite_manuscripts(&base, &other, &other), United { whole: other, clashes: false });
    }

    #[test]
    fn every_photo_that_is_shown_is_there(b in any_manuscript(), o in any_manuscript(), t in any_manuscript()) {
        let whole = unite_manuscripts(&b, &o, &t).whole;
        let there: Vec<_> = whole.photos.iter().map(|photo| photo.id).collect();
        for shown in whole.body.figures().into_iter().chain(whole.lead_photo) {
            prop_assert!(there.contains(&shown), "{shown} in {there:?}");
        }
        let mut once = there.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), there.len(), "each once");
    }
}
