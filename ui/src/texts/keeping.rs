//! Copies of the newsroom, and going back to one.

use crate::texts::{Texts, phrases, words};
use contract::keeping::{CopyReason, EntryKind, OlderEntry};

words! {
    keeping: "Sao lưu", "Copies";
    keeping_title: "Sao lưu tòa soạn", "Copies of the newsroom";
    keeping_more: "Khi có bài được viết, Newsdesk tự sao lưu mỗi giờ và lúc đóng chương trình. Mỗi bản sao đều được mở ra kiểm tra; ảnh chỉ chép một lần.",
        "While something is written, Newsdesk makes a copy every hour and when it closes. Each copy is opened and checked; photos are copied once.";
    keeping_here: "Trên máy này", "On this computer";
    keeping_second: "Nơi thứ hai", "A second place";
    keeping_second_why: "Máy hỏng hoặc mất thì bản sao trên máy cũng mất theo. Hãy chọn một thư mục trên USB, ổ cứng rời hoặc ổ mạng.",
        "If the computer breaks or is stolen, the copies on it are gone, too. Choose a folder on a USB stick, an external disk or a share.";
    keeping_choose: "Chọn nơi thứ hai…", "Choose a second place…";
    keeping_choose_other: "Chọn nơi khác…", "Choose another place…";
    keeping_forget: "Thôi dùng nơi này", "Stop using it";
    keeping_away: "Chưa cắm hoặc chưa nối được", "Not plugged in, or away";
    keeping_none: "Chưa có bản sao nào", "No copies yet";
    keeping_now: "Sao lưu ngay", "Make a copy now";
    keeping_busy: "Đang làm…", "Working…";
    keeping_done: "Đã sao lưu và kiểm tra.", "Copied and checked.";
    keeping_changed: "Có bài thay đổi từ bản sao gần nhất.", "Something was written since the last copy.";
    keeping_unchanged: "Bản sao gần nhất có đủ mọi thứ.", "The last copy has everything.";
    keeping_try: "Diễn tập khôi phục", "Restore drill";
    keeping_try_more: "Khôi phục thử bản sao mới nhất vào một thư mục riêng, mở ra đọc hết bài và ảnh, rồi dọn đi. Tòa soạn không bị động tới.",
        "Restores the newest copy on trial in a folder of its own, reads every story and photo in it, and clears it away. The newsroom is not touched.";
    keeping_list: "Các bản sao", "The copies";
    keeping_look: "Xem bên trong", "Look inside";
    keeping_newest: "Bài sửa gần nhất", "Stories changed last";
    keeping_restore: "Khôi phục bản này", "Go back to this copy";
    keeping_restore_more: "Tòa soạn trở lại như lúc đó. Những gì viết sau đó không mất: dữ liệu hiện tại được cất lại, nằm trong danh sách này và khôi phục lại được. Mọi người sẽ đăng nhập lại.",
        "The newsroom becomes what it was then. What was written since is not lost: the present is put aside, stands in this list and can be restored. Everybody signs in again.";
    keeping_restored: "Đã khôi phục. Dữ liệu trước đó được cất lại trong mục Sao lưu.", "Restored. What was there before is put aside, under Copies.";
    keeping_stories_damaged: "Có mục trên đĩa khác với lúc ghi. Đừng xóa gì; thư ký tòa soạn bấm “Lấy lại mục hỏng” ở Sao lưu; mục nào không lấy lại được thì khôi phục một bản sao.",
        "An entry on the disk is not what was written. Delete nothing; the chief of desk presses “Get damaged entries back” under Copies, and goes back to one if that does not help.";
    keeping_not_opened: "Dữ liệu trên đĩa khác với lúc ghi, nên tòa soạn chưa mở được. Đừng xóa gì; hãy chọn một cách bên dưới.",
        "The data on the disk are not what was written, so the newsroom does not open. Delete nothing; choose one of the ways below.";
    keeping_mend: "Lấy lại mục hỏng", "Get damaged entries back";
    keeping_mend_more: "Chỉ lấy lại những mục khác với lúc ghi từ các bản sao. Mọi thứ khác giữ nguyên; dữ liệu hiện tại được cất lại trước.",
        "Only the entries that are not what was written come back from the copies. Everything else stays; what is there now is put aside first.";
    keeping_go_on_entries: "Lấy lại mục hỏng và mở", "Get the damaged entries back and open";
    keeping_remains: "Khôi phục từ bản sao", "Go back to a copy";
    keeping_remains_more: "Không có gì bị xóa: dữ liệu hiện tại được cất lại trước khi khôi phục.", "Nothing is deleted: what is there now is put aside first.";
    keeping_remains_none: "Không tìm thấy bản sao nào trên máy. Nếu có USB hoặc ổ mạng chứa bản sao, hãy cắm vào rồi bấm Thử lại.",
        "No copies were found. If they are on a USB stick or a share, plug it in and press Try again.";
    keeping_go_on: "Mở với những gì còn lại", "Open with what is left";
    keeping_go_on_photos: "Dựng lại kho ảnh từ bản sao và mở", "Mend the photos from the copies and open";
    keeping_begins_anew: "Không còn bài nào để đọc và không có bản sao nào nguyên vẹn: mở ra sẽ là một tòa soạn trống. Những gì còn lại được cất lại.",
        "There are no stories left to read, and no copy is whole: it opens as an empty newsroom. What is left is put aside.";
    keeping_may_be_newer: "Bài trên máy đọc được và có thể mới hơn mọi bản sao.", "The stories here can be read, and may be newer than any copy.";
}

