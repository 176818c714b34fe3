//! Copies of the newsroom through the commands: going back to one, undoing that, and what is offered after damage.

use crate::{until, window::Window};
use contract::{
    FailureCode,
    articles::{ListArticles, NewArticle, SaveText, Shelf, TextEdit},
    keeping::{
        CopyNow, CopyReason, EntryKind, LookIntoCopy, MendEntries, OlderEntry, RecoverNewsroom, Recovery, RestoreCopy,
        ShowKeeping, ShowRemains, TryRestore,
    },
    people::{Hello, SignIn, TryReadyNewsroom},
    sites::ListSites,
};
use newsroom::Stage;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

fn sign_in(window: &Window, login: &str) {
    window.ask(SignIn { login: login.into(), password: "mongcai2026".into() }).unwrap();
}

fn write(window: &Window, headline: &str) {
    let story = window.ask(NewArticle { template: None }).unwrap().article;
    let edit = TextEdit { headline: Some(headline.to_owned()), ..TextEdit::default() };
    window.ask(SaveText { article: story.id, version: story.version, edit }).unwrap();
}

fn headlines(window: &Window) -> Vec<String> {
    let shelf = Shelf::Stage(Stage::Draft);
    let rows = window.ask(ListArticles { shelf, search: String::new(), section: None, limit: 500 }).unwrap();
    rows.stories.into_iter().map(|listed| listed.headline).collect()
}

/// As bits on the disk: nobody writes a sum.
fn damage(folder: &Path, headline: &str, other: &str) {
    let (file, headline, other) = (folder.join("desk.sqlite"), headline.as_bytes(), other.as_bytes());
    assert_eq!(headline.len(), other.len());
    let mut bytes = fs::read(&file).unwrap();
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(headline)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + other.len()].copy_from_slice(other);
    }
    fs::write(&file, bytes).unwrap();
}

#[test]
fn the_chief_gets_a_damaged_entry_back_and_keeps_what_was_written_since() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    sign_in(&window, "thuky");
    write(&window, "Tin sáng");
    // The copy at closing.
    drop(window);
    damage(folder.path(), "Tin sáng", "Tin sàng");
    let window = Window::open(folder.path());
    sign_in(&window, "thuky");
    write(&window, "Tin chiều");
    let kept = window.ask(MendEntries {}).unwrap();
    assert_eq!((kept.findings.entries_back, kept.findings.entries_left), (1, 0));
    assert!(kept.findings.entries_older.is_empty(), "it is what was written last");
    assert_eq!(kept.findings.stories, None);
    assert!(kept.copies.iter().any(|copy| copy.reason == CopyReason::PutAside));
    assert_eq!(headlines(&window), ["Tin chiều", "Tin sáng"]);
    let again = window.ask(MendEntries {}).unwrap();
    assert_eq!(
        (again.findings.entries_back, again.copies.len()),
        (1, kept.copies.len()),
        "there is nothing left to do"
    );
}

#[test]
fn what_comes_back_older_is_named_to_the_chief_by_headline_and_author() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    sign_in(&window, "phongvien");
    let story = window.ask(NewArticle { template: None }).unwrap().article;
    let write = |headline: &str, version| {
        let edit = TextEdit { headline: Some(headline.to_owned()), ..TextEdit::default() };
        window.ask(SaveText { article: story.id, version, edit }).unwrap().version
    };
    let version = write("Tin sáng", story.version);
    window.ask(CopyNow {}).unwrap();
    let copies = || -> Vec<_> {
        let listed = fs::read_dir(folder.path().join("backups")).unwrap().flatten();
        listed
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "sqlite"))
            .collect()
    };
    let first = copies().remove(0);
    let bytes = fs::read(&first).unwrap();
    write("Tin sớm", version);
    drop(window);
    // The copy at closing is on a stick that is lost.
    copies().into_iter().for_each(|file| fs::remove_file(file).unwrap());
    fs::write(first, bytes).unwrap();
    damage(folder.path(), "Tin sớm", "Tin sờm");
    let window = Window::open(folder.path());
    sign_in(&window, "thuky");
    let named =
        |older: Vec<OlderEntry>| older.into_iter().map(|one| (one.what, one.name, one.author)).collect::<Vec<_>>();
    let kept = window.ask(MendEntries {}).unwrap().findings;
    let story = (EntryKind::Story, Some("Tin sáng".to_owned()), Some("Nguyễn Thu Hà".to_owned()));
    assert!(named(kept.entries_older.clone()).contains(&story), "{kept:?}");
    sign_in(&window, "phongvien");
    let told = window.ask(ShowKeeping {}).unwrap().findings.entries_older;
    assert_eq!(told.len(), kept.entries_older.len());
    assert!(told.iter().all(|one| one.name.is_none() && one.author.is_none()), "headlines of others are not hers");
}

