//! Exactly once, whenever the power is cut.

use std::time::Duration;

use crate::app::Newsdesk;
use crate::failure::{Failure, ensure};
use crate::journeys::{connect, open_ready};
use crate::photos;
use crate::runner::Bench;
use crate::scene::{self, CHIEF, EDITOR, REPORTER};
use crate::site::{Site, Stock};
use crate::wait::{self, Seen};

/// What the site has when the power is cut.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Nothing yet; the button was just pressed.
    Pressed,
    /// So many photos.
    Photos(usize),
    /// The post, whatever its state.
    Post,
    /// The post, online.
    Online,
}

const MOMENTS: [Moment; 6] =
    [Moment::Pressed, Moment::Photos(1), Moment::Photos(2), Moment::Photos(3), Moment::Post, Moment::Online];

/// For each moment one story: "Đăng", `kill -9`, start again, and one post with three photos on the site.
pub(super) fn while_publishing(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let site = bench.site()?;
    open_ready(newsdesk)?;
    connect(newsdesk.desk()?, &site.login())?;
    for (number, moment) in (1..).zip(MOMENTS) {
        cut_at(newsdesk, &site, moment, number)
            .map_err(|failure| Failure::Wrong(format!("power cut at {moment:?}: {failure}")))?;
    }
    Ok(())
}

fn cut_at(newsdesk: &mut Newsdesk, site: &Site, moment: Moment, number: u32) -> Result<(), Failure> {
    let headline = &format!("Tin số {number} về cửa khẩu");
    let photos = photos::three_more(newsdesk.folder(), number)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    scene::report_briefly(desk, headline, &photos)?;
    desk.change_to(EDITOR)?;
    scene::approve_briefly(desk, headline)?;
    let before = site.stock()?;
    desk.publish()?;
    await_moment(site, &before, moment)?;
    newsdesk.kill()?;

    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    // Its password lives in no file, so it has to be given again.
    desk.sign_in(CHIEF)?;
    desk.connect_site(&site.login())?;
    desk.change_to(EDITOR)?;
    find(desk, headline)?;
    desk.published_link()?;
    let new = site.stock()?.since(&before);
    let counts = (new.posts.len(), new.media.len());
    ensure(counts == (1, photos.len()), || format!("the site has {} posts and {} photos of it", counts.0, counts.1))?;
    let post = site.only_new_post(&before)?;
    ensure(post["status"] == "publish", || format!("the post's status is {}", post["status"]))?;
    desk.sign_out()
}

fn await_moment(site: &Site, before: &Stock, moment: Moment) -> Result<(), Failure> {
    wait::until(&format!("{moment:?}"), Duration::from_secs(60), || {
        let new = site.stock()?.since(before);
        let come = match moment {
            Moment::Pressed => true,
            Moment::Photos(count) => new.media.len() >= count,
            Moment::Post => !new.posts.is_empty(),
            Moment::Online => !new.posts.is_empty() && site.only_new_post(before)?["status"] == "publish",
        };
        Ok(if come { Seen::Yes(()) } else { Seen::NotYet(format!("{new:?}")) })
    })
}

/// On whichever of the two shelves it has got to meanwhile.
fn find(desk: crate::desk::Desk<'_>, headline: &str) -> Result<(), Failure> {
    let shelf = wait::until("the story on a shelf", wait::USUAL, || {
        for shelf in ["approved", "published"] {
            desk.shelf(shelf)?;
            let settled = "[data-testid=\"article-row\"], .list__empty";
            desk.sees(settled)?;
            if desk.rows()?.iter().any(|row| row.contains(headline)) {
                return Ok(Seen::Yes(shelf));
            }
        }
        Ok(Seen::NotYet("on none".to_owned()))
    })?;
    match desk.open_row(headline) {
        // It may have moved to the next shelf in this very moment.
        Err(Failure::Waited { .. }) if shelf == "approved" => {
            desk.shelf("published")?;
            desk.open_row(headline)
        }
        done => done,
    }
}
