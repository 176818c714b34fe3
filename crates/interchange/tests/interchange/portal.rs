//! The folder for portals that are no WordPress.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use chrono::{TimeZone, Utc};
use interchange::{ExportFormat, ExportSource, Record, export, import, portal};
use newsroom::{
    Body, ContentHash, Manuscript, PhotoUseId, Related,
    body::{Block, FigureAttrs, Inline, TableCell, TableRow},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use zip::ZipArchive;

use crate::stories::{Holds, picture, story};

type Files = Vec<(String, Vec<u8>)>;

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text: text.to_owned(), marks: vec![] }] }
}

/// A story with everything, and with words that are markup elsewhere.
fn full() -> Manuscript {
    let mut runner = TestRunner::deterministic();
    let all = story(Holds { photos: true, merged_cells: true });
    let mut story = loop {
        let story = all.new_tree(&mut runner).unwrap().current();
        if story.photos.len() > 2 && story.lead_photo.is_some() {
            break story;
        }
    };
    let photos: Vec<PhotoUseId> = story.photos.iter().map(|photo| photo.id).collect();
    let figure = |n: usize| Block::Figure { attrs: FigureAttrs { photo: photos[n] } };
    let cell = TableCell::TableCell { attrs: Default::default(), content: vec![paragraph("ô")] };
    let table = Block::Table { content: vec![TableRow::new(vec![cell])] };
    let mut blocks = story.body.doc.content.clone();
    blocks.extend([paragraph("Cầu <mở> & \"đóng\""), figure(0), figure(1), figure(2), table]);
    story.body = Body::new(blocks);
    story.headline = "Móng Cái: <script>alert(1)</script> & cầu".to_owned();
    story.standfirst = "Sáng nay".to_owned();
    story.byline = "Thu Bằng".to_owned();
    story.tags = vec!["cửa khẩu".to_owned()];
    story.correction = "Cầu dài 618 m".to_owned();
    story.related = vec![Related { title: "Chợ".to_owned(), link: "https://mongcai.gov.vn/cho?a=1&b=2".to_owned() }];
    for photo in &mut story.photos {
        photo.caption = "CON: aux?*|<>\\/ Cầu Bắc Luân II rất dài ".repeat(4).trim().to_owned();
        photo.credit = format!("Tác giả {}", photo.file_name);
        photo.alt_text = "Hai \"xe\"".to_owned();
    }
    story
}

fn record() -> Record {
    Record {
        id: Some("01890a5d".to_owned()),
        approved_by: Some("Hữu Việt".to_owned()),
        approved_at: Some(Utc.with_ymd_and_hms(2026, 7, 1, 3, 4, 5).unwrap()),
        ..Record::default()
    }
}

