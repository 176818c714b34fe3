//! A walk past every screen of the window, for whoever looks: at pictures of them, or at what they have in common.

use std::fs;

use chrono::{TimeDelta, Utc};
use serde_json::json;

use crate::desk::{Desk, SiteLogin, hook};
use crate::failure::Failure;
use crate::journeys::change_there;
use crate::runner::Bench;
use crate::scene::{CHIEF, EDITOR, HEADLINE, Onlooker, PHOTOS, REPORTER, SECTION, STANDFIRST};
use crate::site::Site;
use crate::webdriver::key;
use crate::{look, photos};

/// The screens of a newsroom with its bundled site, from the signing in on; nobody is signed in before.
pub(crate) fn of_the_desk(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    look("sign-in", desk)?;
    written(desk, look)?;
    edited(desk, look)?;
    published(desk, look)?;
    of_the_chief(desk, look)
}

/// A reporter writes a story and files it.
fn written(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.sign_in(REPORTER)?;
    look("list", desk)?;
    desk.new_article()?;
    look("composer-empty", desk)?;
    desk.fill("#headline", HEADLINE)?;
    desk.fill("#standfirst", STANDFIRST)?;
    desk.go_to_end()?;
    desk.write("Đường đã thông từ sáng nay, xe qua cầu Bắc Luân không còn phải chờ.")?;
    desk.choose_section(SECTION)?;
    desk.add_photos(&photos::three()[..2])?;
    let ids = desk.photos()?;
    desk.describe_photo(&ids[0], &PHOTOS[0])?;
    desk.lead_with(&ids[0])?;
    desk.go_to_end()?;
    desk.insert_photo(&ids[1])?;
    toggle_inspector(desk)?;
    look("photos", desk)?;
    toggle_inspector(desk)?;
    look("composer", desk)?;
    found_and_named(desk, look)?;
    desk.describe_photo(&ids[1], &PHOTOS[1])?;
    imported(desk, look)?;
    desk.open_row(HEADLINE)?;
    desk.make_move("file", "filed")
}

/// What lies over the composer, and how it is shown otherwise.
fn found_and_named(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    let escape = key::ESCAPE.to_string();
    desk.keys(&key::holding(key::CONTROL, "h"))?;
    desk.fill(&hook("find-words"), "cau bac luan")?;
    desk.sees(".story .found")?;
    look("find", desk)?;
    desk.press("find-close")?;
    desk.keys(&key::holding(key::CONTROL, "k"))?;
    desk.sees(&hook("palette-line"))?;
    look("palette", desk)?;
    desk.keys(&escape)?;
    desk.sees_no_more(&hook("palette"))?;
    desk.keys(&key::F1.to_string())?;
    desk.sees(&hook("keys-sheet"))?;
    look("keys", desk)?;
    desk.keys(&escape)?;
    desk.sees_no_more(&hook("keys-sheet"))?;
    desk.keys(&key::F9.to_string())?;
    desk.sees(".desk--focus")?;
    look("focus", desk)?;
    desk.keys(&key::F9.to_string())?;
    desk.sees_no_more(".desk--focus")?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "s")))?;
    desk.fill(&hook("revision-name"), "trước khi cắt")?;
    look("keep-revision", desk)?;
    desk.press("dialog-confirm")?;
    desk.sees_no_more(&hook("revision-name"))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "h")))?;
    desk.click(&format!("{}[data-occasion=\"kept\"]", hook("revision")))?;
    desk.sees(&hook("compared"))?;
    look("revisions", desk)?;
    desk.keys(&escape)?;
    desk.sees_no_more(&hook("revisions"))
}

/// A document from which something was left out comes in.
fn imported(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("Công văn số 12 về việc bảo đảm thông quan dịp cuối năm.html");
    fs::write(&file, DOCUMENT).map_err(Failure::file(&file))?;
    desk.offer_documents(&file)?;
    desk.sees(&format!("{}:not([aria-disabled])", hook("import-close")))?;
    look("import-report", desk)?;
    desk.press("import-close")?;
    desk.sees_no_more(&hook("import-report"))
}

