//! Sending to the site: steps, waiting, troubles.

use crate::texts::{Texts, phrases, words};
use newsroom::{Delivery, Step, transmission::Trouble};

words! {
    progress: "Tiến trình gửi bài", "Sending";
    outbox_title: "Hộp gửi", "Outbox";
    outbox_empty: "Không có bài nào đang gửi. Bấm “Đăng” hoặc “Hẹn giờ” ở một bài đã duyệt.",
        "Nothing is being sent. Press “Publish” or “Schedule” in an approved story.";
    retry_now: "Gửi lại ngay", "Send again now";
    cancel_sending: "Bỏ khỏi hộp gửi", "Take out of the outbox";
    sending_cancelled: "Đã bỏ khỏi hộp gửi; những gì đã lên trang vẫn còn đó.", "Taken out of the outbox; what stands on the site stays there.";
    open_page: "Mở trang", "Open the page";
    open_story: "Mở bài", "Open the story";
    online: "Bài đã có trên trang.", "The story is online.";
    held: "Trang không còn hiện bài.", "The site no longer shows the story.";
    handed_over: "Trang đã nhận bài và sẽ tự đăng đúng giờ.", "The site has the story and will publish it by itself.";
    in_queue: "Đang chờ đến lượt", "Waiting its turn";
    state_done: "Xong", "done";
    state_current: "đang làm", "under way";
    state_ahead: "chưa tới", "to come";
    state_stopped: "đang dừng", "stopped";
    delivery_now: "Đăng ngay", "Publish now";
    delivery_hold: "Gỡ khỏi trang", "Take off the site";
}

phrases! {
    delivery_at(time: &str): "Hẹn {time}", "At {time}";
    photos_sent(done: u32, total: u32): "Tải ảnh {done}/{total}", "Photos {done}/{total}";
    waits(why: &str, time: &str): "{why}, sẽ tự gửi lại lúc {time}", "{why}; goes on by itself at {time}";
    stopped_because(why: &str): "Đang dừng: {why}", "Stopped: {why}";
    awaits_hour(time: &str): "Chờ đến {time}", "Waiting for {time}";
    step_under_way(step: &str): "{step}…", "{step}…";
    sending_to(site: &str): "Đang gửi lên {site}. Có thể làm việc khác.", "Sending to {site}. You may go on with other work.";
    to_site(site: &str): "Trang: {site}", "Site: {site}";
    site_says(words: &str): "Trang trả lời: {words}", "The site says: {words}";
}

