//! How long a text is, for the reporter's counter and the reader's estimate.

use unicode_normalization::char::is_combining_mark;

use crate::normal::{is_invisible, nfc};

/// Silent reading of non-fiction by adults, in words a minute. Source: M. Brysbaert, "How many words do we
/// read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019) 104047,
/// for English. No measurement for Vietnamese was found; what Vietnamese sites say without a source (200 to 240 tiếng) is no
/// reason to leave the one that was measured, and as a tiếng is shorter than an English word, the estimate errs on the slow side.
pub const READING_SPEED: usize = 238;

/// How long a text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// As by [`word_count`].
    pub words: usize,
    /// Characters with blanks, as readers see them: a letter with its marks is one in NFC and NFD, what takes no room is none, nor is
    /// the end of a line. An emoji made of several counts as several.
    pub characters: usize,
    /// The same without blanks.
    pub without_blanks: usize,
}

impl Length {
    /// Counts a text. Blanks at its ends count: leave them out where nobody means them.
    pub fn of(text: &str) -> Self {
        let seen = |c: &char| !(is_invisible(*c) || is_combining_mark(*c) || c.is_control() && *c != '\t');
        let (mut characters, mut without_blanks) = (0, 0);
        for c in nfc(text).chars().filter(seen) {
            characters += 1;
            without_blanks += usize::from(!c.is_whitespace());
        }
        Self { words: word_count(text), characters, without_blanks }
    }

    /// As by [`reading_time`].
    pub fn reading_time(self) -> ReadingTime {
        reading_time(self.words)
    }
}

/// How long reading takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadingTime {
    /// Minutes; what is left of them is in `seconds`.
    pub minutes: usize,
    /// And seconds, 0 to 59.
    pub seconds: usize,
}

/// The time to read so many words at [`READING_SPEED`], rounded to the nearest second; 0 only for no words.
pub fn reading_time(words: usize) -> ReadingTime {
    let (minutes, rest) = (words / READING_SPEED, words % READING_SPEED);
    // Less than a minute, but it may round to one; one word rounds to nothing.
    let seconds = ((rest * 60 + READING_SPEED / 2) / READING_SPEED).max(usize::from(words == 1));
    ReadingTime { minutes: minutes + seconds / 60, seconds: seconds % 60 }
}

/// The number of words (tiếng) as newsrooms count them: pieces between white space that hold a letter or
/// a digit. `"kinh tế - xã hội"` has four, `"65,8%"` is one.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|piece| piece.chars().any(char::is_alphanumeric)).count()
}

/// The number of words of a story: what readers read under the headline, without the words of photos.
pub fn story_words(standfirst: &str, body: &str) -> usize {
    word_count(standfirst) + word_count(body)
}

/// Minutes to read so many words at [`READING_SPEED`], rounded to the nearest, at least 1; 0 for no words.
pub fn reading_minutes(words: usize) -> usize {
    match words {
        0 => 0,
        words => (words.saturating_add(READING_SPEED / 2) / READING_SPEED).max(1),
    }
}
