//! A store that cannot be written says so, loses nothing, and is written again as soon as it can be.

use crate::office::Office;
use contract::{Failure, FailureCode, articles::TextEdit};
use desk::DeskError;
use newsroom::{ArticleId, Staff};
use serde_json::json;
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

fn edit(text: &str) -> TextEdit {
    TextEdit { standfirst: Some(text.to_owned()), ..TextEdit::default() }
}

fn begun(office: &Office) -> (Staff, ArticleId) {
    let me = office.staff("phongvien");
    let id = office.desk.new_article(&me, None).unwrap().0.article.id;
    (me, id)
}

fn code<T: std::fmt::Debug>(refused: Result<T, DeskError>) -> FailureCode {
    Failure::from(refused.unwrap_err()).code
}

/// The same save, which was refused, goes through now, and nothing of the refused one was kept.
fn goes_through(office: &Office, me: &Staff, id: ArticleId, text: &str) {
    let before = office.desk.open_article(me, id).unwrap().article;
    assert_eq!((before.version, before.manuscript.standfirst.as_str()), (0, ""), "nothing by half");
    office.desk.save_text(me, id, 0, edit(text)).unwrap();
    assert_eq!(office.desk.open_article(me, id).unwrap().article.manuscript.standfirst, text);
}

#[test]
fn a_full_disk_says_so_and_goes_on_when_there_is_room() {
    let Some(disk) = Disk::mount("tmpfs", "size=12m") else { return };
    let office = Office::online(disk.path());
    let (me, id) = begun(&office);
    let text = "Chữ ".repeat(4_900);
    // More than the log has room for already.
    let paragraph = json!({ "type": "paragraph", "content": [{ "type": "text", "text": "Chữ ".repeat(250_000) }] });
    let long = || TextEdit { doc: Some(json!({ "type": "doc", "content": [paragraph] }).to_string()), ..edit(&text) };
    let ballast = disk.path().join("khac.bin");
    // Writes as much as goes in, to the last page.
    drop(fs::write(&ballast, vec![0; 12 << 20]));
    assert_eq!(code(office.desk.save_text(&me, id, 0, long())), FailureCode::DiskFull);
    assert_eq!(code(office.desk.save_text(&me, id, 0, long())), FailureCode::DiskFull, "however often");
    fs::remove_file(ballast).unwrap();
    goes_through(&office, &me, id, &text);
}

#[test]
fn a_read_only_newsroom_says_so_and_opens_when_it_can_be_written() {
    let Some(disk) = Disk::mount("tmpfs", "size=20m") else { return };
    let office = Office::online(disk.path());
    let (me, id) = begun(&office);
    drop(office);
    disk.remount("ro");
    let refused = desk::Desk::open(
        disk.path(),
        std::sync::Arc::new(wordpress::HttpTransport::new()),
        std::sync::Arc::new(desk::SystemClock),
    );
    assert_eq!(code(refused), FailureCode::StoreUnwritable);
    disk.remount("rw");
    goes_through(&Office::online(disk.path()), &me, id, "Chữ");
}

#[test]
fn a_file_that_turns_read_only_in_the_middle_of_work_says_so_and_goes_on() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (me, id) = begun(&office);
    let files = ["desk.sqlite", "desk.sqlite-wal"].map(|name| folder.path().join(name));
    let set = |flag: &str| files.iter().all(|f| done(Command::new("chattr").arg(flag).arg(f)));
    if !set("+i") {
        println!("SKIPPED: files here cannot be made unchangeable");
        set("-i");
        return;
    }
    let refused = office.desk.save_text(&me, id, 0, edit("Chữ"));
    assert!(set("-i"));
    assert_eq!(code(refused), FailureCode::StoreUnwritable);
    goes_through(&office, &me, id, "Chữ");
}

/// A disk in memory, unmounted with the guard.
struct Disk(TempDir);

impl Disk {
    /// None, and a line that says so, where this user may not mount.
    fn mount(kind: &str, options: &str) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mounted =
            done(Command::new("mount").args(["-t", kind, "-o", options, "newsdesk-unwritable"]).arg(folder.path()));
        if !mounted {
            println!("SKIPPED: a disk cannot be mounted here");
        }
        mounted.then_some(Self(folder))
    }

    fn remount(&self, how: &str) {
        assert!(done(Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(self.path())), "remount {how}");
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily, because a failed test may still hold a file.
        if !done(Command::new("umount").arg("-l").arg(self.path())) {
            println!("{} stays mounted", self.path().display());
        }
    }
}

fn done(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
