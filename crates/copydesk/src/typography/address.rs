//! What must not be touched: addresses of pages, files and mail.

use super::Letter;

/// For each letter: does it belong to an address?
pub(super) fn addresses(letters: &[Letter]) -> Vec<bool> {
    let mut within = Vec::with_capacity(letters.len());
    for piece in letters.split_inclusive(|letter| letter.c.is_whitespace()) {
        let token: Vec<char> = piece.iter().map(|letter| letter.c).filter(|c| !c.is_whitespace()).collect();
        let opening = token.iter().take_while(|c| "([{“‘\"'«".contains(**c)).count();
        let closing = token[opening..].iter().rev().take_while(|c| ")]}”’\"'».,;:!?…".contains(**c)).count();
        let core = opening..token.len() - closing;
        let address = is_address(&token[core.clone()].iter().collect::<String>());
        within.extend((0..piece.len()).map(|place| address && core.contains(&place)));
    }
    within
}

fn is_address(word: &str) -> bool {
    if word.contains("://") || word.contains(['@', '\\', '=']) || word.starts_with("www.") {
        return true;
    }
    // mongcai.gov.vn/tin, baocao.docx
    let host = word.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let Some((name, domain)) = host.rsplit_once('.') else {
        return false;
    };
    let labels = name.split('.').all(|label| !label.is_empty() && label.bytes().all(is_host_byte));
    labels && (2..=6).contains(&domain.len()) && domain.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
