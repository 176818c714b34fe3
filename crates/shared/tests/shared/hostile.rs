//! Somebody of the newsroom with a real login, a plain client and bad intentions. Every attempt must be refused, or give nothing away,
//! and leave every table as it was.

mod forgeries;
mod statements;

use crate::{
    cluster::{COLLEAGUE, EDITOR, OTHER, Paper, Person, REPORTER, applied, new_id},
    desk::{Story, because},
};
use newsroom::{Attempt, Move, Operation, Pushed, RevisionId};
use postgres::{Client, SimpleQueryMessage};
use serde_json::Value;

/// A word that stands in the draft of another alone.
const SECRET: &str = "BÍ MẬT";

/// What an attempt must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The server says no.
    Refused,
    /// It may go through, as it tells and changes nothing that is not one's own.
    Harmless,
}

/// A newsroom in full swing.
struct Scene {
    paper: Paper,
    /// Another reporter's draft.
    secret: Story,
    /// The reporter's own draft.
    draft: Story,
    /// The reporter's, handed in.
    filed: Story,
    /// The editor's own, in his own hands.
    own: Story,
    /// The reporter's, in a colleague's hands.
    claimed: Story,
    /// The reporter's, approved.
    approved: Story,
    /// The reporter's, before readers.
    online: Story,
    /// Somebody else's operation.
    known: Operation,
    /// A kept state of the reporter's draft.
    kept: RevisionId,
}

fn push(client: &mut Client, operation: &Operation) -> Pushed {
    let row = client.query_one("SELECT newsroom.push($1)", &[&serde_json::to_value(operation).unwrap()]).unwrap();
    serde_json::from_value(row.get::<_, Value>(0)).unwrap()
}

fn scene() -> Scene {
    let paper = Paper::new();
    let [reporter, other, editor, colleague] = [REPORTER, OTHER, EDITOR, COLLEAGUE].map(|person| paper.member(person));
    let mut secret = Story::new(OTHER);
    secret.article.manuscript.headline = SECRET.into();
    let known =
        secret.told(OTHER, vec![secret.revision(RevisionId(new_id()), OTHER, "kept")], &[("created", Some(SECRET))]);
    applied(other.push(&known).unwrap());
    secret.base = 1;
    let begin = |by: Person| {
        let mut story = Story::new(by);
        let member = if by.login == EDITOR.login { &editor } else { &reporter };
        applied(member.push(&story.told(by, Vec::new(), &[("created", None)])).unwrap());
        story.base = 1;
        story
    };
    let led = |mut story: Story, moves: &[(Move, Person)]| {
        for (what, by) in moves {
            let member = match by.login {
                "bien" => &editor,
                "tap" => &colleague,
                _ => &reporter,
            };
            let told = story.go(*what, *by, &because("vì")).unwrap();
            applied(member.push(&told).unwrap());
            story.base += 1;
        }
        story
    };
    let (file, claim, approve) = ((Move::File, REPORTER), (Move::Claim, COLLEAGUE), (Move::Approve, COLLEAGUE));
    let draft = begin(REPORTER);
    let kept = RevisionId(new_id());
    applied(reporter.push(&crate::cluster::operation(REPORTER, vec![draft.revision(kept, REPORTER, "kept")])).unwrap());
    let mut online = led(begin(REPORTER), &[file, claim, approve]);
    let approved = led(begin(REPORTER), &[file, claim, approve]);
    let revision = online.article.approval.as_ref().unwrap().revision;
    online.article.readers.seen(revision, crate::cluster::now());
    online.article.link = Some("https://bao.example/1".into());
    let transmitter = newsroom::Actor::Transmitter;
    online
        .article
        .make_move(Move::ConfirmOnline, transmitter, &Attempt::default(), revision, crate::cluster::now())
        .unwrap();
    let told = online.told_of(crate::cluster::operation(COLLEAGUE, Vec::new()), None, &[("sent", None)]);
    applied(colleague.push(&told).unwrap());
    online.base += 1;
    Scene {
        secret,
        filed: led(begin(REPORTER), &[file]),
        own: led(begin(EDITOR), &[(Move::File, EDITOR), (Move::Claim, EDITOR)]),
        claimed: led(begin(REPORTER), &[file, claim]),
        approved,
        online,
        draft,
        known,
        kept,
        paper,
    }
}

