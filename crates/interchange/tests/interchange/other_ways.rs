//! What other programs write in their own way and mean as we do.

use interchange::{Import, import};
use newsroom::{
    Body,
    body::{Block, Inline, ListKind, Mark},
};

use crate::packed::{pack, parts};

fn links(import: &Import) -> Vec<String> {
    let Some(Block::Paragraph { content }) = import.blocks.first() else { panic!("{:?}", import.blocks) };
    let marks = content.iter().flat_map(|piece| match piece {
        Inline::Text { marks, .. } | Inline::LineBreak { marks } => marks,
    });
    let address = |mark: &Mark| match mark {
        Mark::Link { attrs } => Some(attrs.href.clone()),
        _ => None,
    };
    marks.filter_map(address).collect()
}

/// Word and LibreOffice write the place on a page apart from the page.
#[test]
fn a_link_to_a_place_on_a_page_leads_to_that_place() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let field = |instruction: &str, text: &str| {
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let said = format!("<w:r><w:instrText>{instruction}</w:instrText></w:r>");
        format!("{}{said}{}{}{}", mark("begin"), mark("separate"), run(text), mark("end"))
    };
    let body = format!(
        "<w:p><w:hyperlink r:id=\"a\" w:anchor=\"đầu\">{}</w:hyperlink><w:hyperlink r:id=\"b\" w:anchor=\"x\">{}</w:hyperlink>\
         <w:hyperlink w:anchor=\"_Toc1\">{}</w:hyperlink>{}{}{}</w:p>",
        run("một"),
        run("hai"),
        run("ba"),
        field("HYPERLINK \"https://a.vn/4\" \\o \"gợi ý \\l x\" \\l \"cuối\"", "bốn"),
        field("HYPERLINK \\l \"_Toc2\"", "năm"),
        field("hyperlink https://a.vn/6 \\l có dấu", "sáu"),
    );
    let link = |id: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"@link\" Target=\"{target}\" TargetMode=\"External\"/>")
    };
    let relations = [link("a", "https://a.vn/1"), link("b", "https://a.vn/2#y")].concat();
    let document = pack(&parts(&format!("=== body\n{body}\n=== relations\n{relations}")));
    let wanted = ["https://a.vn/1#đầu", "https://a.vn/2#y", "https://a.vn/4#cuối", "https://a.vn/6#có"];
    assert_eq!(links(&import("a.docx", &document).unwrap()), wanted);
}

/// LibreOffice gives styles other ids when it saves a document of Word's; the name stays.
#[test]
fn the_lead_photo_is_known_by_the_name_of_its_style() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"nhidin\"/></w:pPr><w:r><w:drawing><wp:docPr id=\"1\" descr=\"Cầu\"/>\
                <a:blip r:embed=\"p\"/></w:drawing></w:r></w:p><w:p><w:r><w:t>Chữ</w:t></w:r></w:p>";
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"nhidin\"><w:name w:val=\"Ảnh đại diện\"/></w:style>";
    let relations = "<Relationship Id=\"p\" Type=\"@image\" Target=\"media/1.jpg\"/>";
    let source =
        format!("=== body\n{body}\n=== styles\n{styles}\n=== relations\n{relations}\n=== word/media/1.jpg\n@jpeg");
    let back = import("a.docx", &pack(&parts(&source))).unwrap();
    assert_eq!(back.lead, Some(back.pictures[0].placeholder));
    assert_eq!(back.blocks.len(), 1, "it is no figure of the text");
}

