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
use crate::failure::Failure;
use crate::fault::Fault;
use crate::killed_program::KilledProgram;
use crate::office::Office;
use crate::proxy::FaultProxy;
use crate::test_site::{Access, TestSite, Watermark};

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
    let test_site = TestSite::open(wish.site_json.as_deref())?;
    let watermark = test_site.watermark()?;
    let before = on_site(&test_site)?;
    let began = Instant::now();
    fill(&test_site, count)?;
    let total = on_site(&test_site)?;
    println!("{} posts on {}, made in {:.0} s", total, test_site.access.address, began.elapsed().as_secs_f64());
    let well = total >= before + count as u64 && measure(&test_site, total, watermark, log)?;
    if !test_site.is_bundled() {
        empty(&test_site)?;
    }
    Ok(well)
}

fn measure(test_site: &TestSite, total: u64, watermark: Watermark, log: &Path) -> Result<bool, Failure> {
    let proxy = FaultProxy::to(&test_site.access.address)?;
    let through = Access { address: proxy.address(&test_site.access.address), ..test_site.access.clone() };
    let open = |folder: &Path| -> Result<Office, Failure> {
        let office = Office::open(folder, Arc::new(HttpTransport::new()))?;
        office.connect_first(&through)?;
        Ok(office)
    };
    let whole = TempDir::new()?;
    let office = open(whole.path())?;
    proxy.arm(None, None);
    let began = Instant::now();
    office.mirror(&|_, _| {})?;
    let (took, requests) = (began.elapsed(), proxy.disarm().len());
    let first = office.mirrored()?;
    let hundred = took.as_secs_f64() * 1e5 / total.max(1) as f64;
    println!("first run: {first} stories, {requests} requests, {:.1} s ({hundred:.0} ms per 100)", took.as_secs_f64());

    let broken = TempDir::new()?;
    drop(open(broken.path())?);
    let killed_program = KilledProgram::start(broken.path(), &through, "mirror", log)?;
    proxy.arm(Some((requests / 2, Fault::KilledAfter)), Some(killed_program.victim.clone()));
    killed_program.run()?;
    proxy.disarm();
    let again = Office::open(broken.path(), Arc::new(HttpTransport::new()))?;
    again.connect(&through)?;
    let kept = again.mirrored()?;
    proxy.arm(None, None);
    again.mirror(&|_, _| {})?;
    let rest = proxy.disarm().len();
    println!("kill -9 at request {}: {kept} stories kept; the rest took {rest} requests", requests / 2);
    let resumed = again.mirrored()? == first && kept > 0 && rest < requests;

    change(test_site, watermark)?;
    proxy.arm(None, None);
    let began = Instant::now();
    office.mirror(&|_, _| {})?;
    let asked = proxy.disarm().len();
    println!("after {CHANGED} changes: {asked} requests, {:.1} s", began.elapsed().as_secs_f64());
    Ok(first == total && resumed && asked < requests.div_ceil(2).max(6))
}

fn on_site(test_site: &TestSite) -> Result<u64, Failure> {
    let url = format!("{}/wp-json/wp/v2/posts?per_page=1&_fields=id", test_site.access.address.trim_end_matches('/'));
    let answer = crate::test_site::agent().get(url).call()?;
    let total = answer.headers().get("x-wp-total").and_then(|total| total.to_str().ok()?.parse().ok());
    total.ok_or_else(Failure::wrong("the site does not tell how many posts it has"))
}

fn fill(test_site: &TestSite, count: usize) -> Result<(), Failure> {
    if let Some(folder) = &test_site.folder.as_ref().filter(|_| Path::new(STARTER).exists()) {
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
            (0..MAKERS).map(|maker| scope.spawn(move || make(test_site, (maker..count).step_by(MAKERS)))).collect();
        makers.into_iter().try_for_each(|maker| maker.join().unwrap_or(Err(Failure::Wrong("a maker died".to_owned()))))
    })
}

fn make(test_site: &TestSite, numbers: impl Iterator<Item = usize>) -> Result<(), Failure> {
    let agent = crate::test_site::agent();
    let text = "<p>Trong 10 tháng, hồ sơ đúng hạn.</p>\n".repeat(60);
    let address = format!("{}/wp-json/wp/v2/posts", test_site.access.address.trim_end_matches('/'));
    for number in numbers {
        let story =
            json!({ "title": format!("Tin mẫu {number}"), "content": text, "excerpt": "Tóm tắt", "status": "publish" });
        let answer = agent.post(&address).header("Authorization", test_site.login()).send_json(story)?;
        if answer.status() != 201 {
            return Err(Failure::Wrong(format!("a post could not be made: {}", answer.status())));
        }
    }
    Ok(())
}

fn change(test_site: &TestSite, watermark: Watermark) -> Result<(), Failure> {
    // Changes are told in whole seconds.
    thread::sleep(Duration::from_millis(1100));
    let agent = crate::test_site::agent();
    for post in test_site.posts_since(watermark)?.iter().take(CHANGED) {
        let address = format!("{}/wp-json/wp/v2/posts/{}", test_site.access.address.trim_end_matches('/'), post["id"]);
        agent
            .post(&address)
            .header("Authorization", test_site.login())
            .send_json(json!({ "excerpt": "Tóm tắt mới" }))?;
    }
    Ok(())
}

/// Takes the posts off a WordPress again.
fn empty(test_site: &TestSite) -> Result<(), Failure> {
    let Some(folder) = &test_site.folder else { return Ok(()) };
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