const DOCUMENT: &str = "<!DOCTYPE html><html><body><h1>Thông quan dịp cuối năm</h1><p>Đoạn <b>đầu</b>.</p>\
    <img src=\"https://192.0.2.1/anh.jpg\"><script>alert(1)</script><table><tr><td>Xe</td><td>310</td></tr></table></body></html>";

/// An editor remarks on the story and approves it.
fn edited(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.change_to(EDITOR)?;
    desk.shelf("filed")?;
    desk.open_row(HEADLINE)?;
    look("filed", desk)?;
    desk.make_move("claim", "in_edit")?;
    desk.go_to_block("Đường đã thông")?;
    desk.keys(&key::END.to_string())?;
    desk.keys(&key::holding(key::SHIFT, &key::LEFT.to_string().repeat(12)))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "m")))?;
    desk.fill(&hook("new-remark"), "Xin nguồn: ai nói câu này, và nói hôm nào?")?;
    look("remark-begun", desk)?;
    desk.press("new-remark-send")?;
    desk.sees(&hook("remark-quote"))?;
    look("remarks", desk)?;
    desk.press("tab-outline")?;
    look("outline", desk)?;
    desk.press("tab-about")?;
    look("review", desk)?;
    desk.press("move-return")?;
    desk.sees(&hook("dialog-reason"))?;
    look("return-question", desk)?;
    desk.press("dialog-cancel")?;
    desk.press("move-approve")?;
    desk.sees(&hook("outgoing"))?;
    look("approve-question", desk)?;
    desk.confirm_outgoing()?;
    desk.sees_stage("approved")
}

/// It goes to readers, and into an update.
fn published(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.banner()?;
    look("approved", desk)?;
    desk.press("move-schedule")?;
    desk.sees(&hook("dialog-time"))?;
    look("schedule-question", desk)?;
    desk.press("dialog-cancel")?;
    desk.press("move-publish")?;
    desk.sees(&hook("outgoing"))?;
    look("publish-question", desk)?;
    desk.confirm_outgoing()?;
    desk.published_link()?;
    look("published", desk)?;
    desk.shelf("live")?;
    look("live", desk)?;
    desk.press("outbox")?;
    look("outbox", desk)?;
    desk.make_move("revise", "in_edit")?;
    look("update", desk)
}

/// The pages that take the whole window.
fn of_the_chief(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.change_to(CHIEF)?;
    for page in ["archive", "sites", "templates", "staff", "keeping"] {
        desk.press(page)?;
        desk.sees(".page-screen")?;
        if page == "templates" {
            desk.press("template")?;
        }
        look(page, desk)?;
    }
    desk.press("own-account")?;
    desk.sees("dialog[open]")?;
    look("own-password", desk)?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more("dialog[open]")?;
    desk.shelf("mine")?;
    for (name, sign) in [("zoom-80", "-"), ("zoom-150", "+")] {
        let steps = if sign == "-" { 2 } else { 7 };
        for _ in 0..steps {
            desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, sign)))?;
        }
        look(name, desk)?;
    }
    for _ in 0..5 {
        desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "-")))?;
    }
    Ok(())
}

/// The screens of sites: those that lead elsewhere, stories that stop there, and those that are late.
pub(crate) fn of_sites(desk: Desk<'_>, bench: &Bench, look: Onlooker<'_>) -> Result<(), Failure> {
    let (site, other) = (Site::start(&bench.app)?, Site::start(&bench.app)?);
    let before = site.stock()?;
    desk.sign_in(CHIEF)?;
    desk.connect_site(&site.login())?;
    desk.press("site-change")?;
    let SiteLogin { address, password, .. } = other.login();
    desk.fill(&hook("site-address"), &address)?;
    desk.fill(&hook("site-password"), &password)?;
    desk.press("site-connect")?;
    desk.sees(&hook("site-elsewhere"))?;
    look("site-elsewhere", desk)?;
    desk.press("site-elsewhere-cancel")?;
    desk.click(&format!("{} summary", hook("site-rights")))?;
    desk.sees(&hook("section-place"))?;
    look("site-sections", desk)?;
    desk.sign_out()?;
    change_there(desk, &site, &before)?;
    look("stopped", desk)?;
    desk.press("compare")?;
    desk.sees(&hook("choose-theirs"))?;
    look("conflict", desk)?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.press("outbox")?;
    look("outbox-stopped", desk)?;
    reasons(desk, look)?;
    enlarged(desk, look)?;
    late(desk, look)
}

