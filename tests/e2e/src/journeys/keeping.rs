//! Copies of the newsroom in the window: what is in one, and going back to it after the stories' file is gone.

use std::fs;
use std::io::ErrorKind;

use crate::app::Newsdesk;
use crate::desk::hook;
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::picture;
use crate::runner::{Bench, evidence};
use crate::scene::{CHIEF, HEADLINE};
use crate::wait::{self, Seen, USUAL};

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
