//! Who is let in, and to whom a passphrase is told.

use crate::cluster::{
    Authority, CHIEF, Cluster, EDITOR, PASSWORD, Paper, REPORTER, applied, new_id, now, operation, staff, thing,
};
use newsroom::Kind;
use shared::{Address, Error, Founder, Member, Owner, SCHEMA};
use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

fn refusal(address: &Address, login: &str, password: &str) -> Error {
    match Member::connect(address, login, password) {
        Ok(_) => panic!("let in"),
        Err(error) => error,
    }
}

#[test]
fn a_server_that_the_invitation_does_not_vouch_for_is_told_nothing() {
    let paper = Paper::new();
    let stranger = Address { ca_pem: Authority::new("a stranger").pem(), ..paper.address.clone() };
    assert!(matches!(refusal(&stranger, REPORTER.login, PASSWORD), Error::Certificate(_)));
    let named = Address { host: "localhost".into(), ..paper.address.clone() };
    assert!(Member::connect(&named, REPORTER.login, PASSWORD).is_ok());
    let nothing = Address { ca_pem: "no certificate".into(), ..paper.address.clone() };
    assert!(matches!(refusal(&nothing, REPORTER.login, PASSWORD), Error::Certificate(_)));
}

#[test]
fn the_certificate_must_be_for_the_name_that_was_meant() {
    let paper = Paper::new();
    // Another address of this computer, behind which the very same server answers.
    let door = TcpListener::bind("127.0.0.2:0").unwrap();
    let (port, server) = (door.local_addr().unwrap().port(), paper.address.port);
    thread::spawn(move || {
        for visitor in door.incoming().flatten() {
            let inside = std::net::TcpStream::connect(("127.0.0.1", server)).unwrap();
            let (mut from, mut to) = (visitor.try_clone().unwrap(), inside.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut from, &mut to));
            let (mut from, mut to) = (inside, visitor);
            thread::spawn(move || std::io::copy(&mut from, &mut to));
        }
    });
    let elsewhere = Address { host: "127.0.0.2".into(), port, ..paper.address.clone() };
    assert!(matches!(refusal(&elsewhere, REPORTER.login, PASSWORD), Error::Certificate(_)));
}

/// A server of a few lines, which says this to whoever comes and keeps what it hears.
fn says(answer: &'static [u8]) -> (u16, thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(answer).unwrap();
        let mut heard = Vec::new();
        stream.read_to_end(&mut heard).map(|_| heard).unwrap_or_default()
    });
    (port, heard)
}

#[test]
fn nothing_is_said_without_tls() {
    let (port, heard) = says(b"N");
    let address = Address { port, ..Cluster::shared().address("paper") };
    assert!(matches!(refusal(&address, "thu.ha", PASSWORD), Error::Certificate(_)));
    let heard = heard.join().unwrap();
    assert_eq!(heard, [0, 0, 0, 8, 4, 210, 22, 47], "no more than the question for TLS");
}

#[test]
fn nobody_is_waited_for_for_ever() {
    let (port, _heard) = says(b"");
    let address = Address { port, ..Cluster::shared().address("paper") };
    let begun = Instant::now();
    assert!(matches!(refusal(&address, "thu.ha", PASSWORD), Error::Unreachable(_)));
    assert!(begun.elapsed() < Duration::from_secs(15));
    let nobody = Address { port: 1, ..address };
    assert!(matches!(refusal(&nobody, "thu.ha", PASSWORD), Error::Unreachable(_)));
}

#[test]
fn a_server_that_asks_for_the_passphrase_in_clear_does_not_get_it() {
    let cluster = Cluster::shared();
    let mut root = cluster.client("postgres", "postgres");
    root.batch_execute("CREATE DATABASE in_clear").unwrap();
    root.batch_execute("CREATE ROLE \"in_clear.ha\" LOGIN PASSWORD 'x'").unwrap();
    assert!(matches!(refusal(&cluster.address("in_clear"), "ha", "x"), Error::Certificate(_)));
}

#[test]
fn wrong_passphrases_and_strangers_are_not_told_apart() {
    let paper = Paper::new();
    assert!(matches!(refusal(&paper.address, REPORTER.login, "wrong"), Error::LoginRefused));
    assert!(matches!(refusal(&paper.address, "nobody", PASSWORD), Error::LoginRefused));
}

#[test]
fn who_is_blocked_gets_in_no_more_and_is_thrown_out() {
    let paper = Paper::new();
    let editor = paper.member(EDITOR);
    paper.owner.block(EDITOR.login).unwrap();
    assert!(matches!(editor.hello(), Err(Error::Unreachable(_) | Error::Blocked)));
    assert!(matches!(refusal(&paper.address, EDITOR.login, PASSWORD), Error::Blocked));
    paper.owner.unblock(EDITOR.login).unwrap();
    assert_eq!(paper.member(EDITOR).hello().unwrap().staff, EDITOR.id());
    paper.owner.invite(EDITOR.login, "một mật khẩu khác").unwrap();
    assert!(matches!(refusal(&paper.address, EDITOR.login, PASSWORD), Error::LoginRefused));
}