#[test]
fn one_damaged_entry_keeps_nobody_out_after_a_power_cut_and_the_chief_gets_it_back() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    sign_in(&window, "phongvien");
    write(&window, "Tin sáng");
    drop(window);
    damage(folder.path(), "Tin sáng", "Tin sàng");
    // As a power cut leaves it.
    fs::write(folder.path().join("newsdesk.lock"), "open  \n").unwrap();
    let window = Window::open(folder.path());
    assert!(window.ask(Hello {}).unwrap().trouble.is_none());
    sign_in(&window, "phongvien");
    write(&window, "Tin chiều");
    sign_in(&window, "thuky");
    let kept = window.ask(MendEntries {}).unwrap();
    assert_eq!((kept.findings.entries_back, kept.findings.entries_left), (1, 0));
    sign_in(&window, "phongvien");
    assert_eq!(headlines(&window), ["Tin chiều", "Tin sáng"]);
}

#[test]
fn the_chief_goes_back_to_a_copy_and_undoes_it() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    sign_in(&window, "thuky");
    write(&window, "Tin sáng");
    let drafts = window.shelf(Stage::Draft).len();
    // It is connected beside the window, which is written down, too.
    until("the bundled site", || window.ask(ListSites {}).unwrap().into_iter().find(|s| s.site.bundled && s.ready));
    let kept = window.ask(CopyNow {}).unwrap();
    assert!(kept.here.trouble.is_none() && !kept.changed && kept.second.is_none(), "{kept:?}");
    let copy = kept.copies[0].clone();
    assert_eq!(copy.reason, CopyReason::Regular);
    let inside = window.ask(LookIntoCopy { copy: copy.id.clone() }).unwrap();
    assert_eq!((inside.people, inside.newest[0].0.as_str()), (3, "Tin sáng"));
    let trial = window.ask(TryRestore { second: false }).unwrap();
    assert_eq!((trial.at, trial.contents.stories), (copy.at, inside.stories));
    write(&window, "Tin chiều");
    assert!(window.ask(ShowKeeping {}).unwrap().changed);

    let open = window.ask(RecoverNewsroom { how: Recovery::Copy(copy.id.clone()) }).unwrap_err();
    assert_eq!(open.code, FailureCode::Invalid, "that way is for a newsroom that cannot be opened");
    window.ask(RestoreCopy { copy: copy.id }).unwrap();
    assert_eq!(window.ask(Hello {}).unwrap().staff, None, "everybody signs in anew");
    sign_in(&window, "thuky");
    assert_eq!(window.shelf(Stage::Draft).len(), drafts, "as it was then");
    let aside = window.ask(ShowKeeping {}).unwrap().copies.into_iter().find(|copy| copy.reason == CopyReason::PutAside);
    window.ask(RestoreCopy { copy: aside.unwrap().id }).unwrap();
    sign_in(&window, "thuky");
    assert_eq!(window.shelf(Stage::Draft).len(), drafts + 1, "what was written since is back");
}

#[test]
fn a_newsroom_that_is_gone_is_offered_its_copies_before_anybody_signs_in() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    sign_in(&window, "phongvien");
    write(&window, "Tin sáng");
    // The copy at closing.
    drop(window);
    fs::remove_file(folder.path().join("desk.sqlite")).unwrap();
    let window = Window::open(folder.path());
    let welcome = window.ask(Hello {}).unwrap();
    assert_eq!(welcome.trouble.map(|failure| failure.code), Some(FailureCode::StoreGone));
    assert_eq!(welcome.newsroom, None);
    let remains = window.ask(ShowRemains {}).unwrap();
    assert!(!remains.may_go_on, "there is nothing to go on with");
    let copy = remains.copies.first().cloned().unwrap();
    window.ask(RecoverNewsroom { how: Recovery::Copy(copy.id) }).unwrap();
    let welcome = window.ask(Hello {}).unwrap();
    assert!(welcome.trouble.is_none() && welcome.newsroom.is_some(), "{welcome:?}");
    sign_in(&window, "phongvien");
    assert_eq!(window.shelf(Stage::Draft).len(), 1);
    assert_eq!(window.ask(ShowRemains {}).unwrap_err().code, FailureCode::Invalid);
}

