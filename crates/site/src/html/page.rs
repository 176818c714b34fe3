//! The HTML of a story as readers' browsers get it: arranged for the site's pages, then cleaned by a guard that trusts
//! nothing of it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use maud::PreEscaped;

use crate::html::allowlist::{
    ARIA, ATTRIBUTES, ATTRIBUTES_OF, SCHEMES, elements, is_allowed, is_block, is_plain_name, is_safe_address,
    is_table_part, is_void,
};
use crate::html::entities::{decode, escape, escape_text};
use crate::html::tokens::{Token, tokens};

/// A picture of the site, for the page's `srcset`.
pub(crate) struct Picture {
    /// In pixels; 0 when unknown.
    pub(crate) width: i64,
    /// In pixels.
    pub(crate) height: i64,
    pub(crate) alt_text: String,
    /// Ready for the attribute; empty when there is one size only.
    pub(crate) srcset: String,
}

/// The HTML of a story for its page, its feeds and the `rendered` of the interface: allow-listed, every element closed,
/// block comments gone, pictures of the site with their sizes, tables in regions that scroll by themselves. `picture`
/// knows a picture by its id (`class="wp-image-7"`).
///
/// What a story has of HTML goes to readers through here and no other way: the guard has the last word.
pub(crate) fn page(html: &str, picture: impl Fn(i64) -> Option<Picture>) -> PreEscaped<String> {
    PreEscaped(GUARD.clean(&arranged(html, picture)).to_string())
}

/// Parses as browsers do (`html5ever`), keeps what the allow-list names, and writes it out anew.
static GUARD: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES_OF.into_iter().map(|(element, own)| (element, own.iter().copied().collect())).collect();
    // What `arranged` adds. An address in a `srcset` of the story's own is checked below.
    attributes.entry("img").or_default().extend(["decoding", "sizes", "srcset"]);
    let mut guard = Builder::empty();
    guard
        .tags(elements().collect())
        .clean_content_tags(SKIPPED.into())
        .generic_attributes(ATTRIBUTES.into())
        .generic_attribute_prefixes([ARIA].into())
        .tag_attributes(attributes)
        .tag_attribute_values([("div", [("tabindex", ["0"].into())].into())].into())
        .url_schemes(SCHEMES.into())
        .url_relative(UrlRelative::PassThrough)
        // `rel` is the author's, as in WordPress.
        .link_rel(None)
        .strip_comments(false)
        .attribute_filter(|_, attribute, value| {
            let safe = match attribute {
                "cite" | "href" | "src" => is_safe_address(value),
                "srcset" => value.split(',').all(is_safe_address),
                _ => is_plain_name(attribute),
            };
            safe.then(|| value.into())
        });
    guard
});

/// Elements that go with all that is in them.
const SKIPPED: [&str; 4] = ["noscript", "script", "style", "template"];

/// More nesting than any story has, less than hurts a browser.
const DEEPEST: usize = 60;

