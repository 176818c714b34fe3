//! The program is killed in the middle of its writing, again and again; what was committed is there.
//!
//! The program that is killed is this test binary itself, told by the environment to write.

use crate::old_databases::list;
use crate::story::{LAN, act, add_people, bring, draft, minute, paragraph, photo, uuid};
use newsroom::{Article, ArticleId, Body, ContentHash, Deed, Move, RevisionId};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    ops::RangeInclusive,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};
use store::{Store, StoreError};
use tempfile::TempDir;

const FOLDER: &str = "NEWSDESK_STORE_CRASH_FOLDER";
const STORY: ArticleId = ArticleId(uuid::Uuid::from_u128(500));
const ROUNDS: u32 = 20;

#[test]
fn what_was_committed_survives_kill_9() {
    // Another one in each run, for where the kills fall is to vary; shown where the test fails.
    let seed = env::var("NEWSDESK_FUZZ_SEED").map_or_else(|_| fastrand::u64(..), |seed| seed.parse().unwrap());
    println!("NEWSDESK_FUZZ_SEED={seed}");
    let mut rng = fastrand::Rng::with_seed(seed);
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    add_people(&store);
    store.keep_picture(&picture(0), &[], minute(0)).unwrap();
    let begun = store.transact(act(LAN, 0), |t| {
        bring(t, &state(0))?;
        t.save_article(&state(0))
    });
    begun.map_err(|e: StoreError| e).unwrap();
    drop(store);
    let (mut reached, mut unsaid) = (0, 0);
    for round in 1..=ROUNDS {
        let (mut writer, mut lines) = start(folder.path());
        let held = matches!(Store::open(folder.path(), minute(0)), Err(StoreError::AlreadyOpen));
        assert!(held, "round {round}: another process has the folder");
        for _ in 0..rng.u64(..=6) {
            lines.next_version();
        }
        if round % 2 == 0 {
            thread::sleep(Duration::from_micros(rng.u64(..=20_000)));
        } else {
            wait_for_growth(folder.path());
        }
        writer.kill().unwrap();
        writer.wait().unwrap();
        while lines.next_version().is_some() {}

        let store = Store::open(folder.path(), minute(0)).unwrap();
        let version = check(&store, round);
        let said = lines.newest.max(reached);
        assert!(version >= said, "round {round}: version {said} was committed, {version} is there");
        assert!(version <= said + 1, "round {round}: the writer commits one at a time");
        unsaid += u64::from(version > said);
        reached = version;
    }
    println!("{ROUNDS} kills, {reached} versions, {unsaid} of them committed but not reported yet");
}

/// What the child does when the test above starts it.
#[test]
#[ignore = "writes until it is killed; started by the test above"]
fn write_until_killed() {
    let folder = env::var_os(FOLDER).expect("started by what_was_committed_survives_kill_9");
    let store = Store::open(Path::new(&folder), minute(0)).unwrap();
    // The test runner has begun a line.
    println!("\nopen");
    loop {
        let version = store.article(STORY).unwrap().version + 1;
        let article = state(version);
        store.keep_picture(&picture(version / 4), &[], minute(1)).unwrap();
        let written = store.transact(act(LAN, 1), |t| {
            bring(t, &article)?;
            t.save_article(&article)?;
            t.keep_revision(RevisionId(uuid(10_000 + version)), STORY, &article.manuscript, &Move::File.into())?;
            t.audit(Some(STORY), &format!("version {version}").into(), None)
        });
        written.map_err(|e: StoreError| e).unwrap();
        println!("version {version}");
    }
}

/// Reads everything that the newest version consists of.
fn check(store: &Store, round: u32) -> u64 {
    let article = store.article(STORY).unwrap();
    let version = article.version;
    assert_eq!(article, state(version), "round {round}: text, photos and version are of one commit");
    let revisions = store.revisions(STORY).unwrap();
    let numbers: Vec<u64> = revisions.iter().map(|r| u64::from(r.number)).collect();
    assert_eq!(numbers, Vec::from_iter(1..=version), "round {round}: each version with its revision");
    let deeds = store.history(STORY, 100_000).unwrap();
    let expected: Vec<Deed> = (1..=version).rev().map(|n| format!("version {n}").into()).collect();
    assert!(deeds.iter().map(|l| &l.deed).eq(&expected), "round {round}: each version with its audit line");
    for photo in &article.manuscript.photos {
        let bytes = store.original(photo.original).expect("bytes come before the story that names them");
        assert_eq!(ContentHash::of(&bytes), photo.original, "round {round}");
    }
    version
}

/// The story at a version: all of it follows from the number.
fn state(version: u64) -> Article {
    let mut article = draft(0, &format!("Cửa khẩu Móng Cái, bản thứ {version}"), "");
    article.id = STORY;
    article.version = version;
    let lines =
        (0..version % 40).map(|n| paragraph(&format!("Đoạn {n} của bản thứ {version}. {}", "Chữ ".repeat(250))));
    article.manuscript.body = Body::new(lines.collect());
    let taken = pictures(version).map(|n| photo(20_000 + n, ContentHash::of(&picture(n)), "Xe hàng qua cầu."));
    article.manuscript.photos = taken.collect();
    article
}

/// Each fourth version brings a picture; the story shows the last three.
fn pictures(version: u64) -> RangeInclusive<u64> {
    (version / 4).saturating_sub(2)..=version / 4
}

fn picture(n: u64) -> Vec<u8> {
    n.to_le_bytes().repeat(50_000)
}

struct Lines {
    output: BufReader<ChildStdout>,
    newest: u64,
}

impl Lines {
    /// Waits until the child has committed again; none at its end.
    fn next_version(&mut self) -> Option<u64> {
        let said = self.next()?;
        // A line that was cut off by the kill says nothing.
        if let Some(number) = said.strip_prefix("version ").and_then(|rest| rest.strip_suffix('\n')) {
            self.newest = number.parse().unwrap();
        }
        Some(self.newest)
    }

    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        (self.output.read_line(&mut line).unwrap() > 0).then_some(line)
    }
}

/// Starts a writer, and waits until it has opened the folder.
fn start(folder: &Path) -> (Child, Lines) {
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--exact", "crash::write_until_killed", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = Lines { output: BufReader::new(writer.stdout.take().unwrap()), newest: 0 };
    while lines.next().expect("the writer opens the folder that the one before it was killed in") != "open\n" {}
    (writer, lines)
}

/// Returns in the middle of a write: as soon as a file of the folder has grown.
fn wait_for_growth(folder: &Path) {
    let size = || -> u64 { list(folder).iter().filter_map(|file| Some(fs::metadata(file).ok()?.len())).sum() };
    let before = size();
    // The writer may also write over what is there already, so this does not wait for ever.
    for _ in 0..20_000 {
        if size() != before {
            return;
        }
    }
}
