//! Captions with the photographer's name at the end, as the field writes them: "Cầu Bắc Luân II. Ảnh: Thu Bằng".

/// What stands before the name.
const CREDIT: &str = "Ảnh: ";

/// The longest name taken for a credit, in characters.
const LONGEST_CREDIT: usize = 80;

/// Caption and credit in one line.
pub(crate) fn with_credit(caption: &str, credit: &str) -> String {
    match (caption.is_empty(), credit.is_empty()) {
        (_, true) => caption.to_owned(),
        (true, false) => format!("{CREDIT}{credit}"),
        (false, false) => format!("{caption} {CREDIT}{credit}"),
    }
}

/// Caption and credit, taken apart at the last "Ảnh: ". In brackets, "(Ảnh: Thu Bằng)", the brackets go.
pub(crate) fn split_credit(line: &str) -> (String, String) {
    let whole = || (line.to_owned(), String::new());
    let Some(at) = line.rfind(CREDIT.trim_end()) else { return whole() };
    let (caption, rest) = line.split_at(at);
    let credit = rest[CREDIT.trim_end().len()..].trim();
    let (caption, credit) = match (caption.strip_suffix('('), credit.strip_suffix(')').or(credit.strip_suffix(")."))) {
        (Some(before), Some(name)) => (before, name),
        (Some(_), None) => return whole(),
        (None, _) => (caption, credit),
    };
    // "Ảnh:" inside a word or as a word of the sentence is no credit.
    let apart = caption.is_empty() || caption.ends_with(char::is_whitespace);
    if !apart || credit.is_empty() || credit.chars().count() > LONGEST_CREDIT {
        return whole();
    }
    (caption.trim_end().to_owned(), credit.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_photographer_is_told_from_the_caption() {
        for (line, caption, credit) in [
            ("Cầu Bắc Luân II. Ảnh: Thu Bằng", "Cầu Bắc Luân II.", "Thu Bằng"),
            ("Ảnh: Hữu Việt/TTXVN", "", "Hữu Việt/TTXVN"),
            ("Cảng cá sáng 1/7 (Ảnh: CTV).", "Cảng cá sáng 1/7", "CTV"),
            ("Toàn cảnh phường Móng Cái 1", "Toàn cảnh phường Móng Cái 1", ""),
            ("Ảnh:", "Ảnh:", ""),
            ("HìnhẢnh: x", "HìnhẢnh: x", ""),
        ] {
            assert_eq!(split_credit(line), (caption.to_owned(), credit.to_owned()), "{line}");
        }
        assert_eq!(with_credit("Cầu.", "Thu"), "Cầu. Ảnh: Thu");
    }
}
