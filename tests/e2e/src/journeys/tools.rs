//! The writer's tools: palette, focus, blocks, tables, outline, zoom; pasting, importing and handing out.

use std::fs;
use std::path::Path;

use crate::app::Newsdesk;
use crate::clipboard;
use crate::desk::{Desk, TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::journeys::writing::{LONG, begin, has_body};
use crate::process;
use crate::runner::Bench;
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

const SECOND: &str = "Chợ trung tâm mở cửa sớm.";

/// Everything is done without the mouse, and found by its name.
pub(super) fn by_keyboard(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = begin(newsdesk)?;
    desk.keys(&key::ENTER.to_string())?;
    desk.write(SECOND)?;
    desk.keys(&key::holding(key::ALT, &key::UP.to_string()))?;
    has_body(desk, &format!("{SECOND}\n{LONG}"))?;

    // The palette takes a name without its marks, and gives the focus back to the text.
    by_name(desk, "tit phu nho")?;
    desk.sees(&format!("{TEXT} h3"))?;
    desk.has_focus(TEXT, "after the palette")?;
    by_name(desk, "che do tap trung")?;
    desk.sees(".desk--focus")?;
    desk.keys(&key::ESCAPE.to_string())?;
    desk.sees_no_more(".desk--focus")?;
    desk.keys(&key::F9.to_string())?;
    desk.sees(".desk--focus")?;
    desk.keys(&key::F9.to_string())?;
    desk.sees_no_more(".desk--focus")?;

    desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "o")))?;
    let outline = desk.text_of(&hook("outline-item"))?;
    ensure(outline.contains(SECOND), || format!("the outline shows {outline}"))?;

    let letters = || {
        desk.session()
            .run("return getComputedStyle(document.querySelector(arguments[0])).fontSize;", serde_json::json!([TEXT]))
    };
    let before = letters()?;
    desk.keys(&key::holding(key::CONTROL, "="))?;
    desk.sees(&hook("zoom"))?;
    let after = letters()?;
    ensure(before != after, || format!("the letters stay at {before}"))?;
    desk.keys(&key::holding(key::CONTROL, "0"))?;
    desk.sees_no_more(&hook("zoom"))?;

    tables(desk)
}

/// A table grows by Tab, and a row goes by its name.
fn tables(desk: Desk<'_>) -> Result<(), Failure> {
    desk.go_to_end()?;
    desk.press("tool-table")?;
    desk.fill("#table-rows", "2")?;
    desk.fill("#table-columns", "2")?;
    desk.press("dialog-confirm")?;
    desk.sees(&format!("{TEXT} table"))?;
    desk.has_focus(TEXT, "in the table")?;
    let cells = ["Cửa khẩu", "Xe", "Bắc Luân II", "310", "Ka Long", "57"];
    desk.keys(&cells.join(&key::TAB.to_string()))?;
    sees_cells(desk, &cells)?;
    // What takes something away is chosen by one Enter and done by the next.
    find_by_name(desk, "xoa hang")?;
    desk.sees_no_more(&format!("{}[aria-selected=true]", hook("palette-line")))?;
    desk.keys(&key::ENTER.to_string())?;
    desk.sees(&format!("{}[aria-selected=true]", hook("palette-line")))?;
    sees_cells(desk, &cells)?;
    desk.keys(&key::ENTER.to_string())?;
    desk.sees_no_more(&hook("palette"))?;
    sees_cells(desk, &cells[..4])?;
    desk.keys(&key::holding(key::CONTROL, "z"))?;
    sees_cells(desk, &cells)
}

fn sees_cells(desk: Desk<'_>, cells: &[&str]) -> Result<(), Failure> {
    wait::until(&format!("the cells {cells:?}"), USUAL, || {
        let now = desk.texts(&format!("{TEXT} :is(td, th)"))?;
        Ok(if now == cells { Seen::Yes(()) } else { Seen::NotYet(format!("{now:?}")) })
    })
}

/// Lists what the palette has by words of its name.
fn find_by_name(desk: Desk<'_>, words: &str) -> Result<(), Failure> {
    desk.keys(&key::holding(key::CONTROL, "k"))?;
    desk.fill(&hook("palette-words"), words)?;
    desk.sees(&hook("palette-line")).map(drop)
}

/// Chooses a line of the palette by words of its name.
fn by_name(desk: Desk<'_>, words: &str) -> Result<(), Failure> {
    find_by_name(desk, words)?;
    desk.keys(&key::ENTER.to_string())?;
    desk.sees_no_more(&hook("palette"))
}

