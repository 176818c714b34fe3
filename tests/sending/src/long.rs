//! The long run: many stories queued offline, then a line that comes and goes; all arrive once and in their order.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use fastrand::Rng;
use serde_json::Value;
use tempfile::TempDir;
use wordpress::HttpTransport;

use crate::Wish;
use crate::failure::Failure;
use crate::office::{Office, Sending};
use crate::proxy::FaultProxy;
use crate::secrets::Secrets;
use crate::test_site::{Access, TestSite, plain};

/// How much the program's memory may grow while it sends, in MB.
const GROWTH: u64 = 64;
/// One story in so many has a photo.
const PHOTO_EVERY: usize = 10;
/// Wakings of the outbox per story at which the run is given up.
const WAKINGS: usize = 60;

/// Plays it and prints what came of it.
///
/// # Errors
/// When it cannot be played at all.
pub(crate) fn run(wish: &Wish, stories: usize, log: &Path) -> Result<bool, Failure> {
    let test_site = TestSite::open(wish.site_json.as_deref())?;
    println!("site: {}{}", test_site.access.address, if test_site.is_bundled() { " (bundled)" } else { "" });
    let proxy = FaultProxy::to(&test_site.access.address)?;
    let through = Access { address: proxy.address(&test_site.access.address), ..test_site.access.clone() };
    let watermark = test_site.watermark()?;
    let folder = TempDir::new()?;
    let office = Office::open(folder.path(), Arc::new(HttpTransport::new()))?;
    office.connect_first(&through)?;
    let began = Instant::now();
    let photos_of = |number: usize| u32::from(number.is_multiple_of(PHOTO_EVERY));
    let ids = office.queue(stories, headline, photos_of)?;
    println!("{stories} stories queued in {:.0} s", began.elapsed().as_secs_f64());

    let (began, before) = (Instant::now(), memory()?);
    let mut highest = before;
    proxy.fail_at_random(Rng::with_seed(wish.seed));
    let (mut wakings, mut presses) = (0, 0);
    loop {
        wakings += 1;
        let due = office.transmit()?;
        highest = highest.max(memory()?);
        match due {
            Some(due) if wakings < WAKINGS * stories.max(1) => office.wait_until(due, &proxy),
            _ => {
                // Nothing goes on by itself: a person looks.
                let stopped = stopped(&office, &ids)?;
                if stopped.is_empty() || wakings >= WAKINGS * stories.max(1) {
                    break;
                }
                presses += stopped.len();
                for id in stopped {
                    office.recover(id, &through, &proxy)?;
                }
            }
        }
    }
    proxy.disarm();
    let took = began.elapsed().as_secs_f64();
    println!("sent in {took:.0} s, {wakings} wakings of the outbox, {presses} stories that a person had to send again");
    println!("memory: {} MB at the start of sending, {} MB at its end, {} MB at most", before, memory()?, highest);

    let all = test_site.posts_since(watermark)?;
    let (bin, posts): (Vec<Value>, Vec<Value>) = all.into_iter().partition(|post| post["status"] == "trash");
    let photos = test_site.photos_since(watermark)?.len();
    let leaks =
        [Secrets::of(&test_site.access).found_in(folder.path())?, Secrets::of(&test_site.access).found_in(log)?]
            .concat();
    println!("secrets: {} found in the newsroom's files and the log; {} leftovers in the bin", leaks.len(), bin.len());
    let judged = judge(stories, &posts);
    let wanted: u32 = (1..=stories).map(photos_of).sum();
    println!(
        "{} posts, {} once and public, {} duplicates, {} missing, {} out of order; {photos} of {wanted} photos",
        posts.len(),
        judged.once,
        judged.duplicates,
        judged.missing,
        judged.out_of_order,
    );
    let flat = highest.saturating_sub(before) <= GROWTH;
    if !flat {
        println!("the memory grew by more than {GROWTH} MB");
    }
    test_site.clear_since(watermark)?;
    let photos_right = u32::try_from(photos).is_ok_and(|photos| photos == wanted);
    Ok(flat && judged.once == stories && judged.out_of_order == 0 && photos_right && leaks.is_empty())
}

/// Posts against what was queued.
#[derive(Debug, Default, PartialEq, Eq)]
struct Judged {
    once: usize,
    duplicates: usize,
    missing: usize,
    /// Stories that were published before one that was queued earlier.
    out_of_order: usize,
}

/// `posts` with the oldest number first.
fn judge(stories: usize, posts: &[Value]) -> Judged {
    let mut judged = Judged::default();
    let place = |post: &Value| {
        let title = plain(post["title"]["raw"].as_str().unwrap_or_default());
        title.rsplit(' ').next().and_then(|number| number.parse::<usize>().ok()).unwrap_or(0)
    };
    for number in 1..=stories {
        let found: Vec<&Value> = posts.iter().filter(|post| place(post) == number).collect();
        judged.duplicates += found.len().saturating_sub(1);
        judged.missing += usize::from(found.is_empty());
        judged.once += usize::from(matches!(found.as_slice(), [one] if one["status"] == "publish"));
    }
    let in_order = |pair: &&[Value]| {
        let date = |post: &Value| post["date_gmt"].as_str().unwrap_or_default().to_owned();
        place(&pair[0]) <= place(&pair[1]) && date(&pair[0]) <= date(&pair[1])
    };
    judged.out_of_order = posts.windows(2).filter(|pair| !in_order(pair)).count();
    judged
}

fn stopped(office: &Office, ids: &[newsroom::ArticleId]) -> Result<Vec<newsroom::ArticleId>, Failure> {
    let mut stopped = Vec::new();
    for id in ids {
        if !matches!(office.sending(*id)?, Sending::Done) {
            stopped.push(*id);
        }
    }
    Ok(stopped)
}

fn headline(number: usize) -> String {
    format!("Thông quan tại cầu Bắc Luân II, tin số {number}")
}

/// Memory of this program that is in use, in MB (`VmRSS` of proc(5)).
fn memory() -> Result<u64, Failure> {
    let file = Path::new("/proc/self/status");
    let status = std::fs::read_to_string(file).map_err(Failure::file(file))?;
    let proxy = status.lines().find_map(|proxy| proxy.strip_prefix("VmRSS:"));
    let kilobytes =
        proxy.and_then(|proxy| proxy.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
    Ok(kilobytes.ok_or_else(Failure::wrong("/proc/self/status has no VmRSS"))? / 1024)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lost_doubled_and_late_stories_are_seen() {
        let post = |number: usize| json!({ "title": { "raw": headline(number) }, "status": "publish", "date_gmt": "2026-11-23T07:00:00" });
        let well = Judged { once: 3, ..Judged::default() };
        assert_eq!(judge(3, &[post(1), post(2), post(3)]), well);
        let twice = judge(3, &[post(1), post(2), post(2), post(3)]);
        assert_eq!((twice.once, twice.duplicates, twice.missing), (2, 1, 0));
        assert_eq!(judge(3, &[post(1), post(3)]).missing, 1);
        assert_eq!(judge(3, &[post(2), post(1), post(3)]).out_of_order, 1);
    }
}
