//! What other programs write in their own way and mean as we do.

use interchange::{Import, import};
use newsroom::{
    Body,
    body::{Block, Inline, Mark},
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
