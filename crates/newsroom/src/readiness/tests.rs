use super::{Lack, lacks_to_approve, lacks_to_file};
use crate::{
    approval::ContentHash,
    body::{Block, Body, FigureAttrs},
    id::PhotoUseId,
    manuscript::Manuscript,
    moves::tests::{REPORTER, story},
    photo::{Crops, PhotoUse},
};
use uuid::Uuid;

const LEAD: PhotoUseId = PhotoUseId(Uuid::from_u128(1));
const IN_TEXT: PhotoUseId = PhotoUseId(Uuid::from_u128(2));
const UNUSED: PhotoUseId = PhotoUseId(Uuid::from_u128(3));

fn photo(id: PhotoUseId, words: &str) -> PhotoUse {
    PhotoUse {
        id,
        original: ContentHash::of(b"x"),
        file_name: "a.jpg".to_owned(),
        width: 4,
        height: 3,
        caption: words.to_owned(),
        alt_text: words.to_owned(),
        credit: words.to_owned(),
        crops: Crops::default(),
    }
}

/// A story with everything that readers are owed: a lead photo, another in the text, and a wordless one that nobody uses.
fn whole() -> Manuscript {
    let text = story(REPORTER).manuscript;
    let mut blocks = text.body.doc.content.clone();
    blocks.push(Block::Figure { attrs: FigureAttrs { photo: IN_TEXT } });
    Manuscript {
        body: Body::new(blocks),
        lead_photo: Some(LEAD),
        photos: vec![photo(LEAD, "Cầu"), photo(IN_TEXT, "Chợ"), photo(UNUSED, "")],
        ..text
    }
}

fn without(change: impl Fn(&mut Manuscript)) -> Vec<Lack> {
    let mut manuscript = whole();
    change(&mut manuscript);
    lacks_to_approve(&manuscript)
}

#[test]
fn each_thing_that_readers_are_owed_is_missed_by_itself() {
    assert_eq!(lacks_to_approve(&whole()), [], "a photo that nobody uses owes nothing");
    assert_eq!(without(|m| m.headline = " \u{a0}".to_owned()), [Lack::Headline]);
    assert_eq!(without(|m| m.standfirst = "\n ".to_owned()), [Lack::Standfirst]);
    assert_eq!(without(|m| m.section = None), [Lack::Section]);
    assert_eq!(without(|m| m.photos[0].caption = " ".to_owned()), [Lack::Caption(LEAD)]);
    assert_eq!(without(|m| m.photos[1].credit = String::new()), [Lack::Credit(IN_TEXT)]);
    assert_eq!(without(|m| m.photos[1].alt_text = "\t".to_owned()), [Lack::AltText(IN_TEXT)]);
    assert_eq!(lacks_to_file(&Manuscript { body: Body::new(vec![]), ..whole() }), [Lack::Body]);
}

#[test]
fn a_photo_that_is_named_and_not_there_is_missed_in_the_text_and_on_top() {
    assert_eq!(without(|m| drop(m.photos.remove(1))), [Lack::Photo(IN_TEXT)]);
    assert_eq!(without(|m| drop(m.photos.remove(0))), [Lack::Photo(LEAD)]);
}

#[test]
fn a_draft_is_filed_without_what_only_readers_are_owed() {
    let early = Manuscript { standfirst: String::new(), section: None, photos: vec![], ..whole() };
    assert_eq!(lacks_to_file(&early), []);
    assert_eq!(
        lacks_to_approve(&early),
        [Lack::Standfirst, Lack::Section, Lack::Photo(LEAD), Lack::Photo(IN_TEXT)],
        "and an editor is told all of it"
    );
    assert_eq!(lacks_to_file(&Manuscript { headline: " ".to_owned(), ..early }), [Lack::Headline]);
}
