//! OpenDocument texts (OASIS OpenDocument 1.3, part 3), read for what a story needs.

mod forms;
mod lists;
mod pictures;
mod reader;
mod styles;

use crate::{InterchangeError, Unreadable, flow::Document, package::Package, tree::Tree, work::Work};
use reader::Reader;
use styles::Styles;

/// Reads a document. Scripts in it are parts like any other that nothing here asks for.
pub(crate) fn read(mut package: Package<'_>) -> Result<Document, InterchangeError> {
    // With a password every part is encrypted, and only the list of parts says so (part 2, 4.8.5).
    if let Some(manifest) = package.xml("META-INF/manifest.xml")?
        && manifest.holds(manifest.root(), &["manifest:encryption-data"])
    {
        return Err(Unreadable::Encrypted.into());
    }
    let tree = package.xml("content.xml")?.ok_or(Unreadable::Damaged)?;
    let text = tree.find(tree.root(), &["office:body", "office:text"]).ok_or(Unreadable::Damaged)?;
    let mut styles = Styles::default();
    if let Some(named) = package.xml("styles.xml")? {
        styles.read(&named);
    }
    styles.read(&tree);
    let mut reader = Reader::new(Some(&mut package), &styles);
    reader.read(&tree, text)?;
    reader.read_notes(&tree)?;
    Ok(reader.finish())
}

/// Reads a document that is one file of XML (part 3, 3.1.2): pictures lie in it as letters.
pub(crate) fn read_flat(bytes: &[u8], work: &Work) -> Result<Document, InterchangeError> {
    let tree = Tree::parse(bytes, work)?;
    let text = tree.find(tree.root(), &["office:body", "office:text"]).ok_or(Unreadable::Damaged)?;
    let mut styles = Styles::default();
    styles.read(&tree);
    let mut reader = Reader::new(None, &styles);
    reader.read(&tree, text)?;
    reader.read_notes(&tree)?;
    Ok(reader.finish())
}
