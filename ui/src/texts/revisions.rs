//! Kept states of a story.

use crate::texts::{Texts, phrases, words};
use chrono::{DateTime, Duration, Utc};
use copydesk::NEWSROOM_OFFSET;
use newsroom::{Deed, Occasion};
use std::borrow::Cow;

words! {
    revisions: "Các bản đã lưu", "Kept revisions";
    timeline: "Các bản theo thời gian", "Revisions by time";
    no_revisions: "Chưa có bản nào được giữ. Newsdesk tự giữ một bản khi gửi duyệt, trả lại, duyệt, và vài phút một lần khi đang viết.",
        "Nothing is kept yet. Newsdesk keeps a revision when the story is filed, returned or approved, and every few minutes of writing.";
    keep_revision: "Giữ bản này…", "Keep this revision…";
    keep_title: "Giữ bản đang có", "Keep the present state";
    keep_name: "Tên bản (không bắt buộc)", "Name (optional)";
    keep_name_hint: "Ví dụ: Trước khi rút ngắn", "For example: before shortening";
    keep_more: "Bản này ở lại trong danh sách; có thể so sánh hoặc khôi phục bất cứ lúc nào.",
        "It stays in the list; you can compare with it or go back to it at any time.";
    keep_it: "Giữ bản này", "Keep it";
    kept: "Đã giữ bản này.", "The revision is kept.";
    approved_badge: "Đã duyệt", "Approved";
    by_newsdesk: "Newsdesk", "Newsdesk";
    compared_with: "so với", "compared with";
    present_state: "Bản hiện tại", "The present state";
    changes: "Thay đổi", "Changes";
    previous_change: "Chỗ trước", "Previous";
    next_change: "Chỗ tiếp", "Next";
    no_difference: "Hai bản giống hệt nhau.", "The two are the same.";
    section_changed: "Chuyên mục đã đổi.", "The section was changed.";
    lead_changed: "Ảnh đại diện đã đổi.", "The lead photo was changed.";
    added_begins: "[thêm: ", "[added: ";
    removed_begins: "[bỏ: ", "[removed: ";
    change_ends: "]", "]";
    block_added: "Thêm", "Added";
    block_restyled: "Đổi định dạng", "Formatting changed";
    block_removed: "Bỏ", "Removed";
    photo_added: "Ảnh được thêm", "Photo added";
    photo_removed: "Ảnh bị bỏ", "Photo removed";
    photo_words_changed: "Lời ảnh đã sửa", "Words of the photo changed";
    restore: "Khôi phục bản này", "Restore this revision";
    restore_more: "Chữ gạch ngang sẽ trở lại, chữ gạch chân sẽ được gỡ ra. Bản hiện tại được giữ lại trong danh sách này, nên có thể hoàn tác.",
        "What is struck through comes back, what is underlined goes. The present state is kept in this list, so this can be undone.";
    restored: "Đã khôi phục. Bản trước đó vẫn được giữ.", "Restored. The state before it is kept.";
    undo_restore: "Hoàn tác", "Undo";
    yesterday: "Hôm qua", "Yesterday";
    today: "Hôm nay", "Today";
}

phrases! {
    kept_as(name: &str): "Đã giữ bản “{name}”.", "Kept as “{name}”.";
    words_changed(added: &str, removed: &str): "thêm {added} chữ, bỏ {removed} chữ", "{added} words added, {removed} removed";
    unchanged_blocks(count: &str): "… {count} đoạn không đổi", "… {count} paragraphs unchanged";
}

impl Texts {
    /// Why a revision was kept.
    pub(crate) fn occasion(self, occasion: &Occasion) -> Cow<'static, str> {
        let words = match occasion {
            Occasion::Kept => self.pick("Được giữ lại", "Kept on demand"),
            Occasion::WhileWriting => self.pick("Trong khi viết", "While writing"),
            Occasion::SiteVersion => self.pick("Bản trên trang", "The site's version"),
            Occasion::BeforeSiteVersion => {
                self.pick("Trước khi lấy bản trên trang", "Before taking the site's version")
            }
            Occasion::BeforeRestore => self.pick("Trước khi khôi phục", "Before restoring"),
            Occasion::TakenBack => {
                self.pick("Viết khi xa tòa soạn, chưa được dùng", "Written away from the newsroom, not in use")
            }
            Occasion::Reassigned => self.pick("Khi giao cho người khác", "When it was given to another author"),
            Occasion::Imported => self.pick("Nhập từ tài liệu", "Imported"),
            Occasion::Move(what) => return self.deed(&Deed::Move(*what)),
            Occasion::Newer(name) => return self.by_newer_program(name).into(),
        };
        words.into()
    }

    /// A day of the newsroom in words.
    pub(crate) fn day(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let day = |at: DateTime<Utc>| at.with_timezone(&NEWSROOM_OFFSET).date_naive();
        if day(at) == day(now) {
            return self.today().to_owned();
        }
        if day(at) == day(now - Duration::days(1)) {
            return self.yesterday().to_owned();
        }
        self.pick(copydesk::full_date_vi(at), copydesk::full_date_en(at))
    }

    /// So many words.
    pub(crate) fn words_here(self, words: usize) -> String {
        let count = self.count(words);
        self.pick(format!("{count} chữ"), if words == 1 { "1 word".to_owned() } else { format!("{count} words") })
    }
}
