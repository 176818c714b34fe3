//! Find and replace.

use crate::texts::{Texts, phrases, words};

words! {
    find_in_story: "Tìm trong bài", "Find in the story";
    replace_in_story: "Tìm và thay", "Find and replace";
    find_hint: "Tìm, không cần gõ dấu", "Find; accents do not matter";
    find_options: "Cách tìm", "How to search";
    find_next: "Chỗ tiếp theo", "Next";
    find_previous: "Chỗ trước", "Previous";
    match_accents: "Phân biệt dấu (tìm đúng dấu đã gõ)", "Match accents";
    match_case: "Phân biệt chữ hoa, chữ thường", "Match case";
    whole_word: "Chỉ tìm nguyên từ", "Whole words only";
    no_hits: "Không thấy", "Nothing found";
    replace_with: "Thay bằng", "Replace with";
    replace_more: "Thay…", "Replace…";
    replace_one: "Thay chỗ này", "Replace";
    replace_all: "Thay tất cả", "Replace all";
    not_replaced: "Chưa thay được: bài vừa thay đổi. Hãy thử lại.", "Nothing was replaced: the story changed meanwhile. Try again.";
    taken_back: "Đã hoàn tác.", "Undone.";
    changed_since: "Bài đã có sửa đổi khác sau đó, nên không tự hoàn tác được. Trong chính văn, hãy dùng Ctrl+Z.",
        "The story was changed since, so this cannot be undone by itself. In the body, use Ctrl+Z.";
}

phrases! {
    replaced_many(count: &str): "Đã thay {count} chỗ.", "{count} places replaced.";
}

impl Texts {
    /// How many places were replaced.
    pub(crate) fn replaced(self, count: usize) -> String {
        if count == 1 {
            self.pick("Đã thay 1 chỗ.", "1 place replaced.").to_owned()
        } else {
            self.replaced_many(&self.count(count))
        }
    }
}
