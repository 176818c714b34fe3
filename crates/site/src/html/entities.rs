//! Escaping, and what escapes mean.

use html5ever::data::NAMED_ENTITIES;

/// Text for HTML text and attribute values.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Text between tags that may hold entities already: they stay, a lone `&` is escaped. Quotes stay as the author typed
/// them.
pub(crate) fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '&' if entity(&text[at..]).is_some() => out.push('&'),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

/// Replaces entities by what they mean. Unknown ones stay as written.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((meant, length)) => {
                out.extend(meant.into_iter().flatten());
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The one or two characters that the entity at the start of `text` means, and the entity's length in bytes.
fn entity(text: &str) -> Option<([Option<char>; 2], usize)> {
    let end = text.bytes().take(LONGEST + 1).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let meant = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        [char::from_u32(code), None]
    } else {
        let (first, second) = *NAMED_ENTITIES.get(text.get(1..=end)?)?;
        [first, second].map(|code| char::from_u32(code).filter(|c| *c != '\0'))
    };
    meant[0].filter(|c| *c != '\0')?;
    Some((meant, end + 1))
}

/// Length in bytes of the longest entity, `&CounterClockwiseContourIntegral;` (HTML standard, "Named character references").
const LONGEST: usize = 33;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_come_and_go() {
        assert_eq!(decode("R&amp;D &#8220;x&#x201D; &unknown; & &#0; M&oacute;ng"), "R&D “x” &unknown; & &#0; Móng");
        assert_eq!(escape_text("R&D &amp; <b>"), "R&amp;D &amp; &lt;b&gt;");
        assert_eq!(decode(&escape("<\"&>")), "<\"&>");
    }
}
