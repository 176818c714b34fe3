//! A disk without room, and a second copy of the program: what is typed stays, and the window says where it stands.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::{back_at_the_story, open_ready};
use crate::process;
use crate::runner::Bench;
use crate::scene::{HEADLINE, REPORTER, STANDFIRST};

/// Room for a new newsroom and its site, and for little more.
const SIZE: &str = "24m";
const BEFORE: &str = "Câu này còn chỗ để cất.";
const WHILE_FULL: &str = " Câu này được gõ khi ổ đĩa đã đầy, và không được mất.";
/// Enough of them do not fit into what the database's files have in reserve.
const SENTENCES: usize = 40;

/// While the newsroom's disk is full, the status line says that nothing is saved, the words stay in the window, and the
/// window does not close; once there is room, they are saved without anybody's doing.
pub(super) fn full(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let disk = SmallDisk::mount(newsdesk.data())?;
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.go_to_end()?;
    desk.write(BEFORE)?;
    desk.sees_status("Đã lưu trên máy")?;

    disk.fill()?;
    let mut text = BEFORE.to_owned();
    for _ in 0..SENTENCES {
        desk.keys(WHILE_FULL)?;
        text.push_str(WHILE_FULL);
        if desk.status()?.contains("CHƯA LƯU") {
            break;
        }
    }
    let told = desk.sees_status("CHƯA LƯU")?;
    ensure(told.contains("đầy"), || format!("why nothing is saved is not told: {told}"))?;
    desk.fill("#headline", HEADLINE)?;
    reads(desk, &text, "while the disk was full")?;

    let window = desk.window()?;
    window.close()?;
    let told = desk.text_of("dialog[open]")?;
    ensure(told.contains("chưa lưu được"), || format!("why the window stays is not told: {told}"))?;
    desk.press("stay")?;
    desk.sees_no_more("dialog[open]")?;
    ensure(process::lives(newsdesk.process()?), || "the window closed and took the words with it".to_owned())?;
    desk.fill("#standfirst", STANDFIRST)?;
    reads(desk, &text, "after the attempt to close the window")?;

    disk.make_room()?;
    desk.sees_status("Đã lưu trên máy")?;
    newsdesk.kill()?;
    let desk = back_at_the_story(newsdesk)?;
    reads(desk, &text, "after there was room again")?;
    for (field, words) in [("#headline", HEADLINE), ("#standfirst", STANDFIRST)] {
        let there = desk.value(field)?;
        ensure(there == words, || format!("in {field} stands \"{there}\""))?;
    }
    full_while_remarking(newsdesk, &disk)
}

/// The same of a remark that is being written, while the story itself is safe.
fn full_while_remarking(newsdesk: &mut Newsdesk, disk: &SmallDisk) -> Result<(), Failure> {
    let desk = newsdesk.desk()?;
    desk.press("tab-remarks")?;
    desk.press("remark-whole")?;
    desk.sees(&hook("new-remark"))?;
    disk.fill()?;
    let mut remark = String::new();
    for _ in 0..SENTENCES {
        remark.push_str(WHILE_FULL);
        desk.fill(&hook("new-remark"), &remark)?;
        if desk.status()?.contains("CHƯA LƯU") {
            break;
        }
    }
    desk.sees_status("CHƯA LƯU")?;
    desk.window()?.close()?;
    let told = desk.text_of("dialog[open]")?;
    ensure(told.contains("chưa lưu được"), || format!("the window would take the remark with it: {told}"))?;
    desk.press("stay")?;
    disk.make_room()?;
    desk.sees_status("Đã lưu trên máy")?;
    newsdesk.kill()?;
    let desk = back_at_the_story(newsdesk)?;
    desk.sees(&hook("new-remark"))?;
    let kept = desk.value(&hook("new-remark"))?;
    ensure(kept == remark, || format!("the remark is \"{kept}\""))
}

/// Started a second time on the same newsroom, the program says so and touches nothing; the first one works on.
pub(super) fn second_copy(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.go_to_end()?;
    desk.write(BEFORE)?;

    let mut copy = newsdesk.second_copy()?;
    copy.start()?;
    let told = copy.desk()?.trouble()?;
    ensure(told.contains("Một cửa sổ Newsdesk khác"), || format!("the second copy says \"{told}\""))?;
    let more = " Và bản thứ nhất vẫn gõ tiếp.";
    desk.write(more)?;
    desk.sees_status("Đã lưu trên máy")?;
    newsdesk.close()?;
    let desk = copy.desk()?;
    desk.press("try-again")?;
    desk.sign_in(REPORTER)?;
    desk.click(&hook("article-row"))?;
    reads(desk, &format!("{BEFORE}{more}"), "in the second copy, when the first was closed")?;
    copy.close()?;

    let desk = back_at_the_story(newsdesk)?;
    reads(desk, &format!("{BEFORE}{more}"), "after both were closed")
}

fn reads(desk: Desk<'_>, expected: &str, when: &str) -> Result<(), Failure> {
    let text = desk.body()?;
    ensure(text == expected, || format!("{when} the text is \"{text}\" and not \"{expected}\""))
}

/// A disk in memory, all our own; dropping it takes it away.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Puts it where a folder is to be.
    fn mount(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        let path = folder.display().to_string();
        process::text("mount", &["-t", "tmpfs", "-o", &format!("size={SIZE},mode=700"), "newsdesk-e2e", &path])
            .map_err(|why| Failure::NotHere(format!("a small disk cannot be mounted, which takes root: {why}")))?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn filler(&self) -> PathBuf {
        self.folder.join("anh-cu.bin")
    }

    /// Fills it to the last byte.
    fn fill(&self) -> Result<(), Failure> {
        let path = self.filler();
        let mut file = File::create(&path).map_err(Failure::file(&path))?;
        loop {
            match file.write_all(&[0; 4096]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(Failure::file(&path)(error)),
            }
        }
    }

    /// Takes away what filled it.
    fn make_room(&self) -> Result<(), Failure> {
        let path = self.filler();
        fs::remove_file(&path).map_err(Failure::file(&path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // The program may have files open on it.
        if let Err(failure) = process::text("umount", &["--lazy", &self.folder.display().to_string()]) {
            eprintln!("newsdesk-e2e: {failure}");
        }
    }
}