/// All that is in the newsroom's tables, and what roles, relations, functions, schemas and large objects there are.
fn digests(root: &mut Client) -> (String, String) {
    let tables =
        root.query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'newsroom' ORDER BY 1", &[]).unwrap();
    let of = |name: String| {
        format!("(SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM newsroom.{name} AS t)")
    };
    let all: Vec<String> = tables.iter().map(|row| of(row.get(0))).collect();
    assert!(all.len() >= 10);
    let rows: String = root.query_one(&format!("SELECT md5({})", all.join(" || ")), &[]).unwrap().get(0);
    let catalogue = "SELECT md5(
        (SELECT string_agg((rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolconnlimit)::text, ',' ORDER BY rolname)
            FROM pg_roles WHERE rolname LIKE current_database() || '%')
        || (SELECT string_agg(m::text, ',' ORDER BY m::text) FROM pg_auth_members AS m
            WHERE member IN (SELECT oid FROM pg_roles WHERE rolname LIKE current_database() || '%'))
        || (SELECT string_agg((oid, relacl)::text, ',' ORDER BY oid) FROM pg_class WHERE relname NOT LIKE 'pg_t%')
        || (SELECT string_agg((oid, proacl, prosrc)::text, ',' ORDER BY oid) FROM pg_proc)
        || (SELECT string_agg((nspname, nspacl)::text, ',' ORDER BY oid) FROM pg_namespace)
        || (SELECT count(*) FROM pg_largeobject_metadata) || (SELECT count(*) FROM pg_extension))";
    (rows, root.query_one(catalogue, &[]).unwrap().get(0))
}

/// What came of some SQL: refused with this SQLSTATE, or all words that it said.
fn tried(client: &mut Client, sql: &str) -> Result<String, String> {
    let said = client.simple_query(sql).map_err(|error| {
        error.as_db_error().map_or_else(|| error.to_string(), |error| format!("{} {error}", error.code().code()))
    })?;
    let cells = said.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some((0..row.len()).filter_map(|n| row.get(n)).collect::<Vec<_>>().join(" ")),
        _ => None,
    });
    Ok(cells.collect::<Vec<_>>().join("\n"))
}

