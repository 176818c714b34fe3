//! What stands before an item or a heading that counts: "1.", "a)", "Điều 5.", "☐".
//!
//! A list says "1, 2, 3", letters and Roman figures from any number on, with a dot or a bracket behind. Whatever it cannot
//! say is content all the same ("điểm b khoản 2 Điều 1"), and stands in the text as the document shows it.

use newsroom::body::ListKind;

use crate::flow::{Item, Role};

/// What a document shows before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A dot, a dash: nothing to point at.
    Bullet,
    /// What a list counts by itself.
    Number(ListKind, u32),
    /// What no list can say: it becomes text.
    Text(String),
    /// Only the indent of a list.
    Nothing,
}

/// Signs before an item that tell something: what is done, and what is not.
const TELLING: &str = "☐☑☒✓✔✗✘✕✖□❏❐❑❒◻⬜🗹🗷";

/// Letters of a list after the twenty-sixth, which word processors double (aa, bb) and pages do not (aa, ab).
const LETTERS: u32 = 26;

impl Sign {
    /// The sign of a bullet, with its letters as Unicode. Letters and signs that tell something are text.
    pub(crate) fn of_bullet(shown: &str) -> Self {
        let shown = shown.trim();
        // A hollow round bullet is the letter o of Courier New in Word's own lists.
        if shown.is_empty() {
            return Self::Nothing;
        }
        let telling = shown.chars().any(|c| TELLING.contains(c) || (c.is_alphanumeric() && shown != "o"));
        if telling { Self::Text(shown.to_owned()) } else { Self::Bullet }
    }

    /// The sign of a number that stands between two texts: `("Điều ", 5, ".")`. `kind` is none for ways of counting that no
    /// list has; `written` is the number as the document shows it.
    pub(crate) fn of_number(before: &str, kind: Option<ListKind>, number: u32, written: &str, behind: &str) -> Self {
        let simple = before.trim().is_empty() && matches!(behind.trim(), "." | ")" | "");
        let letters = matches!(kind, Some(ListKind::LowerLetter | ListKind::UpperLetter));
        match kind {
            Some(kind) if simple && !(letters && number > LETTERS) => Self::Number(kind, number),
            _ => Self::Text(format!("{before}{written}{behind}").trim().to_owned()),
        }
    }

    /// A level that shows no letter shows nothing.
    pub(crate) fn or_nothing(self) -> Self {
        if matches!(&self, Self::Text(words) if words.trim().is_empty()) { Self::Nothing } else { self }
    }

    /// The part that a paragraph plays with this sign before it, and the words that the sign adds to it.
    pub(crate) fn placed(self, role: Role, level: u8, list: u64) -> (Role, Option<String>) {
        match (role, self) {
            (Role::Text, Self::Bullet) => (Role::Item(Item { level, list, kind: None, number: 1 }), None),
            (Role::Text, Self::Number(kind, number)) => {
                (Role::Item(Item { level, list, kind: Some(kind), number }), None)
            }
            // Below an item of a list it goes on with that item.
            (Role::Text, Self::Text(words)) => (level.checked_sub(1).map_or(Role::Text, Role::Continued), Some(words)),
            (role, Self::Text(words)) => (role, Some(words)),
            // A heading is no item: its number is a word of it.
            (role, Self::Number(kind, number)) => (role, Some(kind.label(number))),
            (role, Self::Bullet | Self::Nothing) => (role, None),
        }
    }
}

/// A number in letters as word processors count them: z, aa, bb.
pub(crate) fn doubled(number: u32, first: char) -> String {
    let Some(at) = number.checked_sub(1) else { return number.to_string() };
    let letter = char::from_u32(u32::from(first) + at % LETTERS).unwrap_or(first);
    // A list of a thousand letters is no list; twenty of one letter are more than anybody reads.
    letter.to_string().repeat((at / LETTERS + 1).min(20) as usize)
}

/// The box before a line of a form.
pub(crate) fn tick(ticked: bool) -> &'static str {
    if ticked { "☒" } else { "☐" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_counts_what_it_can_and_the_rest_is_text() {
        let of = |before: &str, kind, number, written: &str, behind: &str| {
            Sign::of_number(before, kind, number, written, behind)
        };
        assert_eq!(of("", Some(ListKind::Decimal), 3, "3", "."), Sign::Number(ListKind::Decimal, 3));
        assert_eq!(of("", Some(ListKind::LowerLetter), 2, "b", ")"), Sign::Number(ListKind::LowerLetter, 2));
        assert_eq!(of("Điều ", Some(ListKind::Decimal), 5, "5", "."), Sign::Text("Điều 5.".to_owned()));
        assert_eq!(of("", None, 2, "1.2", "."), Sign::Text("1.2.".to_owned()));
        assert_eq!(of("(", Some(ListKind::LowerLetter), 1, "a", ")"), Sign::Text("(a)".to_owned()));
        assert_eq!(of("", Some(ListKind::LowerLetter), 27, "aa", ")"), Sign::Text("aa)".to_owned()));
        assert_eq!((doubled(1, 'a'), doubled(26, 'a'), doubled(28, 'A')), ("a".into(), "z".into(), "BB".into()));
    }

    #[test]
    fn a_bullet_that_tells_something_is_kept() {
        for dot in ["•", "-", "–", "o", "▪", "➢"] {
            assert_eq!(Sign::of_bullet(dot), Sign::Bullet, "{dot}");
        }
        for said in ["☐", "☒", "✓", "Lưu ý:", "1a"] {
            assert_eq!(Sign::of_bullet(said), Sign::Text(said.to_owned()));
        }
    }
}
