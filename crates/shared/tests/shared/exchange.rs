//! Operations are taken once, whole, and in one order.

use crate::{
    cluster::{CHIEF, EDITOR, OTHER, Paper, REPORTER, applied, new_id, operation, refused, thing},
    desk::{Story, because},
};
use newsroom::{Attempt, Move, Pushed, moves::RULES, operation::Kind};
use serde_json::json;
use std::{thread, time::Duration};

#[test]
fn an_operation_is_taken_once_and_answered_with_the_same_words() {
    let paper = Paper::new();
    let story = Story::new(REPORTER);
    let begun = story.told(REPORTER, Vec::new(), &[("created", None)]);
    let first = paper.member(REPORTER).push(&begun).unwrap();
    assert_eq!(applied(first.clone()).1, [1, 1]);
    // The answer was lost: another connection gives the same again.
    let reporter = paper.member(REPORTER);
    let newest = reporter.hello().unwrap().newest;
    assert_eq!(reporter.push(&begun).unwrap(), first);
    assert_eq!(reporter.hello().unwrap().newest, newest, "nothing was done a second time");
    let mut other = begun.clone();
    other.things[0].content["manuscript"]["headline"] = json!("Another");
    assert_eq!(refused(reporter.push(&other).unwrap()), "not_yours", "another operation under its id");
    let mut stolen = begun;
    stolen.author = Some(OTHER.id());
    assert_eq!(refused(paper.member(OTHER).push(&stolen).unwrap()), "not_yours");
}

#[test]
fn what_is_newer_there_is_named_and_nothing_is_done() {
    let paper = Paper::new();
    let reporter = paper.member(REPORTER);
    let mut story = Story::new(REPORTER);
    applied(reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap());
    let again = reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap();
    assert_eq!(again, Pushed::Newer { things: vec![story.thing().id] });
    story.base = 1;
    story.article.manuscript.headline = "Cầu mới".into();
    let (_, versions) = applied(reporter.push(&story.told(REPORTER, Vec::new(), &[("edited", None)])).unwrap());
    assert_eq!(versions, [2, 1]);
    let remark = json!({"story": story.article.id, "quote": "", "made_at": "2026-11-30T01:00:00Z", "resolved_by": null,
        "resolved_at": null, "notes": [{"made_by": REPORTER.id(), "made_at": "2026-11-30T01:00:00Z", "words": "?"}]});
    let newest = reporter.hello().unwrap().newest;
    let both = story.told(REPORTER, vec![thing(Kind::Remark, new_id(), 0, remark)], &[]);
    assert!(matches!(reporter.push(&both).unwrap(), Pushed::Newer { .. }), "whole or not at all");
    assert_eq!(reporter.hello().unwrap().newest, newest);
    story.base = 9;
    assert_eq!(refused(reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap()), "base");
}

#[test]
fn of_two_at_once_one_is_first() {
    let paper = Paper::new();
    let mut story = Story::new(REPORTER);
    applied(paper.member(REPORTER).push(&story.told(REPORTER, Vec::new(), &[])).unwrap());
    story.base = 1;
    let replies: Vec<Pushed> = thread::scope(|scope| {
        let pushes: Vec<_> = (0..6)
            .map(|n| {
                let (paper, mut story) = (&paper, story.clone());
                scope.spawn(move || {
                    story.article.manuscript.headline = format!("Tít {n}");
                    paper.member(REPORTER).push(&story.told(REPORTER, Vec::new(), &[])).unwrap()
                })
            })
            .collect();
        pushes.into_iter().map(|push| push.join().unwrap()).collect()
    });
    let applied = replies.iter().filter(|reply| matches!(reply, Pushed::Applied { .. })).count();
    let newer = replies.iter().filter(|reply| matches!(reply, Pushed::Newer { .. })).count();
    assert_eq!((applied, newer), (1, 5));
}

