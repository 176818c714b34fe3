//! A folder that the staff of any portal can take over: the story to read, to paste and to load by a program.

use chrono::{DateTime, SecondsFormat, Utc};
use newsroom::ContentHash;
use serde_json::{Value, json};

use super::{
    ExportSource, Sheet, Shot, escape,
    html::{STYLE, above, below, body, line},
};
use crate::InterchangeError;

/// What the desk knows of a story beside its words. Everything is optional; nothing is looked up or made up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The story's id in the newsroom.
    pub id: Option<String>,
    /// Name of who approved it.
    pub approved_by: Option<String>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it is to go online.
    pub publish_at: Option<DateTime<Utc>>,
    /// When anything about it last changed.
    pub updated_at: Option<DateTime<Utc>>,
}

/// Added for the portal's page: phones, and paper without colours, addresses and torn figures.
const PRINT: &str = ".dinh-chinh{border-left:.25em solid #b00;padding-left:.75em}\
@media print{@page{size:A4;margin:2cm}body{margin:0;max-width:none;font-size:12pt}a{color:inherit;text-decoration:none}\
figure,table,blockquote{break-inside:avoid}h1,h2,h3{break-after:avoid}img{max-height:18cm}}";

/// A name for a page without a headline: HTML asks for one.
const UNTITLED: &str = "Bài chưa có tít";

/// The files of the folder, each with its path in it (`photos/01-cau-bac-luan.jpg`): ASCII letters, figures and hyphens,
/// which every system takes. The same story gives the same bytes.
///
/// * `index.html`: the whole page, to read and to print; runs nothing and loads nothing but the photos beside it.
/// * `bai.html`: what stands below headline and standfirst, to be pasted into the portal's editor.
/// * `story.json`: all of it for programs.
/// * `photos/`: the photos that readers see.
/// * `README.txt`: what is what, in Vietnamese, as old editors of Windows read it.
///
/// # Errors
/// [`InterchangeError::NotWritten`] if the story cannot be written as JSON.
pub fn portal(story: &ExportSource<'_>, record: &Record) -> Result<Vec<(String, Vec<u8>)>, InterchangeError> {
    let sheet = Sheet::new(story, true);
    let mut fragment = String::new();
    below(&mut fragment, &sheet, true);
    let hash = ContentHash::of_manuscript(story.manuscript);
    let mut files = vec![
        ("index.html".to_owned(), page(&sheet, &fragment).into_bytes()),
        ("bai.html".to_owned(), fragment.into_bytes()),
        ("story.json".to_owned(), about(&sheet, record, &hash)?),
        ("README.txt".to_owned(), read_me(&sheet, &hash).into_bytes()),
    ];
    for shot in &sheet.shots {
        if let Some(bytes) = &shot.bytes {
            files.push((path(shot), bytes.clone()));
        }
    }
    Ok(files)
}

fn path(shot: &Shot) -> String {
    format!("photos/{}", shot.name)
}

fn page(sheet: &Sheet<'_>, below: &str) -> String {
    let manuscript = &sheet.manuscript;
    let title = if manuscript.headline.is_empty() { UNTITLED } else { &manuscript.headline };
    let tags = manuscript.tags.join(", ");
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
    out += &format!("<title>{}</title>\n", escape(title));
    let meta = [("description", &manuscript.standfirst), ("author", &manuscript.byline), ("keywords", &tags)];
    for (name, content) in meta.into_iter().filter(|(_, content)| !content.is_empty()) {
        out += &format!("<meta name=\"{name}\" content=\"{}\">\n", escape(content));
    }
    out += &format!("<style>{STYLE}{PRINT}</style>\n</head>\n<body>\n<article>\n");
    line(&mut out, "section", sheet.section.unwrap_or_default());
    out += &above(sheet, UNTITLED);
    out + below + "</article>\n</body>\n</html>\n"
}

