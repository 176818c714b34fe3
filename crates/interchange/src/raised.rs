//! Raised and lowered letters: 10⁶, CO₂, 1ᵉʳ. "106" is another number.

use std::borrow::Cow;

/// Where letters stand, as `w:vertAlign` of OOXML says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum VerticalAlign {
    #[default]
    Baseline,
    Superscript,
    Subscript,
}

/// Signs that stand above the line by themselves.
fn is_level(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '®' | '™' | '©' | '°' | 'º' | 'ª' | '†' | '‡' | '\'' | '’' | '″' | '′')
}

impl VerticalAlign {
    /// The letters of Unicode for these; none if it lacks one of them: half a word raised is no word.
    pub(crate) fn unicode(self, text: &str) -> Option<Cow<'_, str>> {
        if self == Self::Baseline || text.chars().all(is_level) {
            return Some(Cow::Borrowed(text));
        }
        let forms = if self == Self::Superscript { copydesk::raised(text) } else { copydesk::lowered(text) };
        forms.map(Cow::Owned)
    }

    /// The letters for a line that has no marks: those of Unicode, or in the line behind a sign, as it is typed: m^(đ).
    pub(crate) fn plain(self, text: &str) -> Cow<'_, str> {
        self.unicode(text).unwrap_or_else(|| {
            let (start, words) = (text.len() - text.trim_start().len(), text.trim());
            let sign = if self == Self::Superscript { '^' } else { '_' };
            Cow::Owned(format!("{}{sign}({words}){}", &text[..start], &text[start + words.len()..]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::VerticalAlign::{Baseline, Subscript, Superscript};

    #[test]
    fn figures_are_raised_where_unicode_has_them() {
        assert_eq!(Superscript.unicode("-6").unwrap(), "⁻⁶");
        assert_eq!(Subscript.unicode("2").unwrap(), "₂");
        assert_eq!(Superscript.unicode("*").unwrap(), "*");
        assert_eq!((Superscript.unicode("đ"), Subscript.unicode("CO")), (None, None));
        assert_eq!(Superscript.plain("đ "), "^(đ) ");
        assert_eq!(Baseline.unicode("đ").unwrap(), "đ");
    }
}
