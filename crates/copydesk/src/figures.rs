//! Numbers as they are printed.
//!
//! Vietnamese groups by a dot and has a decimal comma, English the other way round (Unicode CLDR,
//! locales `vi` and `en`, `numbers/symbols`).

/// A whole number in Vietnamese: `23394` gives `"23.394"`.
pub fn count_vi(count: i64) -> String {
    print(&count.to_string(), '.', ',')
}

/// A whole number in English: `23394` gives `"23,394"`.
pub fn count_en(count: i64) -> String {
    print(&count.to_string(), ',', '.')
}

/// A number in Vietnamese with a fixed number of decimals: `(1234.5, 1)` gives `"1.234,5"`.
///
/// Rounded from the exact binary value, ties to even. Infinities and not-a-number give `"–"`.
pub fn number_vi(number: f64, decimals: usize) -> String {
    fixed(number, decimals).map_or_else(dash, |digits| print(&digits, '.', ','))
}

/// A number in English with a fixed number of decimals: `(1234.5, 1)` gives `"1,234.5"`.
///
/// Rounded as by [`number_vi`].
pub fn number_en(number: f64, decimals: usize) -> String {
    fixed(number, decimals).map_or_else(dash, |digits| print(&digits, ',', '.'))
}

fn fixed(number: f64, decimals: usize) -> Option<String> {
    let digits = number.is_finite().then(|| format!("{number:.decimals$}"))?;
    // What rounds to nothing is not "minus nothing".
    let nothing = digits.chars().all(|c| matches!(c, '-' | '0' | '.'));
    Some(match digits.strip_prefix('-') {
        Some(unsigned) if nothing => unsigned.to_owned(),
        _ => digits,
    })
}

fn dash() -> String {
    "–".to_owned()
}

fn print(digits: &str, group: char, point: char) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let mut printed = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            printed.push(group);
        }
        printed.push(digit);
    }
    if !fraction.is_empty() {
        printed.push(point);
        printed.push_str(fraction);
    }
    printed
}
