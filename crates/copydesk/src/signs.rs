//! Signs that are one for whoever looks for them: what is typed on a keyboard, and what good typography makes of it.

use crate::scripts::on_the_line;

/// The sign as it is typed: straight quotation marks for curly and angular ones, a hyphen for dashes and minus, three dots for
/// an ellipsis, figures on the line for raised and lowered ones. None for a sign that is typed as it stands.
///
/// One rule for finding in a story, in the newsroom and in the archive: whatever folds or compares text asks here.
pub(crate) fn as_typed(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '＇' => "'",
        // Hyphen, no-break hyphen, figure dash, en dash, em dash, horizontal bar; minus.
        '\u{2010}'..='\u{2015}' | '−' => "-",
        '…' => "...",
        c => return on_the_line(c).map(plain),
    })
}

/// A letter of [`on_the_line`] as a text.
fn plain(c: char) -> &'static str {
    const PLAIN: &str = "0123456789+-=()niaehklmopstxə";
    PLAIN.find(c).and_then(|at| PLAIN.get(at..at + c.len_utf8())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_typed_somehow_and_what_is_typed_stays() {
        let signs = "“”„‟«»″‘’‚‛‹›′‐‑‒–—―−…⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓₔ";
        for c in signs.chars() {
            let typed = as_typed(c).unwrap_or_default();
            assert!(!typed.is_empty(), "{c}");
            assert!(typed.chars().all(|c| as_typed(c).is_none()), "{c} is typed as {typed}");
        }
        assert_eq!(as_typed('²'), Some("2"));
        assert_eq!(as_typed('₂'), Some("2"));
        for c in "\"'-.2aâđ½°%".chars() {
            assert_eq!(as_typed(c), None, "{c}");
        }
    }
}
