//! The rules of the copy desk, by example and by property.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod figures;
mod normal;
mod order;
mod slug;
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