/// What Word puts on the clipboard becomes our blocks; what was kept and what was left out is told; as plain text it is
/// plain.
pub(super) fn pasted(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = begin(newsdesk)?;
    desk.keys(&key::ENTER.to_string())?;
    let _offered = clipboard::offer("text/html", WORD)?;
    desk.keys(&key::holding(key::CONTROL, "v"))?;
    wait::until("two items and a table", USUAL, || {
        let (items, cells) = (desk.texts(&format!("{TEXT} li"))?, desk.texts(&format!("{TEXT} td"))?);
        let there = items == ["Hàng nông sản", "Hàng điện tử"] && cells == ["Bắc Luân II", "310"];
        Ok(if there { Seen::Yes(()) } else { Seen::NotYet(format!("{items:?}, {cells:?}")) })
    })?;
    ensure(desk.has(&format!("{TEXT} strong"))?, || "what was bold is bold no more".to_owned())?;
    ensure(!desk.has(&format!("{TEXT} img[src^=\"http\"]"))?, || "a picture from elsewhere was loaded".to_owned())?;
    let told = desk.text_of(&hook("offer"))?;
    ensure(told.contains("bảng") && told.contains("ảnh"), || format!("of the paste is told: {told}"))?;

    desk.keys(&key::holding(key::CONTROL, "z"))?;
    has_body(desk, &format!("{LONG}\n"))?;
    let _offered = clipboard::offer("UTF8_STRING", "Một dòng thuần")?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "v")))?;
    has_body(desk, &format!("{LONG}\nMột dòng thuần"))
}

/// As Word 16 puts it there: classes, conditional comments, list signs as text, a picture elsewhere.
const WORD: &str = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>p.MsoListParagraph{margin-left:36.0pt;}</style></head>
<body lang=VI><!--StartFragment-->
<p class=MsoNormal><b>Ba nhóm hàng</b> đi qua cửa khẩu:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>Hàng nông sản<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>Hàng điện tử<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Bắc Luân II</p></td><td><p class=MsoNormal>310</p></td></tr></table>
<p class=MsoNormal><img width=300 src="http://192.0.2.1/anh.jpg"></p>
<!--EndFragment--></body></html>"#;

/// A document comes in as a story, and the story goes out as one that is the same when it comes in again.
pub(super) fn imported_and_exported(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let folder = tempfile::TempDir::new()?;
    let first = folder.path().join("bai.md");
    fs::write(&first, "# Cầu mới\n\n**Sáng nay**, cầu thông xe.\n\n- Một\n- Hai\n").map_err(Failure::file(&first))?;
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    import(desk, &first)?;
    let text = "Sáng nay, cầu thông xe.\nMột\nHai";
    has_body(desk, text)?;

    let out = folder.path().join("ra.docx");
    by_name(desk, "docx")?;
    save_as(&out)?;
    wait::until("the document", USUAL, || {
        let length = fs::metadata(&out).map(|file| file.len()).unwrap_or_default();
        Ok(if length > 1000 { Seen::Yes(()) } else { Seen::NotYet(format!("{length} bytes")) })
    })?;
    import(desk, &out)?;
    has_body(desk, text)?;
    let headline = desk.value("#headline")?;
    ensure(headline == "Cầu mới", || format!("the headline is {headline}"))?;
    ensure(desk.has(&format!("{TEXT} strong"))?, || "what was bold is bold no more".to_owned())?;

    let broken = folder.path().join("hong.docx");
    fs::write(&broken, "PK\u{3}\u{4} không phải là zip").map_err(Failure::file(&broken))?;
    desk.offer_documents(&broken)?;
    let told = desk.text_of(&hook("failure"))?;
    ensure(!told.is_empty(), || "nothing is told of a broken document".to_owned())?;
    desk.press("import-close")
}

fn import(desk: Desk<'_>, file: &Path) -> Result<(), Failure> {
    desk.offer_documents(file)?;
    desk.sees(&format!("{}:not([aria-disabled])", hook("import-close")))?;
    desk.press("import-close")?;
    desk.sees_no_more(&hook("import-report"))
}

/// Answers the system's dialogue for saving.
fn save_as(file: &Path) -> Result<(), Failure> {
    let dialogue = wait::until("the dialogue for saving", USUAL, || {
        let found = process::text("xdotool", &["search", "--onlyvisible", "--name", "Save|Lưu"]).unwrap_or_default();
        let window = found.lines().next().map(str::to_owned);
        Ok(window.map_or_else(|| Seen::NotYet("there is none".to_owned()), Seen::Yes))
    })?;
    process::text("xdotool", &["windowactivate", "--sync", &dialogue])?;
    process::text("xdotool", &["key", "ctrl+a"])?;
    process::text("xdotool", &["type", "--delay", "12", &file.display().to_string()])?;
    process::text("xdotool", &["key", "Return"]).map(drop)
}
