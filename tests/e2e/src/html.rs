//! Just enough reading of HTML to ask a page what a reader finds in it.

/// An element of a page, with all text inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its tag, in lower case.
    pub(crate) tag: String,
    attributes: Vec<(String, String)>,
    /// The text inside, entities decoded, runs of white space made one blank.
    pub(crate) text: String,
    /// Where it begins and ends among the elements of the page: those between are inside it.
    last: usize,
}

/// A page as its elements, in the order in which they begin.
pub(crate) struct Page(Vec<Element>);

const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
const RAW: [&str; 2] = ["script", "style"];
/// Tags inside a line: what stands before and after them may be one word.
const INLINE: [&str; 15] =
    ["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"];

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Page {
    /// Reads a page.
    pub(crate) fn read(html: &str) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            add_text(&mut elements, &open, &rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix("<!--") {
                rest = after.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let Some(end) = tag_end(rest) else { break };
            let inside = &rest[1..end];
            rest = &rest[end + 1..];
            if let Some(name) = inside.strip_prefix('/') {
                close(&mut elements, &mut open, &name.trim().to_lowercase());
            } else if inside.starts_with(|first: char| first.is_ascii_alphabetic()) {
                let element = read_tag(inside);
                let tag = element.tag.clone();
                elements.push(element);
                let index = elements.len() - 1;
                elements[index].last = index;
                if RAW.contains(&tag.as_str()) {
                    let closing = format!("</{tag}");
                    let (raw, after) = rest.split_at(rest.find(&closing).unwrap_or(rest.len()));
                    raw.clone_into(&mut elements[index].text);
                    rest = after;
                } else if !VOID.contains(&tag.as_str()) {
                    open.push(index);
                } else if tag == "br" {
                    add_text(&mut elements, &open, " ");
                }
            }
        }
        let count = elements.len().saturating_sub(1);
        for index in open {
            elements[index].last = count;
        }
        for element in &mut elements {
            element.text = element.text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Self(elements)
    }

    /// All elements of that tag.
    pub(crate) fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Element> {
        self.0.iter().filter(move |element| element.tag == tag)
    }

    /// Elements of `tag` that stand inside `around`.
    pub(crate) fn inside<'a>(&'a self, around: &Element, tag: &'a str) -> impl Iterator<Item = &'a Element> {
        let first = self.0.iter().position(|element| std::ptr::eq(element, around));
        let range = first.map_or(0..0, |first| first + 1..around.last + 1);
        self.0[range].iter().filter(move |element| element.tag == tag)
    }

    /// Is there an element of that tag with this text in it?
    pub(crate) fn says(&self, tag: &str, text: &str) -> bool {
        self.all(tag).any(|element| element.text.contains(text))
    }

    /// Where `text` first stands in an element of that tag; for asking what comes before what.
    pub(crate) fn place(&self, tag: &str, text: &str) -> Option<usize> {
        self.0.iter().position(|element| element.tag == tag && element.text.contains(text))
    }
}

fn add_text(elements: &mut [Element], open: &[usize], text: &str) {
    if text.is_empty() {
        return;
    }
    let text = decode(text);
    for index in open {
        elements[*index].text.push_str(&text);
    }
}

/// The end of a tag, past any `>` inside quotation marks.
fn tag_end(from: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in from.char_indices().skip(1) {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

fn close(elements: &mut [Element], open: &mut Vec<usize>, tag: &str) {
    let Some(place) = open.iter().rposition(|index| elements[*index].tag == tag) else { return };
    let last = elements.len() - 1;
    for index in open.drain(place..) {
        elements[index].last = last;
    }
    if !INLINE.contains(&tag) {
        // Words of two paragraphs are two words.
        add_text(elements, open, " ");
    }
}

fn read_tag(inside: &str) -> Element {
    let inside = inside.trim_end_matches('/');
    let (tag, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            break;
        }
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            attributes.push((name.to_lowercase(), String::new()));
            rest = after;
            continue;
        };
        let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split_once(quote));
        let bare = || value.split_once(char::is_whitespace).unwrap_or((value, ""));
        let (value, after) = quoted.unwrap_or_else(bare);
        attributes.push((name.to_lowercase(), decode(value)));
        rest = after;
    }
    Element { tag: tag.to_lowercase(), attributes, ..Element::default() }
}

/// The character references that WordPress and the bundled site write.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        let decoded = end.and_then(|end| reference(&rest[1..end]).map(|letter| (letter, end + 1)));
        let (letter, length) = decoded.unwrap_or(('&', 1));
        out.push(letter);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><head><style>a > b { }</style></head><body><!-- <h1>Không</h1> -->
        <h1 class=to>Móng  Cái &amp; <em>Đông Hưng</em></h1><figure data-x='a > b'><img src="/a.jpg" alt="Cầu &quot;Bắc Luân&quot;">
        <figcaption>Cầu<br>Bắc Luân</figcaption></figure><p>Một<p>Hai</body>"#;

    #[test]
    fn text_and_attributes_are_as_a_reader_gets_them() {
        let page = Page::read(PAGE);
        assert!(page.says("h1", "Móng Cái & Đông Hưng"), "white space and entities");
        assert_eq!(page.all("h1").count(), 1, "what is commented out is not there");
        let figure = page.all("figure").next().unwrap();
        let picture = page.inside(figure, "img").next().unwrap();
        assert_eq!(picture.attribute("alt"), Some("Cầu \"Bắc Luân\""));
        assert_eq!(page.inside(figure, "p").count(), 0, "a paragraph after the figure is not inside it");
        assert!(page.place("h1", "Móng") < page.place("figure", "Cầu"));
    }
}
