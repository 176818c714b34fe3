//! Listing, looking at what readers get, and taking away, against a site that runs: as in `live`.

use super::{Rig, fresh, photo};
use chrono::Duration;
use wordpress::{
    Client, Error, PostFields,
    content::{page_shows, same_text},
};

fn post(client: &Client<'_>, title: &str, text: &str, status: &str) -> u64 {
    let fields = PostFields {
        title: Some(title.to_owned()),
        content: Some(format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->")),
        status: Some(status.to_owned()),
        ..PostFields::default()
    };
    client.create_post(&fields).unwrap().id
}

#[test]
fn wordpress_stories_are_listed_by_their_last_change() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let since = rig.now() - Duration::seconds(2);
    let title = format!("R&D: \"mới\" {}", fresh().simple());
    let ids: Vec<u64> = ["publish", "draft", "pending", "private"]
        .into_iter()
        .map(|status| post(&editor, &title, "Một &amp; <strong>hai</strong>", status))
        .collect();
    let trashed = post(&editor, &title, "bỏ", "draft");
    editor.trash_post(trashed).unwrap();

    let mut found = Vec::new();
    for page in 1.. {
        let slice = editor.changed_posts(Some(since), page).unwrap();
        assert!(slice.total >= 5 || slice.items.is_empty());
        if slice.items.is_empty() {
            break;
        }
        found.extend(slice.items);
    }
    let of = |id: u64| found.iter().find(|p| p.id == id).unwrap_or_else(|| panic!("{id} is missing"));
    for (id, status) in ids.iter().zip(["publish", "draft", "pending", "private"]) {
        let post = of(*id);
        assert_eq!(post.status, status);
        assert!(same_text(&title, &post.title), "{}", post.title);
        assert_eq!(post.text, "Một & hai");
        assert!(post.modified_at.is_some_and(|at| at >= since));
    }
    assert_eq!(of(trashed).status, "trash", "what went to the bin counts as changed");
    assert!(found.is_sorted_by_key(|p| p.modified_at), "the oldest change first");
    let later = rig.now() + Duration::hours(1);
    assert!(editor.changed_posts(Some(later), 1).unwrap().items.is_empty(), "nothing is changed in an hour's time");
    assert!(editor.changed_posts(None, 900).unwrap().items.is_empty(), "past the end");

    let by_id = editor.posts_by_id(&[ids[1], trashed, 999_999_999, ids[0]]).unwrap();
    assert_eq!(by_id.iter().map(|p| p.id).collect::<Vec<_>>(), [ids[1], trashed, ids[0]]);
    let mut published = Vec::new();
    for page in 1.. {
        let slice = editor.published_ids(page).unwrap();
        published.extend(slice.items);
        if page >= slice.pages {
            break;
        }
    }
    assert!(published.contains(&ids[0]) && !published.contains(&ids[1]));
    assert!(published.is_sorted());
    assert!(editor.published_count().unwrap() >= published.len() as u64);

    let mut seen = Vec::new();
    for page in 1.. {
        let slice = rig.signed_in("phongvien").changed_posts(Some(since), page).unwrap();
        if slice.items.is_empty() {
            break;
        }
        seen.extend(slice.items);
    }
    assert!(seen.iter().any(|p| p.id == ids[0] && p.text == "Một & hai"), "a reporter gets what others published");
    assert!(!seen.iter().any(|p| ids[1..].contains(&p.id)), "but not their drafts");
    let stranger = rig.with_password("bientap", "wrong wrong wrong");
    assert!(matches!(stranger.changed_posts(None, 1), Err(Error::Login)), "no empty archive by mistake");
}

#[test]
fn wordpress_copies_are_taken_away_once() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let id = post(&editor, "Bản sao", "a", "draft");
    editor.trash_post(id).unwrap();
    editor.trash_post(id).unwrap();
    assert_eq!(editor.post(id).unwrap().status, "trash", "it can be taken out again");
    editor.trash_post(999_999_999).unwrap();

    let (hash, upload) = photo(fresh());
    let media = editor.upload_media(&upload).unwrap();
    post(&editor, "Ảnh khác", &format!("<img class=\"wp-image-{}0\">", media.id), "draft");
    assert!(!editor.media_is_used(media.id).unwrap(), "a longer number is another photo");
    let user = post(
        &editor,
        "Có ảnh",
        &format!("<img class=\"wp-image-{}\" src=\"{}\">", media.id, media.source_url),
        "draft",
    );
    assert!(editor.media_is_used(media.id).unwrap());
    let author = rig.signed_in("phongvien");
    assert!(!author.media_is_used(media.id).unwrap(), "an author does not see the drafts of others");
    let fields = PostFields { status: Some("publish".to_owned()), ..PostFields::default() };
    editor.update_post(user, &fields).unwrap();
    assert!(author.media_is_used(media.id).unwrap(), "but what they have published");
    editor.trash_post(user).unwrap();
    assert!(editor.media_is_used(media.id).unwrap(), "in the bin it is still used");
    assert_eq!(editor.file(&media.source_url, "").unwrap().status, 200);
    editor.delete_media(media.id).unwrap();
    editor.delete_media(media.id).unwrap();
    assert_eq!(editor.find_media(&hash).unwrap(), []);
    assert!(matches!(editor.media(media.id), Err(Error::Gone)));

    let refused = rig.signed_in("phongvien").trash_post(post(&editor, "Của biên tập", "a", "draft")).unwrap_err();
    assert!(matches!(&refused, Error::NotAllowed { code } if code == "rest_cannot_delete"), "{refused:?}");
}

#[test]
fn wordpress_pages_and_files_are_seen_as_readers_see_them() {
    let rig = Rig::new();
    let editor = rig.signed_in("bientap");
    let title = format!("\"Cửa khẩu\" - R&D: 9x9 'nhanh'... {}", fresh().simple());
    let id = post(&editor, &title, "Tin", "publish");
    let link = editor.post(id).unwrap().link;
    let page = editor.page(&link).unwrap();
    assert_eq!(page.status, 200);
    assert!(page.content_type.starts_with("text/html"), "{}", page.content_type);
    assert!(page_shows(&page.text, &title), "the page shows its headline");
    assert!(!page_shows(&page.text, &fresh().simple().to_string()));
    assert_eq!(editor.page(&format!("{}/khong-co-{}/", rig.site.home, fresh().simple())).unwrap().status, 404);

    let (_, upload) = photo(fresh());
    let media = editor.upload_media(&upload).unwrap();
    let file = editor.file(&media.source_url, "").unwrap();
    assert_eq!((file.status, file.content_type.as_str()), (200, "image/jpeg"));
    assert_eq!(file.length, Some(rig.bytes(&media.source_url).len() as u64), "as long as what readers load");
    assert_eq!(editor.file(&media.source_url.replace(".jpg", "-khong-co.jpg"), "").unwrap().status, 404);
    let skew = editor.server_time().unwrap() - rig.now();
    assert!(skew.abs() < Duration::minutes(1), "the clock of the last answer: {skew}");
}
