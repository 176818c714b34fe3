//! How a document is read: first as plain nodes, all of one shape, then into the types of the body. One reader serves
//! them all, no node is buffered to look for its type, and whatever a node has too much or too little is refused.

use crate::body::{
    Block, CellAttrs, Doc, FigureAttrs, Inline, LinkAttrs, ListItem, ListKind, Mark, OrderedListAttrs, RemarkAttrs,
    SubheadAttrs, TableCell, TableRow,
};
use crate::id::{PhotoUseId, RemarkId};
use serde::{Deserialize, Deserializer};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Doc,
    Paragraph,
    Subhead,
    BulletList,
    OrderedList,
    ListItem,
    Quote,
    Figure,
    Table,
    TableRow,
    TableCell,
    TableHeader,
    Text,
    LineBreak,
    Bold,
    Italic,
    Superscript,
    Subscript,
    Link,
    Remark,
}

/// A node or a mark as it stands in the JSON.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Node {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(default, deserialize_with = "given")]
    attrs: Option<Attrs>,
    #[serde(default, deserialize_with = "given")]
    content: Option<Vec<Node>>,
    #[serde(default, deserialize_with = "given")]
    marks: Option<Vec<Node>>,
    #[serde(default, deserialize_with = "given")]
    text: Option<String>,
}

/// Attributes of every kind.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Attrs {
    #[serde(deserialize_with = "given")]
    level: Option<u8>,
    #[serde(deserialize_with = "given")]
    start: Option<u32>,
    #[serde(deserialize_with = "given", rename = "kind")]
    numbers: Option<ListKind>,
    #[serde(deserialize_with = "given")]
    photo: Option<PhotoUseId>,
    #[serde(deserialize_with = "given")]
    id: Option<RemarkId>,
    #[serde(deserialize_with = "given")]
    href: Option<String>,
    #[serde(deserialize_with = "given")]
    colspan: Option<u16>,
    #[serde(deserialize_with = "given")]
    rowspan: Option<u16>,
}

/// A field that may be left out, but is no `null`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A node that stands where it may not, or has too much or too little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Misshapen {
    #[error("{0:?} may not stand here")]
    Place(Kind),
    #[error("{0:?} lacks its attributes or has others")]
    Attributes(Kind),
    #[error("{0:?} lacks its content")]
    Content(Kind),
    #[error("{0:?} has more than it may")]
    Rest(Kind),
}

type Read<T> = Result<T, Misshapen>;

impl TryFrom<Node> for Doc {
    type Error = Misshapen;

    fn try_from(mut node: Node) -> Read<Self> {
        node.is(Kind::Doc)?;
        let content = node.children(Node::block)?;
        node.nothing_left(Doc { content: content.unwrap_or_default(), ..Doc::default() })
    }
}

impl TryFrom<Node> for Block {
    type Error = Misshapen;

    fn try_from(node: Node) -> Read<Self> {
        node.block()
    }
}

impl Node {
    fn block(mut self) -> Read<Block> {
        let block = match self.kind {
            Kind::Paragraph => Block::Paragraph { content: self.line()? },
            Kind::Subhead => {
                let level = self.attribute(|attrs| attrs.level.take())?;
                Block::Subhead { attrs: SubheadAttrs { level }, content: self.line()? }
            }
            Kind::BulletList => Block::BulletList { content: self.needed(Node::item)? },
            Kind::OrderedList => {
                let attrs = self.attrs(|attrs| {
                    let kind = attrs.numbers.take().unwrap_or_default();
                    Some(OrderedListAttrs { start: attrs.start.take()?, kind })
                })?;
                Block::OrderedList { attrs: attrs.unwrap_or_default(), content: self.needed(Node::item)? }
            }
            Kind::Quote => Block::Quote { content: self.needed(Node::block)? },
            Kind::Figure => Block::Figure { attrs: FigureAttrs { photo: self.attribute(|attrs| attrs.photo.take())? } },
            Kind::Table => Block::Table { content: self.needed(Node::row)? },
            kind => return Err(Misshapen::Place(kind)),
        };
        self.nothing_left(block)
    }

