//! People, sections, templates, photos and remarks: whose they are.

use crate::{
    cluster::{CHIEF, EDITOR, OTHER, Paper, REPORTER, applied, new_id, operation, refused, staff, thing},
    desk::Story,
};
use newsroom::operation::Kind;
use serde_json::json;

#[test]
fn people_are_the_chiefs_and_one_chief_stays() {
    let paper = Paper::new();
    let (chief, editor) = (paper.member(CHIEF), paper.member(EDITOR));
    let mut left = staff(OTHER);
    left["left_at"] = json!("2026-11-30T02:00:00Z");
    let goes = thing(Kind::Staff, OTHER.id(), 1, left);
    assert_eq!(refused(editor.push(&operation(EDITOR, vec![goes.clone()])).unwrap()), "chief_only");
    let other = paper.member(OTHER);
    applied(chief.push(&operation(CHIEF, vec![goes])).unwrap());
    assert!(matches!(other.hello(), Err(shared::Error::Blocked)), "who left is let in no more, at once");
    let mut alone = staff(CHIEF);
    alone["role"] = json!("editor");
    let created = chief.pull(0, 1).unwrap()[0].content.clone().unwrap()["created_at"].clone();
    alone["created_at"] = created;
    assert_eq!(
        refused(chief.push(&operation(CHIEF, vec![thing(Kind::Staff, CHIEF.id(), 1, alone)])).unwrap()),
        "last_chief"
    );
    let mut renamed = staff(EDITOR);
    renamed["login"] = json!("someone");
    assert_eq!(
        refused(chief.push(&operation(CHIEF, vec![thing(Kind::Staff, EDITOR.id(), 1, renamed)])).unwrap()),
        "fixed"
    );
}

#[test]
fn another_role_sees_other_stories() {
    let paper = Paper::new();
    let (chief, editor, reporter) = (paper.member(CHIEF), paper.member(EDITOR), paper.member(REPORTER));
    let mut story = Story::new(REPORTER);
    applied(reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap());
    story.base = 1;
    let filed = story.go(newsroom::Move::File, REPORTER, &newsroom::Attempt::default()).unwrap();
    applied(reporter.push(&filed).unwrap());
    let id = story.article.id.to_string();
    let sees = |after| editor.pull(after, 1000).unwrap().into_iter().filter(|a| a.id.key == id).collect::<Vec<_>>();
    assert_eq!(sees(0).len(), 1);
    let change = |base, role: &str| {
        let passed = editor.hello().unwrap().newest;
        let mut person = staff(EDITOR);
        person["role"] = json!(role);
        applied(chief.push(&operation(CHIEF, vec![thing(Kind::Staff, EDITOR.id(), base, person)])).unwrap());
        passed
    };
    let passed = change(1, "reporter");
    assert!(sees(passed)[0].content.is_none(), "a reporter sees his own alone");
    let passed = change(2, "editor");
    assert!(sees(passed)[0].content.is_some(), "and comes back");
}

#[test]
fn sections_and_templates_are_the_chiefs() {
    let paper = Paper::new();
    let (chief, editor) = (paper.member(CHIEF), paper.member(EDITOR));
    let section = |retired| json!({"name": "Kinh tế", "position": 0, "retired_at": retired});
    let id = new_id();
    let new = |content| vec![thing(Kind::Section, id, 0, content)];
    assert_eq!(refused(editor.push(&operation(EDITOR, new(section(json!(null))))).unwrap()), "chief_only");
    applied(chief.push(&operation(CHIEF, new(section(json!(null))))).unwrap());
    let retired = thing(Kind::Section, id, 1, section(json!("2026-11-30T02:00:00Z")));
    assert_eq!(refused(chief.push(&operation(CHIEF, vec![retired])).unwrap()), "last_in_use");
    let template = json!({"name": "Tin vắn", "purpose": "", "section": null, "headline": "", "standfirst": "", "doc": "{}",
        "updated_at": "2026-11-30T02:00:00Z"});
    let id = new_id();
    let saved = vec![thing(Kind::Template, id, 0, template)];
    assert_eq!(refused(editor.push(&operation(EDITOR, saved.clone())).unwrap()), "chief_only");
    applied(chief.push(&operation(CHIEF, saved)).unwrap());
    applied(chief.push(&operation(CHIEF, vec![thing(Kind::Template, id, 1, json!(null))])).unwrap());
    let removed = editor.pull(0, 1000).unwrap().into_iter().find(|a| a.id.key == id.to_string()).unwrap();
    assert_eq!((removed.version, removed.content), (2, None));
}

