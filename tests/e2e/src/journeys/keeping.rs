//! Copies of the newsroom in the window: what is in one, and going back to it after the stories' file is gone.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::Newsdesk;
use crate::desk::hook;
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::picture;
use crate::runner::{Bench, evidence};
use crate::scene::{CHIEF, HEADLINE};
use crate::wait::{self, Seen, USUAL};

/// The keeper waits 20 s after the start, and then looks through everything.
const KEEPER: Duration = Duration::from_secs(60);
const WRITTEN: &str = "Cầu phao thông xe trở lại";
const DAMAGED: &str = "Cầu phao thông xe trờ lại";

/// The chief makes a copy and looks into it; the file of the stories is lost while the program is away; the window says so, makes
/// no empty newsroom, and a press on the copy brings the story back.
pub(super) fn gone_and_back(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let pictures = evidence("gone_and_back");
    fs::create_dir_all(&pictures).map_err(Failure::file(&pictures))?;
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.new_article()?;
    desk.fill("#headline", HEADLINE)?;
    desk.sees_status("Đã lưu trên máy")?;
    desk.press("keeping")?;
    desk.press("keeping-now")?;
    desk.sees(&hook("copy"))?;
    desk.press("copy-look")?;
    desk.sees(".keeping__stories")?;
    let inside = desk.text_of(&hook("copy-inside"))?;
    ensure(inside.contains(HEADLINE), || format!("the story is not in the copy: {inside}"))?;
    picture::keep(&pictures.join("inside.png"), &desk.picture()?)?;
    desk.press("copy-close")?;
    desk.press("keeping-try")?;
    wait::until("the drill", USUAL, || {
        let said = desk.text_of(&hook("keeping-tried"))?;
        Ok(if said.contains("Diễn tập xong") { Seen::Yes(()) } else { Seen::NotYet(said) })
    })?;
    picture::keep(&pictures.join("copies.png"), &desk.picture()?)?;

    newsdesk.kill()?;
    for ending in ["-wal", "-shm", ""] {
        let file = newsdesk.data().join(format!("desk.sqlite{ending}"));
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Failure::file(&file)(error)),
            _ => {}
        }
    }
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    let told = desk.text_of(&hook("failure"))?;
    ensure(told.contains("đã mất"), || format!("that the stories are gone is not told: {told}"))?;
    desk.sees(&hook("recover"))?;
    picture::keep(&pictures.join("gone.png"), &desk.picture()?)?;
    desk.press("recover")?;
    desk.sign_in(CHIEF)?;
    desk.shelf("mine")?;
    desk.open_row(HEADLINE)
}

/// A story is changed after the copy, the disk damages it, and the chief presses "get back": it is told by headline and author what
/// is older now.
pub(super) fn damaged_and_back(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let pictures = evidence("damaged_and_back");
    fs::create_dir_all(&pictures).map_err(Failure::file(&pictures))?;
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.new_article()?;
    desk.fill("#headline", HEADLINE)?;
    desk.sees_status("Đã lưu trên máy")?;
    desk.press("keeping")?;
    desk.press("keeping-now")?;
    desk.sees(&hook("copy"))?;
    desk.shelf("mine")?;
    desk.fill("#headline", WRITTEN)?;
    let file = newsdesk.data().join("desk.sqlite");
    wait::until("the change to come into the file", KEEPER, || {
        let bytes = fs::read(&file).map_err(Failure::file(&file))?;
        let there = bytes.windows(WRITTEN.len()).any(|part| part == WRITTEN.as_bytes());
        Ok(if there { Seen::Yes(()) } else { Seen::NotYet("in the log alone".to_owned()) })
    })?;
    newsdesk.kill()?;
    damage(&newsdesk.data().join("desk.sqlite"), WRITTEN, DAMAGED)?;

    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.press("keeping")?;
    desk.sees_within(&hook("keeping-mend"), KEEPER)?;
    desk.press("keeping-mend")?;
    wait::until("the story to be named", USUAL, || {
        let said = desk.text_of(&hook("keeping-older"))?;
        Ok(if said.contains(HEADLINE) && said.contains("Lê Thanh Mai") { Seen::Yes(()) } else { Seen::NotYet(said) })
    })?;
    picture::keep(&pictures.join("named.png"), &desk.picture()?)?;
    desk.sees_no_more(&hook("keeping-mend"))?;
    desk.shelf("mine")?;
    desk.open_row(HEADLINE)
}

/// As bits on the disk: nobody writes a sum. What lies in the log is in the file already.
fn damage(file: &Path, words: &str, other: &str) -> Result<(), Failure> {
    for ending in ["-wal", "-shm"] {
        let log = PathBuf::from(format!("{}{ending}", file.display()));
        match fs::remove_file(&log) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Failure::file(&log)(error)),
            _ => {}
        }
    }
    let mut bytes = fs::read(file).map_err(Failure::file(file))?;
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(words.as_bytes())).collect();
    for at in &places {
        bytes[*at..*at + other.len()].copy_from_slice(other.as_bytes());
    }
    fs::write(file, bytes).map_err(Failure::file(file))?;
    ensure(!places.is_empty() && words.len() == other.len(), || "there is nothing to damage".to_owned())
}
