//! The text of a story.

use newsroom::{
    Related,
    body::{Block, Inline, LinkAttrs, ListItem, Mark, OrderedListAttrs},
};

use super::{
    HEAD, OFFICE, RELATIONS, W,
    lists::Lists,
    media,
    styles::{LEAD, LEVELS, continued},
};
use crate::{
    export::{Part, Sheet, Shot, escape},
    labels,
};

/// A photo is at most so wide and so high, in English Metric Units (360,000 a centimetre): what A4 leaves.
const LARGEST: (u64, u64) = (16 * 360_000, 20 * 360_000);

pub(super) struct Writer<'a> {
    sheet: &'a Sheet<'a>,
    pub(super) out: String,
    lists: Lists,
    /// Addresses of links; number `n` is the relation `link<n>`.
    links: Vec<String>,
    drawings: usize,
}

/// The parts that belong together.
pub(super) struct Parts {
    pub(super) document: String,
    pub(super) numbering: String,
    pub(super) relations: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(sheet: &'a Sheet<'a>) -> Self {
        Self { sheet, out: String::new(), lists: Lists::default(), links: Vec::new(), drawings: 0 }
    }

    pub(super) fn text(mut self) -> Parts {
        let sheet = self.sheet;
        for part in sheet.parts() {
            match part {
                // Also when it is empty: the place of the headline is taken, and no other paragraph is one.
                Part::Headline(text) => self.words("Title", text),
                Part::Standfirst(text) => self.words("Subtitle", text),
                Part::Correction(text) => self.words("Correction", &labels::labelled(text)),
                Part::Lead(shot) => self.figure(shot, LEAD),
                Part::Body => self.body(),
                Part::Byline(text) => self.words("Byline", text),
                Part::Related(stories) => self.related(stories),
            }
        }
        let drawing = "http://schemas.openxmlformats.org/drawingml/2006";
        let document = format!(
            "{HEAD}<w:document xmlns:w=\"{W}\" xmlns:r=\"{OFFICE}\" xmlns:wp=\"{drawing}/wordprocessingDrawing\" \
             xmlns:a=\"{drawing}/main\" xmlns:pic=\"{drawing}/picture\"><w:body>{}<w:sectPr>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
             w:left=\"1701\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            self.out
        );
        Parts { document, numbering: self.lists.part(), relations: self.relations() }
    }

    fn body(&mut self) {
        let mut quoted = false;
        for block in &self.sheet.body().doc.content {
            let quote = matches!(block, Block::Quote { .. });
            if quote && quoted {
                self.out += "<w:p/>";
            }
            quoted = quote;
            self.block(block);
        }
    }

    /// Each a link in a style of its own, by which they are known when the document is read.
    fn related(&mut self, stories: &[Related]) {
        self.words("Related", labels::RELATED);
        for story in stories {
            let link = |href: &str| Mark::Link { attrs: LinkAttrs { href: href.to_owned() } };
            let marks = labels::address(story).map(link).into_iter().collect();
            let line = Inline::Text { text: labels::title(story).to_owned(), marks };
            self.paragraph("<w:pStyle w:val=\"Related\"/>", &[line]);
        }
    }