/// LibreOffice ends a list where one of another style begins in it, and goes on with it after that, with shells around lists
/// in lists.
#[test]
fn a_list_goes_on_after_a_list_in_it() {
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let words = |text: &str| item(&format!("<text:p>{text}</text:p>"));
    let list = |about: &str, inside: &str| format!("<text:list {about}>{inside}</text:list>");
    let deep = |inside: &str| item(&list("", inside));
    let text = [
        list("xml:id=\"a\" text:style-name=\"A\"", &words("một")),
        list("xml:id=\"b\" text:style-name=\"B\"", &deep(&words("trong một"))),
        list("text:style-name=\"C\"", &deep(&deep(&words("sâu")))),
        list("text:continue-list=\"b\" text:style-name=\"B\"", &deep(&words("trong hai"))),
        list("text:continue-list=\"a\" text:style-name=\"A\"", &words("hai")),
        list("text:style-name=\"A\"", &words("danh sách khác")),
    ];
    let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    let content = format!(
        "<o:document-content xmlns:o=\"{office}\" xmlns:text=\"{}\"><o:body><o:text>{}</o:text></o:body></o:document-content>",
        office.replace("office", "text"),
        text.concat()
    );
    let mime = "application/vnd.oasis.opendocument.text";
    let document = pack(&vec![
        ("mimetype".to_owned(), mime.as_bytes().to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
    ]);
    let blocks = import("a.odt", &document).unwrap().blocks;
    let items = |block: &Block| match block {
        Block::BulletList { content } => content.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(blocks.iter().map(items).collect::<Vec<_>>(), [2, 1], "{:?}", Body::new(blocks));
}

/// What a document counted of itself is told of the one that it was joined to.
#[test]
fn a_joined_document_tells_what_was_left_out_of_it() {
    let inner = pack(&parts(
        "=== body\n<w:p><w:r><w:t>Một</w:t></w:r><w:del><w:r><w:delText>hai</w:delText></w:r></w:del></w:p>\n\
         === comments\n<w:comment w:id=\"1\"><w:p/></w:comment><w:comment w:id=\"2\"><w:p/></w:comment>",
    ));
    let relation = "<Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" \
                    Target=\"inner.docx\"/>";
    let own = "<w:comment w:id=\"1\"><w:p/></w:comment>";
    let source = format!("=== body\n<w:altChunk r:id=\"c\"/>\n=== relations\n{relation}\n=== comments\n{own}");
    let mut outer = parts(&source);
    outer.push(("word/inner.docx".to_owned(), inner));
    let report = import("a.docx", &pack(&outer)).unwrap().report;
    assert_eq!((report.paragraphs, report.comments, report.deletions), (1, 3, 1), "{report:?}");
}

/// A row of more cells than a table may have keeps their words.
#[test]
fn words_of_a_row_without_end_stay_in_the_table() {
    let cells: String = (1..=120).map(|number| format!("<td>ô {number}.</td>")).collect();
    let page = format!("<html><body><p>Đầu</p><table><tr>{cells}</tr></table></body></html>");
    let body = Body::new(import("a.html", page.as_bytes()).unwrap().blocks);
    let text = body.plain_text();
    for number in 1..=120 {
        assert!(text.contains(&format!("ô {number}.")), "{number} is lost: {text}");
    }
}

/// An item may count otherwise than its list: "1." and "b." are no neighbours.
#[test]
fn items_that_count_otherwise_are_lists_of_their_own() {
    let page = "<html><body><p>Đầu</p><ol><li>một</li><li type=\"a\">hai</li><li type=\"a\">ba</li><li>bốn</li></ol></body></html>";
    let blocks = import("a.html", page.as_bytes()).unwrap().blocks;
    let counted = blocks.iter().filter_map(|block| match block {
        Block::OrderedList { attrs, content } => Some((attrs.kind, attrs.start, content.len())),
        _ => None,
    });
    let wanted = [(ListKind::Decimal, 1, 1), (ListKind::LowerLetter, 2, 2), (ListKind::Decimal, 4, 1)];
    assert_eq!(counted.collect::<Vec<_>>(), wanted);
}

/// Pictures keep their places where one document lies in another, behind a picture of that one, also in its tables.
#[test]
fn pictures_of_a_joined_document_are_its_own() {
    let shown = |alt: &str| {
        format!("<w:p><w:r><w:pict><v:shape alt=\"{alt}\"><v:imagedata r:id=\"p\"/></v:shape></w:pict></w:r></w:p>")
    };
    let picture = "<Relationship Id=\"p\" Type=\"@image\" Target=\"media/1.jpg\"/>";
    let part = "=== word/media/1.jpg\n@jpeg";
    let cells = format!("<w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc><w:tc>{}</w:tc>", shown("trong bảng"));
    let body = format!("{}<w:tbl><w:tr>{cells}</w:tr></w:tbl>", shown("bên trong"));
    let inner = pack(&parts(&format!("=== body\n{body}\n=== relations\n{picture}\n{part}")));
    let chunk = "<Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" \
                 Target=\"inner.docx\"/>";
    let body = format!("{}<w:altChunk r:id=\"c\"/>{}", shown("bên ngoài"), shown("cuối"));
    let mut outer = parts(&format!("=== body\n{body}\n=== relations\n{picture}{chunk}\n{part}"));
    outer.push(("word/inner.docx".to_owned(), inner));
    let import = import("a.docx", &pack(&outer)).unwrap();
    let figures = import.blocks.iter().filter_map(|block| match block {
        Block::Figure { attrs } => import.pictures.iter().find(|picture| picture.placeholder == attrs.photo),
        _ => None,
    });
    let alts: Vec<&str> = figures.map(|picture| picture.alt.as_str()).collect();
    assert_eq!(alts, ["bên ngoài", "bên trong", "trong bảng", "cuối"]);
}

/// Mail programs break long lines in the middle of a letter, and end them in either way.
#[test]
fn a_mail_is_read_across_its_line_ends_and_tells_what_is_attached() {
    let head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\
                Content-Transfer-Encoding: quoted-printable\n\n";
    let page = "<p>C=E1=BA=A7u B=E1=BA=AFc Lu=C3=\n=A2n th=C3=B4ng =\nxe, 1 =3D 1</p>";
    let attached =
        "\n--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n%PDF\n--x--\n";
    let mail = [head, page, attached].concat();
    for mail in [mail.replace('\n', "\r\n"), mail] {
        let import = import("a.eml", mail.as_bytes()).unwrap();
        let text = format!("{}{}", import.headline, Body::new(import.blocks).plain_text());
        assert_eq!(text.trim(), "Cầu Bắc Luân thông xe, 1 = 1", "{mail}");
        assert_eq!(import.report.objects_dropped, 1, "what is attached is told: {mail}");
    }
}

#[test]
fn items_in_cells_keep_their_own_numbers() {
    let page = "<p>Đầu</p><table><tr><td><ol start=\"3\"><li>ba</li><li>bốn</li></ol></td><td><ul><li>chấm</li></ul></td></tr></table>";
    let text = Body::new(import("a.html", page.as_bytes()).unwrap().blocks).plain_text();
    assert!(["3. ba", "4. bốn", "• chấm"].iter().all(|item| text.contains(item)), "{text}");
}

/// A page that says so is UTF-8, though many of its bytes are broken; of a text that says nothing more must be good.
#[test]
fn a_page_is_believed_what_it_says_of_its_letters() {
    let broken = [&b"<p>"[..], &"Chợ mở \u{1}. ".repeat(9).into_bytes(), b"</p>"].concat();
    let broken: Vec<u8> = broken.into_iter().map(|byte| if byte == 1 { 0xff } else { byte }).collect();
    let said = [&b"<html><head><meta charset=\"utf-8\"></head><body>"[..], &broken].concat();
    let words = |bytes: &[u8]| {
        let import = import("a.html", bytes).unwrap();
        (Body::new(import.blocks).plain_text(), import.report.letters_lost)
    };
    let (text, lost) = words(&said);
    assert!(text.starts_with("Chợ mở \u{fffd}. Chợ mở"), "{text}");
    assert_eq!(lost, 9);
    assert!(!words(&broken).0.contains("Chợ"), "two good letters for a broken one prove nothing by themselves");
}

#[test]
fn a_headline_that_the_front_matter_says_again_stands_once() {
    let import = import("a.md", "---\ntitle: Chợ đêm\n---\n\n# Chợ đêm\n\nBài.\n".as_bytes()).unwrap();
    assert_eq!((import.headline.as_str(), import.blocks.len()), ("Chợ đêm", 1), "{:?}", import.blocks);
}
