//! Word's documents (ECMA-376, transitional): the few parts that a story needs.

mod body;
mod lists;
mod styles;
mod tables;

use super::{Sheet, escape, is_png, zipped};
use crate::InterchangeError;
use body::Writer;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The document of a story.
pub(super) fn document(sheet: &Sheet<'_>) -> Result<Vec<u8>, InterchangeError> {
    let writer = Writer::new(sheet);
    let text = writer.text();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types()),
        ("_rels/.rels".to_owned(), package_relations()),
        ("docProps/core.xml".to_owned(), properties(sheet)),
        ("word/document.xml".to_owned(), text.document.into_bytes()),
        ("word/styles.xml".to_owned(), styles::part().into_bytes()),
        ("word/numbering.xml".to_owned(), text.numbering.into_bytes()),
        ("word/settings.xml".to_owned(), settings().into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), text.relations.into_bytes()),
    ];
    for (index, shot) in sheet.shots.iter().enumerate() {
        if let Some(bytes) = &shot.bytes {
            files.push((format!("word/{}", media(index, bytes)), bytes.clone()));
        }
    }
    zipped(&files)
}

/// Where a photo lies, seen from the text.
fn media(index: usize, bytes: &[u8]) -> String {
    format!("media/image{}.{}", index + 1, if is_png(bytes) { "png" } else { "jpg" })
}

fn content_types() -> Vec<u8> {
    let of = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    [
        HEAD,
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        "<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/><Default Extension=\"png\" ContentType=\"image/png\"/>",
        &part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        &part("word/document.xml", &format!("{of}.document.main+xml")),
        &part("word/styles.xml", &format!("{of}.styles+xml")),
        &part("word/numbering.xml", &format!("{of}.numbering+xml")),
        &part("word/settings.xml", &format!("{of}.settings+xml")),
        "</Types>",
    ]
    .concat()
    .into_bytes()
}

fn package_relations() -> Vec<u8> {
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{RELATIONS}/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
    .into_bytes()
}

fn properties(sheet: &Sheet<'_>) -> Vec<u8> {
    let manuscript = &sheet.manuscript;
    let fields = [
        ("dc:title", manuscript.headline.clone()),
        ("dc:creator", manuscript.byline.clone()),
        ("cp:keywords", manuscript.tags.join(", ")),
        ("cp:category", sheet.section.unwrap_or_default().to_owned()),
        ("dc:language", "vi-VN".to_owned()),
    ];
    let fields: String = fields.iter().map(|(name, text)| format!("<{name}>{}</{name}>", escape(text))).collect();
    let core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{core}\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{fields}\
         </cp:coreProperties>"
    )
    .into_bytes()
}

/// Word 2013 and later: else the window says "Compatibility Mode".
fn settings() -> String {
    format!(
        "{HEAD}<w:settings xmlns:w=\"{W}\"><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"vi-VN\"/></w:settings>"
    )
}
