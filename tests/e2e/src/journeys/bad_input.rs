//! What comes in broken is told in clear words, and nothing is lost.

use std::collections::BTreeSet;

use crate::app::Newsdesk;
use crate::desk::{Desk, SiteLogin};
use crate::failure::{Failure, ensure};
use crate::http;
use crate::journeys::open_ready;
use crate::photos;
use crate::runner::Bench;
use crate::scene::{self, CHIEF, REPORTER};
use crate::site::Site;
use crate::webdriver::free_port;

/// A wrong password is told, and the right one still opens.
pub(super) fn sign_in(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in_with(REPORTER, "mongcai2025")?;
    tells(desk, "mật khẩu không đúng")?;
    desk.sign_in(REPORTER)?;
    let who = desk.who()?;
    ensure(who == "Nguyễn Thu Hà", || format!("signed in is {who}"))
}

/// Files that are no photos, or broken ones, each with words of its own; then a good one still comes in.
pub(super) fn photos(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let folder = newsdesk.folder().to_owned();
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.fill("#headline", scene::HEADLINE)?;
    let bad = [
        (photos::words(&folder)?, "không phải ảnh"),
        (photos::cut_off(&folder)?, "bị hỏng hoặc thiếu"),
        (photos::bomb(&folder)?, "quá lớn"),
    ];
    for (file, words) in &bad {
        desk.offer_files(std::slice::from_ref(file))?;
        let told = tells(desk, words)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ensure(told.contains(&name), || format!("which file it is about is not told: {told}"))?;
        desk.click(".incoming [aria-label]")?;
        desk.sees_no_more(".incoming__file")?;
    }
    let photos = desk.photos()?.len();
    ensure(photos == 0, || format!("{photos} broken photos came in"))?;
    desk.add_photos(&photos::three()[..1])?;
    desk.pictures_show()?;
    let headline = desk.value("#headline")?;
    ensure(headline == scene::HEADLINE, || format!("the headline became \"{headline}\""))
}

/// Sites that cannot be connected, each told in words of its own; then a good one is connected.
pub(super) fn sites(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let site = Site::start(&bench.app)?;
    let good = site.login();
    let at = |address: String| SiteLogin { address, ..good.clone() };
    let cases = [
        (at(format!("http://127.0.0.1:{}/", free_port()?)), "mạng"),
        (at(http::serve_something_else()?), "không phải trang WordPress"),
        (SiteLogin { password: "abcd efgh ijkl mnop qrst uvwx".to_owned(), ..good.clone() }, "mật khẩu ứng dụng"),
    ];
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    let mut told = BTreeSet::new();
    for (login, words) in &cases {
        desk.ask_site(login)?;
        told.insert(tells(desk, words)?);
        let address = desk.value("[data-testid=\"site-address\"]")?;
        ensure(address == login.address, || format!("the address typed became \"{address}\""))?;
    }
    ensure(told.len() == cases.len(), || format!("different troubles are told in the same words: {told:?}"))?;
    desk.connect_site(&good)
}

/// Waits for a trouble with these words in it.
fn tells(desk: Desk<'_>, words: &str) -> Result<String, Failure> {
    crate::wait::until(&format!("a trouble with \"{words}\""), crate::wait::USUAL, || {
        let told = desk.trouble()?;
        let has = told.contains(words);
        Ok(if has { crate::wait::Seen::Yes(told) } else { crate::wait::Seen::NotYet(told) })
    })
}
