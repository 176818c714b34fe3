//! A whole text that was put where a headline belongs.

use crate::count::word_count;

/// The longest line that is taken for a headline, in words; the longest of real ones have some thirty.
const LONGEST_HEADLINE: usize = 45;
/// The longest line that is taken for a standfirst, in words.
const LONGEST_STANDFIRST: usize = 90;

/// What the lines of a pasted story are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryParts {
    /// The first line; empty if that is no headline but a text.
    pub headline: String,
    /// The second line, if it is short and a text follows it.
    pub standfirst: Option<String>,
    /// All that follows, in paragraphs as they were.
    pub rest: String,
}

impl StoryParts {
    /// The text without a standfirst: its line begins it.
    #[must_use]
    pub fn without_standfirst(self) -> Self {
        match self.standfirst {
            Some(line) => Self { rest: format!("{line}\n\n{}", self.rest), standfirst: None, headline: self.headline },
            None => self,
        }
    }
}

/// Takes a text apart that is more than a headline; none for one that may be one: a single line that is not too long.
///
/// ```
/// let parts = copydesk::story_parts("Cầu mới thông xe\n\nSáng nay, cầu được khánh thành.\n\nHàng trăm người dự.").unwrap();
/// assert_eq!(parts.headline, "Cầu mới thông xe");
/// assert_eq!(parts.standfirst.as_deref(), Some("Sáng nay, cầu được khánh thành."));
/// ```
#[must_use]
pub fn story_parts(text: &str) -> Option<StoryParts> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text = text.trim();
    let (first, rest) = match text.split_once('\n') {
        Some((first, rest)) => (first.trim(), rest.trim_start_matches('\n').trim_end()),
        None if word_count(text) <= LONGEST_HEADLINE => return None,
        None => ("", text),
    };
    if rest.trim().is_empty() {
        return None;
    }
    if word_count(first) > LONGEST_HEADLINE {
        return Some(StoryParts { headline: String::new(), standfirst: None, rest: text.to_owned() });
    }
    let second = rest.split_once('\n').map(|(second, after)| (second.trim(), after.trim_start_matches('\n')));
    let (standfirst, rest) = match second {
        Some((second, after)) if !after.trim().is_empty() && (1..=LONGEST_STANDFIRST).contains(&word_count(second)) => {
            (Some(second.to_owned()), after)
        }
        _ => (None, rest),
    };
    Some(StoryParts { headline: first.to_owned(), standfirst, rest: rest.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_headline_is_none_of_our_business() {
        for text in
            ["Cầu mới thông xe", "  Cầu mới thông xe \r\n\n", "", "\n", "một dòng dài vừa phải ".repeat(7).trim()]
        {
            assert_eq!(story_parts(text), None, "{text}");
        }
    }

    #[test]
    fn a_story_is_taken_apart_and_nothing_of_it_is_lost() {
        let text = "Tít\r\nSapo ngắn.\r\n\r\nĐoạn một.\r\nĐoạn hai.";
        let parts = story_parts(text).unwrap();
        assert_eq!((parts.headline.as_str(), parts.standfirst.as_deref()), ("Tít", Some("Sapo ngắn.")));
        assert_eq!(parts.rest, "Đoạn một.\nĐoạn hai.");
        assert_eq!(parts.without_standfirst().rest, "Sapo ngắn.\n\nĐoạn một.\nĐoạn hai.");
        let long = "chữ ".repeat(100);
        let parts = story_parts(&format!("Tít\n{long}\nhết")).unwrap();
        assert_eq!(parts.standfirst, None, "too long for one");
        let parts = story_parts("Tít\nmột dòng thôi").unwrap();
        assert_eq!((parts.standfirst, parts.rest.as_str()), (None, "một dòng thôi"), "a text has to follow it");
        let parts = story_parts(&long).unwrap();
        assert_eq!((parts.headline.as_str(), parts.rest.as_str()), ("", long.trim()), "a text without a headline");
        let parts = story_parts(&format!("{long}\nhai")).unwrap();
        assert_eq!((parts.headline.as_str(), parts.rest), ("", format!("{}\nhai", long)));
    }
}
