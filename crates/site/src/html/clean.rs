//! Two cleanings by one allow-list: what authors may store, and what readers' browsers get.

use crate::html::entities::{decode, escape, escape_loose};
use crate::html::tokens::{Token, tokens};

/// A picture of the site, for the page's `srcset`.
pub(crate) struct Picture {
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) alt_text: String,
    /// Ready for the attribute; empty when there is one size only.
    pub(crate) srcset: String,
}

/// Cleans what an author or contributor sends, as WordPress' kses does: tags not allowed go, their
/// text stays; comments and block markup stay; stray signs become entities.
pub(crate) fn filter(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.push_str(&escape_text(text)),
            Token::Comment(body) => push_comment(&mut out, body),
            Token::Start { name, attributes, closed } if allowed(&name) => {
                push_tag(&mut out, &name, &attributes, true);
                if closed && is_void(&name) {
                    out.truncate(out.len() - 1);
                    out.push_str(" />");
                }
            }
            Token::End(name) if allowed(&name) && !is_void(&name) => {
                out.push_str(&format!("</{name}>"));
            }
            Token::Start { .. } | Token::End(_) => {}
        }
    }
    out
}

/// The HTML of a story for its page: allow-listed, every element closed, block comments gone,
/// pictures of the site with their sizes, tables in regions that scroll by themselves. `picture` knows a picture by its id (`class="wp-image-7"`).
pub(crate) fn page(html: &str, picture: impl Fn(i64) -> Option<Picture>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<String> = Vec::new();
    let mut skipping: Option<String> = None;
    let mut tables = 0;
    for token in tokens(html) {
        if let Some(name) = &skipping {
            if matches!(&token, Token::End(end) if end == name) {
                skipping = None;
            }
            continue;
        }
        match token {
            Token::Text(text) => out.push_str(&escape_text(text)),
            Token::Comment(body) => {
                let word = body.trim_start();
                if !word.starts_with("wp:") && !word.starts_with("/wp:") {
                    push_comment(&mut out, body);
                }
            }
            Token::Start { name, .. } if matches!(name.as_str(), "script" | "style" | "template" | "noscript") => {
                skipping = Some(name);
            }
            Token::Start { name, attributes, .. } if allowed(&name) && open.len() < DEEPEST => {
                let name = demoted(&name).to_owned();
                if name == "img" {
                    push_image(&mut out, &attributes, &picture);
                } else {
                    if closes_paragraph(&name) {
                        close(&mut out, &mut open, "p");
                    }
                    if name == "li" && open.last().is_some_and(|last| last == "li") {
                        close(&mut out, &mut open, "li");
                    }
                    if name == "table" {
                        tables += 1;
                        out.push_str(&scrolling_region(tables));
                    }
                    push_tag(&mut out, &name, &attributes, false);
                    if !is_void(&name) {
                        open.push(name);
                    }
                }
            }
            Token::End(name) => close(&mut out, &mut open, demoted(&name)),
            Token::Start { .. } => {}
        }
    }
    for name in open.iter().rev() {
        push_end(&mut out, name);
    }
    out
}

/// A region around a table, which on a narrow screen scrolls sideways, by keyboard too, and has a name for readers who
/// hear the page (WAI, "Tables Tutorial").
fn scrolling_region(number: u32) -> String {
    format!("<div class=\"table-scroll\" role=\"region\" aria-label=\"Bảng {number}\" tabindex=\"0\">")
}

fn push_end(out: &mut String, name: &str) {
    out.push_str(&format!("</{name}>"));
    if name == "table" {
        out.push_str("</div>");
    }
}

/// The id that the WordPress editor puts into the class of a picture.
pub(crate) fn picture_id(attributes: &[(String, String)]) -> Option<i64> {
    let (_, class) = attributes.iter().find(|(name, _)| name == "class")?;
    class.split_whitespace().find_map(|word| word.strip_prefix("wp-image-")?.parse().ok())
}

/// Elements that stand on lines of their own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "pre"
            | "hr"
            | "br"
            | "section"
            | "article"
            | "aside"
            | "details"
            | "summary"
            | "address"
            | "header"
            | "footer"
            | "main"
            | "nav"
    )
}