/// By what the window alone is told, the story has stopped for each of these reasons in turn.
fn reasons(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    let script = "const core = window.__TAURI__.core, told = arguments[0];
        const made = (view, { paused = false, ...reason }, number) => ({ ...view, transmission: { ...view.transmission, ...reason, paused,
            id: view.transmission.id.slice(0, -2) + (16 + number).toString(16) } });
        window.__TAURI__.core = { ...core, invoke: async (command, words, options) => {
            const answer = await core.invoke(command, words, options);
            if (command === 'list_transmissions') return told.map((reason, number) => made(answer[0], reason, number));
            if (command === 'open_article' && answer.transmission)
                answer.transmission = made(answer.transmission, told[0], 0);
            return answer;
        } };
        window.plainCore = core;";
    let stopped = |trouble: &str| json!({ "trouble": trouble, "stopped": true, "detail": null });
    let with = |trouble: &str, key: &str, value: serde_json::Value| {
        let mut reason = stopped(trouble);
        reason[key] = value;
        reason
    };
    let told = json!([
        with("mismatch", "differences", json!(["section", { "stripped": ["table", "iframe"] }, "lead_photo"])),
        with("rejected", "detail", json!("rest_invalid_param: Tham số không hợp lệ: featured_media")),
        stopped("login"),
        with("firewall", "detail", json!("403 Forbidden")),
        with("letters", "differences", json!([{ "letter": ["𠮷", { "block": 3 }] }])),
        stopped("removed_on_site"),
        { "trouble": "offline", "stopped": false, "detail": null },
        { "trouble": null, "stopped": false, "paused": true },
    ]);
    desk.session().run(script, json!([told]))?;
    desk.shelf("mine")?;
    desk.press("outbox")?;
    desk.sees(&hook("accept-as-it-stands"))?;
    look("outbox-reasons", desk)?;
    desk.session().run("window.__TAURI__.core = window.plainCore;", json!([]))?;
    desk.shelf("mine")?;
    desk.press("outbox")?;
    desk.sees_no_more(&hook("accept-as-it-stands"))
}

/// The story in a window that is shown half as large again.
fn enlarged(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    let by = |sign: &str| -> Result<(), Failure> {
        (0..5).try_for_each(|_| desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, sign))))
    };
    by("+")?;
    // The outbox was gone to, so it lies over the story.
    look("story-list-150", desk)?;
    desk.session().run("document.querySelector(arguments[0]).click();", json!([hook("list-toggle")]))?;
    look("story-150", desk)?;
    by("-")
}

/// By a clock that is put ahead in the window alone, a scheduled story is late.
fn late(desk: Desk<'_>, look: Onlooker<'_>) -> Result<(), Failure> {
    desk.change_to(REPORTER)?;
    crate::scene::report_briefly(desk, LATE, &[])?;
    desk.change_to(EDITOR)?;
    crate::scene::approve_briefly(desk, LATE)?;
    desk.schedule(Utc::now() + TimeDelta::minutes(6))?;
    let ahead = "const now = Date.now; Date.now = () => now.call(Date) + 3600e3;";
    desk.session().run(ahead, json!([]))?;
    desk.sees_within(&hook("late-alarm"), std::time::Duration::from_secs(60))?;
    look("late", desk)?;
    desk.press("outbox")?;
    look("outbox-late", desk)
}

const LATE: &str = "Từ sáng mai, cửa khẩu mở thêm hai làn";

/// In a narrow window the column beside the text lies over it, when it is asked for.
fn toggle_inspector(desk: Desk<'_>) -> Result<(), Failure> {
    let script = "document.querySelector(arguments[0]).click();";
    desk.session().run(script, json!([hook("inspector-toggle")]))?;
    look::painted(desk)
}
