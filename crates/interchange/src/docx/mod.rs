//! Word's documents (ECMA-376, transitional and strict), read for what a story needs.

mod fields;
mod numbering;
mod objects;
mod reader;
mod relations;
mod styles;
mod tables;

use crate::{
    InterchangeError, Unreadable,
    flow::{Document, note},
    package::Package,
};
use numbering::Numbering;
use reader::Reader;
use relations::{Relations, Target};
use styles::Styles;

/// The part with the text; none if the package is no Word document.
pub(crate) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, InterchangeError> {
    let relations = Relations::of(package, "")?;
    let named = relations.part("officeDocument").map(str::to_owned);
    let name = named.unwrap_or_else(|| "word/document.xml".to_owned());
    let foreign = ["xl/", "ppt/", "visio/"].iter().any(|folder| name.to_lowercase().starts_with(folder));
    Ok((!foreign && package.has(&name)).then_some(name))
}

/// Reads a document. Macros (`vbaProject.bin` of a `.docm`) are a part like any other that nothing here asks for.
/// `depth`: how many documents it lies in.
pub(crate) fn read(mut package: Package<'_>, depth: u8) -> Result<Document, InterchangeError> {
    let main = main_part(&mut package)?.ok_or(Unreadable::Damaged)?;
    let relations = Relations::of(&mut package, &main)?;
    let tree = package.xml(&main)?.ok_or(Unreadable::Damaged)?;
    let body = tree.child(tree.root(), "w:body").filter(|_| tree.is(tree.root(), "w:document"));
    let body = body.ok_or(Unreadable::Damaged)?;
    let styles = match relations.part("styles") {
        Some(part) => package.xml(part)?.map(|tree| Styles::read(&tree)).unwrap_or_default(),
        None => Styles::default(),
    };
    let numbering = match relations.part("numbering") {
        Some(part) => package
            .xml(part)?
            .map(|tree| Numbering::read(&tree, &|style| styles.list(Some(style)).map(|(list, _, _)| list))),
        None => None,
    };
    let mut notes = Vec::new();
    for (kind, element) in [("footnotes", "w:footnote"), ("endnotes", "w:endnote")] {
        if let Some(part) = relations.part(kind).map(str::to_owned)
            && let Some(tree) = package.xml(&part)?
        {
            notes.push((element, tree, Relations::of(&mut package, &part)?));
        }
    }
    let comments = match relations.part("comments") {
        Some(part) => package
            .xml(part)?
            .map_or(0, |tree| tree.children(tree.root()).filter(|child| tree.is(*child, "w:comment")).count()),
        None => 0,
    };
    let known = notes.iter().flat_map(|(element, tree, _)| {
        tree.children(tree.root()).filter_map(move |id| {
            let ordinary = matches!(tree.attr(id, "w:type"), None | Some("normal"));
            Some(((*element, tree.attr(id, "w:id").filter(|_| ordinary)?.to_owned()), id))
        })
    });
    let known = known.collect();
    let margins = margins(&mut package, &relations)?;
    let mut reader = Reader::new(&mut package, relations, &styles, numbering.unwrap_or_default(), known, depth);
    reader.read(&tree, body)?;
    read_notes(&mut reader, &notes)?;
    let mut document = reader.finish();
    document.report.comments += comments as u32;
    document.report.margins += margins;
    Ok(document)
}

/// How many parts at the head and foot of pages have words; page numbers are none.
fn margins(package: &mut Package<'_>, relations: &Relations) -> Result<u32, InterchangeError> {
    let mut count = 0;
    for part in relations.parts(&["header", "footer"]) {
        match package.xml(part) {
            Ok(Some(tree)) => count += u32::from(tree.says(tree.root(), "w:t")),
            Ok(None) => {}
            // One broken part beside the text is no reason to lose it.
            Err(InterchangeError::NotADocument(_)) => count += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(count)
}

type Notes = [(&'static str, crate::tree::Tree, Relations)];

/// Every note that the text names becomes a paragraph at its end, with the number that stands in the text.
fn read_notes(reader: &mut Reader<'_, '_>, notes: &Notes) -> Result<(), InterchangeError> {
    let mut number = 0;
    while let Some((kind, id)) = reader.note(number) {
        number += 1;
        let Some((_, tree, relations)) = notes.iter().find(|(element, _, _)| *element == kind) else { continue };
        let pieces = reader.read_apart(tree, id, relations)?;
        reader.push(note(number, pieces));
    }
    Ok(())
}