/// More nesting than any story has, less than hurts a browser.
const DEEPEST: usize = 60;

fn allowed(name: &str) -> bool {
    is_block(name) && !matches!(name, "main" | "nav")
        || matches!(
            name,
            "a" | "abbr"
                | "b"
                | "cite"
                | "code"
                | "col"
                | "colgroup"
                | "del"
                | "dfn"
                | "em"
                | "i"
                | "img"
                | "ins"
                | "kbd"
                | "mark"
                | "q"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "u"
                | "var"
                | "wbr"
        )
}

fn is_void(name: &str) -> bool {
    matches!(name, "img" | "br" | "hr" | "col" | "wbr")
}

/// The page's own headline is its only `h1`.
fn demoted(name: &str) -> &str {
    if name == "h1" { "h2" } else { name }
}

/// HTML standard, "optional tags": these end an open paragraph.
fn closes_paragraph(name: &str) -> bool {
    is_block(name) && !matches!(name, "br" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption")
}

/// Closes the innermost open `name` with everything inside it; nothing when there is none.
fn close(out: &mut String, open: &mut Vec<String>, name: &str) {
    let Some(at) = open.iter().rposition(|known| known == name) else {
        return;
    };
    // A paragraph is not closed through the cell, item or quotation it stands around.
    if name == "p" && open[at + 1..].iter().any(|inner| is_block(inner)) {
        return;
    }
    for inner in open.drain(at..).rev() {
        push_end(out, &inner);
    }
}

fn push_tag(out: &mut String, name: &str, attributes: &[(String, String)], keep_data: bool) {
    out.push('<');
    out.push_str(name);
    for (attribute, value) in attributes {
        if keeps(name, attribute, value, keep_data) {
            push_attribute(out, attribute, &decode(value));
        }
    }
    out.push('>');
}

fn push_image(out: &mut String, attributes: &[(String, String)], picture: impl Fn(i64) -> Option<Picture>) {
    let value = |name: &str| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| decode(value));
    let Some(src) = value("src").filter(|src| safe_address(src)) else {
        return;
    };
    let class = value("class").unwrap_or_default();
    let known = picture_id(attributes).and_then(picture);
    out.push_str("<img");
    push_attribute(out, "src", &src);
    let alt = value("alt").filter(|alt| !alt.is_empty());
    let alt = alt.or_else(|| known.as_ref().map(|picture| picture.alt_text.clone()));
    push_attribute(out, "alt", &alt.unwrap_or_default());
    if !class.is_empty() {
        push_attribute(out, "class", &class);
    }
    if let Some(picture) = known {
        if picture.width > 0 {
            push_attribute(out, "width", &picture.width.to_string());
            push_attribute(out, "height", &picture.height.to_string());
        }
        if !picture.srcset.is_empty() {
            push_attribute(out, "srcset", &picture.srcset);
            push_attribute(out, "sizes", "(min-width: 48rem) 44rem, 100vw");
        }
    } else {
        for name in ["width", "height"] {
            if let Some(number) = value(name).filter(|v| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit())) {
                push_attribute(out, name, &number);
            }
        }
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\"{}\"", escape(value)));
}

/// A comment cannot end early, nor start another one.
fn push_comment(out: &mut String, body: &str) {
    if !body.is_empty() && !body.starts_with('>') && !body.starts_with("->") && !body.ends_with('-') {
        out.push_str(&format!("<!--{}-->", body.replace("--!>", "")));
    }
}

fn keeps(element: &str, attribute: &str, value: &str, keep_data: bool) -> bool {
    let plain_name = attribute.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let everywhere = matches!(attribute, "class" | "id" | "lang" | "title" | "dir" | "role")
        || attribute.starts_with("aria-")
        || keep_data && attribute.starts_with("data-");
    let here = match (element, attribute) {
        ("a", "href") | ("blockquote" | "q" | "del" | "ins", "cite") | ("img", "src") => safe_address(&decode(value)),
        ("a", "rel" | "target" | "name" | "download" | "hreflang")
        | ("img", "alt" | "width" | "height" | "loading")
        | ("td" | "th", "colspan" | "rowspan" | "headers" | "scope" | "abbr")
        | ("col" | "colgroup", "span")
        | ("ol", "start" | "reversed" | "type")
        | ("li", "value")
        | ("details", "open")
        | ("time" | "del" | "ins", "datetime") => true,
        _ => false,
    };
    plain_name && (everywhere || here)
}