fn about(sheet: &Sheet<'_>, record: &Record, hash: &ContentHash) -> Result<Vec<u8>, InterchangeError> {
    let failed = |error: serde_json::Error| InterchangeError::NotWritten(error.to_string());
    let time = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    let mut html = String::new();
    body(&mut html, sheet, true);
    let mut story = sheet.fields();
    let others = [
        ("format", json!(1)),
        ("id", json!(record.id)),
        ("body_html", json!(html)),
        ("body", serde_json::to_value(sheet.body()).map_err(failed)?),
        ("photos", sheet.shots.iter().map(|shot| photo(sheet, shot)).collect()),
        ("content_sha256", json!(hash)),
        ("approved_by", json!(record.approved_by)),
        ("approved_at", json!(time(record.approved_at))),
        ("publish_at", json!(time(record.publish_at))),
        ("updated_at", json!(time(record.updated_at))),
    ];
    story.extend(others.map(|(name, value)| (name.to_owned(), value)));
    serde_json::to_vec_pretty(&story).map_err(failed)
}

/// A photo; without its file where that is not at hand, and then with the size of the original.
fn photo(sheet: &Sheet<'_>, shot: &Shot) -> Value {
    let (width, height) = shot.pixels().unwrap_or((shot.photo.width, shot.photo.height));
    json!({
        "id": shot.photo.id,
        "file": shot.bytes.as_ref().map(|_| path(shot)),
        "sha256": shot.bytes.as_deref().map(ContentHash::of),
        "width": width,
        "height": height,
        "lead": sheet.manuscript.lead_photo == Some(shot.photo.id),
        "caption": shot.photo.caption,
        "alt": shot.photo.alt_text,
        "credit": shot.photo.credit,
        "original_sha256": shot.photo.original,
    })
}

/// Ten lines. Editors of older Windows need the mark at the start to know the letters, and both signs to see a new line.
fn read_me(sheet: &Sheet<'_>, hash: &ContentHash) -> String {
    let headline = &sheet.manuscript.headline;
    let headline = if headline.is_empty() { UNTITLED } else { headline };
    let photos = sheet.shots.iter().filter(|shot| shot.bytes.is_some()).count();
    // Both are in the fragment; a portal with fields of its own for them would show them twice.
    let byline = match sheet.manuscript.byline.is_empty() {
        true => "",
        false => " Cổng có ô bút danh: chép bút danh vào đó, bỏ dòng bút danh cuối bai.html.",
    };
    let lead = sheet.lead().filter(|shot| shot.bytes.is_some()).map_or_else(String::new, |shot| {
        format!(" Ảnh đại diện: {}; cổng tự hiện ảnh này thì bỏ ảnh đầu bai.html.", shot.name)
    });
    let lines = [
        format!("Bài: {}", headline.split_whitespace().collect::<Vec<_>>().join(" ")),
        "Thư mục này là một bài trọn vẹn, xuất từ Newsdesk để đưa lên cổng thông tin.".to_owned(),
        "index.html: cả trang, mở bằng trình duyệt để đọc hoặc in; không cần mạng.".to_owned(),
        "bai.html: mã HTML phần dưới tít và sapo; dán vào trình soạn thảo của cổng ở chế độ mã nguồn.".to_owned(),
        format!("photos: {photos} ảnh; tải lên cổng trước, rồi đổi đường dẫn photos/… trong bai.html cho khớp."),
        format!("Tít, sapo: chép từ index.html vào các ô riêng của cổng.{byline}"),
        format!("Chú thích và nguồn ảnh nằm dưới mỗi ảnh; văn bản thay thế nằm trong thuộc tính alt.{lead}"),
        "Đính chính (nếu có) đứng trên chính văn, tin liên quan (nếu có) đứng cuối bài; xin giữ nguyên.".to_owned(),
        "story.json: toàn bộ nội dung cho phần mềm đọc, kèm mã SHA-256 của từng ảnh.".to_owned(),
        format!("Mã nội dung (SHA-256): {hash}. Sửa lời là thành bài khác, xin báo lại tòa soạn."),
    ];
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}