#[test]
fn a_reader_passes_over_a_late_commit_where_numbers_come_from_a_sequence() {
    let paper = Paper::new();
    let mut root = paper.root();
    root.batch_execute("CREATE TABLE public.naive (number bigserial, word text)").unwrap();
    // The naive way: numbers as they are asked for.
    let (mut slow, mut quick) = (paper.root(), paper.root());
    let mut late = slow.transaction().unwrap();
    late.execute("INSERT INTO public.naive (word) VALUES ('slow')", &[]).unwrap();
    quick.execute("INSERT INTO public.naive (word) VALUES ('quick')", &[]).unwrap();
    let mut read = 0;
    let mut words = Vec::new();
    let mut pull = |read: &mut i64| {
        for row in
            root.query("SELECT number, word FROM public.naive WHERE number > $1 ORDER BY number", &[&*read]).unwrap()
        {
            *read = row.get(0);
            words.push(row.get::<_, String>(1));
        }
    };
    pull(&mut read);
    late.commit().unwrap();
    pull(&mut read);
    assert_eq!(words, ["quick"], "the slow one is never read");

    // Ours: who comes second waits until the first can be seen.
    let (first, second) = (Story::new(REPORTER), Story::new(REPORTER));
    let push = |story: &Story| serde_json::to_value(story.told(REPORTER, Vec::new(), &[])).unwrap();
    let mut slow = paper.client(REPORTER);
    let mut late = slow.transaction().unwrap();
    late.query("SELECT newsroom.push($1)", &[&push(&first)]).unwrap();
    let reader = paper.member(REPORTER);
    let waiting = thread::spawn({
        let (member, second) = (paper.member(REPORTER), second.clone());
        move || member.push(&second.told(REPORTER, Vec::new(), &[])).unwrap()
    });
    thread::sleep(Duration::from_millis(300));
    assert!(!waiting.is_finished(), "it waits for the first one");
    let before = reader.pull(0, 100).unwrap();
    let read = before.last().unwrap().number;
    late.commit().unwrap();
    applied(waiting.join().unwrap());
    let keys: Vec<String> = reader.pull(read, 100).unwrap().into_iter().map(|arrival| arrival.id.key).collect();
    assert_eq!(keys, [first.article.id.to_string(), second.article.id.to_string()]);
}

#[test]
fn who_keeps_everybody_waiting_is_thrown_out() {
    let paper = Paper::new();
    let mut hog = paper.client(OTHER);
    let story = Story::new(OTHER);
    let push = serde_json::to_value(story.told(OTHER, Vec::new(), &[])).unwrap();
    hog.batch_execute("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0").unwrap();
    let mut kept = hog.transaction().unwrap();
    kept.query("SELECT newsroom.push($1)", &[&push]).unwrap();
    applied(paper.member(REPORTER).push(&Story::new(REPORTER).told(REPORTER, Vec::new(), &[])).unwrap());
    assert!(kept.query("SELECT 1", &[]).is_err(), "his session was ended");
    let seen = paper.member(CHIEF).pull(0, 100).unwrap();
    assert!(!seen.iter().any(|arrival| arrival.id.key == story.article.id.to_string()), "and his change undone");
}

#[test]
fn the_servers_table_of_moves_is_ours() {
    let paper = Paper::new();
    let rows = paper
        .root()
        .query("SELECT what, from_stage, to_stage, roles, conditions FROM newsroom.rule ORDER BY place", &[]);
    let rows = rows.unwrap();
    assert_eq!(rows.len(), RULES.len());
    for (row, rule) in rows.iter().zip(RULES) {
        let stages = (rule.from.as_str().to_owned(), rule.to.as_str().to_owned());
        assert_eq!((row.get::<_, String>(0), (row.get(1), row.get(2))), (rule.what.as_str().to_owned(), stages));
        let roles: Vec<String> = rule.roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect();
        assert_eq!(row.get::<_, Vec<String>>(3), roles);
        let letters = |name: &str| name.replace('_', "").to_lowercase();
        let told: Vec<String> = row.get::<_, Vec<String>>(4).iter().map(|name| letters(name)).collect();
        let conditions: Vec<String> =
            rule.conditions.iter().map(|condition| letters(&format!("{condition:?}"))).collect();
        assert_eq!(told, conditions, "{rule:?}");
    }
}