/// No script, no data and no file address; relative ones are fine.
fn safe_address(address: &str) -> bool {
    let plain: String =
        address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let before_path = plain.split(['/', '?', '#']).next().unwrap_or("");
    match before_path.split_once(':') {
        Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
        None => true,
    }
}

/// In text, quotes need no escape: they stay as the author typed them.
fn escape_text(text: &str) -> String {
    escape_loose(text).replace("&quot;", if text.contains("&quot;") { "&quot;" } else { "\"" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_page(html: &str) -> String {
        page(html, |_| None)
    }

    #[test]
    fn authors_are_filtered_like_in_wordpress() {
        let table = [
            ("<p>5 < 6 & 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
            ("<script>alert(1)</script><style>p{}</style>", "alert(1)p{}"),
            (
                "<!-- wp:image {\"id\":7} --><img src=\"a.jpg\" onerror=\"x\" srcset=\"b\"><!-- /wp:image -->",
                "<!-- wp:image {\"id\":7} --><img src=\"a.jpg\"><!-- /wp:image -->",
            ),
            ("<!-- dna:01 -->", "<!-- dna:01 -->"),
            ("<a href=\"java\tscript:alert(1)\" data-x=\"1\">k</a>", "<a data-x=\"1\">k</a>"),
            ("<a href='&#106;avascript:x'>k</a>", "<a>k</a>"),
            ("<iframe src=x></iframe>“Hạ Long”<br/>", "“Hạ Long”<br />"),
        ];
        for (sent, kept) in table {
            assert_eq!(filter(sent), kept, "{sent}");
        }
    }

    #[test]
    fn a_page_cannot_be_broken_by_its_story() {
        let table = [
            ("</main></body><p>a<p>b", "<p>a</p><p>b</p>"),
            ("<h1>x</h1><b><i>y</b>", "<h2>x</h2><b><i>y</i></b>"),
            ("<script>alert('</p>')</script>z", "z"),
            ("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- dna:1 -->", "<p>a</p><!-- dna:1 -->"),
            ("<svg><script>x</script></svg>", ""),
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<img src=x onerror=alert(1)>", "<img src=\"x\" alt=\"\" loading=\"lazy\" decoding=\"async\">"),
            ("<img src=\"data:text/html,x\">", ""),
            ("<p title='\"><script>'>a</p>", "<p title=\"&quot;&gt;&lt;script&gt;\">a</p>"),
        ];
        for (sent, shown) in table {
            assert_eq!(on_page(sent), shown, "{sent}");
        }
    }

    #[test]
    fn a_table_keeps_its_spans_and_scrolls_by_itself() {
        let table = "<figure class=\"wp-block-table\"><table><thead><tr><th scope=\"col\" colspan=\"2\">Xe</th></tr></thead>\
            <tbody><tr><td rowspan=\"2\">1<br>2</td><td></td></tr></tbody></table></figure>";
        assert_eq!(filter(table), table, "an author may send it");
        let region = |n: u8| {
            format!("<div class=\"table-scroll\" role=\"region\" aria-label=\"Bảng {n}\" tabindex=\"0\"><table>")
        };
        let shown = table.replace("<table>", &region(1)).replace("</table>", "</table></div>");
        assert_eq!(on_page(table), shown);
        let two = on_page("<p>a<table><tr><td>b</table><table><tr><td>c");
        let expected = format!(
            "<p>a</p>{}<tr><td>b</td></tr></table></div>{}<tr><td>c</td></tr></table></div>",
            region(1),
            region(2)
        );
        assert_eq!(two, expected, "regions are closed with their tables, and told apart");
    }

    #[test]
    fn deep_nesting_ends() {
        assert!(on_page(&"<div>".repeat(100_000)).len() < 2000);
    }
}