phrases! {
    keeping_last(at: &str): "Bản mới nhất: {at}", "Newest copy: {at}";
    keeping_counts(stories: &str, revisions: &str, photos: &str, people: &str): "{stories} bài · {revisions} phiên bản · {photos} ảnh · {people} người",
        "{stories} stories · {revisions} versions · {photos} photos · {people} people";
    keeping_photos_lacking(count: &str): "{count} ảnh không có trong bản sao nào.", "{count} photos are in no copy.";
    keeping_photos_missing(count: &str): "Kho ảnh thiếu {count} ảnh và không bản sao nào có. Hãy cắm USB chứa bản sao hoặc thêm lại ảnh.",
        "{count} photos are missing and no copy has them. Plug in the stick with the copies, or add the photos again.";
    keeping_photos_back(count: &str): "{count} ảnh thiếu hoặc hỏng đã được lấy lại từ bản sao.", "{count} missing or damaged photos came back from a copy.";
    keeping_tried(at: &str, counts: &str, seconds: &str): "Diễn tập xong trong {seconds} giây. Bản sao {at} mở được: {counts}. Mọi bài đều nguyên vẹn.",
        "Drill done in {seconds} s. The copy of {at} opens: {counts}. Every story is whole.";
    keeping_entries_damaged(count: u64): "{count} mục khác với lúc ghi, và không có bản sao nào để khôi phục. Có thể mở tiếp; hãy đọc lại các bài trước khi đăng.",
        "{count} entries are not what was written, and there is no copy to go back to. You can go on; read the stories again before they are published.";
    keeping_entries_in_copies(count: u64): "{count} mục khác với lúc ghi. Các bản sao có đủ những mục này: lấy lại riêng chúng thì mọi bài khác giữ nguyên như bây giờ.",
        "{count} entries are not what was written. The copies have all of these: they come back by themselves, and every other story stays as it is now.";
    keeping_entries_back(count: &str): "{count} mục hỏng đã được lấy lại từ bản sao.", "{count} damaged entries came back from a copy.";
    keeping_entries_older(count: &str): "Trong đó {count} mục đã sửa sau bản sao nên trở lại như lúc sao lưu. Hãy đọc lại; hộp gửi đang giữ bài.",
        "{count} of them were changed after the copy and are as they were then. Read them again; the outbox holds back what waits.";
    keeping_entries_more(count: &str): "và {count} mục khác", "and {count} more";
    keeping_entry_of(what: &str, name: &str, author: &str): "{what} “{name}” ({author})", "{what} “{name}” ({author})";
    keeping_entry_named(what: &str, name: &str): "{what} “{name}”", "{what} “{name}”";
    keeping_entries_left(count: &str): "{count} mục hỏng không bản sao nào có bản lành.", "No copy has {count} of the damaged entries sound.";
    keeping_at(moment: &str): "Bản sao {moment}", "Copy of {moment}";
}

impl Texts {
    /// An entry that is older than it was: what, the headline of its story, whose; none where nothing of it can be told.
    pub(crate) fn older_entry(self, entry: &OlderEntry) -> Option<String> {
        let what = match entry.what {
            EntryKind::Story => self.pick("Bài", "Story"),
            EntryKind::KeptState => self.pick("Phiên bản đã lưu của bài", "Kept version of"),
            EntryKind::Photo => self.pick("Ảnh trong bài", "Photo in"),
            EntryKind::Remark => self.pick("Nhận xét ở bài", "Remark on"),
            EntryKind::Sending => self.pick("Lượt gửi bài", "Sending of"),
            EntryKind::Section => self.pick("Chuyên mục", "Section"),
            EntryKind::Site => self.pick("Trang mạng", "Site"),
            EntryKind::Template => self.pick("Mẫu bài", "Template"),
            EntryKind::Person => self.pick("Nhân sự", "Person"),
            EntryKind::Other => return None,
        };
        let name = entry.name.as_deref()?.trim();
        let name = if name.is_empty() { self.untitled() } else { name };
        Some(match &entry.author {
            Some(author) => self.keeping_entry_of(what, name, author),
            None => self.keeping_entry_named(what, name),
        })
    }

    /// What a copy was made for.
    pub(crate) fn copy_reason(self, reason: CopyReason) -> &'static str {
        match reason {
            CopyReason::Regular => self.pick("Sao lưu thường kỳ", "Regular copy"),
            CopyReason::BeforeUpgrade => self.pick("Trước khi nâng cấp", "Before an upgrade"),
            CopyReason::PutAside => self.pick("Cất lại trước khi khôi phục", "Put aside when restoring"),
        }
    }
}
