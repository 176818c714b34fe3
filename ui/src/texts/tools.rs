//! The writer's tools.

use crate::texts::{Texts, phrases, words};

words! {
    about_the_story: "Bài", "Story";
    outline: "Dàn ý", "Outline";
    show_outline: "Xem dàn ý và độ dài", "Show outline and length";
    no_subheads: "Bài chưa có tít phụ. Đặt tít phụ bằng Ctrl+Alt+2.", "No subheads yet. Make one with Ctrl+Alt+2.";
    empty_subhead: "(Tít phụ trống)", "(Empty subhead)";
    length: "Độ dài", "Length";
    length_words: "Chữ", "Words";
    length_characters: "Ký tự", "Characters";
    length_letters: "Không tính dấu cách", "Without blanks";
    tool_table: "Chèn bảng", "Insert a table";
    table_tools: "Hàng và cột của bảng", "Rows and columns";
    table_title: "Chèn bảng", "Insert a table";
    table_rows: "Số hàng", "Rows";
    table_columns: "Số cột", "Columns";
    table_insert: "Chèn", "Insert";
    row_before: "Thêm hàng phía trên", "Row above";
    row_after: "Thêm hàng phía dưới", "Row below";
    row_delete: "Xóa hàng", "Delete the row";
    column_before: "Thêm cột bên trái", "Column to the left";
    column_after: "Thêm cột bên phải", "Column to the right";
    column_delete: "Xóa cột", "Delete the column";
    header_row: "Hàng đầu là tiêu đề", "First row is a heading";
    merge_cells: "Gộp các ô đã chọn", "Merge the chosen cells";
    split_cell: "Tách ô", "Split the cell";
    table_delete: "Xóa cả bảng", "Delete the table";
    link_insecure: "Địa chỉ http:// không mã hóa; nếu trang có https://, hãy dùng https://.", "http:// is not encrypted; use https:// if the site has it.";
    link_blank: "Địa chỉ có dấu cách: có thể đã gõ nhầm hoặc dán thừa chữ.", "There is a blank in the address: it may be mistyped, or too much was pasted.";
    link_no_dot: "Địa chỉ không có dấu chấm: bạn đọc ở ngoài sẽ không mở được.", "There is no dot in the address: readers outside cannot open it.";
    typography: "Sửa dấu câu và khoảng trắng", "Tidy punctuation and blanks";
    nothing_to_correct: "Dấu câu và khoảng trắng đều gọn. Không có gì phải sửa.", "Punctuation and blanks are tidy. Nothing to correct.";
    correct_chosen: "Sửa những chỗ đã chọn", "Correct what is chosen";
    corrections: "Những chỗ sẽ sửa", "What will change";
    to_unicode: "Chuyển sang Unicode", "Convert to Unicode";
    encoding: "Bảng mã cũ", "Old encoding";
    encoding_by_itself: "Tự nhận ra từng đoạn", "Told for each paragraph";
    of_these_paragraphs: "Chỉ xét những đoạn vừa chọn hoặc vừa dán.", "Only the paragraphs just selected or pasted.";
    of_the_story: "Xét cả bài.", "The whole story.";
    nothing_to_convert: "Không thấy đoạn nào viết bằng bảng mã này. Nếu chữ trông lạ, hãy chọn bảng mã ở trên.",
        "No paragraph looks like this encoding. If the letters look odd, choose an encoding above.";
    convert_chosen: "Chuyển những đoạn đã chọn", "Convert what is chosen";
    look_and_convert: "Xem trước và chuyển…", "Look and convert…";
    paste_details: "Chi tiết", "Details";
    paste_title: "Nội dung vừa dán", "What was pasted";
    paste_kept: "Đã dán", "Pasted";
    paste_dropped: "Không giữ lại", "Left out";
    paste_nothing_dropped: "Không bỏ gì.", "Nothing was left out.";
    paste_plain_hint: "Muốn dán chữ thuần, không định dạng: Ctrl+Shift+V.", "To paste plain text without formatting: Ctrl+Shift+V.";
}

phrases! {
    words_below(count: &str): "{count} chữ dưới tít phụ này", "{count} words below this subhead";
    changes_counted(chosen: &str, all: &str): "Chọn {chosen} / {all}", "{chosen} of {all} chosen";
    changes_hidden_many(count: &str): "Còn {count} chỗ nữa không hiện ở đây nhưng cũng được sửa.", "{count} more are not shown here and are made as well.";
    time_short(seconds: usize): "Đọc hết khoảng {seconds} giây", "About {seconds} seconds to read";
    time_long(minutes: usize, seconds: usize): "Đọc hết khoảng {minutes} phút {seconds} giây", "About {minutes} min {seconds} s to read";
    pasted_words(kept: &str): "Đã dán: {kept}", "Pasted: {kept}";
    pasted_and_dropped(kept: &str, dropped: &str): "Đã dán: {kept}; bỏ: {dropped}", "Pasted: {kept}; left out: {dropped}";
}

