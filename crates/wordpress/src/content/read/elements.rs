//! What the elements of a page mean for a story.

use super::{Purpose, Reader, tree::Kind};
use crate::{
    content::furniture::{BYLINE_CLASS, CORRECTION_CLASS, RELATED_CLASS, RELATED_TITLE_CLASS},
    html::Tag,
    media::MediaId,
};
use newsroom::body::{Block, CellAttrs, FigureAttrs, ListKind, MAX_SPAN, OrderedListAttrs};

impl Reader<'_> {
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if let Some((hidden, open)) = &mut self.hidden {
            // Scripts do not nest: what looks like one in it is text.
            *open += usize::from(hidden == name && !matches!(name, "script" | "style"));
            return;
        }
        match name {
            "strong" | "b" | "em" | "i" | "sup" | "sub" => self.inlines.mark(name, true),
            "s" | "strike" | "del" => {
                self.note_lost(name.to_owned());
                self.inlines.mark(name, true);
            }
            "a" => {
                let href = tag.attribute("href");
                let named = href.is_some_and(|href| !href.trim().is_empty());
                if !self.inlines.open_link(href) && named {
                    self.note_lost(format!("a {}", href.unwrap_or_default()));
                }
            }
            "br" => self.inlines.break_here(),
            "img" => self.image(tag),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.purpose = purpose(tag);
            }
            "ul" | "ol" => self.open_list(tag),
            "li" => {
                self.flush();
                if self.related == 0 {
                    self.tree.open_item();
                }
            }
            "blockquote" => {
                self.flush();
                if !self.tree.open_quote() {
                    self.flattened.quotes += 1;
                    self.note_lost(tag.name.clone());
                }
            }
            "table" => {
                self.flush();
                if !self.tree.open_table() {
                    self.flattened.tables += 1;
                    self.note_lost(tag.name.clone());
                }
            }
            "tr" | "td" | "th" => self.open_cell(tag),
            "figure" => {
                self.flush();
                self.ours = false;
            }
            "figcaption" => {
                self.flush();
                if self.ours {
                    self.hidden = Some((tag.name.clone(), 1));
                }
            }
            "script" | "style" | "template" | "svg" | "math" | "iframe" | "object" | "canvas" | "video" | "audio" => {
                let source = tag.attribute("src").unwrap_or_default().trim();
                self.note_lost(format!("{name} {source}").trim().to_owned());
                self.hidden = Some((tag.name.clone(), 1));
            }
            _ => self.open_other(name),
        }
    }

    /// Elements that are nothing of a story; their words are.
    fn open_other(&mut self, name: &str) {
        if parts_paragraphs(name) {
            self.flush();
        }
        if !matches!(
            name,
            "span"
                | "div"
                | "section"
                | "article"
                | "main"
                | "header"
                | "footer"
                | "center"
                | "cite"
                | "caption"
                | "thead"
                | "tbody"
                | "tfoot"
                | "colgroup"
                | "col"
                | "wbr"
        ) {
            self.note_lost(name.to_owned());
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if let Some((hidden, open)) = &mut self.hidden {
            if hidden == name {
                *open -= 1;
            }
            if *open == 0 {
                self.hidden = None;
            }
            return;
        }
        match name {
            "strong" | "b" | "em" | "i" | "sup" | "sub" | "s" | "strike" | "del" => {
                return self.inlines.mark(name, false);
            }
            "a" => return self.inlines.close_link(),
            "br" => return self.inlines.break_here(),
            _ => {}
        }
        if !parts_paragraphs(name) {
            return;
        }
        self.flush();
        let tables = self.flattened.tables == 0;
        match name {
            "ul" | "ol" if self.related > 0 => self.related -= 1,
            "ul" | "ol" if self.flattened.lists > 0 => self.flattened.lists -= 1,
            "ul" | "ol" => self.tree.close(Kind::List),
            "li" => self.tree.close(Kind::Item),
            "blockquote" if self.flattened.quotes > 0 => self.flattened.quotes -= 1,
            "blockquote" => self.tree.close(Kind::Quote),
            "table" if !tables => self.flattened.tables -= 1,
            "table" => self.tree.close(Kind::Table),
            "tr" if tables => self.tree.close(Kind::Row),
            "td" | "th" if tables => self.tree.close(Kind::Cell),
            "figure" => self.ours = false,
            _ => {}
        }
    }

    fn open_list(&mut self, tag: &Tag<'_>) {
        self.flush();
        if self.related > 0 {
            self.related += 1;
        } else if self.tree.is_top() && has_class(tag, RELATED_CLASS) {
            self.related = 1;
        } else {
            if !self.tree.open_list((tag.name == "ol").then(|| numbers(tag))) {
                self.flattened.lists += 1;
                self.note_lost(tag.name.clone());
            }
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        self.flush();
        if self.flattened.tables > 0 {
            return;
        }
        if tag.name == "tr" {
            return self.tree.open_row();
        }
        let span = |name| {
            let span = tag.attribute(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
            u16::clamp(span, 1, MAX_SPAN)
        };
        let attrs = CellAttrs { colspan: span("colspan"), rowspan: span("rowspan") };
        self.tree.open_cell(tag.name == "th", attrs);
    }

    fn image(&mut self, tag: &Tag<'_>) {
        let classes = tag.attribute("class").unwrap_or_default();
        let number = classes.split_whitespace().find_map(|class| class.strip_prefix("wp-image-")?.parse().ok());
        let photo = number.or(self.picture).and_then(|number: MediaId| (self.photo_of)(number));
        match photo {
            Some(photo) => {
                if self.tree.is_top() {
                    // The words before it stay before it.
                    let purpose = self.purpose;
                    self.flush();
                    self.purpose = purpose;
                }
                self.tree.place(Block::Figure { attrs: FigureAttrs { photo } });
                self.ours = true;
            }
            None => {
                let source = tag.attribute("src").unwrap_or_default().trim();
                self.note_lost(format!("img {source}").trim().to_owned());
            }
        }
    }
}

/// Where a numbered list begins, and how it counts: by its `type`, or by the style that newer editors of WordPress write.
fn numbers(tag: &Tag<'_>) -> OrderedListAttrs {
    let start = tag.attribute("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
    let style = tag.attribute("style").unwrap_or_default();
    let styled = style.split(';').find_map(|one| ListKind::of_html(one.trim().strip_prefix("list-style-type:")?));
    let kind = styled.or_else(|| tag.attribute("type").and_then(ListKind::of_html)).unwrap_or_default();
    OrderedListAttrs { start, kind }
}

fn purpose(tag: &Tag<'_>) -> Purpose {
    match tag.name.as_str() {
        "p" if has_class(tag, BYLINE_CLASS) => Purpose::Byline,
        "p" if has_class(tag, CORRECTION_CLASS) => Purpose::Correction,
        "p" => Purpose::Paragraph,
        _ if has_class(tag, RELATED_TITLE_CLASS) => Purpose::RelatedTitle,
        "h1" | "h2" => Purpose::Subhead(2),
        _ => Purpose::Subhead(3),
    }
}

fn has_class(tag: &Tag<'_>, wanted: &str) -> bool {
    tag.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
}

/// Elements whose edges end a paragraph.
fn parts_paragraphs(name: &str) -> bool {
    const PARTING: [&str; 45] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "cite",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    PARTING.contains(&name)
}
