//! How much of a document is taken in. A reporter's document with forty photos stays far below all of these.

use std::time::Duration;

/// How long one file may be read. The longest novel takes a second.
pub const TIME: Duration = Duration::from_secs(10);
/// Attributes of one element, where each is compared with every other; Word's largest has some sixty.
pub const ATTRIBUTES: usize = 256;
/// Prefixes of names that are open at a place of XML; Word names forty.
pub const NAMESPACES: usize = 1_000;
/// Cells in a row of a Markdown table; what has more is no table.
pub const MARKDOWN_CELLS: usize = 200;
/// Fields in fields; what lies deeper counts as its surroundings.
pub const FIELD_DEPTH: usize = 64;
/// Parts of a mail or a web archive.
pub const MAIL_PARTS: usize = 1_000;
/// Bytes of a file: forty camera photos of 2.5 MB.
pub const FILE_BYTES: usize = 100 * 1024 * 1024;
/// Parts of a zipped document; Word writes about fifteen and one per picture.
pub const ENTRIES: usize = 4_000;
/// Bytes of all parts, unpacked. Photos do not shrink in a zip, so this is the file's limit and room for its XML.
pub const UNPACKED_BYTES: u64 = 300 * 1024 * 1024;
/// How many times larger than packed a part may be. XML of Word shrinks to a tenth, of empty tables to a hundredth;
/// deflate ends at 1,032.
pub const RATIO: u64 = 200;
/// Parts smaller than this, in bytes, may have any ratio: a blank one of some kB shrinks to nothing.
pub const RATIO_FROM: u64 = 1024 * 1024;
/// Bytes of one part with XML: 5 MB of text with eight times its weight in markup.
pub const XML_BYTES: u64 = 40 * 1024 * 1024;
/// Elements and texts of one XML part, and elements of a web page: bounds the memory of the tree at some 200 MB.
pub const XML_NODES: usize = 1_500_000;
/// Levels of XML; Word's own limit of nested tables and boxes stays below 100.
pub const XML_DEPTH: usize = 256;
/// Bytes of text in one document: a long novel has 1.5 MB in Vietnamese.
pub const TEXT_BYTES: usize = 5 * 1024 * 1024;
/// Documents in a document (`w:altChunk`); what is above is counted as dropped.
pub const CHUNKS: usize = 20;
/// Documents in documents in documents.
pub const DOCUMENT_DEPTH: u8 = 2;
/// Pictures taken from one document; what is above is counted as dropped.
pub const PICTURES: usize = 200;
