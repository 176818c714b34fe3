//! The readable end of a story's address.

use unicode_normalization::UnicodeNormalization;

use crate::normal::fold;

/// The longest slug, in bytes (which are letters: slugs are ASCII). Half of what the city site stores
/// (`wp_posts.post_name`, 200 bytes), so that a suffix `-2` always fits.
pub const SLUG_BYTES: usize = 100;

/// The slug of a headline: `"Chương trình 1956/QĐ-TTg đạt 65,8%"` gives `"chuong-trinh-1956-qd-ttg-dat-65-8"`.
///
/// Marks dropped, đ to d, letters of other Latin alphabets as the city site makes them, every run of anything but a-z and 0-9 to one hyphen, no hyphen at either end,
/// cut at a hyphen to at most [`SLUG_BYTES`]. Empty when the text holds no Latin letter or digit: the caller
/// then needs another name for the page. Not unique: the caller appends `-2` where a slug is taken.
pub fn slug(text: &str) -> String {
    // Compatibility forms first, so that `½` gives `1-2`; a second fold lowers what they uncover (™).
    let folded = fold(text);
    let mut bare = String::with_capacity(folded.len());
    for c in folded.chars() {
        match of_other_alphabets(c) {
            Some(latin) => bare.push_str(latin),
            None => bare.push(c),
        }
    }
    let letters = fold(&bare.nfkd().collect::<String>());
    let mut slug = String::with_capacity(letters.len().min(SLUG_BYTES + 1));
    for c in letters.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_end_matches('-');
    if trimmed.len() <= SLUG_BYTES {
        return trimmed.to_owned();
    }
    // One byte more than the limit: a hyphen exactly there means that the last word fits.
    let cut = trimmed[..=SLUG_BYTES].rfind('-').unwrap_or(SLUG_BYTES);
    trimmed[..cut].to_owned()
}

/// Latin letters that are no letter with a mark, as WordPress writes them in addresses (`remove_accents` in
/// wp-includes/formatting.php of 6.1, without a language: ß is one s). In lower case.
fn of_other_alphabets(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'ø' => "o",
        'þ' => "th",
        'ß' | 'ſ' => "s",
        'ħ' => "h",
        'ı' => "i",
        'ĳ' => "ij",
        'ĸ' => "k",
        'ł' | 'ŀ' => "l",
        'ŉ' | 'ŋ' => "n",
        'œ' => "oe",
        'ŧ' => "t",
        'ɑ' => "a",
        _ => return None,
    })
}