#[test]
fn people_of_another_newsroom_on_the_same_server_stay_outside() {
    let (paper, other) = (Paper::new(), Paper::new());
    let role = format!("{}.{}", other.database, CHIEF.login);
    let refused = Cluster::shared().try_client(&paper.database, &role).map(drop).unwrap_err();
    assert_eq!(refused.code().unwrap().code(), "42501");
}

#[test]
fn no_passphrase_stands_in_the_servers_catalogue() {
    let paper = Paper::new();
    let row = paper.root().query_one(
        "SELECT rolpassword, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_authid WHERE rolname = $1",
        &[&format!("{}.{}", paper.database, CHIEF.login)],
    );
    let row = row.unwrap();
    assert!(row.get::<_, String>(0).starts_with("SCRAM-SHA-256$4096:"));
    assert!(!row.get::<_, bool>(1));
    assert!(matches!(paper.owner.set_verifier(CHIEF.login, "in clear'"), Err(Error::Refused(_))));
}

#[test]
fn programs_and_newsrooms_of_different_times_do_not_speak() {
    let paper = Paper::new();
    let mut root = paper.root();
    root.execute("INSERT INTO newsroom.migration (number) VALUES (99)", &[]).unwrap();
    let refused = refusal(&paper.address, REPORTER.login, PASSWORD);
    assert!(matches!(refused, Error::ProgramTooOld { server: 99, program: SCHEMA }));
    assert!(matches!(paper.owner.upgrade(), Err(Error::ProgramTooOld { .. })));
    root.execute("DELETE FROM newsroom.migration WHERE number >= 5", &[]).unwrap();
    let refused = refusal(&paper.address, REPORTER.login, PASSWORD);
    assert!(matches!(refused, Error::ServerTooOld { server: 4, program: SCHEMA }));
    root.batch_execute("DROP FUNCTION newsroom.who_asks() CASCADE; DROP FUNCTION newsroom.take_turn, newsroom.check_seen,
        newsroom.note_story, newsroom.write, newsroom.apply, newsroom.check_operation, newsroom.push, newsroom.pull, newsroom.hello")
        .unwrap();
    paper.owner.upgrade().unwrap();
    assert_eq!(paper.member(REPORTER).hello().unwrap().schema, SCHEMA);
}

#[test]
fn a_full_disk_and_a_server_that_stops_are_told_apart() {
    let mut root = Cluster::shared().client("postgres", "postgres");
    let mut raised = |state: &str| {
        let sql = format!("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$");
        Error::from(root.batch_execute(&sql).unwrap_err())
    };
    assert!(matches!(raised("53100"), Error::DiskFull));
    for later in ["53300", "57P01", "57P03", "57014", "55P03", "08006"] {
        assert!(matches!(raised(later), Error::Unreachable(_)), "{later}");
    }
    assert!(matches!(raised("22000"), Error::Broken(_)));
}

#[test]
fn an_administrator_needs_no_rights_beyond_roles_and_the_database() {
    let cluster = Cluster::shared();
    let database = cluster.database();
    let mut root = cluster.client("postgres", "postgres");
    root.batch_execute(&format!("CREATE ROLE {database}_admin LOGIN CREATEROLE PASSWORD '{PASSWORD}'")).unwrap();
    root.batch_execute(&format!("ALTER DATABASE {database} OWNER TO {database}_admin")).unwrap();
    let address = cluster.address(&database);
    let owner = Owner::connect(&address, &format!("{database}_admin"), PASSWORD).unwrap();
    let founder = Founder { id: CHIEF.id(), login: CHIEF.login.into(), name: "Chi".into(), created_at: now() };
    owner.create(new_id(), &founder).unwrap();
    owner.invite(CHIEF.login, PASSWORD).unwrap();
    let chief = Member::connect(&address, CHIEF.login, PASSWORD).unwrap();
    applied(chief.push(&operation(CHIEF, vec![thing(Kind::Staff, EDITOR.id(), 0, staff(EDITOR))])).unwrap());
    owner.invite(EDITOR.login, PASSWORD).unwrap();
    let editor = Member::connect(&address, EDITOR.login, PASSWORD).unwrap();
    owner.block(EDITOR.login).unwrap();
    assert!(editor.hello().is_err(), "his session was ended");
    owner.upgrade().unwrap();
    assert!(matches!(owner.create(new_id(), &founder), Err(Error::Refused(_))), "there is a newsroom already");
}
