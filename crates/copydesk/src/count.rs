//! How long a text is, for the reporter's counter and the reader's estimate.

/// Silent reading of non-fiction by adults, in words a minute. Source: M. Brysbaert, "How many words do we
/// read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019) 104047,
/// for English. No comparable figure for Vietnamese was found; its written words are shorter, so
/// the estimate errs on the slow side.
pub const READING_SPEED: usize = 238;

/// The number of words (tiếng) as newsrooms count them: pieces between white space that hold a letter or
/// a digit. `"kinh tế - xã hội"` has four, `"65,8%"` is one.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|piece| piece.chars().any(char::is_alphanumeric)).count()
}

/// Minutes to read so many words at [`READING_SPEED`], rounded to the nearest, at least 1; 0 for no words.
pub fn reading_minutes(words: usize) -> usize {
    match words {
        0 => 0,
        words => (words.saturating_add(READING_SPEED / 2) / READING_SPEED).max(1),
    }
}