#[test]
fn a_shell_makes_copies_goes_back_and_looks_through_everything() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    sign_in(&window, "phongvien");
    write(&window, "Tin sáng");
    let stick = TempDir::new().unwrap();
    let run = |words: &[&str]| -> (bool, String) {
        let program = env!("CARGO_BIN_EXE_newsdesk");
        let Output { status, stdout, stderr } = Command::new(program)
            .args(words)
            .arg("--data")
            .arg(folder.path())
            .env("LC_ALL", "en_GB.UTF-8")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&stdout).into_owned();
        assert!(!said.is_empty(), "{words:?}: {}", String::from_utf8_lossy(&stderr));
        (status.success(), said)
    };
    // Beside the open window.
    let (done, said) = run(&["backup", "--to", stick.path().to_str().unwrap()]);
    assert!(done && said.contains("Copied and checked"), "{said}");
    let (sound, said) = run(&["doctor"]);
    assert!(sound && said.contains("whole"), "{said}");
    let copies = fs::read_dir(stick.path()).unwrap().next().unwrap().unwrap().path();
    let copy = fs::read_dir(copies).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_file()).unwrap();
    let (done, said) = run(&["restore", copy.to_str().unwrap()]);
    assert!(!done && said.contains("another Newsdesk"), "not under an open window: {said}");
    write(&window, "Tin chiều");
    drop(window);
    let (done, said) = run(&["restore", copy.to_str().unwrap()]);
    assert!(done, "{said}");
    let (done, said) = run(&["restore", "no-such-copy"]);
    assert!(!done && said.contains("no copy named no-such-copy") && said.contains("put aside"), "{said}");
    let (listed, said) = run(&["restore"]);
    assert!(listed && said.contains("put aside"), "{said}");
    let window = Window::open(folder.path());
    sign_in(&window, "phongvien");
    assert_eq!(window.shelf(Stage::Draft).len(), 1, "as the copy has it");
    drop(window);
    // Dropping the window has made a copy.
    damage(folder.path(), "Tin sáng", "Tin sàng");
    let (sound, said) = run(&["doctor"]);
    assert!(
        !sound && said.contains("Not what was written: story “Tin sàng” (") && said.contains("doctor --mend"),
        "{said}"
    );
    // A computer that says nothing, or something else than English, is told in Vietnamese.
    let mut vietnamese = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
    let said =
        vietnamese.arg("doctor").arg("--data").arg(folder.path()).env("LC_ALL", "C.UTF-8").output().unwrap().stdout;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("Khác với lúc ghi: bài “Tin sàng” (Nguyễn Thu Hà)"), "{said}");
    let (sound, said) = run(&["doctor", "--mend"]);
    assert!(sound && said.contains("Back as it was written last") && said.contains("whole"), "{said}");
    let window = Window::open(folder.path());
    sign_in(&window, "phongvien");
    assert_eq!(headlines(&window), ["Tin sáng"]);
    drop(window);
    fs::write(folder.path().join("desk.sqlite"), b"").unwrap();
    let (sound, said) = run(&["doctor"]);
    assert!(!sound && said.contains("gone"), "{said}");
}

#[test]
fn a_look_where_no_newsroom_is_says_so() {
    let folder = TempDir::new().unwrap();
    for place in [folder.path().to_owned(), folder.path().join("toa-soan")] {
        for words in [&["doctor"][..], &["doctor", "--mend"]] {
            let mut look = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
            let Output { status, stdout, .. } =
                look.args(words).arg("--data").arg(&place).env("LC_ALL", "en_GB.UTF-8").output().unwrap();
            let said = String::from_utf8_lossy(&stdout);
            assert!(!status.success() && said.contains("no newsroom") && !said.contains("whole"), "{said}");
        }
    }
    assert!(!folder.path().join("toa-soan").exists(), "and makes none");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
