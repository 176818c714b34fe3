//! The styles of a story: Word's own where it has one, so that a template can take them over.

use super::{HEAD, W};
use crate::names;

/// Deepest level of a list in Word.
pub(super) const LEVELS: usize = 9;

/// Indent of a level of a list, in twentieths of a point.
pub(super) const INDENT: usize = 720;

/// The style of the paragraph with the lead photo; it is known again by its name.
pub(super) const LEAD: &str = "LeadPhoto";

pub(super) fn part() -> String {
    let mut styles = String::new();
    let mut style = |id: &str, name: &str, paragraph: &str, letters: &str| {
        let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
        let based = if id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        styles += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"{default}><w:name w:val=\"{name}\"/>{based}<w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        );
    };
    let keep = "<w:keepNext/>";
    style("Normal", "Normal", "<w:spacing w:after=\"120\" w:line=\"288\" w:lineRule=\"auto\"/>", "");
    style("Title", "Title", keep, "<w:b/><w:sz w:val=\"40\"/>");
    style("Subtitle", "Subtitle", "<w:spacing w:after=\"240\"/>", "<w:b/>");
    style("Heading2", "heading 2", &format!("{keep}<w:outlineLvl w:val=\"1\"/>"), "<w:b/><w:sz w:val=\"30\"/>");
    style("Heading3", "heading 3", &format!("{keep}<w:outlineLvl w:val=\"2\"/>"), "<w:b/><w:i/>");
    style("Quote", "Quote", "<w:ind w:left=\"567\" w:right=\"567\"/>", "<w:i/>");
    style("Caption", "caption", "<w:spacing w:after=\"240\"/>", "<w:i/><w:sz w:val=\"22\"/>");
    style("Byline", "Bút danh", "<w:jc w:val=\"right\"/>", "<w:b/>");
    style("Correction", "Đính chính", "<w:spacing w:after=\"240\"/>", "<w:i/>");
    style("Related", "Tin liên quan", "", "");
    style("Photo", "Ảnh", keep, "");
    style(LEAD, names::LEAD, keep, "");
    style("TableHeading", "Table Heading", keep, "<w:b/>");
    style("ListParagraph", "List Paragraph", "<w:contextualSpacing/>", "");
    for level in 1..=LEVELS {
        let (id, name) = continued(level);
        style(&id, &name, &format!("<w:ind w:left=\"{}\"/>", level * INDENT), "");
    }
    styles += "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>\
               <w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/></w:rPr></w:style>";
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let edges: String = edges
        .iter()
        .map(|edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
        .collect();
    styles += &format!(
        "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr>\
         <w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    );
    format!(
        "{HEAD}<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
         w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"26\"/>\
         <w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault></w:docDefaults>{styles}</w:styles>"
    )
}

/// The style of further paragraphs of an item at a level from 1: id and name.
pub(super) fn continued(level: usize) -> (String, String) {
    match level {
        0 | 1 => ("ListContinue".to_owned(), "List Continue".to_owned()),
        level => (format!("ListContinue{level}"), format!("List Continue {level}")),
    }
}
