//! Keeps the site's own address out of the database.
//!
//! Text that comes in names pictures and stories by full address. The part that may change (the
//! scheme, host and port) is replaced by a mark before storing, and put back when reading.

/// Stands for the site's address in stored text: a private-use character (Unicode, U+F8C1),
/// which means nothing in any text that people write.
pub(crate) const MARK: &str = "\u{F8C1}";

/// Replaces the site's addresses, present and past, by the mark. A mark in foreign text is dropped.
pub(crate) fn detach(text: &str, bases: &[String]) -> String {
    let mut text = text.replace(MARK, "");
    for base in bases {
        if text.contains(base.as_str()) {
            text = replace_whole(&text, base);
        }
    }
    text
}

/// Puts the present address where the mark stands.
pub(crate) fn attach(text: &str, base: &str) -> String {
    if text.contains(MARK) { text.replace(MARK, base) } else { text.to_owned() }
}

/// `http://h:80` must not be found in `http://h:8080` nor in `http://h:80.example`.
fn replace_whole(text: &str, base: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(base) {
        let (before, from) = rest.split_at(at);
        let after = &from[base.len()..];
        out.push_str(before);
        let longer = after.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '@'));
        // A sentence may end with the address: then the dot belongs to the sentence.
        let ends_sentence = after.starts_with('.') && !after[1..].starts_with(char::is_alphanumeric);
        out.push_str(if longer && !ends_sentence { base } else { MARK });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_moves_with_the_site() {
        let bases = ["http://127.0.0.1:80".to_owned(), "http://127.0.0.1:90".to_owned()];
        let stored =
            detach(r#"<img src="http://127.0.0.1:80/a.jpg"> http://127.0.0.1:8080/b http://127.0.0.1:90. Hết"#, &bases);
        assert_eq!(attach(&stored, "http://x"), r#"<img src="http://x/a.jpg"> http://127.0.0.1:8080/b http://x. Hết"#);
    }
}
