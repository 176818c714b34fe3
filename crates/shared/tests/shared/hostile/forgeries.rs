//! Operations that a changed program would send with a person's own login.

use super::Scene;
use crate::cluster::{CHIEF, COLLEAGUE, EDITOR, OTHER, Person, REPORTER, new_id, now, operation, staff, thing};
use crate::desk::Story;
use newsroom::{Kind, Move, Operation, RevisionId, Stage, Thing};
use serde_json::{Value, json};

type Forgery = (&'static str, Person, &'static str, Value);

fn value(operation: &Operation) -> Value {
    serde_json::to_value(operation).unwrap()
}

/// A story changed at will, and told with these lines.
fn changed(story: &Story, by: Person, deeds: &[(&str, Option<&str>)], change: impl FnOnce(&mut Story)) -> Value {
    let mut story = story.clone();
    change(&mut story);
    value(&story.told(by, Vec::new(), deeds))
}

fn alone(by: Person, thing: Thing) -> Value {
    value(&operation(by, vec![thing]))
}

/// An operation changed at will.
fn bent(mut operation: Value, change: impl FnOnce(&mut Value)) -> Value {
    change(&mut operation);
    operation
}

fn approval(story: &Story, revision: RevisionId, by: Person, forced: Option<&str>) -> Thing {
    let seal = newsroom::Seal::of(&story.article.manuscript);
    let content = json!({"content": seal.content, "form": seal.form, "approved_by": by.id(), "approved_at": now(), "forced": forced});
    thing(Kind::Approval, revision, 0, content)
}

/// A story that somebody approves with an approval by somebody.
fn approving(
    story: &Story,
    by: Person,
    signed: Person,
    forced: Option<&str>,
    change: impl FnOnce(&mut Story),
) -> Value {
    let revision = RevisionId(new_id());
    let things = vec![story.revision(revision, by, "approve"), approval(story, revision, signed, forced)];
    let mut told = story.clone();
    change(&mut told);
    told.article.stage = Stage::Approved;
    told.article.claimed_by = None;
    let mut told = value(&told.told(by, things, &[("approve", forced)]));
    for thing in told["things"].as_array_mut().unwrap() {
        if thing["kind"] == "story" {
            thing["content"]["approved_revision"] = json!(revision);
        }
    }
    told
}

fn deed(by: Person, story: Option<&Story>, deed: &str) -> Operation {
    let mut told = operation(by, Vec::new());
    let content = json!({"story": story.map(|story| story.article.id), "actor": by.id(), "at": told.at, "deed": deed, "note": null});
    told.things.push(thing(Kind::Deed, format!("{}/0", told.id), 0, content));
    told
}

fn remark(story: &Story, by: Person) -> Thing {
    thing(
        Kind::Remark,
        new_id(),
        0,
        json!({"story": story.article.id, "quote": "", "made_at": now(), "resolved_by": null, "resolved_at": null,
            "notes": [{"made_by": by.id(), "made_at": now(), "words": "?"}]}),
    )
}

