//! Word documents from sources that a person can read: `=== name` begins a part. `=== body` is the inside of `w:body`;
//! what every document has is added where the source does not bring its own.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

pub type Parts = Vec<(String, Vec<u8>)>;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

pub fn namespaces() -> String {
    format!(
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" xmlns:a=\"{DRAWING}/main\" xmlns:pic=\"{DRAWING}/picture\" \
         xmlns:c=\"{DRAWING}/chart\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
    )
}

/// The parts of a source.
pub fn parts(source: &str) -> Parts {
    let mut parts: Parts = Vec::new();
    for section in source.split("\n=== ").flat_map(|section| section.strip_prefix("=== ").or(Some(section))) {
        let (name, text) = section.split_once('\n').unwrap_or((section, ""));
        let text = text.trim_end_matches('\n');
        let wrapped = |element: &str| format!("<w:{element} {}>{text}</w:{element}>", namespaces()).into_bytes();
        let (name, bytes) = match name.trim() {
            "body" => (
                "word/document.xml",
                format!("<w:document {}><w:body>{text}<w:sectPr/></w:body></w:document>", namespaces()).into_bytes(),
            ),
            "styles" => ("word/styles.xml", wrapped("styles")),
            "numbering" => ("word/numbering.xml", wrapped("numbering")),
            "footnotes" => ("word/footnotes.xml", wrapped("footnotes")),
            "endnotes" => ("word/endnotes.xml", wrapped("endnotes")),
            "comments" => ("word/comments.xml", wrapped("comments")),
            "relations" => ("word/_rels/document.xml.rels", relations(text)),
            name => (
                name,
                match text {
                    "@jpeg" => b"\xff\xd8\xff\xe0 a picture".to_vec(),
                    "@png" => b"\x89PNG\r\n\x1a\n a picture".to_vec(),
                    "@emf" => b"\x01\0\0\0 a metafile".to_vec(),
                    text => text.as_bytes().to_vec(),
                },
            ),
        };
        if !name.is_empty() {
            parts.push((name.to_owned(), bytes));
        }
    }
    complete(&mut parts);
    parts
}

/// The relations that every document has, and those of the source.
fn relations(own: &str) -> Vec<u8> {
    let parts = ["styles", "numbering", "footnotes", "endnotes", "comments"];
    let parts: String = parts
        .iter()
        .map(|kind| format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>"))
        .collect();
    let own = own.replace("@image", &format!("{OFFICE}/image")).replace("@link", &format!("{OFFICE}/hyperlink"));
    format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{parts}{own}</Relationships>")
        .into_bytes()
}

fn complete(parts: &mut Parts) {
    let package = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    for (name, bytes) in [
        ("word/_rels/document.xml.rels", relations("")),
        ("_rels/.rels", package.into_bytes()),
        ("[Content_Types].xml", types.as_bytes().to_vec()),
    ] {
        if !parts.iter().any(|(own, _)| own == name) {
            parts.insert(0, (name.to_owned(), bytes));
        }
    }
}

pub fn pack(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.clone(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body.
pub fn with_body(body: &str) -> Vec<u8> {
    pack(&parts(&format!("=== body\n{body}")))
}
