//! The elements, attributes and addresses that a story may have: [`super::filter`] keeps to them when a story comes in,
//! the guard before readers when it goes out.

/// Elements that stand on lines of their own.
const BLOCKS: &str = "address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 \
    h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul";
/// Elements within a line, and columns of tables.
const INLINE: &str = "a abbr b cite code col colgroup del dfn em i img ins kbd mark q s samp small span strong sub sup \
    time u var wbr";
/// Elements of pages, not of stories, that stand on lines of their own.
const PAGE_BLOCKS: &str = "main nav";

/// Attributes that every element may have, beside those whose name begins with [`ARIA`].
pub(super) const ATTRIBUTES: [&str; 6] = ["class", "dir", "id", "lang", "role", "title"];
/// States and names for readers who hear the page (WAI-ARIA 1.2).
pub(super) const ARIA: &str = "aria-";
/// Attributes of one element.
pub(super) const ATTRIBUTES_OF: [(&str, &[&str]); 14] = [
    ("a", &["download", "href", "hreflang", "name", "rel", "target"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "loading", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("q", &["cite"]),
    ("td", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];
/// Schemes of full addresses. Relative addresses are fine.
pub(super) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Every element that a story may have.
pub(super) fn elements() -> impl Iterator<Item = &'static str> {
    BLOCKS.split(' ').chain(INLINE.split(' '))
}

/// Parts of tables: nothing else may stand in a table outside its cells and its caption.
pub(super) fn is_table_part(element: &str) -> bool {
    matches!(element, "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr")
}

pub(super) fn is_allowed(element: &str) -> bool {
    elements().any(|known| known == element)
}

/// Does the element stand on lines of its own?
pub(super) fn is_block(element: &str) -> bool {
    BLOCKS.split(' ').chain(PAGE_BLOCKS.split(' ')).any(|known| known == element)
}

/// Has the element no content and no end tag?
pub(super) fn is_void(element: &str) -> bool {
    matches!(element, "br" | "col" | "hr" | "img" | "wbr")
}

/// May the element have the attribute, with whatever value?
pub(super) fn may_have(element: &str, attribute: &str) -> bool {
    let own = || ATTRIBUTES_OF.iter().any(|(known, own)| *known == element && own.contains(&attribute));
    is_plain_name(attribute) && (ATTRIBUTES.contains(&attribute) || attribute.starts_with(ARIA) || own())
}

/// Letters, digits and hyphens: nothing that could mean something else to a careless reader of HTML.
pub(super) fn is_plain_name(attribute: &str) -> bool {
    attribute.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Is the value of the attribute an address?
pub(super) fn is_address(attribute: &str) -> bool {
    matches!(attribute, "cite" | "href" | "src")
}

/// No script, no data and no file address; relative ones are fine. Entities must be decoded.
pub(super) fn is_safe_address(address: &str) -> bool {
    let plain: String =
        address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let before_path = plain.split(['/', '?', '#']).next().unwrap_or("");
    before_path.split_once(':').is_none_or(|(scheme, _)| SCHEMES.contains(&scheme))
}
