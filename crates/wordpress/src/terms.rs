//! Sections (categories) and keywords (tags) of a site.

use crate::{answer, client::Client, error::Error, html::decode};
use copydesk::{name_key, one_line};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Number of a category or tag on its site.
pub type TermId = u64;

const CATEGORIES: &str = "/wp/v2/categories";
const TAGS: &str = "/wp/v2/tags";

/// A category or tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The number by which the site knows it.
    pub id: TermId,
    /// Its name, entities decoded.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// The category above it.
    pub parent: Option<TermId>,
    /// Posts in it.
    pub count: u64,
    /// Its public page.
    pub link: String,
}

impl Client<'_> {
    /// All categories, in the site's order; also those without posts.
    ///
    /// # Errors
    /// What the transport or the site says.
    pub fn categories(&self) -> Result<Vec<Term>, Error> {
        self.terms(CATEGORIES, &[])
    }

    /// The category of that name, made if there is none. Names are equal without regard to case, Unicode
    /// form and blanks, as the site itself would take "THẺ MỚI" for another one than "Thẻ mới".
    ///
    /// # Errors
    /// [`Error::NotAllowed`] if it is missing and the account may not make it; else what the transport or the
    /// site says.
    pub fn ensure_category(&self, name: &str) -> Result<TermId, Error> {
        let known = self.categories()?;
        match named(&known, name) {
            Some(id) => Ok(id),
            None => self.create_term(CATEGORIES, name),
        }
    }

    /// The tags of these names, each once, in their order; made where missing. Blank names are left out.
    ///
    /// # Errors
    /// As [`Client::ensure_category`].
    pub fn ensure_tags(&self, names: &[String]) -> Result<Vec<TermId>, Error> {
        let mut done = BTreeMap::new();
        let mut ids = Vec::new();
        for name in names.iter().filter(|n| !name_key(n).is_empty()) {
            if done.contains_key(&name_key(name)) {
                continue;
            }
            // Names are stored escaped, and searched so.
            let known = match self.terms(TAGS, &[("search", &escaped(name))]) {
                // A search that is closed: the site says by itself, at the making, that it has the word.
                Err(Error::Rejected { .. }) => Vec::new(),
                known => known?,
            };
            let id = match named(&known, name) {
                Some(id) => id,
                None => self.create_term(TAGS, name)?,
            };
            done.insert(name_key(name), id);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    fn terms(&self, path: &str, arguments: &[(&str, &str)]) -> Result<Vec<Term>, Error> {
        let mut asked = arguments.to_vec();
        asked.push(("_fields", "id,name,slug,parent,count,link"));
        let mut edit = asked.clone();
        // With this context a wrong password is an error; without, the public list.
        edit.push(("context", "edit"));
        let items = match self.list(path, &edit) {
            // Signed in, but not allowed to change terms: all names are public anyway.
            Err(Error::NotAllowed { code }) if code == "rest_forbidden_context" => self.list(path, &asked)?,
            other => other?,
        };
        Ok(items.iter().filter_map(Value::as_object).filter_map(term).collect())
    }

    fn create_term(&self, path: &str, name: &str) -> Result<TermId, Error> {
        let made = self.post_json(path, &[], &json!({ "name": escaped(name) }), 201);
        match made {
            Ok(fields) => answer::id(&fields).ok_or(Error::UnknownOutcome { status: 201, attachment: None }),
            // Somebody else was faster, or the site's own rules find the names equal.
            Err(Error::Rejected { status, code, message, data }) if code == "term_exists" => {
                let known = data.get("term_id").and_then(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok()));
                known.filter(|id| *id > 0).ok_or(Error::Rejected { status, code, message, data })
            }
            Err(other) => Err(other),
        }
    }
}

/// A name as a site is told it and keeps it. WordPress takes a name for HTML: `<b>` would be gone, and `R&amp;D` mean R&D. Quotes it
/// keeps as they are. An entity by number it finds even in an escaped one (`wp_kses_normalize_entities` makes `&#039;` of
/// `&amp;#39;`), but not behind an ampersand that is one itself; and it drops what looks like a byte in an address (`%2F`,
/// `sanitize_text_field`).
fn escaped(name: &str) -> String {
    let name = one_line(name);
    let mut out = String::with_capacity(name.len() + 8);
    for (at, letter) in name.char_indices() {
        let rest = &name.as_bytes()[at + letter.len_utf8()..];
        match letter {
            '&' if rest.starts_with(b"#") => out.push_str("&#038;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '%' if rest.len() > 1 && rest[..2].iter().all(u8::is_ascii_hexdigit) => out.push_str("&#037;"),
            letter => out.push(letter),
        }
    }
    out
}

fn term(fields: &Map<String, Value>) -> Option<Term> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    Some(Term {
        id: answer::id(fields)?,
        name: decode(text("name")).into_owned(),
        slug: text("slug").to_owned(),
        parent: fields.get("parent").and_then(Value::as_u64).filter(|id| *id > 0),
        count: fields.get("count").and_then(Value::as_u64).unwrap_or_default(),
        link: text("link").to_owned(),
    })
}

/// The term of that name; of several the one spelt just so, else the oldest.
fn named(terms: &[Term], name: &str) -> Option<TermId> {
    let wanted = one_line(name);
    let equal = terms.iter().filter(|t| name_key(&t.name) == name_key(name));
    equal.min_by_key(|t| (one_line(&t.name) != wanted, t.id)).map(|t| t.id)
}
