//! The rules of the copy desk, by example and by property.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![allow(clippy::single_range_in_vec_init, reason = "a list of one range is meant as one")]

mod count;
mod figures;
mod find;
mod hostile;
mod legacy;
mod normal;
mod old_text;
mod order;
mod slug;
mod syllable;
mod typography;
mod when;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Text like what is typed and pasted here: Vietnamese in either Unicode form, signs, and now and then
/// any character at all.
fn text() -> impl Strategy<Value = String> {
    let vietnamese = proptest::sample::select(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯQUàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵẤỘỲðÐ"
            .chars()
            .collect::<Vec<_>>(),
    );
    let signs = proptest::sample::select(
        " \u{a0}\u{ad}\u{200b}\u{feff}\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}-–/%,.…“”'0123456789m²™½İßΣﬁ東\n\t"
            .chars()
            .collect::<Vec<_>>(),
    );
    let letters = prop_oneof![6 => vietnamese, 3 => signs, 1 => any::<char>()];
    (prop::collection::vec(letters, 0..60), any::<bool>()).prop_map(|(letters, decomposed)| {
        let text: String = letters.into_iter().collect();
        if decomposed { text.nfd().collect() } else { text }
    })
}

fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// The text of a range in UTF-16 code units; panics when an end of it cuts a character in two.
fn utf16_slice(text: &str, range: &std::ops::Range<usize>) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[range.clone()]).unwrap()
}
