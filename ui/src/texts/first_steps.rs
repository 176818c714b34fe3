//! The first steps of who is new.

use crate::texts::{Texts, phrases, words};
use newsroom::FirstStep;

words! {
    first_steps: "Những bước đầu", "First steps";
    first_steps_away: "Ẩn", "Hide";
    first_steps_away_hint: "Ẩn những bước đầu; mở lại từ bảng lệnh (Ctrl+K)", "Hide the first steps; the palette (Ctrl+K) brings them back";
    first_steps_show: "Xem những bước đầu", "Show the first steps";
    first_steps_done: "Bạn đã qua những bước đầu. Muốn xem lại, mở bảng lệnh (Ctrl+K).",
        "That were the first steps. The palette (Ctrl+K) shows them again.";
    first_step_done: " (đã xong)", " (done)";
}

phrases! {
    first_steps_count(done: usize, all: usize): "{done}/{all}", "{done} of {all}";
}

impl Texts {
    /// What is to be done.
    pub(crate) fn first_step(self, step: FirstStep) -> &'static str {
        match step {
            FirstStep::Write => self.pick("Viết một bài", "Write a story"),
            FirstStep::AddPhoto => self.pick("Thêm ảnh vào bài", "Add a photo"),
            FirstStep::HandIn => self.pick("Gửi duyệt", "Hand it in"),
            FirstStep::Claim => self.pick("Nhận biên tập một bài", "Claim a story"),
            FirstStep::Remark => self.pick("Nhận xét một chỗ trong bài", "Remark on a passage"),
            FirstStep::Decide => self.pick("Duyệt hoặc trả lại", "Approve or return it"),
            FirstStep::Publish => self.pick("Đăng hoặc hẹn giờ", "Publish or schedule it"),
            FirstStep::Sections => self.pick("Đặt chuyên mục của tòa soạn", "Make sections of your own"),
            FirstStep::People => self.pick("Thêm người vào tòa soạn", "Add people"),
            FirstStep::Site => self.pick("Kết nối trang mạng", "Connect the city site"),
            FirstStep::SecondPlace => self.pick("Chọn nơi sao lưu thứ hai", "Choose a second place for copies"),
        }
    }

    /// How it is done, in a line or two.
    pub(crate) fn first_step_how(self, step: FirstStep) -> &'static str {
        match step {
            FirstStep::Write => self.pick(
                "Bấm vào đây, gõ tít rồi Enter. Mọi chữ được lưu ngay.",
                "Press here, type a headline, then Enter. Every letter is saved at once.",
            ),
            FirstStep::AddPhoto => self.pick(
                "Mở một bản nháp, kéo ảnh vào cửa sổ hoặc bấm “Thêm ảnh”.",
                "Open a draft and drop a photo into the window, or press “Add photos”.",
            ),
            FirstStep::HandIn => self.pick(
                "Mở bản nháp của bạn và bấm “Gửi duyệt” ở trên bài.",
                "Open your draft and press the button above it.",
            ),
            FirstStep::Claim => {
                self.pick("Chọn một bài đang chờ và bấm “Nhận biên tập”.", "Choose a story that waits and claim it.")
            }
            FirstStep::Remark => self.pick(
                "Bôi chọn mấy chữ trong bài đang biên tập, rồi bấm nút nhận xét.",
                "Select some words of a story in editing, then press the remark button.",
            ),
            FirstStep::Decide => self.pick(
                "Bài đủ thì “Duyệt”; chưa đủ thì “Trả lại”, kèm lý do.",
                "Approve what is ready; return what is not, with the reason.",
            ),
            FirstStep::Publish => self.pick(
                "Mở một bài đã duyệt, bấm “Đăng” hoặc “Hẹn giờ”.",
                "Open an approved story and publish it, now or at an hour.",
            ),
            FirstStep::Sections => self.pick(
                "Chuyên mục của tòa soạn được gắn với chuyên mục của trang mạng.",
                "The newsroom's sections are placed in those of the site.",
            ),
            FirstStep::People => self.pick(
                "Mỗi người một tên đăng nhập: phóng viên, biên tập viên, thư ký.",
                "Everybody has a login: reporters, editors, chiefs.",
            ),
            FirstStep::Site => self.pick(
                "Cần địa chỉ trang và mật khẩu ứng dụng của một tài khoản biên tập.",
                "It takes the site's address and an application password of an editor's account.",
            ),
            FirstStep::SecondPlace => self.pick(
                "USB hoặc thư mục chung: máy hỏng thì bài vẫn còn.",
                "A stick or a shared folder: the stories outlive this computer.",
            ),
        }
    }
}
