//! Taking copies off a site, and making terms twice in vain.

use crate::fake::{Answer, Fake, answer};
use newsroom::Trouble;
use serde_json::json;
use wordpress::{Error, Method, TransportError};

/// Who we are, an editor.
fn editor() -> Answer {
    answer(200, r#"{"id":2,"capabilities":{"edit_others_posts":true,"edit_published_posts":true}}"#)
}

fn gone(code: &str, status: u16) -> String {
    json!({"code": code, "message": "m", "data": {"status": status}}).to_string()
}

#[test]
fn a_copy_goes_to_the_bin_by_a_way_that_hosts_let_through() {
    let fake = Fake::answering([answer(200, r#"{"id":7,"status":"trash"}"#)]);
    fake.client().trash_post(7).unwrap();
    let sent = &fake.asked()[0];
    assert_eq!((sent.method, sent.header("X-HTTP-Method-Override")), (Method::Post, Some("DELETE")));
    assert_eq!(fake.lines(), ["Post /wp-json/wp/v2/posts/7 _fields=id,status _method=DELETE"], "never force");
    let fake = Fake::answering([answer(200, r#"{"deleted":true,"previous":{"id":9}}"#)]);
    fake.client().delete_media(9).unwrap();
    assert_eq!(fake.lines(), ["Post /wp-json/wp/v2/media/9 force=true _method=DELETE"]);
}

#[test]
fn what_is_gone_already_is_gone() {
    for (status, code) in [(410, "rest_already_trashed"), (404, "rest_post_invalid_id"), (410, "rest_gone")] {
        let fake = Fake::answering([answer(status, &gone(code, status)), answer(status, &gone(code, status))]);
        fake.client().trash_post(7).unwrap();
        fake.client().delete_media(7).unwrap();
    }
}

#[test]
fn only_a_deletion_counts_as_one() {
    let client_says = |status, body: &str| {
        let fake = Fake::answering([answer(status, body), answer(status, body)]);
        (fake.client().trash_post(7).unwrap_err(), fake.client().delete_media(7).unwrap_err())
    };
    // A host that takes the method away makes an update of it.
    let (post, media) = client_says(200, r#"{"id":7,"status":"publish"}"#);
    assert!(matches!(post, Error::Rejected { code, .. } if code == "not_trashed"));
    assert!(matches!(media, Error::Rejected { code, .. } if code == "not_deleted"));
    let (post, media) = client_says(403, &gone("rest_cannot_delete", 403));
    assert_eq!((post.trouble(), media.trouble()), (Trouble::NotAllowed, Trouble::NotAllowed));
    for body in ["<html>", "", "[]"] {
        let (post, media) = client_says(200, body);
        assert!(post.is_unknown_outcome() && media.is_unknown_outcome(), "{body:?}: {post:?} {media:?}");
    }
    let (post, _) = client_says(404, "<h1>404");
    assert_eq!(post.trouble(), Trouble::NotWordPress, "a page that is not there is no deleted post");
}

#[test]
fn a_photo_is_used_where_its_whole_number_stands() {
    let used = |raw: &str| {
        let list = json!([{"id": 1, "content": {"raw": "x"}}, {"id": 2, "content": {"raw": raw}}]).to_string();
        let fake = Fake::answering([answer(200, &list), editor()]);
        let used = fake.client().media_is_used(10).unwrap();
        assert!(fake.lines()[0].contains("search=wp-image-10 status=any,trash context=edit"), "{:?}", fake.lines());
        used
    };
    assert!(used("<img class=\"wp-image-10\"/>"));
    assert!(used("<img class=\"alignleft wp-image-10 x\"/>"));
    assert!(!used("<img class=\"wp-image-103\"/>"), "another photo");
    assert!(!used("<img class=\"my-wp-image-10\"/>") && !used("wp-image-10a"));
    let fake = Fake::answering([answer(200, r#"[{"id":2}]"#)]);
    assert!(fake.client().media_is_used(10).unwrap(), "a text that is not told may use it");
}

#[test]
fn a_photo_that_somebody_else_published_is_used() {
    let author = answer(200, r#"{"id":3,"capabilities":{"edit_posts":true,"edit_published_posts":true}}"#);
    let shown = r#"[{"id":2,"content":{"rendered":"<p><img class=\"wp-image-10\"></p>"}}]"#;
    let fake = Fake::answering([answer(200, "[]"), author, answer(200, shown)]);
    assert!(fake.client().media_is_used(10).unwrap(), "to edit, an author is told of own posts only");
    assert!(fake.lines()[2].contains("status=publish context=view"), "{:?}", fake.lines());
    let fake = Fake::answering([answer(200, "[]"), editor()]);
    assert!(!fake.client().media_is_used(10).unwrap(), "an editor was told all at once");
}

#[test]
fn a_term_whose_making_got_no_answer_is_found_before_it_is_made_again() {
    let lost = || Err(TransportError::Interrupted("reset".to_owned()));
    let none = || answer(200, "[]");
    let there = || answer(200, r#"[{"id":31,"name":"Th&#7867; mới"}]"#);
    let fake = Fake::answering([none(), lost(), there()]);
    let client = fake.client();
    let error = client.ensure_category("Thẻ mới").unwrap_err();
    assert!(error.is_unknown_outcome(), "{error:?}");
    assert_eq!(client.ensure_category("Thẻ mới").unwrap(), 31);
    assert_eq!(fake.asked().iter().filter(|r| r.method == Method::Post).count(), 1, "made once");

    let fake = Fake::answering([none(), answer(500, ""), there()]);
    let client = fake.client();
    assert!(client.ensure_tags(&["Thẻ mới".to_owned()]).unwrap_err().is_unknown_outcome());
    assert_eq!(client.ensure_tags(&["thẻ MỚI".to_owned()]).unwrap(), [31]);
    assert_eq!(fake.asked().iter().filter(|r| r.method == Method::Post).count(), 1, "made once");
}