impl Texts {
    /// The name of a step.
    pub(crate) fn step(self, step: Step) -> &'static str {
        match step {
            Step::LookUp => self.pick("Tra cứu", "Look up"),
            Step::Photos => self.pick("Tải ảnh", "Photos"),
            Step::Create => self.pick("Tạo bài", "Create"),
            Step::Update => self.pick("Cập nhật", "Update"),
            Step::Verify => self.pick("Kiểm tra lại", "Verify"),
            Step::AwaitHour => self.pick("Chờ giờ", "Await the hour"),
            Step::Done => self.pick("Xong", "Done"),
        }
    }

    /// What is to happen on the site.
    pub(crate) fn delivery(self, delivery: Delivery) -> String {
        match delivery {
            Delivery::Now => self.delivery_now().to_owned(),
            Delivery::At(at) => self.delivery_at(&self.full_moment(at)),
            Delivery::Hold => self.delivery_hold().to_owned(),
        }
    }

    /// A trouble in a few words.
    pub(crate) fn trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Offline => self.pick("Chờ mạng", "Waiting for the network"),
            Trouble::Timeout => self.pick("Trang trả lời quá chậm", "The site answers too slowly"),
            Trouble::Tls => {
                self.pick("Chứng chỉ bảo mật của trang không hợp lệ", "The site's security certificate is not valid")
            }
            Trouble::NoCredentials => self
                .pick("Chưa có mật khẩu của trang trong phiên này", "The site's password is not known in this session"),
            Trouble::Login => self.pick(
                "Trang không nhận tên hoặc mật khẩu ứng dụng",
                "The site does not accept the login or application password",
            ),
            Trouble::NotAllowed => {
                self.pick("Tài khoản trên trang không có quyền làm việc này", "The account may not do this on the site")
            }
            Trouble::TooLarge => self.pick("Trang không nhận tệp lớn như vậy", "The site refuses so large a file"),
            Trouble::Busy => self.pick("Trang đang bận và xin đợi", "The site is busy and asks to wait"),
            Trouble::Server => self.pick("Máy chủ của trang đang lỗi", "The site has a fault of its own"),
            Trouble::NotWordPress => {
                self.pick("Địa chỉ này không phải trang WordPress", "What answers there is not a WordPress site")
            }
            Trouble::Rejected => self.pick("Trang từ chối nội dung", "The site refuses the content"),
            Trouble::ChangedOnSite => {
                self.pick("Bài đã bị sửa hoặc xóa trên trang", "The story was changed or removed on the site")
            }
            Trouble::Mismatch => {
                self.pick("Bài trên trang không giống bài đã gửi", "What stands on the site is not what was sent")
            }
            Trouble::Late => {
                self.pick("Đã quá giờ mà bài chưa hiện trên trang", "The hour has passed and the story is not online")
            }
            Trouble::Local => self.pick("Máy này gặp lỗi khi đọc hoặc ghi", "This computer failed to read or write"),
        }
    }

    /// What helps against a trouble.
    pub(crate) fn trouble_advice(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Offline => self.pick(
                "Cứ làm việc tiếp. Bài nằm trong hộp gửi và tự đi khi có mạng.",
                "Go on working. The story waits in the outbox and leaves when there is a network.",
            ),
            Trouble::Timeout | Trouble::Busy | Trouble::Server => self.pick(
                "Không cần làm gì; Newsdesk tự thử lại. Nếu kéo dài, báo người quản trị trang.",
                "Nothing to do; Newsdesk tries again. If it lasts, tell who runs the site.",
            ),
            Trouble::Tls => self.pick(
                "Kiểm tra ngày giờ của máy; nếu đúng, báo người quản trị trang.",
                "Check the date and time of this computer; if they are right, tell who runs the site.",
            ),
            Trouble::NoCredentials => self.pick(
                "Thư ký tòa soạn nhập lại mật khẩu ở mục “Trang mạng”, rồi bấm “Gửi lại ngay”.",
                "The chief enters the password under “Sites”, then press “Send again now”.",
            ),
            Trouble::Login => self.pick(
                "Tạo mật khẩu ứng dụng mới trên trang và nhập ở mục “Trang mạng”.",
                "Make a new application password on the site and enter it under “Sites”.",
            ),
            Trouble::NotAllowed => self.pick(
                "Xin quyền biên tập viên cho tài khoản trên trang, rồi gửi lại.",
                "Ask for the editor role for the account on the site, then send again.",
            ),
            Trouble::TooLarge => self.pick(
                "Báo người quản trị trang tăng giới hạn tải lên, rồi gửi lại.",
                "Ask who runs the site to raise the upload limit, then send again.",
            ),
            Trouble::NotWordPress => {
                self.pick("Kiểm tra địa chỉ ở mục “Trang mạng”.", "Check the address under “Sites”.")
            }
            Trouble::Rejected => self.pick(
                "Đọc lời của trang ở dưới, sửa bài, duyệt lại rồi đăng.",
                "Read the site's words below, change the story, approve and publish it again.",
            ),
            Trouble::ChangedOnSite => self.pick(
                "Xem bài trên trang. Nếu bản ở đây là bản đúng, bấm “Gửi lại ngay”.",
                "Look at the story on the site. If yours is right, press “Send again now”.",
            ),
            Trouble::Mismatch => self.pick(
                "Mở trang để xem chỗ khác, rồi bấm “Gửi lại ngay”.",
                "Open the page to see the difference, then press “Send again now”.",
            ),
            Trouble::Late => self.pick(
                "Newsdesk vẫn kiểm tra. Bấm “Gửi lại ngay” để thử lại tức thì.",
                "Newsdesk keeps looking. Press “Send again now” to try at once.",
            ),
            Trouble::Local => self.pick(
                "Kiểm tra ổ đĩa còn chỗ trống, rồi bấm “Gửi lại ngay”.",
                "Check that the disk has room, then press “Send again now”.",
            ),
        }
    }
}
