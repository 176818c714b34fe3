//! The main job, for somebody who looks at pictures: from a reporter's draft to the published page.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::Newsdesk;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::scene::{self, EDITOR, REPORTER};
use crate::{page, picture, shots};

/// Plays the scene on the bundled site, leaves numbered pictures in `out`, prints `published URL`, and keeps the page
/// online for `keep_open` seconds.
pub(crate) fn run(app: &Path, out: &Path, keep_open: u64) -> Result<(), Failure> {
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let mut newsdesk = Newsdesk::new(app)?;
    let link = play(&mut newsdesk, out).inspect_err(|_| {
        if let Err(failure) = newsdesk.leave_evidence(out) {
            eprintln!("newsdesk-e2e: {failure}");
        }
    })?;
    println!("published {link}");
    thread::sleep(Duration::from_secs(keep_open));
    newsdesk.close()
}

fn play(newsdesk: &mut Newsdesk, out: &Path) -> Result<String, Failure> {
    let began = Instant::now();
    let mut number = 0;
    let mut look = |name: &str, desk: Desk<'_>| {
        number += 1;
        let path = out.join(format!("{number:02}-{name}.png"));
        println!("{:>5.1} s  {}", began.elapsed().as_secs_f64(), path.display());
        picture::keep(&path, &desk.picture()?)
    };
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    look("first-run", desk)?;
    desk.try_ready()?;
    look("sign-in", desk)?;
    desk.sign_in(REPORTER)?;
    scene::report(desk, &mut look)?;
    desk.change_to(EDITOR)?;
    scene::edit_and_approve(desk, &mut look)?;
    let link = scene::publish(desk, &mut look)?;
    let published = page::fetch(&link)?;
    page::tells_the_story(&published, &link)?;
    page::stands_everywhere(&published, &link)?;
    // The pages come last: a machine without a browser to show them still has the rest.
    if let Err(failure) = shots::of_pages(&link, out, number + 1) {
        println!("no pictures of the published pages: {failure}");
    }
    Ok(link)
}