#[test]
fn words_of_others_stay_as_they_were_said() {
    let paper = Paper::new();
    let (editor, reporter) = (paper.member(EDITOR), paper.member(REPORTER));
    let mut story = Story::new(REPORTER);
    applied(reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap());
    let note = |by: crate::cluster::Person, words: &str| json!({"made_by": by.id(), "made_at": "2026-11-30T01:00:00Z", "words": words});
    let about = story.article.id;
    let remark = |notes: Vec<serde_json::Value>| {
        json!({"story": about, "quote": "xe", "made_at": "2026-11-30T01:00:00Z", "resolved_by": null,
            "resolved_at": null, "notes": notes})
    };
    let id = new_id();
    let said = |base, notes| vec![thing(Kind::Remark, id, base, remark(notes))];
    let question = note(REPORTER, "Có đúng không?");
    assert_eq!(refused(editor.push(&operation(EDITOR, said(0, vec![note(EDITOR, "?")]))).unwrap()), "hidden");
    applied(reporter.push(&operation(REPORTER, said(0, vec![question.clone()]))).unwrap());
    story.base = 1;
    let filed = story.go(newsroom::Move::File, REPORTER, &newsroom::Attempt::default()).unwrap();
    applied(reporter.push(&filed).unwrap());
    for (why, notes) in [
        ("kept_for_ever", vec![note(REPORTER, "Đúng.")]),
        ("kept_for_ever", vec![]),
        ("author", vec![question.clone(), note(REPORTER, "Đúng.")]),
    ] {
        assert_eq!(refused(editor.push(&operation(EDITOR, said(1, notes))).unwrap()), why);
    }
    applied(editor.push(&operation(EDITOR, said(1, vec![question, note(EDITOR, "Đúng.")]))).unwrap());
}

#[test]
fn a_photo_is_seen_by_who_brought_it_and_with_its_story() {
    let paper = Paper::new();
    let (reporter, other) = (paper.member(REPORTER), paper.member(OTHER));
    let key = "ab".repeat(32);
    let photo = |by: crate::cluster::Person| {
        json!({"id": new_id(), "file_name": "a.jpg", "width": 10, "height": 10, "caption": "", "alt_text": "", "byline": "",
            "credit": "", "copyright": "", "place": "", "taken_at": null, "keywords": [], "rights": "", "consent": "unknown",
            "rating": 0, "brought_by": by.id(), "brought_at": "2026-11-30T01:00:00Z"})
    };
    let brought = |by| vec![thing(Kind::Photo, &key, 0, photo(by))];
    assert_eq!(refused(other.push(&operation(OTHER, brought(REPORTER))).unwrap()), "author");
    applied(other.push(&operation(OTHER, brought(OTHER))).unwrap());
    let sees = |member: &shared::Member, after| member.pull(after, 1000).unwrap().iter().any(|a| a.id.key == key);
    assert!(sees(&other, 0) && !sees(&reporter, 0));
    assert_eq!(
        refused(reporter.push(&operation(REPORTER, vec![thing(Kind::Photo, &key, 1, photo(OTHER))])).unwrap()),
        "hidden"
    );
    let passed = reporter.hello().unwrap().newest;
    let mut story = Story::new(REPORTER);
    let used = json!({"id": new_id(), "original": key, "file_name": "a.jpg", "width": 10, "height": 10, "caption": "", "alt_text": "",
        "credit": ""});
    story.article.manuscript.photos.push(serde_json::from_value(used).unwrap());
    applied(reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap());
    assert!(sees(&reporter, passed), "with the story that uses it");
}