words! {
    pictures_elsewhere_why: "Newsdesk không tự tải ảnh về; hãy lưu ảnh thành tệp rồi bấm “Thêm ảnh”.",
        "Newsdesk does not fetch pictures; save them as files and press “Add photos”.";
    layout_tables_why: "Các hàng đã thành dòng chữ.", "Their rows became lines of text.";
    embeds_why: "Có thể đặt liên kết tới trang gốc.", "A link to the page may serve.";
    footnote_marks_why: "Phần chữ của chú thích không có trong nội dung đã chép.", "Their text was not copied.";
    whole_pasted: "Dòng đầu ở lại tít, phần còn lại đã vào bài.", "The first line stays as the headline, the rest went into the text.";
    whole_with_standfirst: "Dòng đầu ở lại tít, dòng thứ hai vào sapo, phần còn lại vào bài.", "The first line stays as the headline, the second became the standfirst, the rest went into the text.";
    whole_keep_in_text: "Để dòng thứ hai trong bài", "Keep the second line in the text";
    struck_why: "Chữ đã gạch bỏ không còn được nói: bài không lấy vào. Muốn giữ, chép lại từ tài liệu.", "What was struck out is not said any more and was not taken in. To keep it, copy it from the document.";
    styles_why: "Chữ vẫn còn, chỉ bỏ kiểu.", "The words are kept.";
}

/// Declares counts, as in `2 tables`: `name: "Vietnamese", "one", "many";`.
macro_rules! counts {
    ($($name:ident : $vi:literal, $one:literal, $many:literal;)*) => {
        impl Texts {
            $(pub(crate) fn $name(self, count: usize) -> String {
                self.several(count, $vi, ($one, $many))
            })*
        }
    };
}

counts! {
    count_paragraphs: "đoạn", "paragraph", "paragraphs";
    count_subheads: "tít phụ", "subhead", "subheads";
    count_lists: "danh sách", "list", "lists";
    count_tables: "bảng", "table", "tables";
    count_links: "liên kết", "link", "links";
    count_pictures_coming: "ảnh (đang đưa vào mục Ảnh)", "picture, on its way to the photos", "pictures, on their way to the photos";
    count_pictures_elsewhere: "ảnh ở nơi khác", "picture elsewhere", "pictures elsewhere";
    count_layout_tables: "bảng dàn trang", "layout table", "layout tables";
    count_embeds: "video hoặc khung nhúng", "video or embed", "videos or embeds";
    count_footnote_marks: "số chú thích", "footnote mark", "footnote marks";
    count_comments: "ghi chú của Word", "comment", "comments";
    count_deleted: "chỗ đã xóa (theo dõi thay đổi)", "deleted passage (tracked changes)", "deleted passages (tracked changes)";
    count_struck: "chỗ bị gạch bỏ", "struck-out passage", "struck-out passages";
    count_styles: "chỗ có màu, gạch chân", "passage in colour or underlined", "passages in colour or underlined";
}

impl Texts {
    /// The button that lets a list go on from the one before it.
    pub(crate) fn number_on_from(self, number: u32) -> String {
        self.pick(format!("Đánh số tiếp từ {number}"), format!("Go on from {number}"))
    }

    /// How long reading takes.
    pub(crate) fn reading_time_of(self, minutes: usize, seconds: usize) -> String {
        if minutes == 0 { self.time_short(seconds) } else { self.time_long(minutes, seconds) }
    }

    /// How many of the changes are chosen.
    pub(crate) fn changes_chosen(self, chosen: usize, all: usize) -> String {
        self.changes_counted(&self.count(chosen), &self.count(all))
    }

    /// How many changes are not shown.
    pub(crate) fn changes_hidden(self, count: usize) -> String {
        self.changes_hidden_many(&self.count(count))
    }

    /// `12 bảng`, `1 table`, `2 tables`.
    fn several(self, count: usize, vi: &str, (one, many): (&str, &str)) -> String {
        let number = self.count(count);
        self.pick(format!("{number} {vi}"), format!("{number} {}", if count == 1 { one } else { many }))
    }

    /// How many corrections there are.
    pub(crate) fn corrections_found(self, count: usize) -> String {
        self.several(
            count,
            "chỗ có thể sửa. Bỏ dấu chọn ở chỗ muốn giữ nguyên.",
            ("correction. Untick what is to stay.", "corrections. Untick what is to stay."),
        )
    }

    /// How many were made.
    pub(crate) fn corrected(self, count: usize) -> String {
        self.pick(format!("Đã sửa {} chỗ.", self.count(count)), format!("{} corrected.", self.count(count)))
    }

    /// How many paragraphs were converted.
    pub(crate) fn converted(self, count: usize) -> String {
        let number = self.count(count);
        self.pick(
            format!("Đã chuyển {number} đoạn sang Unicode."),
            format!("{} converted.", self.several(count, "", ("paragraph", "paragraphs"))),
        )
    }

    /// How many paragraphs are in an old encoding.
    pub(crate) fn old_encoding_found(self, count: usize) -> String {
        let words = ("paragraph is in an old encoding (ABC, VNI…).", "paragraphs are in an old encoding (ABC, VNI…).");
        self.several(count, "đoạn viết bằng bảng mã cũ (ABC, VNI…).", words)
    }
}