/// The story as the site's pages show it, every element closed: an unclosed one, or nesting without end, would make the
/// guard's parser open elements again and again.
fn arranged(html: &str, picture: impl Fn(i64) -> Option<Picture>) -> String {
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
            Token::Text(text) => {
                if !text.trim().is_empty() {
                    enter_cell(&mut out, &mut open);
                }
                out.push_str(&escape_text(text));
            }
            Token::Comment(body) if shows(body) => out.push_str(&format!("<!--{body}-->")),
            Token::Comment(_) => {}
            Token::Start { name, .. } if SKIPPED.contains(&name.as_str()) => skipping = Some(name),
            Token::Start { name, attributes, .. } if is_allowed(&name) && open.len() < DEEPEST => {
                let name = demoted(&name).to_owned();
                if !is_table_part(&name) {
                    enter_cell(&mut out, &mut open);
                }
                if name == "img" {
                    push_image(&mut out, &attributes, &picture);
                } else {
                    close_implied(&mut out, &mut open, &name);
                    if name == "table" {
                        tables += 1;
                        out.push_str(&scrolling_region(tables));
                    }
                    push_tag(&mut out, &name, &attributes);
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

/// What stands in a table outside its cells gets a cell. A parser would carry it out of the table, and look for the place anew
/// with every piece (HTML standard, "foster parent").
fn enter_cell(out: &mut String, open: &mut Vec<String>) {
    if open.last().is_some_and(|last| last == "colgroup") {
        close(out, open, "colgroup");
    }
    let missing: &[&str] = match open.last().map(String::as_str) {
        Some("table" | "tbody" | "thead" | "tfoot") => &["tr", "td"],
        Some("tr") => &["td"],
        _ => &[],
    };
    for name in missing {
        push_tag(out, name, &[]);
        open.push((*name).to_owned());
    }
}

/// Comments stay for programs that look for their own; not the editor's block comments, and none with markup in it.
fn shows(comment: &str) -> bool {
    let word = comment.trim_start();
    !word.starts_with("wp:") && !word.starts_with("/wp:") && !comment.contains(['<', '>'])
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

/// The page's own headline is its only `h1`.
fn demoted(name: &str) -> &str {
    if name == "h1" { "h2" } else { name }
}

/// HTML standard, "optional tags": what the start of an element ends.
fn close_implied(out: &mut String, open: &mut Vec<String>, name: &str) {
    if is_block(name) && !matches!(name, "br" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption") {
        close(out, open, "p");
    }
    let ended: &[&str] = match name {
        "li" => &["li"],
        "dt" | "dd" => &["dt", "dd"],
        "td" | "th" => &["td", "th"],
        "tr" => &["td", "th", "tr"],
        "tbody" | "thead" | "tfoot" => &["td", "th", "tr", "tbody", "thead", "tfoot"],
        _ => &[],
    };
    while let Some(last) = open.pop_if(|last| ended.contains(&last.as_str())) {
        push_end(out, &last);
    }
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

fn push_tag(out: &mut String, name: &str, attributes: &[(String, String)]) {
    out.push('<');
    out.push_str(name);
    let own = (name == "ol").then(|| list_class(attributes)).flatten();
    for (attribute, value) in attributes {
        match own {
            Some(_) if attribute == "class" => {}
            _ => push_attribute(out, attribute, &decode(value)),
        }
    }
    if let Some(own) = own {
        let class = attributes.iter().find(|(name, _)| name == "class").map(|(_, class)| decode(class));
        push_attribute(out, "class", [class.as_deref().unwrap_or_default(), own].join(" ").trim());
    }
    out.push('>');
}

/// The class by which the site's pages style a list that counts in letters or Roman figures: by its `type`, style sheets cannot
/// tell `a` from `A` (HTML standard, "case-sensitivity of selectors").
fn list_class(attributes: &[(String, String)]) -> Option<&'static str> {
    let value = |name: &str| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| decode(value));
    match value("type")?.as_str() {
        "a" => Some("list-lower-letter"),
        "A" => Some("list-upper-letter"),
        "i" => Some("list-lower-roman"),
        "I" => Some("list-upper-roman"),
        _ => None,
    }
}

fn push_image(out: &mut String, attributes: &[(String, String)], picture: impl Fn(i64) -> Option<Picture>) {
    let value = |name: &str| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| decode(value));
    let Some(src) = value("src").filter(|src| is_safe_address(src)) else {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::filter;

    fn on_page(html: &str) -> String {
        page(html, |_| None).into_string()
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
            (
                "<table>a<tr>b<tr><td>c</table>",
                "TABLE<tbody><tr><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table></div>",
            ),
            ("<p title='\"><script>'>a</p>", "<p title=\"&quot;&gt;&lt;script&gt;\">a</p>"),
        ];
        for (sent, shown) in table {
            assert_eq!(on_page(sent), shown.replace("TABLE", &(scrolling_region(1) + "<table>")), "{sent}");
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
            "<p>a</p>{}<tbody><tr><td>b</td></tr></tbody></table></div>{}<tbody><tr><td>c</td></tr></tbody></table></div>",
            region(1),
            region(2)
        );
        assert_eq!(two, expected, "regions are closed with their tables, and told apart");
    }

    #[test]
    fn deep_nesting_ends() {
        assert!(on_page(&"<div>".repeat(100_000)).len() < 2000);
    }

    #[test]
    fn a_browser_makes_of_it_what_the_guard_made() {
        let hostile: Vec<String> = serde_json::from_str(include_str!("../../tests/site/hostile.json")).expect("JSON");
        for evil in &hostile {
            // Not arranged before: the guard must hold by itself, and against whatever `arranged` overlooks.
            for guarded in [GUARD.clean(evil).to_string(), on_page(evil)] {
                // A link in a link is parted from it, and nothing else: no tag and no attribute comes into being.
                let again = GUARD.clean(&guarded).to_string();
                assert_eq!(start_tags(&again), start_tags(&guarded), "{evil:?} changes when it is parsed again");
                for word in ["<script", "<img src=\"x\" on", "<style", "<svg", "<math", "<iframe", "\"javascript:"] {
                    assert!(!without_comments(&guarded).contains(word), "{evil:?} became {guarded}");
                }
            }
        }
    }

    fn without_comments(html: &str) -> String {
        let after = |part: &str| part.split_once("-->").map_or(String::new(), |(_, after)| after.to_owned());
        let mut parts = html.split("<!--");
        parts.next().unwrap_or_default().to_owned() + &parts.map(after).collect::<String>()
    }

    fn start_tags(html: &str) -> std::collections::BTreeSet<&str> {
        html.split('<').skip(1).filter(|tag| !tag.starts_with('/')).filter_map(|tag| tag.split('>').next()).collect()
    }

    #[test]
    fn small_and_large_letters_are_told_apart_by_a_class() {
        let lists = [
            ("<ol type=\"a\">", "<ol type=\"a\" class=\"list-lower-letter\">"),
            (
                "<ol class=\"wp-block-list\" start=\"3\" type=\"A\">",
                "<ol start=\"3\" type=\"A\" class=\"wp-block-list list-upper-letter\">",
            ),
            ("<ol type=\"i\">", "<ol type=\"i\" class=\"list-lower-roman\">"),
            ("<ol type=\"I\">", "<ol type=\"I\" class=\"list-upper-roman\">"),
            ("<ol class=\"x\">", "<ol class=\"x\">"),
        ];
        for (sent, shown) in lists {
            assert_eq!(on_page(&format!("{sent}<li>e</li></ol>")), format!("{shown}<li>e</li></ol>"));
        }
    }

    #[test]
    fn what_blocks_need_stays() {
        let blocks = [
            "<figure class=\"wp-block-image\" id=\"a\"><img src=\"/a.jpg\" alt=\"b\" loading=\"lazy\" decoding=\"async\">\
             <figcaption class=\"wp-element-caption\">c <span class=\"credit\">d</span></figcaption></figure>",
            "<ol start=\"3\" type=\"1\" reversed=\"\"><li value=\"7\">e</li></ol>",
            "<blockquote class=\"wp-block-quote\" cite=\"https://x.test/\"><p>f</p><cite>g</cite></blockquote>",
            "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">https://x.test/?v=1&amp;w=2</div></figure>",
            "<p lang=\"zh\" dir=\"ltr\" title=\"h\" aria-label=\"i\">Đ“k” &nbsp;<a href=\"/l?m=1&amp;n=2\" rel=\"nofollow\" \
             target=\"_blank\">o</a><br><abbr title=\"p\">q</abbr> <time datetime=\"2026-01-02\">r</time></p>",
            "<details open=\"\"><summary>s</summary><p>t</p></details><dl><dt>u</dt><dd>v</dd></dl><pre>w\n  x</pre><hr>",
            "<p>a<!-- newsdesk:0192-aa -->b</p>",
        ];
        for block in blocks {
            assert_eq!(on_page(block), block);
        }
    }

    #[test]
    fn a_long_story_is_cleaned_in_no_time() {
        let paragraph =
            "<!-- wp:paragraph -->\n<p>Thông quan <strong>nhanh</strong> ở <a href=\"https://x.test/\">cửa khẩu</a>, ";
        let paragraph = format!("{paragraph}{}</p>\n<!-- /wp:paragraph -->\n", "xe qua cầu &amp; về bến ".repeat(8));
        let story = paragraph.repeat(400);
        assert!(crate::html::plain_text(&story).split_whitespace().count() > 20_000);
        let began = std::time::Instant::now();
        let arranged = arranged(&story, |_| None);
        let before_guard = began.elapsed();
        let guarded = GUARD.clean(&arranged).to_string();
        println!("20,000 words: arranged in {before_guard:?}, guarded by {:?}", began.elapsed());
        assert_eq!(guarded, arranged, "nothing of it is changed");
        assert!(began.elapsed().as_secs() < 2, "{:?}", began.elapsed());
    }
}