pub(super) fn all(scene: &Scene) -> Vec<Forgery> {
    let mut all = stories(scene);
    all.extend(approvals(scene));
    all.extend(kept(scene));
    all.extend(shapes(scene));
    all
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn stories(scene: &Scene) -> Vec<Forgery> {
    let Scene { secret, draft, filed, claimed, approved, online, .. } = scene;
    let new = |change: fn(&mut Story)| changed(&Story::new(REPORTER), REPORTER, &[], change);
    let to = |stage| move |story: &mut Story| story.article.stage = stage;
    let mine = |change: fn(&mut Story)| changed(draft, REPORTER, &[], change);
    vec![
        (
            "approve the own story",
            REPORTER,
            "not_from_here",
            changed(filed, REPORTER, &[("approve", None)], to(Stage::Approved)),
        ),
        ("approve it without saying so", REPORTER, "not_from_here", changed(filed, REPORTER, &[], to(Stage::Approved))),
        ("publish a draft", REPORTER, "role", changed(draft, REPORTER, &[], to(Stage::Published))),
        (
            "claim the own story",
            REPORTER,
            "role",
            changed(filed, REPORTER, &[("claim", None)], |story| {
                story.article.stage = Stage::InEdit;
                story.article.claimed_by = Some(REPORTER.id());
            }),
        ),
        ("file another's draft", REPORTER, "hidden", changed(secret, REPORTER, &[("file", None)], to(Stage::Filed))),
        (
            "file another's draft as an editor",
            EDITOR,
            "hidden",
            changed(secret, EDITOR, &[("file", None)], to(Stage::Filed)),
        ),
        (
            "write another's draft",
            EDITOR,
            "hidden",
            changed(secret, EDITOR, &[], |story| story.article.manuscript.tags.clear()),
        ),
        (
            "write what was handed in",
            REPORTER,
            "not_from_here",
            changed(filed, REPORTER, &[], |story| {
                story.article.manuscript.headline = "x".into();
            }),
        ),
        (
            "write while recalling",
            REPORTER,
            "fixed",
            changed(filed, REPORTER, &[("recall", None)], |story| {
                story.article.stage = Stage::Draft;
                story.article.manuscript.headline = "x".into();
            }),
        ),
        (
            "write what another has in hand",
            EDITOR,
            "claimed_by",
            changed(claimed, EDITOR, &[], |story| {
                story.article.manuscript.headline = "x".into();
            }),
        ),
        (
            "write what is approved",
            EDITOR,
            "not_from_here",
            changed(approved, EDITOR, &[], |story| {
                story.article.manuscript.headline = "x".into();
            }),
        ),
        (
            "write what readers have",
            EDITOR,
            "not_from_here",
            changed(online, EDITOR, &[], |story| {
                story.article.manuscript.headline = "x".into();
            }),
        ),
        (
            "release what another has in hand",
            EDITOR,
            "claimed_by",
            changed(claimed, EDITOR, &[("release", None)], |story| {
                story.article.stage = Stage::Filed;
                story.article.claimed_by = None;
            }),
        ),
        (
            "claim for a colleague",
            EDITOR,
            "fixed",
            changed(filed, EDITOR, &[("claim", None)], |story| {
                story.article.stage = Stage::InEdit;
                story.article.claimed_by = Some(COLLEAGUE.id());
            }),
        ),
        (
            "take it out of a colleague's hands",
            EDITOR,
            "fixed",
            changed(claimed, EDITOR, &[], |story| {
                story.article.claimed_by = Some(EDITOR.id());
            }),
        ),
        (
            "return without a reason",
            EDITOR,
            "reason_missing",
            changed(filed, EDITOR, &[("return", None)], to(Stage::Draft)),
        ),
        (
            "withdraw without a reason",
            EDITOR,
            "reason_missing",
            changed(online, EDITOR, &[("withdraw", Some("  "))], to(Stage::Withdrawn)),
        ),
        (
            "throw away what readers have",
            EDITOR,
            "not_from_here",
            changed(online, EDITOR, &[("spike", Some("x"))], to(Stage::Spiked)),
        ),
        (
            "say it is online",
            EDITOR,
            "not_live",
            changed(approved, EDITOR, &[], |story| {
                let revision = story.article.approval.as_ref().unwrap().revision;
                story.article.readers.seen(revision, now());
                story.article.stage = Stage::Published;
            }),
        ),
        ("say readers have it", REPORTER, "fixed", mine(|story| story.article.readers.hand_over(now()))),
        (
            "say readers do not have it",
            EDITOR,
            "fixed",
            changed(online, EDITOR, &[], |story| story.article.readers.gone(now())),
        ),
        (
            "schedule into the past",
            EDITOR,
            "hour_too_near",
            changed(approved, EDITOR, &[("schedule", None)], |story| {
                story.article.stage = Stage::Scheduled;
                story.article.publish_at = Some(now());
            }),
        ),
        (
            "set the hour without a move",
            EDITOR,
            "fixed",
            changed(approved, EDITOR, &[], |story| story.article.publish_at = Some(now())),
        ),
        ("begin in another's name", REPORTER, "author", new(|story| story.article.author = OTHER.id())),
        ("begin before readers", REPORTER, "fixed", new(|story| story.article.stage = Stage::Published)),
        ("begin with readers", REPORTER, "fixed", new(|story| story.article.readers.hand_over(now()))),
        ("begin with past authors", REPORTER, "fixed", new(|story| story.article.past_authors.push(OTHER.id()))),
        ("begin on the banner", REPORTER, "fixed", new(|story| story.article.banner = true)),
        ("begin in hand", REPORTER, "fixed", new(|story| story.article.claimed_by = Some(REPORTER.id()))),
        ("backdate", REPORTER, "fixed", mine(|story| story.article.created_at = chrono::DateTime::UNIX_EPOCH)),
        (
            "forget past authors",
            EDITOR,
            "fixed",
            changed(filed, EDITOR, &[], |story| story.article.past_authors.push(OTHER.id())),
        ),
        ("a link of one's own", REPORTER, "fixed", mine(|story| story.article.link = Some("https://x.example".into()))),
        ("onto the banner", REPORTER, "role", mine(|story| story.article.banner = true)),
        ("an address", REPORTER, "role", mine(|story| story.article.slug = Some("x".into()))),
        (
            "give the own story away",
            REPORTER,
            "role",
            mine(|story| {
                story.article.past_authors.push(REPORTER.id());
                story.article.author = OTHER.id();
            }),
        ),
        (
            "give a story to oneself",
            EDITOR,
            "to_oneself",
            changed(filed, EDITOR, &[], |story| {
                story.article.past_authors.push(REPORTER.id());
                story.article.author = EDITOR.id();
            }),
        ),
        (
            "give it away without a trace",
            EDITOR,
            "fixed",
            changed(filed, EDITOR, &[], |story| story.article.author = OTHER.id()),
        ),
        (
            "give it to nobody",
            EDITOR,
            "unknown_person",
            changed(filed, EDITOR, &[], |story| {
                story.article.past_authors.push(REPORTER.id());
                story.article.author = newsroom::StaffId(new_id());
            }),
        ),
    ]
}

fn approvals(scene: &Scene) -> Vec<Forgery> {
    let Scene { own, claimed, filed, approved, .. } = scene;
    let program = |story: &Story, change: fn(&mut Story)| {
        let mut told = story.clone();
        change(&mut told);
        value(&told.told_of(operation(REPORTER, Vec::new()), None, &[]))
    };
    let revision = RevisionId(new_id());
    vec![
        ("approve the own story as editor", EDITOR, "own_story", approving(own, EDITOR, EDITOR, None, |_| {})),
        ("and insist", EDITOR, "own_story", approving(own, EDITOR, EDITOR, Some("vì gấp"), |_| {})),
        ("in a colleague's name", EDITOR, "author", approving(own, EDITOR, COLLEAGUE, None, |_| {})),
        ("what a colleague has in hand", EDITOR, "claimed_by", approving(claimed, EDITOR, EDITOR, None, |_| {})),
        ("what nobody has in hand", EDITOR, "not_from_here", approving(filed, EDITOR, EDITOR, None, |_| {})),
        ("as a reporter", REPORTER, "role", approving(filed, REPORTER, REPORTER, None, |_| {})),
        (
            "other words than those kept",
            EDITOR,
            "own_story",
            approving(own, EDITOR, EDITOR, None, |story| {
                story.article.manuscript.headline = "x".into();
            }),
        ),
        (
            "no story",
            EDITOR,
            "not_approved",
            value(&operation(
                EDITOR,
                vec![own.revision(revision, EDITOR, "approve"), approval(own, revision, EDITOR, None)],
            )),
        ),
        ("no kept state", EDITOR, "not_approved", alone(EDITOR, approval(own, RevisionId(new_id()), EDITOR, None))),
        (
            "another content",
            EDITOR,
            "hash",
            value(&operation(
                EDITOR,
                vec![own.revision(revision, EDITOR, "approve"), {
                    let mut signed = approval(own, revision, EDITOR, None);
                    signed.content["content"] = json!("00".repeat(32));
                    signed
                }],
            )),
        ),
        (
            "online by the program, unapproved",
            REPORTER,
            "role",
            program(filed, |story| story.article.stage = Stage::Published),
        ),
        (
            "online by the program, another version",
            EDITOR,
            "not_approved",
            program(approved, |story| {
                story.article.stage = Stage::Published;
                story.article.readers.seen(RevisionId(new_id()), now());
            }),
        ),
        (
            "written by the program",
            REPORTER,
            "author",
            program(&scene.draft, |story| {
                story.article.manuscript.headline = "x".into();
                story.article.stage = Stage::Draft;
            }),
        ),
        ("begun by the program", REPORTER, "author", program(&Story::new(REPORTER), |_| {})),
    ]
}

fn kept(scene: &Scene) -> Vec<Forgery> {
    let Scene { secret, draft, filed, known, kept, .. } = scene;
    let new = || RevisionId(new_id());
    let with = |mut thing: Thing, field: &str, value: Value| {
        thing.content[field] = value;
        thing
    };
    let mut chief = staff(REPORTER);
    chief["role"] = json!("chief");
    let mut editor = staff(EDITOR);
    editor["role"] = json!("chief");
    let again = with(draft.revision(*kept, REPORTER, "kept"), "words", json!(6));
    let section = json!({"name": "x", "position": 0, "retired_at": null});
    let template = json!({"name": "x", "purpose": "", "section": null, "headline": "", "standfirst": "", "doc": "{}", "updated_at": now()});
    let mut hidden = deed(REPORTER, Some(secret), "edited");
    hidden.author = Some(REPORTER.id());
    vec![
        ("a kept state in another's name", REPORTER, "author", alone(REPORTER, draft.revision(new(), OTHER, "kept"))),
        ("a kept state of another's draft", EDITOR, "hidden", alone(EDITOR, secret.revision(new(), EDITOR, "kept"))),
        (
            "a kept state of no story",
            EDITOR,
            "hidden",
            alone(EDITOR, Story::new(EDITOR).revision(new(), EDITOR, "kept")),
        ),
        (
            "a kept state with another hash",
            REPORTER,
            "hash",
            alone(REPORTER, with(draft.revision(new(), REPORTER, "kept"), "content", json!("00".repeat(32)))),
        ),
        (
            "a kept state with other bytes",
            REPORTER,
            "hash",
            alone(REPORTER, with(draft.revision(new(), REPORTER, "kept"), "canonical", json!("{}"))),
        ),
        ("another kept state", REPORTER, "kept_for_ever", alone(REPORTER, Thing { base: 1, ..again })),
        ("a line of another's draft", REPORTER, "hidden", value(&hidden)),
        (
            "a line in another's name",
            REPORTER,
            "author",
            bent(value(&deed(REPORTER, Some(draft), "edited")), |told| {
                told["things"][0]["content"]["actor"] = json!(OTHER.id());
            }),
        ),
        (
            "a line in nobody's name",
            REPORTER,
            "author",
            bent(value(&deed(REPORTER, Some(draft), "edited")), |told| {
                told["things"][0]["content"]["actor"] = json!(null);
            }),
        ),
        (
            "a line of another time",
            REPORTER,
            "time",
            bent(value(&deed(REPORTER, Some(draft), "edited")), |told| {
                told["things"][0]["content"]["at"] = json!("2026-01-01T00:00:00Z");
            }),
        ),
        (
            "a line of another operation",
            REPORTER,
            "shape",
            bent(value(&deed(REPORTER, Some(draft), "edited")), |told| {
                told["things"][0]["key"] = json!(format!("{}/7", known.id));
            }),
        ),
        ("a move that nobody made", REPORTER, "deed", value(&deed(REPORTER, Some(filed), Move::Approve.as_str()))),
        ("a person that nobody added", REPORTER, "chief_only", value(&deed(REPORTER, None, "staff_added"))),
        ("a sending that nobody made", REPORTER, "role", value(&deed(REPORTER, Some(filed), "sent"))),
        ("be chief", REPORTER, "chief_only", alone(REPORTER, thing(Kind::Staff, REPORTER.id(), 1, chief))),
        ("be chief as editor", EDITOR, "chief_only", alone(EDITOR, thing(Kind::Staff, EDITOR.id(), 1, editor))),
        ("another person", EDITOR, "chief_only", alone(EDITOR, thing(Kind::Staff, new_id(), 0, staff(OTHER)))),
        ("a section", EDITOR, "chief_only", alone(EDITOR, thing(Kind::Section, new_id(), 0, section))),
        ("a template", EDITOR, "chief_only", alone(EDITOR, thing(Kind::Template, new_id(), 0, template))),
        ("a remark on another's draft", REPORTER, "hidden", alone(REPORTER, remark(secret, REPORTER))),
        ("a remark in another's name", REPORTER, "author", alone(REPORTER, remark(draft, CHIEF))),
    ]
}

fn shapes(scene: &Scene) -> Vec<Forgery> {
    let Scene { draft, known, .. } = scene;
    let told = || value(&draft.told(REPORTER, Vec::new(), &[]));
    let story = |change: fn(&mut Value)| bent(told(), |told| change(&mut told["things"][0]));
    let huge = "x".repeat(9 * 1024 * 1024);
    vec![
        ("in another's name", REPORTER, "author", bent(told(), |told| told["author"] = json!(CHIEF.id()))),
        ("another's id", REPORTER, "not_yours", bent(told(), |told| told["id"] = json!(known.id))),
        ("another's operation again", REPORTER, "not_yours", value(known)),
        ("a field more", REPORTER, "shape", story(|thing| thing["content"]["x"] = json!(1))),
        (
            "a field less",
            REPORTER,
            "shape",
            story(|thing| drop(thing["content"].as_object_mut().unwrap().remove("link"))),
        ),
        ("a field of another type", REPORTER, "shape", story(|thing| thing["content"]["banner"] = json!("true"))),
        (
            "a version with more to it",
            REPORTER,
            "shape",
            story(|thing| {
                thing["content"]["readers"]["live"] = json!({"revision": new_id(), "since": now(), "x": 1});
            }),
        ),
        ("readers of another shape", REPORTER, "shape", story(|thing| thing["content"]["readers"] = json!({}))),
        ("no content", REPORTER, "shape", story(|thing| thing["content"] = json!(null))),
        ("an unknown kind", REPORTER, "shape", story(|thing| thing["kind"] = json!("member"))),
        ("an unknown stage", REPORTER, "not_from_here", story(|thing| thing["content"]["stage"] = json!("gone"))),
        ("a key with SQL", REPORTER, "shape", story(|thing| thing["key"] = json!("'; DROP TABLE newsroom.thing; --"))),
        ("a base below nothing", REPORTER, "shape", story(|thing| thing["base"] = json!(-1))),
        ("half a base", REPORTER, "shape", story(|thing| thing["base"] = json!(0.5))),
        ("a base out of this world", REPORTER, "shape", story(|thing| thing["base"] = json!(1e300))),
        ("a base that is not there", REPORTER, "base", story(|thing| thing["base"] = json!(999))),
        ("a time without end", REPORTER, "shape", bent(told(), |told| told["at"] = json!("infinity"))),
        ("a time that is always now", REPORTER, "shape", bent(told(), |told| told["at"] = json!("now"))),
        ("a day that is none", REPORTER, "shape", bent(told(), |told| told["at"] = json!("2026-02-31T00:00:00Z"))),
        ("the future", REPORTER, "clock", bent(told(), |told| told["at"] = json!("2100-01-01T00:00:00Z"))),
        ("no things", REPORTER, "too_large", bent(told(), |told| told["things"] = json!([]))),
        (
            "a thing twice",
            REPORTER,
            "shape",
            bent(told(), |told| {
                let thing = told["things"][0].clone();
                told["things"].as_array_mut().unwrap().push(thing);
            }),
        ),
        (
            "a thing of nine megabytes",
            REPORTER,
            "too_large",
            bent(told(), |told| {
                told["things"][0]["content"]["manuscript"]["headline"] = json!(huge);
            }),
        ),
        (
            "an operation of eighteen megabytes",
            REPORTER,
            "too_large",
            bent(told(), |told| {
                told["things"] =
                    json!([{"kind": "story", "key": new_id(), "base": 0, "content": {"x": huge, "y": huge}}]);
            }),
        ),
        (
            "six hundred things",
            REPORTER,
            "too_large",
            bent(told(), |told| {
                told["things"] =
                    (0..600).map(|_| json!({"kind": "story", "key": new_id(), "base": 0, "content": {}})).collect();
            }),
        ),
        ("a field of the operation more", REPORTER, "shape", bent(told(), |told| told["role"] = json!("chief"))),
    ]
}