#[test]
fn what_comes_into_sight_is_told_anew_and_what_goes_is_told_once() {
    let paper = Paper::new();
    let [reporter, editor, other] = [REPORTER, EDITOR, OTHER].map(|person| paper.member(person));
    let read = |member: &shared::Member, after: u64| member.pull(after, 1000).unwrap();
    let start = editor.hello().unwrap().newest;
    let mut story = Story::new(REPORTER);
    let id = story.article.id.to_string();
    let kept = story.revision(newsroom::RevisionId(new_id()), REPORTER, "kept");
    applied(reporter.push(&story.told(REPORTER, vec![kept], &[("created", None)])).unwrap());
    assert_eq!(read(&editor, start), [], "a draft is nobody else's business");
    assert_eq!(read(&reporter, start).len(), 3);
    let passed = editor.hello().unwrap().newest;

    let mut go = |what, by, attempt: &Attempt, member: &shared::Member| {
        story.base += 1;
        let operation = story.go(what, by, attempt).unwrap();
        applied(member.push(&operation).unwrap());
    };
    go(Move::File, REPORTER, &Attempt::default(), &reporter);
    let arrived = read(&editor, passed);
    let kinds: Vec<&str> = arrived.iter().map(|arrival| arrival.id.kind.as_str()).collect();
    assert_eq!(kinds, ["revision", "revision", "story", "deed", "deed"], "also what was kept before");
    assert!(arrived.is_sorted_by(|a, b| a.number < b.number));
    assert_eq!(read(&other, start), [], "a reporter sees his own");

    let passed = editor.hello().unwrap().newest;
    go(Move::Return, EDITOR, &because("Thiếu số liệu"), &editor);
    let arrived = read(&editor, passed);
    let gone: Vec<_> = arrived.iter().map(|arrival| (arrival.id.key.as_str(), arrival.content.is_none())).collect();
    assert_eq!(gone, [(id.as_str(), true)], "it is the author's again, which is told once");
    assert_eq!(read(&editor, arrived[0].number), []);
    let passed = editor.hello().unwrap().newest;
    go(Move::File, REPORTER, &Attempt::default(), &reporter);
    assert!(read(&editor, passed).iter().any(|arrival| arrival.id.key == id && arrival.content.is_some()));
    assert!(read(&editor, 0).iter().all(|arrival| arrival.content.is_some()), "the loss is forgotten");
}

#[test]
fn pages_have_a_limit_and_at_least_one_thing() {
    let paper = Paper::new();
    let reporter = paper.member(REPORTER);
    let start = reporter.hello().unwrap().newest;
    for size in [700_000, 700_000, 10, 10, 3_000_000] {
        let mut story = Story::new(REPORTER);
        story.article.manuscript.body = crate::desk::body(&"ă".repeat(size / 2));
        applied(reporter.push(&story.told(REPORTER, Vec::new(), &[])).unwrap());
    }
    let mut sizes = Vec::new();
    let mut after = start;
    loop {
        let page = reporter.pull(after, 1000).unwrap();
        let Some(last) = page.last() else { break };
        after = last.number;
        sizes.push(page.len());
    }
    assert_eq!(sizes, [1, 3, 1]);
    assert_eq!(reporter.pull(start, 2).unwrap().len(), 1);
    assert_eq!(reporter.pull(start + 1, 2).unwrap().len(), 2, "no more than was asked for");

    let mut huge = Story::new(REPORTER);
    huge.article.manuscript.body = crate::desk::body(&"a".repeat(8 * 1024 * 1024 + 1));
    assert_eq!(refused(reporter.push(&huge.told(REPORTER, Vec::new(), &[])).unwrap()), "too_large");
    let many = (0..501).map(|_| Story::new(REPORTER).thing()).collect();
    assert_eq!(refused(reporter.push(&operation(REPORTER, many)).unwrap()), "too_large");
}

#[test]
fn whoever_waits_is_woken() {
    let paper = Paper::new();
    let (reporter, chief) = (paper.member(REPORTER), paper.member(CHIEF));
    assert!(!chief.wait(Duration::from_millis(200)).unwrap());
    applied(reporter.push(&Story::new(REPORTER).told(REPORTER, Vec::new(), &[])).unwrap());
    assert!(chief.wait(Duration::from_secs(20)).unwrap());
    assert!(!chief.wait(Duration::from_millis(200)).unwrap(), "once");
}
