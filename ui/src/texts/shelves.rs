//! The rail and the list of stories.

use crate::texts::{Texts, phrases, words};
use contract::articles::Shelf;
use newsroom::Stage;

words! {
    shelves: "Ngăn bài", "Shelves";
    mine: "Của tôi", "Mine";
    live_shelf: "Đang trên trang", "On the site";
    author_left_shelf: "Người viết đã rời", "Author has left";
    author_left_badge: "Người viết đã rời", "Author has left";
    live_badge: "Đang trên trang", "On the site";
    unseen_badge: "Chưa kiểm tra trên trang", "Not checked on the site";
    outbox: "Hộp gửi", "Outbox";
    sites: "Trang mạng", "Sites";
    people: "Nhân sự", "Staff";
    stories: "Danh sách bài", "Stories";
    list_fold: "Gấp danh sách lại", "Fold the list away";
    new_article: "Bài mới", "New story";
    new_article_hint: "Bài mới (Ctrl+N)", "New story (Ctrl+N)";
    search: "Tìm trong tít", "Search headlines";
    untitled: "(Chưa có tít)", "(No headline yet)";
    banner_badge: "Banner", "Banner";
    returned_badge: "Trả lại", "Returned";
    sending_badge: "Đang gửi", "Sending";
    nothing_found: "Không có bài nào khớp. Thử ít chữ hơn, có dấu hay không dấu đều được.",
        "No story matches. Try fewer words; accents do not matter.";
    clear_search: "Xóa tìm kiếm", "Clear the search";
    claimed_by_you: "Bạn đang biên tập", "You are editing";
    pick_story: "Chọn một bài trong danh sách để đọc.", "Choose a story from the list to read it.";
    pick_or_write: "Chọn một bài trong danh sách, hoặc bắt đầu bài mới.", "Choose a story from the list, or begin a new one.";
    main_column: "Bài viết", "Story";
}

phrases! {
    list_more(count: &str): "Xem thêm (còn {count} bài)", "Show more ({count} left)";
    goes_online(time: &str): "Lên trang {time}", "Online {time}";
    claimed_by(name: &str): "{name} đang biên tập", "{name} is editing";
}

impl Texts {
    /// How many stories a list holds.
    pub(crate) fn stories_here(self, count: usize) -> String {
        let number = self.count(count);
        self.pick(format!("{number} bài"), if count == 1 { "1 story".to_owned() } else { format!("{number} stories") })
    }

    /// A headline as it is shown, also where there is none.
    pub(crate) fn headline_shown(self, headline: &str) -> String {
        let headline = headline.trim();
        if headline.is_empty() { self.untitled().to_owned() } else { headline.to_owned() }
    }

    /// The name of a stage.
    pub(crate) fn stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Draft => self.pick("Bản nháp", "Draft"),
            Stage::Filed => self.pick("Chờ biên tập", "Waiting for edit"),
            Stage::InEdit => self.pick("Đang biên tập", "In editing"),
            Stage::Approved => self.pick("Đã duyệt", "Approved"),
            Stage::Scheduled => self.pick("Đã hẹn giờ", "Scheduled"),
            Stage::Published => self.pick("Đã đăng", "Published"),
            Stage::Withdrawn => self.pick("Đã gỡ", "Withdrawn"),
            Stage::Spiked => self.pick("Đã bỏ", "Spiked"),
        }
    }

    /// The name of a shelf.
    pub(crate) fn shelf(self, shelf: Shelf) -> &'static str {
        match shelf {
            Shelf::Mine => self.mine(),
            Shelf::Live => self.live_shelf(),
            Shelf::AuthorLeft => self.author_left_shelf(),
            Shelf::Stage(stage) => self.stage(stage),
        }
    }

    /// What an empty shelf says, with the next thing to do.
    pub(crate) fn empty_shelf(self, shelf: Shelf) -> &'static str {
        match shelf {
            Shelf::Mine => self.pick(
                "Bạn chưa có bài nào. Bấm “Bài mới” để bắt đầu viết.",
                "You have no stories yet. Press “New story” to begin.",
            ),
            Shelf::Live => self.pick(
                "Bạn đọc chưa thấy bài nào của tòa soạn. Bài nào đang hiện trên trang sẽ nằm ở đây, kể cả khi đang được cập nhật.",
                "Readers see no story yet. Whatever the site shows is listed here, also while it is being updated.",
            ),
            Shelf::AuthorLeft => self.pick(
                "Không còn bài dở dang nào của người đã rời tòa soạn.",
                "Nothing unfinished is left by those who have left the newsroom.",
            ),
            Shelf::Stage(Stage::Draft) => {
                self.pick("Không có bản nháp. Bấm “Bài mới” để bắt đầu viết.", "No drafts. Press “New story” to begin.")
            }
            Shelf::Stage(Stage::Filed) => self.pick(
                "Không có bài chờ biên tập. Bài phóng viên gửi duyệt sẽ nằm ở đây.",
                "Nothing waits for an editor. What reporters file comes here.",
            ),
            Shelf::Stage(Stage::InEdit) => self.pick(
                "Không có bài đang biên tập. Nhận bài ở ngăn “Chờ biên tập”.",
                "Nothing is being edited. Claim a story from “Waiting for edit”.",
            ),
            Shelf::Stage(Stage::Approved) => self.pick(
                "Không có bài chờ đăng. Bài được duyệt sẽ nằm ở đây.",
                "Nothing waits to be published. Approved stories come here.",
            ),
            Shelf::Stage(Stage::Scheduled) => self.pick(
                "Không có bài hẹn giờ. Ở một bài đã duyệt, bấm “Hẹn giờ”.",
                "Nothing is scheduled. Press “Schedule” in an approved story.",
            ),
            Shelf::Stage(Stage::Published) => self.pick(
                "Chưa có bài nào được đăng. Bài đã thấy trên trang sẽ nằm ở đây.",
                "Nothing is published yet. Stories seen on the site come here.",
            ),
            Shelf::Stage(Stage::Withdrawn) => {
                self.pick("Không có bài nào bị gỡ khỏi trang.", "No story was taken off the site.")
            }
            Shelf::Stage(Stage::Spiked) => self.pick(
                "Không có bài nào bị bỏ. Bài đã bỏ vẫn lấy lại được.",
                "The bin is empty. Spiked stories can be taken out again.",
            ),
        }
    }
}
