//! The palette and the sheet of keys.

use crate::texts::{Lang, Texts, phrases, words};

words! {
    palette: "Bảng lệnh", "Commands";
    palette_hint: "Gõ tên lệnh, ngăn, chuyên mục hoặc tít bài…", "Type a command, shelf, section or headline…";
    palette_nothing: "Không có lệnh hay bài nào khớp.", "Nothing matches.";
    palette_foot: "↑ ↓ để chọn · Enter để làm · Esc để đóng", "↑ ↓ to choose · Enter to do it · Esc to close";
    keys_sheet: "Phím tắt", "Keyboard shortcuts";
    keys_hint: "Mọi lệnh đều có trong bảng lệnh: Ctrl+K", "Every command is in the palette: Ctrl+K";
    print: "In bảng này", "Print";
    cannot_print: "Không mở được hộp in.", "The print dialogue could not be opened.";
    save_now: "Lưu ngay", "Save now";
    main_move: "Việc tiếp theo của bài (gửi duyệt, nhận, duyệt, đăng)", "Next step of the story (file, claim, approve, publish)";
    focus_mode: "Chế độ tập trung", "Focus mode";
    focus_leave: "Thoát chế độ tập trung", "Leave focus mode";
    escape: "Đóng thanh tìm; thoát chế độ tập trung", "Close the search; leave focus mode";
    zoom_in: "Phóng to chữ của bài", "Larger letters";
    zoom_out: "Thu nhỏ chữ của bài", "Smaller letters";
    window_zoom_in: "Cả cửa sổ to hơn", "Larger window";
    window_zoom_out: "Cả cửa sổ nhỏ hơn", "Smaller window";
    window_zoom_reset: "Cửa sổ cỡ bình thường", "Window of the usual size";
    zoom_reset: "Cỡ chữ bình thường", "Normal letters";
    next_pane: "Sang vùng tiếp theo của cửa sổ", "Next part of the window";
    previous_pane: "Về vùng trước của cửa sổ", "Previous part of the window";
    change_language: "Đổi ngôn ngữ: English", "Change the language: Tiếng Việt";
    change_theme: "Đổi giao diện: theo máy, sáng, tối", "Change the theme: auto, light, dark";
    search_list: "Tìm bài trong danh sách", "Search the list of stories";
    block_up: "Chuyển đoạn lên trên", "Move the block up";
    block_down: "Chuyển đoạn xuống dưới", "Move the block down";
    paste_plain: "Dán chữ thuần, không định dạng", "Paste as plain text";
    next_cell: "Trong bảng: sang ô tiếp theo", "In a table: next cell";
    none_of_section: "Ngăn này không có bài nào của chuyên mục đang chọn.", "No story of the chosen section on this shelf.";
    group_story: "Bài", "Story";
    group_table: "Bảng", "Tables";
    group_correct: "Tìm và sửa", "Find and correct";
    group_view: "Cửa sổ", "Window";
    group_go: "Đi tới", "Go to";
    recent: "Vừa dùng", "Recent";
    recent_stories: "Bài vừa mở", "Recent stories";
    all_sections: "Hiện bài của mọi chuyên mục", "Show all sections";
}

phrases! {
    only_section(name: &str): "Chuyên mục: {name}", "Section: {name}";
}

impl Texts {
    /// The language that the window does not speak.
    pub(crate) fn other_lang(self) -> Lang {
        match self.lang() {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        }
    }
}
