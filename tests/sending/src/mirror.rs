//! Mirroring a large site: a first time, broken off in the middle and gone on with, and again when little has changed.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use wordpress::HttpTransport;

use crate::Wish;
use crate::city::{Access, City, Tide};
use crate::doomed::Doomed;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::line::Line;
use crate::office::Office;

/// Posts, if nothing else is said.
const POSTS: usize = 5_000;
/// Where a real WordPress gets its PHP.
const STARTER: &str = "tests/wordpress/site.sh";
/// Posts that change before the last run.
const CHANGED: usize = 3;
/// Makers of posts at once, on the bundled site.
const MAKERS: usize = 4;

/// Measures and prints.
///
/// # Errors
/// When the site cannot be filled or mirrored.
pub(crate) fn run(wish: &Wish, log: &Path) -> Result<bool, Failure> {
    let count = wish.posts.unwrap_or(POSTS);
    let city = City::open(wish.site_json.as_deref())?;
    let tide = city.tide()?;
    let before = on_site(&city)?;
    let began = Instant::now();
    fill(&city, count)?;
    let total = on_site(&city)?;
    println!("{} posts on {}, made in {:.0} s", total, city.access.address, began.elapsed().as_secs_f64());
    let well = total >= before + count as u64 && measure(&city, total, tide, log)?;
    if !city.is_bundled() {
        empty(&city)?;
    }
    Ok(well)
}

fn measure(city: &City, total: u64, tide: Tide, log: &Path) -> Result<bool, Failure> {
    let line = Line::to(&city.access.address)?;
    let through = Access { address: line.address(&city.access.address), ..city.access.clone() };
    let open = |folder: &Path| -> Result<Office, Failure> {
        let office = Office::open(folder, Arc::new(HttpTransport::new()))?;
        office.connect_first(&through)?;
        Ok(office)
    };
    let whole = TempDir::new()?;
    let office = open(whole.path())?;
    line.arm(None, None);
    let began = Instant::now();
    office.mirror(&|_, _| {})?;
    let (took, requests) = (began.elapsed(), line.disarm().len());
    let first = office.mirrored()?;
    let hundred = took.as_secs_f64() * 1e5 / total.max(1) as f64;
    println!("first run: {first} stories, {requests} requests, {:.1} s ({hundred:.0} ms per 100)", took.as_secs_f64());

    let broken = TempDir::new()?;
    drop(open(broken.path())?);
    let doomed = Doomed::start(broken.path(), &through, "mirror", log)?;
    line.arm(Some((requests / 2, Fault::KilledAfter)), Some(doomed.victim.clone()));
    doomed.run()?;
    line.disarm();
    let again = Office::open(broken.path(), Arc::new(HttpTransport::new()))?;
    again.connect(&through)?;
    let kept = again.mirrored()?;
    line.arm(None, None);
    again.mirror(&|_, _| {})?;
    let rest = line.disarm().len();
    println!("kill -9 at request {}: {kept} stories kept; the rest took {rest} requests", requests / 2);
    let resumed = again.mirrored()? == first && kept > 0 && rest < requests;

    change(city, tide)?;
    line.arm(None, None);
    let began = Instant::now();
    office.mirror(&|_, _| {})?;
    let asked = line.disarm().len();
    println!("after {CHANGED} changes: {asked} requests, {:.1} s", began.elapsed().as_secs_f64());
    Ok(first == total && resumed && asked < requests.div_ceil(2).max(6))
}

fn on_site(city: &City) -> Result<u64, Failure> {
    let url = format!("{}/wp-json/wp/v2/posts?per_page=1&_fields=id", city.access.address.trim_end_matches('/'));
    let answer = crate::city::agent().get(url).call()?;
    let total = answer.headers().get("x-wp-total").and_then(|total| total.to_str().ok()?.parse().ok());
    total.ok_or_else(Failure::wrong("the site does not tell how many posts it has"))
}

fn fill(city: &City, count: usize) -> Result<(), Failure> {
    if let Some(folder) = &city.folder.as_ref().filter(|_| Path::new(STARTER).exists()) {
        let code = format!(
            "wp_suspend_cache_addition(true); wp_defer_term_counting(true); for ($i = 1; $i <= {count}; $i++) \
             wp_insert_post(['post_title' => \"Tin mẫu $i\", 'post_status' => 'publish', 'post_author' => 1, \
             'post_excerpt' => 'Tóm tắt', 'post_content' => str_repeat('<p>Trong 10 tháng, hồ sơ đúng hạn.</p>', 60), \
             'post_date' => gmdate('Y-m-d H:i:s', time() - 86400 * 400 + $i * 60)]);"
        );
        return php(folder, &code);
    }
    thread::scope(|scope| {
        let makers: Vec<_> =
            (0..MAKERS).map(|maker| scope.spawn(move || make(city, (maker..count).step_by(MAKERS)))).collect();
        makers.into_iter().try_for_each(|maker| maker.join().unwrap_or(Err(Failure::Wrong("a maker died".to_owned()))))
    })
}

fn make(city: &City, numbers: impl Iterator<Item = usize>) -> Result<(), Failure> {
    let agent = crate::city::agent();
    let text = "<p>Trong 10 tháng, hồ sơ đúng hạn.</p>\n".repeat(60);
    let address = format!("{}/wp-json/wp/v2/posts", city.access.address.trim_end_matches('/'));
    for number in numbers {
        let story =
            json!({ "title": format!("Tin mẫu {number}"), "content": text, "excerpt": "Tóm tắt", "status": "publish" });
        let answer = agent.post(&address).header("Authorization", city.login()).send_json(story)?;
        if answer.status() != 201 {
            return Err(Failure::Wrong(format!("a post could not be made: {}", answer.status())));
        }
    }
    Ok(())
}

fn change(city: &City, tide: Tide) -> Result<(), Failure> {
    // Changes are told in whole seconds.
    thread::sleep(Duration::from_millis(1100));
    let agent = crate::city::agent();
    for post in city.posts_since(tide)?.iter().take(CHANGED) {
        let address = format!("{}/wp-json/wp/v2/posts/{}", city.access.address.trim_end_matches('/'), post["id"]);
        agent.post(&address).header("Authorization", city.login()).send_json(json!({ "excerpt": "Tóm tắt mới" }))?;
    }
    Ok(())
}

/// Takes the posts off a WordPress again.
fn empty(city: &City) -> Result<(), Failure> {
    let Some(folder) = &city.folder else { return Ok(()) };
    php(
        folder,
        "global $wpdb; $ids = $wpdb->get_col(\"SELECT ID FROM $wpdb->posts WHERE post_title LIKE 'Tin mẫu %'\"); \
         wp_defer_term_counting(true); foreach ($ids as $id) wp_delete_post($id, true);",
    )
}

fn php(folder: &Path, code: &str) -> Result<(), Failure> {
    let status = Command::new("bash").arg(STARTER).arg("php").arg(folder).arg(code).status()?;
    if status.success() { Ok(()) } else { Err(Failure::Wrong(format!("PHP inside the site: {status}"))) }
}