    fn item(mut self) -> Read<ListItem> {
        self.is(Kind::ListItem)?;
        let content = self.needed(Node::block)?;
        self.nothing_left(ListItem::new(content))
    }

    fn row(mut self) -> Read<TableRow> {
        self.is(Kind::TableRow)?;
        let content = self.needed(Node::cell)?;
        self.nothing_left(TableRow::new(content))
    }

    fn cell(mut self) -> Read<TableCell> {
        let span =
            |attrs: &mut Attrs| Some(CellAttrs { colspan: attrs.colspan.take()?, rowspan: attrs.rowspan.take()? });
        let attrs = self.attrs(span)?.unwrap_or_default();
        let cell = match self.kind {
            Kind::TableCell => TableCell::TableCell { attrs, content: self.needed(Node::block)? },
            Kind::TableHeader => TableCell::TableHeader { attrs, content: self.needed(Node::block)? },
            kind => return Err(Misshapen::Place(kind)),
        };
        self.nothing_left(cell)
    }

    fn line(&mut self) -> Read<Vec<Inline>> {
        Ok(self.children(Node::inline)?.unwrap_or_default())
    }

    fn inline(mut self) -> Read<Inline> {
        let marks = read(self.marks.take(), Node::mark)?.unwrap_or_default();
        let inline = match self.kind {
            Kind::Text => Inline::Text { text: self.text.take().ok_or(Misshapen::Content(self.kind))?, marks },
            Kind::LineBreak => Inline::LineBreak { marks },
            kind => return Err(Misshapen::Place(kind)),
        };
        self.nothing_left(inline)
    }

    fn mark(mut self) -> Read<Mark> {
        let mark = match self.kind {
            Kind::Bold => Mark::Bold {},
            Kind::Italic => Mark::Italic {},
            Kind::Superscript => Mark::Superscript {},
            Kind::Subscript => Mark::Subscript {},
            Kind::Link => Mark::Link { attrs: LinkAttrs { href: self.attribute(|attrs| attrs.href.take())? } },
            Kind::Remark => Mark::Remark { attrs: RemarkAttrs { id: self.attribute(|attrs| attrs.id.take())? } },
            kind => return Err(Misshapen::Place(kind)),
        };
        self.nothing_left(mark)
    }

    fn is(&self, kind: Kind) -> Read<()> {
        if self.kind == kind { Ok(()) } else { Err(Misshapen::Place(self.kind)) }
    }

    /// Takes the attributes, all of which `take` has to want; none if the node has none.
    fn attrs<T>(&mut self, take: impl FnOnce(&mut Attrs) -> Option<T>) -> Read<Option<T>> {
        let Some(mut attrs) = self.attrs.take() else { return Ok(None) };
        match take(&mut attrs) {
            Some(taken) if attrs == Attrs::default() => Ok(Some(taken)),
            _ => Err(Misshapen::Attributes(self.kind)),
        }
    }

    /// The one attribute that the node has to have.
    fn attribute<T>(&mut self, take: impl FnOnce(&mut Attrs) -> Option<T>) -> Read<T> {
        self.attrs(take)?.ok_or(Misshapen::Attributes(self.kind))
    }

    fn children<T>(&mut self, each: fn(Node) -> Read<T>) -> Read<Option<Vec<T>>> {
        read(self.content.take(), each)
    }

    fn needed<T>(&mut self, each: fn(Node) -> Read<T>) -> Read<Vec<T>> {
        self.children(each)?.ok_or(Misshapen::Content(self.kind))
    }

    /// The node as it was read, if everything of it was taken.
    fn nothing_left<T>(&self, read: T) -> Read<T> {
        let Self { attrs: None, content: None, marks: None, text: None, .. } = self else {
            return Err(Misshapen::Rest(self.kind));
        };
        Ok(read)
    }
}

