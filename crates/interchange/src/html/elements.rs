//! What the elements of a page mean for a story.

use copydesk::legacy::by_font;
use html5ever::tokenizer::Tag;
use newsroom::body::ListKind;

use crate::{
    flow::{Look, Role},
    raised::VerticalAlign,
    symbols::SymbolFont,
};

/// Elements that begin a new paragraph.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "address"
            | "center"
            | "blockquote"
            | "ul"
            | "ol"
            | "menu"
            | "dir"
            | "li"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "figure"
            | "figcaption"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "hr"
            | "form"
            | "fieldset"
            | "details"
            | "summary"
            | "body"
            | "html"
            | "nav"
            | "hgroup"
            | "legend"
    )
}

/// Elements without an end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "meta"
            | "link"
            | "input"
            | "col"
            | "base"
            | "area"
            | "embed"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is not the page's text.
pub(super) fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "noscript"
            | "iframe"
            | "template"
            | "svg"
            | "math"
            | "object"
            | "xmp"
            | "noembed"
            | "noframes"
            | "video"
            | "audio"
            | "canvas"
            | "nav"
            | "button"
            | "rt"
            | "rp"
    )
}

/// Of those, what a reader would miss.
pub(super) fn is_object(name: &str) -> bool {
    matches!(name, "iframe" | "svg" | "math" | "object" | "video" | "audio" | "canvas" | "embed")
}

pub(super) fn attr<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// A declaration of the element's own style, lower case: `style_of(tag, "font-weight")`.
pub(super) fn style_of(tag: &Tag, property: &str) -> Option<String> {
    let declarations = attr(tag, "style")?.split(';');
    declarations
        .filter_map(|declaration| declaration.split_once(':'))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case(property))
        .map(|(_, value)| value.trim().to_lowercase())
}

pub(super) fn is_hidden(tag: &Tag) -> bool {
    attr(tag, "hidden").is_some() || style_of(tag, "display").is_some_and(|display| display == "none")
}

/// How letters look inside the element.
pub(super) fn look(tag: &Tag, around: &Look) -> Look {
    let mut look = around.clone();
    match &*tag.name {
        "b" | "strong" => look.bold = true,
        "i" | "em" | "cite" | "var" | "dfn" => look.italic = true,
        "s" | "strike" => look.struck = true,
        "sup" => look.vertical = VerticalAlign::Superscript,
        "sub" => look.vertical = VerticalAlign::Subscript,
        "a" => {
            let href = attr(tag, "href").map(str::trim).filter(|href| newsroom::body::is_safe_link(href));
            look.link = href.map(Into::into).or(look.link);
        }
        _ => {}
    }
    if let Some(weight) = style_of(tag, "font-weight") {
        look.bold =
            matches!(weight.as_str(), "bold" | "bolder") || weight.parse().is_ok_and(|weight: u16| weight >= 600);
    }
    if let Some(style) = style_of(tag, "font-style") {
        look.italic = matches!(style.as_str(), "italic" | "oblique");
    }
    if let Some(fonts) = style_of(tag, "font-family").or_else(|| attr(tag, "face").map(str::to_owned)) {
        look.old_font = by_font(&fonts);
        look.symbols = SymbolFont::by_name(&fonts);
    }
    for property in ["text-decoration", "text-decoration-line"] {
        if let Some(line) = style_of(tag, property) {
            look.struck |= line.contains("line-through");
        }
    }
    if let Some(align) = style_of(tag, "vertical-align") {
        look.vertical = vertical(&align).unwrap_or(look.vertical);
    }
    if let Some(raise) = style_of(tag, "mso-text-raise") {
        look.vertical = vertical(&raise).unwrap_or(look.vertical);
    }
    look
}

/// `super`, `sub`, or a length by which letters are raised; what aligns boxes says nothing.
fn vertical(align: &str) -> Option<VerticalAlign> {
    match align {
        "super" | "text-top" => Some(VerticalAlign::Superscript),
        "sub" | "text-bottom" => Some(VerticalAlign::Subscript),
        "baseline" => Some(VerticalAlign::Baseline),
        length => {
            let number: f32 = length.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
            match number {
                0.1.. => Some(VerticalAlign::Superscript),
                ..=-0.1 => Some(VerticalAlign::Subscript),
                _ => None,
            }
        }
    }
}

/// How a list counts, by its own style or type.
pub(super) enum Counts {
    As(ListKind),
    /// In a way that no list of a story has.
    Otherwise(String),
    Nothing,
}

pub(super) fn counts(tag: &Tag) -> Option<Counts> {
    let style = style_of(tag, "list-style-type").or_else(|| style_of(tag, "list-style"));
    let style = style.or_else(|| attr(tag, "type").map(|kind| kind.trim().to_owned()))?;
    let word = style.split_whitespace().next().unwrap_or_default();
    match ListKind::of_html(word) {
        Some(kind) => Some(Counts::As(kind)),
        None if word == "none" => Some(Counts::Nothing),
        None => Some(Counts::Otherwise(style)),
    }
}

/// The part that an element's class names, of those that HTML has no element for. Word's classes begin with `Mso`;
/// `title` is the headline on a paragraph only, as LibreOffice and Word write it: pages of the web use it for anything.
pub(super) fn class_role(tag: &Tag) -> Option<Role> {
    let names = attr(tag, "class")?.split_whitespace();
    let mut roles = names.filter_map(|name| crate::names::role(name.strip_prefix("Mso").unwrap_or(name)));
    roles.find(|role| match role {
        Role::Standfirst | Role::Byline | Role::Caption | Role::Correction | Role::Related => true,
        Role::Headline => &*tag.name == "p",
        _ => false,
    })
}

/// A number of an attribute, 1 where there is none.
pub(super) fn count(tag: &Tag, name: &str) -> u16 {
    attr(tag, name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}

/// The bytes of a picture in an address (`data:image/jpeg;base64,…`); nothing is fetched.
pub(super) fn inline_picture(address: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    let (_, data) = address.strip_prefix("data:image/")?.split_once(";base64,")?;
    let data: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(data).ok()
}
