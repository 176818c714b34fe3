//! A small HTML tokenizer, after the WHATWG parsing states that matter for fragments. It never
//! fails: what is no tag is text.

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// As written, entities not decoded.
    Text(&'a str),
    /// What stands between `<!--` and `-->`.
    Comment(&'a str),
    Start {
        name: String,
        /// Values as written, entities not decoded.
        attributes: Vec<(String, String)>,
        /// Written `<br/>`.
        closed: bool,
    },
    End(String),
}

/// Attributes that an element of a story has at most.
const MOST_ATTRIBUTES: usize = 64;

pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || next(&mut rest))
}

fn next<'a>(rest: &mut &'a str) -> Option<Token<'a>> {
    if rest.is_empty() {
        return None;
    }
    if let Some((token, after)) = markup(rest) {
        *rest = after;
        return Some(token);
    }
    // Text up to the next thing that is markup; a lone `<` belongs to the text.
    let mut end = 1;
    loop {
        match rest.get(end..).and_then(|tail| tail.find('<')) {
            Some(offset) => {
                end += offset;
                if rest.get(end..).is_some_and(opens_markup) {
                    break;
                }
                end += 1;
            }
            None if rest.is_char_boundary(end) => {
                end = rest.len();
                break;
            }
            None => end += 1,
        }
    }
    let (text, after) = rest.split_at(end);
    *rest = after;
    Some(Token::Text(text))
}

/// Cheap look ahead, so that a page full of `<` does not cost the square of its length.
fn opens_markup(text: &str) -> bool {
    let mut bytes = text.bytes().skip(1);
    match bytes.next() {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.next().is_some_and(|b| b.is_ascii_alphabetic()),
        Some(byte) => byte.is_ascii_alphabetic(),
        None => false,
    }
}

fn markup(text: &str) -> Option<(Token<'_>, &str)> {
    if !text.starts_with('<') || !opens_markup(text) {
        return None;
    }
    if let Some(body) = text.strip_prefix("<!--") {
        // An open comment swallows the rest, as in browsers.
        return Some(match body.find("-->") {
            Some(end) => (Token::Comment(&body[..end]), &body[end + 3..]),
            None => (Token::Comment(body), ""),
        });
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Some(match text.find('>') {
            Some(end) => (Token::Comment(""), &text[end + 1..]),
            None => (Token::Comment(""), ""),
        });
    }
    if let Some(body) = text.strip_prefix("</") {
        let end = body.find('>').unwrap_or(body.len());
        let name: String = body[..end].chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        return Some((Token::End(name.to_ascii_lowercase()), body.get(end + 1..).unwrap_or("")));
    }
    Some(start_tag(&text[1..]))
}

fn start_tag(body: &str) -> (Token<'_>, &str) {
    let name_end = body.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(body.len());
    let name = body[..name_end].to_ascii_lowercase();
    let mut rest = &body[name_end..];
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut closed = false;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let skipped = &rest[..rest.len() - trimmed.len()];
        rest = trimmed;
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            closed = skipped.ends_with('/');
            rest = after;
            break;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(rest.len(), |(at, _)| at);
        let attribute = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        // What comes after is read and left out: every new one is compared with all before it, here and in browsers.
        if attributes.len() < MOST_ATTRIBUTES && !attributes.iter().any(|(known, _)| *known == attribute) {
            attributes.push((attribute, value));
        }
    }
    (Token::Start { name, attributes, closed }, rest)
}

fn attribute_value(text: &str) -> (String, &str) {
    for quote in ['"', '\''] {
        if let Some(body) = text.strip_prefix(quote) {
            return match body.find(quote) {
                Some(end) => (body[..end].to_owned(), &body[end + 1..]),
                None => (body.to_owned(), ""),
            };
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_as_browsers_do() {
        let all: Vec<_> = tokens("a < b<IMG Src='x>y' alt=\"1\" hidden/>ế<!-- c --></P >").collect();
        let image = Token::Start {
            name: "img".to_owned(),
            attributes: vec![
                ("src".to_owned(), "x>y".to_owned()),
                ("alt".to_owned(), "1".to_owned()),
                ("hidden".to_owned(), String::new()),
            ],
            closed: true,
        };
        assert_eq!(
            all,
            [Token::Text("a < b"), image, Token::Text("ế"), Token::Comment(" c "), Token::End("p".to_owned())]
        );
    }

    #[test]
    fn never_fails_and_ends() {
        for text in ["<", "<a", "<a b", "<a b=", "<a b='", "</", "</a", "<!--", "<!", "ế<ế", "<a\u{a0}ế=ế"] {
            assert!(tokens(text).count() >= 1, "{text}");
        }
    }
}