fn read<T>(nodes: Option<Vec<Node>>, each: fn(Node) -> Read<T>) -> Read<Option<Vec<T>>> {
    nodes.map(|nodes| nodes.into_iter().map(each).collect()).transpose()
}

#[cfg(test)]
mod tests {
    use crate::body::Body;

    /// Every one of them is a document that is right but for one thing.
    #[test]
    fn a_node_with_too_much_or_too_little_is_refused() {
        let photo = "01930000-0000-7000-8000-000000000001";
        let blocks = [
            r#"{"type":"paragraph","content":null}"#.to_owned(),
            r#"{"type":"paragraph","attrs":{}}"#.to_owned(),
            r#"{"type":"paragraph","text":"chữ"}"#.to_owned(),
            r#"{"type":"paragraph","marks":[]}"#.to_owned(),
            r#"{"type":"paragraph","align":"left"}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"text"}]}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"paragraph"}]}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"underline"}]}]}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold","attrs":{}}]}]}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link"}]}]}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"line_break","text":"a"}]}"#.to_owned(),
            r#"{"type":"subhead","content":[]}"#.to_owned(),
            r#"{"type":"subhead","attrs":{"level":2,"start":1}}"#.to_owned(),
            r#"{"type":"bullet_list"}"#.to_owned(),
            r#"{"type":"ordered_list","attrs":{},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}"#.to_owned(),
            r#"{"type":"ordered_list","attrs":{"start":null},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}"#.to_owned(),
            r#"{"type":"ordered_list","attrs":{"kind":"decimal"},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}"#.to_owned(),
            r#"{"type":"ordered_list","attrs":{"start":1,"kind":null},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}"#.to_owned(),
            r#"{"type":"subhead","attrs":{"level":2,"kind":"decimal"}}"#.to_owned(),
            r#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"superscript","attrs":{}}]}]}"#.to_owned(),
            r#"{"type":"bullet_list","content":[{"type":"paragraph"}]}"#.to_owned(),
            r#"{"type":"quote","content":[{"type":"list_item","content":[]}]}"#.to_owned(),
            format!(r#"{{"type":"figure","attrs":{{"photo":"{photo}","href":"x"}}}}"#),
            r#"{"type":"figure","attrs":{"photo":"x"}}"#.to_owned(),
            r#"{"type":"table","content":[{"type":"table_row","content":[{"type":"table_cell","attrs":{"colspan":1},"content":[{"type":"paragraph"}]}]}]}"#.to_owned(),
            r#"{"type":"doc","content":[]}"#.to_owned(),
            r#"{"type":"video"}"#.to_owned(),
        ];
        for block in blocks {
            let doc = format!(r#"{{"type":"doc","content":[{block}]}}"#);
            assert!(Body::from_doc(&doc).is_err(), "{block}");
        }
        let right = format!(
            r#"{{"type":"doc","content":[{{"type":"subhead","attrs":{{"level":2}}}},{{"type":"figure","attrs":{{"photo":"{photo}"}}}}]}}"#
        );
        assert!(Body::from_doc(&right).is_ok(), "what is right is read");
    }

    #[test]
    fn what_was_read_is_written_as_it_was() {
        let doc = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Móng Cái","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"https://mongcai.gov.vn"}},{"type":"remark","attrs":{"id":"01930000-0000-7000-8000-000000000002"}}]},{"type":"line_break"},{"type":"text","text":"x","marks":[{"type":"superscript"}]},{"type":"text","text":"y","marks":[{"type":"subscript"}]}]},{"type":"ordered_list","attrs":{"start":3},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]},{"type":"ordered_list","attrs":{"start":3,"kind":"upper_letter"},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]},{"type":"table","content":[{"type":"table_row","content":[{"type":"table_header","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph"}]}]}]}]}"#;
        assert_eq!(Body::from_doc(doc).unwrap().doc_json(), doc);
    }
}