fn folder(manuscript: &Manuscript) -> Files {
    let story = ExportSource { manuscript, section: Some("Kinh tế"), photo: &|id| Some(picture(id)) };
    portal(&story, &record()).unwrap()
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    let (_, bytes) = files.iter().find(|(own, _)| own == path).unwrap_or_else(|| panic!("{path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// What stands in an attribute, everywhere.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_file_is_there_under_a_name_that_every_system_takes() {
    let story = full();
    let files = folder(&story);
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths[..4], ["index.html", "bai.html", "story.json", "README.txt"]);
    assert_eq!(paths.len(), 4 + story.used_photos().len());
    let different: BTreeSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
    assert_eq!(different.len(), paths.len(), "one file each, also where case does not count");
    for path in &paths[4..] {
        let name = path.strip_prefix("photos/").unwrap();
        let stem = name.strip_suffix(".jpg").unwrap();
        assert!(stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
        assert!(stem.starts_with(|c: char| c.is_ascii_digit()) && name.len() < 80, "no device of Windows: {name}");
    }
}

#[test]
fn page_and_fragment_show_the_photos_that_lie_beside_them() {
    let story = full();
    let files = folder(&story);
    let there: BTreeSet<&str> =
        files.iter().map(|(path, _)| path.as_str()).filter(|p| p.starts_with("photos/")).collect();
    for name in ["index.html", "bai.html"] {
        let shown: BTreeSet<&str> = attributes(text(&files, name), "src").into_iter().collect();
        assert_eq!(shown, there, "{name}");
    }
    for (photo, (_, bytes)) in story.used_photos().into_iter().zip(&files[4..]) {
        assert_eq!(*bytes, picture(photo.id), "the photos come in the order of readers");
    }
}

#[test]
fn the_page_is_whole_and_runs_nothing() {
    let story = full();
    let files = folder(&story);
    let page = text(&files, "index.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">"));
    assert!(page.contains("@media print") && page.contains("Kinh tế"));
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("src=\"http"), "{page}");
    balanced(page);
    let back = import("index.html", page.as_bytes()).unwrap();
    assert_eq!(back.headline, story.headline);
    assert_eq!(back.standfirst, story.standfirst);
    assert_eq!(back.byline, story.byline);
    assert_eq!(back.correction, story.correction);
    assert_eq!(back.related, story.related);
    for photo in story.used_photos() {
        assert!(page.contains("Hai &quot;xe&quot;") && page.contains(&photo.credit), "credits and descriptions");
    }
}

#[test]
fn the_fragment_is_what_stands_below_the_standfirst() {
    let files = folder(&full());
    let fragment = text(&files, "bai.html");
    balanced(fragment);
    assert!(!fragment.contains("<html") && !fragment.contains("<h1") && !fragment.contains("Sáng nay"), "{fragment}");
    assert!(fragment.starts_with("<p class=\"dinh-chinh\"><strong>Đính chính:</strong> Cầu dài 618 m</p>"));
    assert!(fragment.trim_end().ends_with("</aside>"));
    assert!(text(&files, "index.html").contains(fragment), "the page shows the same");
}

/// Every element that needs an end has one, in the right order.
#[track_caller]
fn balanced(html: &str) {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap();
        match (tag.starts_with('/'), name) {
            (_, "!doctype" | "meta" | "img" | "br") => {}
            (true, name) => assert_eq!(open.pop(), Some(name), "{html}"),
            (false, name) => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn programs_find_everything_and_can_check_it() {
    let story = full();
    let files = folder(&story);
    let about: serde_json::Value = serde_json::from_str(text(&files, "story.json")).unwrap();
    assert_eq!(about["headline"], story.headline);
    assert_eq!(about["section"], "Kinh tế");
    assert_eq!(about["correction"], story.correction);
    assert_eq!(about["related"][0]["link"], story.related[0].link);
    assert_eq!(about["content_sha256"], ContentHash::of_manuscript(&story).to_string());
    assert_eq!(about["approved_at"], "2026-07-01T03:04:05Z");
    assert_eq!(about["approved_by"], "Hữu Việt");
    assert!(about["publish_at"].is_null(), "nothing is made up");
    let body: Body = serde_json::from_value(about["body"].clone()).unwrap();
    assert_eq!(body, story.body);
    let html = about["body_html"].as_str().unwrap();
    assert!(text(&files, "bai.html").contains(html) && !html.contains("Đính chính"));
    for photo in about["photos"].as_array().unwrap() {
        let (_, bytes) = files.iter().find(|(path, _)| photo["file"] == *path).unwrap();
        assert_eq!(photo["sha256"], ContentHash::of(bytes).to_string());
        assert_eq!((&photo["width"], &photo["height"]), (&1600.into(), &1067.into()));
    }
}

#[test]
fn the_notes_are_ten_lines_that_old_windows_can_read() {
    let notes = folder(&full());
    let notes = text(&notes, "README.txt").strip_prefix('\u{feff}').unwrap();
    assert_eq!(notes.split_terminator("\r\n").count(), 10);
    assert_eq!(notes.matches('\n').count(), notes.matches("\r\n").count());
    for name in ["index.html", "bai.html", "story.json", "photos"] {
        assert!(notes.contains(name), "{name}: {notes}");
    }
}

#[test]
fn the_notes_tell_what_would_stand_twice_on_the_portal() {
    let mut story = full();
    let files = folder(&story);
    let notes = text(&files, "README.txt");
    let lead = files[4].0.strip_prefix("photos/").unwrap();
    assert!(text(&files, "bai.html").contains("<p class=\"byline\">") && notes.contains("bỏ dòng bút danh"), "{notes}");
    assert!(notes.contains(&format!("Ảnh đại diện: {lead}")), "{notes}");
    story.lead_photo = None;
    story.byline = String::new();
    let notes = folder(&story);
    let notes = text(&notes, "README.txt");
    assert!(!notes.contains("Ảnh đại diện") && !notes.contains("út danh"), "{notes}");
    assert_eq!(notes.lines().count(), 10);
}

#[test]
fn the_same_story_gives_the_same_bytes_and_the_zip_the_same_files() {
    let manuscript = full();
    assert_eq!(folder(&manuscript), folder(&manuscript));
    let story = ExportSource { manuscript: &manuscript, section: None, photo: &|id| Some(picture(id)) };
    let packed = export(ExportFormat::Portal, &story).unwrap();
    assert_eq!(packed, export(ExportFormat::Portal, &story).unwrap());
    let mut zip = ZipArchive::new(Cursor::new(packed)).unwrap();
    let files = portal(&story, &Record::default()).unwrap();
    assert_eq!(zip.len(), files.len());
    for (path, bytes) in files {
        let mut unpacked = Vec::new();
        zip.by_name(&path).unwrap().read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, bytes, "{path}");
    }
}

#[test]
fn an_empty_story_and_missing_photos_still_make_a_valid_folder() {
    let mut story = full();
    story.headline = String::new();
    for photo in &mut story.photos {
        (photo.caption, photo.credit) = Default::default();
    }
    for manuscript in [&story, &Manuscript::default()] {
        let none = ExportSource { manuscript, section: None, photo: &|_| None };
        let files = portal(&none, &Record::default()).unwrap();
        assert_eq!(files.len(), 4);
        let page = text(&files, "index.html");
        balanced(page);
        assert!(!page.contains("<title></title>") && !page.contains("<img") && !page.contains("<figure></figure>"));
    }
}