#[test]
fn nobody_gets_beyond_what_is_his() {
    let scene = scene();
    let mut root = scene.paper.root();
    let mut counts = [0; 2];
    let mut failed = Vec::new();
    // Somebody whose session might be ended.
    let chief = scene.paper.member(crate::cluster::CHIEF);

    for person in [REPORTER, EDITOR] {
        let mut client = scene.paper.client(person);
        for (name, end, sql) in statements::all(&scene, person) {
            let before = digests(&mut root);
            let came = tried(&mut client, &sql);
            let after = digests(&mut root);
            let changed = before.0 != after.0 || end == End::Refused && before != after;
            let fine = match &came {
                // A mistake in the attempt itself (42: syntax, unknown names) shows nothing.
                Err(said) => {
                    said.starts_with("42501") || !["42", "25P01", "0A"].iter().any(|code| said.starts_with(code))
                }
                Ok(said) => end == End::Harmless && !said.contains(SECRET),
            };
            if changed || !fine {
                failed.push(format!("{} as {}: changed {changed}, {came:?}", name, person.login));
            }
            counts[0] += 1;
            // Whatever it left behind is gone with the session.
            if client.batch_execute("ROLLBACK").and_then(|()| client.batch_execute("DISCARD ALL")).is_err() {
                client = scene.paper.client(person);
            }
        }
    }
    let mut clients = [REPORTER, EDITOR, COLLEAGUE].map(|person| (person.login, scene.paper.client(person)));
    for (name, person, expected, operation) in forgeries::all(&scene) {
        let (_, client) = clients.iter_mut().find(|(login, _)| *login == person.login).unwrap();
        let before = digests(&mut root);
        let reply = client.query_one("SELECT newsroom.push($1)", &[&operation]).map(|row| row.get::<_, Value>(0));
        let changed = before != digests(&mut root);
        let why = match &reply {
            Ok(reply) => reply["refused"]["why"].as_str().unwrap_or("not refused").to_owned(),
            Err(error) => error.code().map_or("broken line".to_owned(), |code| code.code().to_owned()),
        };
        if changed || why != expected {
            failed
                .push(format!("{name} as {}: changed {changed}, {why} instead of {expected}, {reply:?}", person.login));
        }
        counts[1] += 1;
    }
    println!("{} attempts: {} statements, {} forged operations", counts[0] + counts[1], counts[0], counts[1]);
    assert!(failed.is_empty(), "{} of {counts:?}:\n{}", failed.len(), failed.join("\n"));
    assert!(counts[0] + counts[1] >= 60);
    // And after all that the newsroom goes on.
    assert_eq!(chief.hello().unwrap().role, newsroom::staff::Role::Chief);
    let mut draft = scene.draft.clone();
    draft.article.manuscript.headline = "Tít".into();
    assert!(matches!(push(&mut clients[0].1, &draft.told(REPORTER, Vec::new(), &[])), Pushed::Applied { .. }));
}

#[test]
fn a_notice_says_nothing_and_tables_keep_from_everybody_but_the_owner() {
    let scene = scene();
    let mut listener = scene.paper.client(REPORTER);
    listener.batch_execute("LISTEN newsroom").unwrap();
    let mut secret = scene.secret.clone();
    secret.article.manuscript.headline = format!("{SECRET} 2");
    applied(scene.paper.member(OTHER).push(&secret.told(OTHER, Vec::new(), &[])).unwrap());
    let mut notices = listener.notifications();
    let notice = postgres::fallible_iterator::FallibleIterator::next(
        &mut notices.timeout_iter(std::time::Duration::from_secs(20)),
    );
    assert_eq!(notice.unwrap().unwrap().payload(), "");

    // The second line: a privilege given by mistake shows no row, and what is kept for ever stays whoever asks.
    let mut root = scene.paper.root();
    root.batch_execute(&format!("GRANT SELECT ON newsroom.thing TO \"{}.{}\"", scene.paper.database, REPORTER.login))
        .unwrap();
    let seen: i64 = scene.paper.client(REPORTER).query_one("SELECT count(*) FROM newsroom.thing", &[]).unwrap().get(0);
    assert_eq!(seen, 0);
    for sql in [
        "UPDATE newsroom.thing SET content = '{}' WHERE kind = 'revision'",
        "DELETE FROM newsroom.thing WHERE kind = 'deed'",
        "UPDATE newsroom.audit SET client_time = now()",
        "DELETE FROM newsroom.audit",
        "TRUNCATE newsroom.audit",
        "UPDATE newsroom.operation SET reply = '{}'",
        "DELETE FROM newsroom.operation",
        "TRUNCATE newsroom.thing",
    ] {
        assert_eq!(root.batch_execute(sql).unwrap_err().code().unwrap().code(), "ND001", "{sql}");
    }
    let audit = "SELECT count(*) = (SELECT count(*) FROM newsroom.operation), bool_and(server_time > now() - interval '1 hour'),
        bool_and(role_name = o.role_name AND a.author = o.author OR o.author IS NULL)
        FROM newsroom.audit AS a JOIN newsroom.operation AS o USING (role_name) WHERE a.operation = o.id";
    let row = root.query_one(audit, &[]).unwrap();
    assert!(
        row.get::<_, bool>(0) && row.get::<_, bool>(1) && row.get::<_, bool>(2),
        "each operation has its audit line"
    );
}
