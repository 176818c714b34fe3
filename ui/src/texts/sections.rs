//! Sections of the newsroom.

use crate::texts::{Texts, phrases, words};
use newsroom::{SectionRefusal, section::MOST_SECTIONS, section::SECTION_CHARS};

words! {
    sections_title: "Chuyên mục", "Sections";
    sections_more: "Bài được viết, đăng và tìm theo chuyên mục. Thứ tự ở đây là thứ tự khi chọn chuyên mục. Đổi chỗ bằng hai nút mũi tên, hoặc bấm Alt+↑, Alt+↓ khi đang ở một dòng.",
        "Stories are written, published and found by section. They are offered in the order of this list. Move one with its arrows, or with Alt+↑ and Alt+↓ on its line.";
    sections_retired: "Đã ngừng dùng", "Retired";
    sections_retired_more: "Bài đã có những chuyên mục này vẫn giữ chuyên mục của mình; bài mới không chọn được nữa.",
        "Stories that have these sections keep them; new ones cannot choose them any more.";
    section_add: "Thêm chuyên mục", "Add a section";
    section_add_it: "Thêm", "Add";
    section_name: "Tên chuyên mục", "Name of the section";
    section_name_hint: "Như bạn đọc thấy trên trang; ví dụ: Biên giới - Hải đảo", "As readers see it; for example Border and islands";
    section_rename: "Đổi tên", "Rename";
    section_save_name: "Lưu tên", "Save the name";
    section_retire: "Ngừng dùng", "Retire";
    section_back: "Dùng lại", "Bring back";
    section_retire_undo: "Hoàn tác", "Undo";
    section_places: "Chọn ở “Trang mạng”", "Choose under “Sites”";
    section_no_site: "Chưa nối trang nào: bài gửi sau này vào chuyên mục của trang có cùng tên.",
        "No site is connected: stories that are sent later go to the site's section of the same name.";
    first_sections: "Chuyên mục", "Sections";
    first_sections_hint: "Mỗi dòng một chuyên mục; sửa, thêm bớt lúc nào cũng được.", "One a line; they can be changed at any time.";
    first_sections_usual: "Tin tức\nKinh tế\nVăn hóa - Xã hội\nChính quyền", "News\nBusiness\nCulture and society\nGovernment";
}

phrases! {
    section_up(name: &str): "Đưa “{name}” lên", "Move “{name}” up";
    section_down(name: &str): "Đưa “{name}” xuống", "Move “{name}” down";
    section_added(name: &str): "Đã thêm chuyên mục “{name}”.", "The section “{name}” was added.";
    section_renamed(name: &str): "Chuyên mục nay là “{name}”.", "The section is “{name}” now.";
    section_retired(name: &str): "Đã ngừng dùng “{name}”.", "“{name}” is retired.";
    section_is_back(name: &str): "Đã dùng lại “{name}”.", "“{name}” is in use again.";
    section_retire_title(name: &str): "Ngừng dùng “{name}”?", "Retire “{name}”?";
    section_stays(site: &str): "{site}: bài vẫn vào chuyên mục như trước.", "{site}: stories go to the same section as before.";
    section_goes(site: &str): "{site}: bài sẽ vào chuyên mục mang tên mới; trang chưa có thì tạo thêm.",
        "{site}: stories will go to the section of the new name; it is made if the site has none.";
    section_with_retired(name: &str): "{name} (đã ngừng dùng)", "{name} (retired)";
}

impl Texts {
    /// How many stories a section has.
    pub(crate) fn section_stories(self, stories: u32) -> String {
        let count = self.count(stories as usize);
        match stories {
            0 => self.pick("Chưa có bài", "No stories").to_owned(),
            1 => self.pick(format!("{count} bài"), format!("{count} story")),
            _ => self.pick(format!("{count} bài"), format!("{count} stories")),
        }
    }

    /// What is asked before a section is retired that stories in hand have.
    pub(crate) fn section_retire_sure(self, in_hand: u32) -> String {
        let count = self.count(in_hand as usize);
        let english = if in_hand == 1 { "story in hand has" } else { "stories in hand have" };
        self.pick(
            format!("{count} bài đang làm thuộc chuyên mục này. Các bài ấy vẫn giữ chuyên mục, nhưng phải chọn chuyên mục khác trước khi duyệt. Bài đã duyệt hoặc đã đăng không thay đổi."),
            format!("{count} {english} this section. They keep it, and need another one before they are approved. What is approved or published stays as it is."),
        )
    }

    /// Why the sections stay as they are, and what helps.
    pub(crate) fn section_refusal(self, why: &SectionRefusal) -> String {
        match why {
            SectionRefusal::NameMissing => self.pick("Hãy nhập tên chuyên mục.", "Enter the name of the section.").to_owned(),
            SectionRefusal::NameTooLong => self.pick(
                format!("Tên chuyên mục dài quá {SECTION_CHARS} ký tự. Hãy đặt tên ngắn hơn."),
                format!("The name of a section has at most {SECTION_CHARS} characters. Choose a shorter one."),
            ),
            SectionRefusal::NameTaken(name) => self.pick(
                format!("Đã có chuyên mục “{name}”. Hãy đặt tên khác."),
                format!("There is a section “{name}” already. Choose another name."),
            ),
            SectionRefusal::NameRetired(name) => self.pick(
                format!("Chuyên mục “{name}” đã ngừng dùng. Hãy bấm “Dùng lại” ở cuối danh sách, hoặc đặt tên khác."),
                format!("The section “{name}” is retired. Press “Bring back” at the end of the list, or choose another name."),
            ),
            SectionRefusal::LastInUse => self
                .pick(
                    "Phải còn ít nhất một chuyên mục để viết bài. Hãy thêm chuyên mục khác trước.",
                    "Stories need at least one section. Add another one first.",
                )
                .to_owned(),
            SectionRefusal::TooMany => self.pick(
                format!("Tòa soạn có nhiều nhất {MOST_SECTIONS} chuyên mục. Hãy đổi tên hoặc dùng lại một chuyên mục đã có."),
                format!("A newsroom has at most {MOST_SECTIONS} sections. Rename one, or bring one back."),
            ),
        }
    }
}