    fn relations(&self) -> String {
        let parts = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")];
        let mut all: String = parts
            .iter()
            .map(|(kind, part)| format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{part}\"/>"))
            .collect();
        for (index, shot) in self.sheet.shots.iter().enumerate() {
            if let Some(bytes) = &shot.bytes {
                let target = media(index, bytes);
                all += &format!("<Relationship Id=\"photo{index}\" Type=\"{OFFICE}/image\" Target=\"{target}\"/>");
            }
        }
        for (index, href) in self.links.iter().enumerate() {
            all += &format!(
                "<Relationship Id=\"link{index}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                escape(href)
            );
        }
        format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">{all}</Relationships>")
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } => self.paragraph("", content),
            Block::Subhead { attrs, content } => {
                self.paragraph(&format!("<w:pStyle w:val=\"Heading{}\"/>", attrs.level), content);
            }
            Block::BulletList { content } => self.list(content, None, 0),
            Block::OrderedList { attrs, content } => self.list(content, Some(*attrs), 0),
            Block::Quote { content } => {
                for inner in content {
                    if let Block::Paragraph { content } = inner {
                        self.paragraph("<w:pStyle w:val=\"Quote\"/>", content);
                    }
                }
            }
            Block::Figure { attrs } => {
                if let Some(shot) = self.sheet.shot(attrs.photo) {
                    self.figure(shot, "Photo");
                }
            }
            Block::Table { content } => self.table(content),
        }
    }

    /// Word has nine levels; what lies deeper stands at the ninth.
    fn list(&mut self, items: &[ListItem], numbers: Option<OrderedListAttrs>, level: usize) {
        let list = self.lists.add(level, numbers);
        for item in items {
            for (index, block) in item.content.iter().enumerate() {
                match block {
                    Block::Paragraph { content } if index == 0 => {
                        let numbers = format!(
                            "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{list}\"/></w:numPr>",
                            level.min(LEVELS - 1)
                        );
                        self.paragraph(&numbers, content);
                    }
                    Block::Paragraph { content } => {
                        let (style, _) = continued((level + 1).min(LEVELS));
                        self.paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), content);
                    }
                    Block::BulletList { content } => self.list(content, None, level + 1),
                    Block::OrderedList { attrs, content } => self.list(content, Some(*attrs), level + 1),
                    _ => {}
                }
            }
        }
    }

    /// A paragraph of words alone.
    fn words(&mut self, style: &str, text: &str) {
        let line = Inline::Text { text: text.to_owned(), marks: Vec::new() };
        self.paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &[line]);
    }

    pub(super) fn paragraph(&mut self, properties: &str, content: &[Inline]) {
        self.out += &format!("<w:p><w:pPr>{properties}</w:pPr>");
        for piece in content {
            match piece {
                Inline::LineBreak { .. } => self.out += "<w:r><w:br/></w:r>",
                Inline::Text { text, marks } => self.run(text, marks),
            }
        }
        self.out += "</w:p>";
    }

    fn run(&mut self, text: &str, marks: &[Mark]) {
        let mut look = String::new();
        let mut link = None;
        for mark in marks {
            match mark {
                Mark::Bold {} => look += "<w:b/>",
                Mark::Italic {} => look += "<w:i/>",
                Mark::Superscript {} => look += "<w:vertAlign w:val=\"superscript\"/>",
                Mark::Subscript {} => look += "<w:vertAlign w:val=\"subscript\"/>",
                Mark::Link { attrs } => link = Some(self.link(&attrs.href)),
                Mark::Remark { .. } => {}
            }
        }
        if let Some(index) = link {
            self.out += &format!("<w:hyperlink r:id=\"link{index}\">");
            look.insert_str(0, "<w:rStyle w:val=\"Hyperlink\"/>");
        }
        self.out += &format!("<w:r><w:rPr>{look}</w:rPr>");
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out += "<w:br/>";
            }
            self.out += &format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line));
        }
        self.out += "</w:r>";
        if link.is_some() {
            self.out += "</w:hyperlink>";
        }
    }

    fn link(&mut self, href: &str) -> usize {
        self.links.iter().position(|known| known == href).unwrap_or_else(|| {
            self.links.push(href.to_owned());
            self.links.len() - 1
        })
    }

    fn figure(&mut self, shot: &Shot, style: &str) {
        let index = self.sheet.shots.iter().position(|other| other.photo.id == shot.photo.id);
        if let Some(index) = index.filter(|_| shot.bytes.is_some()) {
            self.drawings += 1;
            let number = self.drawings;
            let (width, height) = size(shot);
            let name = escape(&shot.photo.file_name);
            let alt = escape(&shot.photo.alt_text);
            self.out += &format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" \
                 distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" \
                 name=\"{name}\" descr=\"{alt}\"/><a:graphic><a:graphicData \
                 uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr \
                 id=\"{number}\" name=\"{name}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip \
                 r:embed=\"photo{index}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
                 <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\">\
                 <a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
            );
        }
        let caption = shot.line();
        if !caption.is_empty() {
            self.words("Caption", &caption);
        }
    }
}

/// Width and height on paper, in English Metric Units, in proportion.
fn size(shot: &Shot) -> (u64, u64) {
    let (width, height) = (u64::from(shot.photo.width.max(1)), u64::from(shot.photo.height.max(1)));
    let full = (LARGEST.0, (LARGEST.0 * height / width).max(1));
    if full.1 <= LARGEST.1 { full } else { ((LARGEST.1 * width / height).max(1), LARGEST.1) }
}
