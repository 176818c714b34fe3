//! How the items of a numbered list are numbered.

use serde::{Deserialize, Serialize};

/// The signs of a numbered list: those that a page can count by itself (HTML, `ol type`). Other ways of counting, such as the
/// points of a Vietnamese law (a, b, c, d, đ, e, g …) or "1.1.", keep their signs as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c, as the English alphabet has them; aa after z.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

/// Roman figures reach so far.
const LARGEST_ROMAN: u32 = 3999;

impl ListKind {
    /// All, in the order of a menu.
    pub const ALL: [Self; 5] =
        [Self::Decimal, Self::LowerLetter, Self::UpperLetter, Self::LowerRoman, Self::UpperRoman];

    /// Whether it is the one that a list has where nothing is said.
    #[must_use]
    pub fn is_decimal(&self) -> bool {
        *self == Self::Decimal
    }

    /// Its name, the same as in JSON: `"lower_letter"`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::LowerLetter => "lower_letter",
            Self::UpperLetter => "upper_letter",
            Self::LowerRoman => "lower_roman",
            Self::UpperRoman => "upper_roman",
        }
    }

    /// The value of `type` that an `ol` of HTML has for it.
    #[must_use]
    pub fn html_type(self) -> &'static str {
        match self {
            Self::Decimal => "1",
            Self::LowerLetter => "a",
            Self::UpperLetter => "A",
            Self::LowerRoman => "i",
            Self::UpperRoman => "I",
        }
    }

    /// The kind of an `ol` with this `type`, or with this `list-style-type`, which is what newer editors of WordPress write.
    #[must_use]
    pub fn of_html(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "1" | "decimal" => Self::Decimal,
            "a" | "lower-alpha" | "lower-latin" => Self::LowerLetter,
            "A" | "upper-alpha" | "upper-latin" => Self::UpperLetter,
            "i" | "lower-roman" => Self::LowerRoman,
            "I" | "upper-roman" => Self::UpperRoman,
            _ => return None,
        })
    }

    /// The sign of the item with this number, without a dot: `"12"`, `"c"`, `"IV"`. A number that the kind has no sign for
    /// (0; Roman above 3,999) is written in figures, as browsers do.
    ///
    /// ```
    /// use newsroom::body::ListKind;
    /// assert_eq!(ListKind::LowerLetter.sign(28), "ab");
    /// assert_eq!(ListKind::UpperRoman.sign(1994), "MCMXCIV");
    /// ```
    #[must_use]
    pub fn sign(self, number: u32) -> String {
        match self {
            Self::LowerLetter if number > 0 => letters(number, b'a'),
            Self::UpperLetter if number > 0 => letters(number, b'A'),
            Self::LowerRoman if (1..=LARGEST_ROMAN).contains(&number) => roman(number).to_lowercase(),
            Self::UpperRoman if (1..=LARGEST_ROMAN).contains(&number) => roman(number),
            _ => number.to_string(),
        }
    }

    /// What closes its signs: a list of letters reads "a)", as the points of Vietnamese decrees do, all others "1.".
    #[must_use]
    pub fn close(self) -> &'static str {
        match self {
            Self::LowerLetter => ")",
            Self::Decimal | Self::UpperLetter | Self::LowerRoman | Self::UpperRoman => ".",
        }
    }

    /// The sign of the item with this number as it is read: `"12."`, `"c)"`, `"IV."`.
    #[must_use]
    pub fn label(self, number: u32) -> String {
        self.sign(number) + self.close()
    }
}

/// a to z, then aa, ab: 26 letters as figures without a zero.
fn letters(mut number: u32, first: u8) -> String {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(char::from(first + (number % 26) as u8));
        number /= 26;
    }
    out.iter().rev().collect()
}

fn roman(mut number: u32) -> String {
    const FIGURES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while number >= value {
            out.push_str(figure);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::body::ListKind;

    #[test]
    fn items_are_numbered_as_browsers_number_them() {
        let signs = |kind: ListKind| [0, 1, 4, 26, 27, 702, 703, 3999, 4000].map(|number| kind.sign(number));
        assert_eq!(signs(ListKind::Decimal), ["0", "1", "4", "26", "27", "702", "703", "3999", "4000"]);
        assert_eq!(signs(ListKind::LowerLetter), ["0", "a", "d", "z", "aa", "zz", "aaa", "ewu", "ewv"]);
        assert_eq!(
            signs(ListKind::UpperRoman),
            ["0", "I", "IV", "XXVI", "XXVII", "DCCII", "DCCIII", "MMMCMXCIX", "4000"]
        );
        assert_eq!(ListKind::LowerRoman.sign(9), "ix");
        for kind in ListKind::ALL {
            assert_eq!(ListKind::of_html(kind.html_type()), Some(kind));
        }
    }
}
