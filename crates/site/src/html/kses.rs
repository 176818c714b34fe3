//! What authors may store, cleaned as WordPress' kses does it.

use crate::html::allowlist::{is_address, is_allowed, is_plain_name, is_safe_address, is_void, may_have};
use crate::html::entities::{decode, escape, escape_text};
use crate::html::tokens::{Token, tokens};

/// Cleans what an author or contributor sends, as WordPress' kses does: tags not allowed go, their
/// text stays; comments and block markup stay; stray signs become entities. What readers get is cleaned again, by
/// [`super::page`].
pub(crate) fn filter(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.push_str(&escape_text(text)),
            Token::Comment(body) => push_comment(&mut out, body),
            Token::Start { name, attributes, closed } if is_allowed(&name) => {
                push_tag(&mut out, &name, &attributes);
                if closed && is_void(&name) {
                    out.truncate(out.len() - 1);
                    out.push_str(" />");
                }
            }
            Token::End(name) if is_allowed(&name) && !is_void(&name) => {
                out.push_str(&format!("</{name}>"));
            }
            Token::Start { .. } | Token::End(_) => {}
        }
    }
    out
}

fn push_tag(out: &mut String, name: &str, attributes: &[(String, String)]) {
    out.push('<');
    out.push_str(name);
    for (attribute, value) in attributes {
        let value = decode(value);
        // kses lets every `data-` attribute in; readers do not get them.
        let known = may_have(name, attribute) || attribute.starts_with("data-") && is_plain_name(attribute);
        if known && (!is_address(attribute) || is_safe_address(&value)) {
            out.push_str(&format!(" {attribute}=\"{}\"", escape(&value)));
        }
    }
    out.push('>');
}

/// A comment cannot end early, nor start another one.
fn push_comment(out: &mut String, body: &str) {
    if !body.is_empty() && !body.starts_with('>') && !body.starts_with("->") && !body.ends_with('-') {
        out.push_str(&format!("<!--{}-->", body.replace("--!>", "")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
