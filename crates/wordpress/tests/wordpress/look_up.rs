//! Looking for what an earlier try left, on sites where one way or the other is blind.

use crate::fake::{Answer, Fake, answer};
use serde_json::{Value, json};
use std::slice::from_ref;
use wordpress::{Error, MediaTraits, PostTraits};

const TRAITS: PostTraits<'_> = PostTraits { marker: "newsdesk:a", slug: "mong-cai" };

fn post(id: u64, raw: &str) -> Value {
    json!({"id": id, "status": "draft", "title": {"raw": "T"}, "content": {"raw": raw}, "slug": "mong-cai"})
}

fn list(posts: &[Value]) -> Answer {
    answer(200, &json!(posts).to_string())
}

fn refused() -> Answer {
    answer(400, r#"{"code":"rest_invalid_param","message":"m","data":{"status":400}}"#)
}

#[test]
fn what_one_way_finds_is_found() {
    let (ours, older) = (post(9, "<!-- newsdesk:a -->"), post(4, "x <!-- newsdesk:a --> y"));
    let other = post(5, "<!-- newsdesk:ab -->");
    for (case, answers, ids) in [
        ("by the search", vec![list(from_ref(&ours)), list(&[]), list(&[])], vec![9]),
        ("by the address", vec![list(&[]), list(&[other.clone(), ours.clone()]), list(&[])], vec![9]),
        ("among the newest", vec![list(&[]), list(&[]), list(&[other.clone(), ours.clone()])], vec![9]),
        (
            "by all of them, once",
            vec![list(from_ref(&ours)), list(from_ref(&ours)), list(&[ours.clone(), older])],
            vec![4, 9],
        ),
        ("where the search is closed", vec![refused(), list(&[ours]), list(&[])], vec![9]),
        ("nowhere", vec![list(&[]), list(&[other]), list(&[])], vec![]),
    ] {
        let fake = Fake::answering(answers);
        let found = fake.client().find_story(TRAITS, true).unwrap();
        assert_eq!(found.iter().map(|post| post.id).collect::<Vec<_>>(), ids, "{case}");
        let lines = fake.lines();
        assert!(lines[0].contains("search=newsdesk:a"), "{lines:?}");
        assert!(lines[1].contains("slug=mong-cai,mong-cai-2"), "{lines:?}");
        assert!(lines[2].contains("orderby=id order=desc per_page=20"), "{lines:?}");
        assert!(lines.iter().all(|line| line.contains("status=any,trash context=edit")), "{lines:?}");
    }
}

#[test]
fn before_anything_was_tried_two_ways_will_do() {
    let fake = Fake::answering([list(&[]), list(&[])]);
    assert!(fake.client().find_story(TRAITS, false).unwrap().is_empty());
    assert_eq!(fake.asked().len(), 2);
}

#[test]
fn where_all_ways_are_closed_nothing_is_taken_for_missing() {
    let fake = Fake::answering([refused(), refused(), refused()]);
    assert!(matches!(fake.client().find_story(TRAITS, true), Err(Error::Rejected { .. })));
    let fake = Fake::answering([refused(), list(&[])]);
    assert!(
        fake.client().find_story(TRAITS, false).unwrap().is_empty(),
        "one way is open, and says that it is not there"
    );
    let fake = Fake::answering([list(&[]), answer(401, "")]);
    assert!(matches!(fake.client().find_story(TRAITS, true), Err(Error::Login)), "a wrong password is no empty list");
}

#[test]
fn no_cache_answers_for_the_site() {
    let fake = Fake::answering([list(&[]), list(&[]), list(&[]), list(&[])]);
    let client = fake.client();
    client.find_story(TRAITS, false).unwrap();
    client.find_story(TRAITS, false).unwrap();
    let urls: Vec<String> = fake.asked().iter().map(|request| request.url.to_string()).collect();
    assert_ne!(urls[0], urls[2], "an address that was asked before may be answered by a cache");
    assert!(fake.asked().iter().all(|request| request.header("Cache-Control") == Some("no-cache")));
}

const PHOTO: &[u8] = b"the bytes of a photo";

fn media(id: u64, name: &str, size: (u32, u32)) -> Value {
    json!({"id": id, "source_url": format!("https://mongcai.gov.vn/u/{name}"), "alt_text": "x",
        "media_details": {"width": size.0, "height": size.1, "file": name}})
}

#[test]
fn a_photo_whose_file_was_renamed_is_found_by_its_address_or_its_bytes() {
    let traits =
        MediaTraits { hash: "0123456789abcdef", slug: "anh-cau-0123456789abcdef", sent: Some((PHOTO, (400, 300))) };
    // By the name: nothing. By the address: one.
    let renamed = media(7, "bao-1.jpg", (400, 300));
    let fake = Fake::answering([
        list(&[]),
        list(from_ref(&renamed)),
        list(from_ref(&renamed)),
        answer(200, &renamed.to_string()),
    ]);
    let found = fake.client().find_photo(traits, true).unwrap();
    assert_eq!(found.iter().map(|photo| photo.id).collect::<Vec<_>>(), [7]);
    assert!(fake.lines()[1].contains("slug=anh-cau-0123456789abcdef,"), "{:?}", fake.lines());
    // Among the newest: of another size, of the size and other bytes, the same bytes.
    let newest = [media(9, "a.jpg", (800, 600)), media(8, "b.jpg", (400, 300)), media(6, "c.jpg", (400, 300))];
    let fake = Fake::answering([
        list(&[]),
        list(&[]),
        list(&newest),
        answer(200, "other bytes"),
        answer(200, std::str::from_utf8(PHOTO).unwrap()),
        answer(200, &newest[2].to_string()),
    ]);
    let found = fake.client().find_photo(traits, true).unwrap();
    assert_eq!(found.iter().map(|photo| photo.id).collect::<Vec<_>>(), [6]);
    assert!(fake.asked()[3].header("Authorization").is_none(), "files are fetched as readers get them");
    let fake = Fake::answering([list(&[]), list(&[])]);
    assert!(fake.client().find_photo(MediaTraits { sent: None, ..traits }, true).unwrap().is_empty());
    assert_eq!(fake.asked().len(), 2, "by its names alone");
}

#[test]
fn a_picture_of_the_same_size_and_length_is_another_one() {
    let traits = MediaTraits { hash: "0123456789abcdef", slug: "anh", sent: Some((PHOTO, (400, 300))) };
    let other = media(8, "b.jpg", (400, 300));
    let fake = Fake::answering([list(&[]), list(&[]), list(from_ref(&other)), answer(200, "the bytes of a phot0")]);
    assert!(fake.client().find_photo(traits, true).unwrap().is_empty());
    assert!(fake.lines()[2].contains("orderby=id order=desc per_page=20"), "among the newest: {:?}", fake.lines());
}
