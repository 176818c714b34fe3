//! Tables, as `prosemirror-tables` writes them.

use crate::body::Block;
use serde::Serialize;

/// The most columns or rows that one cell may span, and the most cells of a row: as many as Word allows (63) and some.
pub const MAX_SPAN: u16 = 100;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableRow {
    #[serde(rename = "type")]
    kind: RowKind,
    /// Its cells, from the left.
    pub content: Vec<TableCell>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum RowKind {
    #[default]
    TableRow,
}

impl TableRow {
    /// A row of these cells.
    #[must_use]
    pub fn new(content: Vec<TableCell>) -> Self {
        Self { kind: RowKind::TableRow, content }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TableCell {
    /// A cell with data.
    TableCell {
        /// How far it reaches.
        attrs: CellAttrs,
        /// Paragraphs only.
        content: Vec<Block>,
    },
    /// A cell that names its column or row.
    TableHeader {
        /// How far it reaches.
        attrs: CellAttrs,
        /// Paragraphs only.
        content: Vec<Block>,
    },
}

impl TableCell {
    /// How far it reaches.
    #[must_use]
    pub fn attrs(&self) -> CellAttrs {
        let (Self::TableCell { attrs, .. } | Self::TableHeader { attrs, .. }) = self;
        *attrs
    }

    /// Its paragraphs.
    #[must_use]
    pub fn content(&self) -> &[Block] {
        let (Self::TableCell { content, .. } | Self::TableHeader { content, .. }) = self;
        content
    }

    /// True if it names its column or row.
    #[must_use]
    pub fn is_header(&self) -> bool {
        matches!(self, Self::TableHeader { .. })
    }

    /// The same cell with other paragraphs.
    #[must_use]
    pub fn with_content(&self, content: Vec<Block>) -> Self {
        match self {
            Self::TableCell { attrs, .. } => Self::TableCell { attrs: *attrs, content },
            Self::TableHeader { attrs, .. } => Self::TableHeader { attrs: *attrs, content },
        }
    }
}

/// How far a cell reaches; 1 to [`MAX_SPAN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CellAttrs {
    /// Columns that the cell takes, 1 or more.
    pub colspan: u16,
    /// Rows that the cell takes, 1 or more.
    pub rowspan: u16,
}

impl Default for CellAttrs {
    fn default() -> Self {
        Self { colspan: 1, rowspan: 1 }
    }
}
