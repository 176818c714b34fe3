//! Fields: of page numbers, references and links only the result is text.

use std::rc::Rc;

/// Fields that have begun and not ended, the outermost first.
#[derive(Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Default)]
struct Field {
    instruction: String,
    in_result: bool,
    link: Option<Rc<str>>,
}

/// The longest instruction looked at, in bytes; a link may have 2,048.
const LONGEST: usize = 4096;

impl Fields {
    /// Takes a `w:fldChar`: where a field begins, its result begins, or it ends.
    pub(super) fn mark(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.0.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.0.last_mut() {
                    field.in_result = true;
                    field.link = link(&field.instruction);
                }
            }
            Some("end") => {
                self.0.pop();
            }
            _ => {}
        }
    }

    /// Takes a `w:instrText`: a part of the instruction of the field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.in_result && field.instruction.len() < LONGEST) {
            field.instruction.push_str(text);
        }
    }

    /// A broken field may begin and have no result; the text after its paragraph is nevertheless text.
    pub(super) fn end_of_paragraph(&mut self) {
        self.0.retain(|field| field.in_result);
    }

    /// True where letters are part of an instruction.
    pub(super) fn hide(&self) -> bool {
        self.0.iter().any(|field| !field.in_result)
    }

    pub(super) fn link(&self) -> Option<Rc<str>> {
        self.0.iter().rev().find_map(|field| field.link.clone())
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
