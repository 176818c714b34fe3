//! Fields: of page numbers, references and links only the result is text.

use std::rc::Rc;

use super::numbering::value;
use crate::{
    limits,
    signs::tick,
    tree::{Id, Tree},
};

/// Fields that have begun and not ended, the outermost first.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many have begun below the deepest that is kept account of.
    deeper: usize,
}

#[derive(Default)]
struct Field {
    instruction: String,
    in_result: bool,
    link: Option<Rc<str>>,
    /// What is chosen or ticked in a field of a form.
    chosen: Option<String>,
    /// Its result has letters.
    said: bool,
}

/// The longest instruction looked at, in bytes; a link may have 2,048.
const LONGEST: usize = 4096;

impl Fields {
    /// Takes a `w:fldChar`: where a field begins, its result begins, or it ends. At its end a field of a form gives what is
    /// chosen in it, if its result did not say so.
    pub(super) fn mark(&mut self, tree: &Tree, id: Id) -> Option<String> {
        match tree.attr(id, "w:fldCharType") {
            Some("begin") if self.open.len() >= limits::FIELD_DEPTH => self.deeper += 1,
            Some("end") if self.deeper > 0 => self.deeper -= 1,
            Some("separate") if self.deeper > 0 => {}
            Some("begin") => {
                let chosen = tree.child(id, "w:ffData").and_then(|form| chosen(tree, form));
                self.open.push(Field { chosen, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                    field.link = link(&field.instruction);
                }
            }
            Some("end") => {
                let ended = self.open.pop()?;
                return ended.chosen.filter(|_| !ended.said);
            }
            _ => {}
        }
        None
    }

    /// Letters were written.
    pub(super) fn wrote(&mut self) {
        self.open.iter_mut().for_each(|field| field.said = true);
    }

    /// Takes a `w:instrText`: a part of the instruction of the field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result && field.instruction.len() < LONGEST)
        {
            field.instruction.push_str(text);
        }
    }

    /// A broken field may begin and have no result; the text after its paragraph is nevertheless text.
    pub(super) fn end_of_paragraph(&mut self) {
        self.deeper = 0;
        self.open.retain(|field| field.in_result);
    }

    /// True where letters are part of an instruction.
    pub(super) fn hide(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    pub(super) fn link(&self) -> Option<Rc<str>> {
        self.open.iter().rev().find_map(|field| field.link.clone())
    }
}

/// The address of `HYPERLINK "https://…" \l "place" \o "…"`; none of other fields, nor of places in the document.
pub(super) fn link(instruction: &str) -> Option<Rc<str>> {
    let mut words = words(instruction);
    if !words.next()?.eq_ignore_ascii_case("hyperlink") {
        return None;
    }
    let page = words.next()?;
    let place = words.find(|word| *word == "\\l").and_then(|_| words.next());
    address(page, place)
}

/// What is chosen or ticked in a field of a form (`w:ffData`); what is typed in one is the field's result.
fn chosen(tree: &Tree, form: Id) -> Option<String> {
    let on = |of: Id, name: &str| {
        let said = tree.child(of, name)?;
        Some(!matches!(tree.attr(said, "w:val"), Some("0" | "false" | "off")))
    };
    if let Some(check) = tree.child(form, "w:checkBox") {
        return Some(tick(on(check, "w:checked").or(on(check, "w:default")).unwrap_or(false)).to_owned());
    }
    let list = tree.child(form, "w:ddList")?;
    let at =
        value(tree, list, "w:result").or(value(tree, list, "w:default")).and_then(|at| at.parse().ok()).unwrap_or(0);
    let mut entries = tree.children(list).filter(|id| tree.is(*id, "w:listEntry"));
    entries.nth(at).and_then(|id| tree.attr(id, "w:val")).map(str::to_owned)
}

/// Words of an instruction; in quotes, some are one.
fn words(instruction: &str) -> impl Iterator<Item = &str> {
    let mut rest = instruction;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        let more = !rest.is_empty();
        rest = after;
        more.then_some(word)
    })
}

/// A page with the place on it, which Word and LibreOffice keep apart; the page alone where both make no address, and none
/// where that is no address either.
pub(super) fn address(page: &str, place: Option<&str>) -> Option<Rc<str>> {
    let place = place.filter(|place| !place.is_empty() && !page.contains('#'));
    let whole = place.map(|place| format!("{page}#{place}"));
    [whole.as_deref(), Some(page)].into_iter().flatten().find(|link| newsroom::body::is_safe_link(link)).map(Into::into)
}
