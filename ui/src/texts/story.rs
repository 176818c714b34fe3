//! Writing: fields, toolbar, inspector, and where the work is safe.

use crate::texts::{Texts, phrases, words};
use newsroom::readiness::Lack;

words! {
    body: "Chính văn", "Body";
    body_hint: "Viết chính văn ở đây…", "Write the story here…";
    section: "Chuyên mục", "Section";
    no_section: "Chưa chọn", "Not chosen";
    banner: "Tin nổi bật (banner)", "Featured (banner)";
    banner_hint: "Đứng đầu trang chủ", "Stands on top of the front page";
    inspector: "Thông tin bài", "About the story";
    show_inspector: "Thông tin bài", "About the story";
    formatting: "Định dạng", "Formatting";
    tool_undo: "Hoàn tác", "Undo";
    tool_redo: "Làm lại", "Redo";
    tool_bold: "Đậm", "Bold";
    tool_italic: "Nghiêng", "Italic";
    tool_link: "Liên kết", "Link";
    tool_paragraph: "Đoạn văn", "Paragraph";
    tool_subhead2: "Tít phụ", "Subhead";
    tool_subhead3: "Tít phụ nhỏ", "Minor subhead";
    tool_bullet_list: "Danh sách chấm", "Bulleted list";
    tool_ordered_list: "Danh sách số", "Numbered list";
    tool_quote: "Trích dẫn", "Quote";
    tool_figure: "Chèn ảnh", "Insert a photo";
    link_title: "Liên kết", "Link";
    link_address: "Địa chỉ", "Address";
    link_hint: "Ví dụ: https://mongcai.gov.vn hoặc mailto:toasoan@mongcai.gov.vn", "For example https://mongcai.gov.vn or mailto:desk@mongcai.gov.vn";
    link_set: "Đặt liên kết", "Set the link";
    link_remove: "Gỡ liên kết", "Remove the link";
    link_bad: "Địa chỉ phải bắt đầu bằng https://, http:// hoặc mailto:", "The address must begin with https://, http:// or mailto:";
    readiness: "Còn thiếu", "Still missing";
    ready: "Đủ điều kiện duyệt.", "Ready to be approved.";
    history: "Nhật ký", "History";
    not_saved_yet: "Chưa có thay đổi nào", "No changes yet";
    saving: "Đang lưu…", "Saving…";
    saved_word: "Đã lưu.", "Saved.";
    read_only: "Chỉ đọc", "Read only";
    unsaved_stays: "Chữ vẫn còn trong cửa sổ.", "Your words are still in the window.";
    stale: "Bài này đã được sửa ở nơi khác. Chữ đang thấy chưa được lưu.", "This story was changed elsewhere. What you see is not saved.";
    reload: "Mở bản mới nhất", "Open the newest";
    reload_loses: "Chép lại những chữ bạn vừa viết nếu cần: mở bản mới nhất sẽ thay những gì đang thấy.",
        "Copy what you just wrote if you need it: opening the newest replaces what you see.";
    retrying: "Newsdesk tự thử lại sau vài giây; đừng đóng cửa sổ.", "Newsdesk tries again every few seconds; do not close the window.";
    editor_missing: "Không mở được phần soạn thảo. Hãy đóng Newsdesk rồi mở lại; bài đã lưu vẫn còn.",
        "The editor could not be opened. Close Newsdesk and open it again; saved stories are safe.";
}

phrases! {
    saved_at(time: &str): "Đã lưu trên máy lúc {time}", "Saved on this computer at {time}";
    unsaved_because(why: &str): "CHƯA LƯU: {why}", "NOT SAVED: {why}";
    headline_length(syllables: &str, letters: &str): "{syllables} chữ, {letters} ký tự", "{syllables} words, {letters} characters";
    story_length(words: &str, letters: &str): "{words} chữ · {letters} ký tự", "{words} words · {letters} characters";
    reading_time(minutes: usize): "đọc {minutes} phút", "{minutes} min read";
    with_shortcut(name: &str, keys: &str): "{name} ({keys})", "{name} ({keys})";
    by_author(name: &str): "Tác giả: {name}", "By {name}";
    approved_by(name: &str): "{name} đã duyệt", "Approved by {name}";
    returned_because(why: &str): "Bài bị trả lại: {why}", "Returned: {why}";
    scheduled_for(time: &str): "Hẹn lên trang: {time}, giờ Việt Nam", "Goes online {time}, Vietnam time";
}

impl Texts {
    /// What a story lacks. Photos are named by their place in the strip, from 1.
    pub(crate) fn lack(self, lack: Lack, place: Option<usize>) -> String {
        let of_photo = |vi: &str, en: &str| match place {
            Some(place) => self.pick(format!("{vi} của ảnh {place}"), format!("{en} of photo {place}")),
            None => self.pick(format!("{vi} của một ảnh"), format!("{en} of a photo")),
        };
        match lack {
            Lack::Headline => self.headline().to_owned(),
            Lack::Standfirst => self.standfirst().to_owned(),
            Lack::Body => self.body().to_owned(),
            Lack::Section => self.section().to_owned(),
            Lack::Caption(_) => of_photo("Chú thích", "Caption"),
            Lack::Credit(_) => of_photo("Nguồn ảnh", "Credit"),
            Lack::AltText(_) => of_photo("Văn bản thay thế", "Alternative text"),
            Lack::Photo(_) => self
                .pick(
                    "Một ảnh trong bài không còn trong danh sách ảnh",
                    "A photo in the text is no longer in the story",
                )
                .to_owned(),
        }
    }

    /// A deed in the history: a move's name or one of the contract's other words.
    pub(crate) fn deed(self, deed: &str) -> &'static str {
        match deed {
            "created" => self.pick("Bắt đầu bài", "Begun"),
            "edited" => self.pick("Sửa bài", "Edited"),
            "photo_added" => self.pick("Thêm ảnh", "Photo added"),
            "photo_removed" => self.pick("Bỏ ảnh", "Photo removed"),
            "banner_on" => self.pick("Đưa lên banner", "Put on the banner"),
            "banner_off" => self.pick("Rút khỏi banner", "Taken off the banner"),
            "banner_over" => self.pick("Hết giờ trên banner", "Time on the banner is over"),
            "address_chosen" => self.pick("Đổi địa chỉ bài", "Another address"),
            "site_replaced" => self.pick("Thay bản trên trang", "Replaced the site's copy"),
            "site_version_taken" => self.pick("Lấy bản từ trang", "Took the site's version"),
            "sent" => self.pick("Đã gửi lên trang", "Sent to the site"),
            "handed_over" => self.pick("Trang đã nhận bài hẹn giờ", "Handed over to the site"),
            "held_back" => self.pick("Trang đã thôi hiện bài", "The site no longer shows it"),
            "kept" => self.pick("Giữ một bản", "Revision kept"),
            "restored" => self.pick("Khôi phục bản số", "Went back to revision"),
            "imported" => self.pick("Nhập từ tài liệu", "Made from a document"),
            "remark_added" => self.pick("Ghi nhận xét", "Remarked"),
            "remark_resolved" => self.pick("Nhận xét đã xong", "Remark settled"),
            "remark_reopened" => self.pick("Mở lại nhận xét", "Remark opened again"),
            "sending_cancelled" => self.pick("Bỏ khỏi hộp gửi", "Taken out of the outbox"),
            "file" => self.pick("Gửi duyệt", "Filed"),
            "recall" => self.pick("Rút lại", "Recalled"),
            "claim" => self.pick("Nhận biên tập", "Claimed"),
            "release" => self.pick("Bỏ nhận", "Put back"),
            "return" => self.pick("Trả lại", "Returned"),
            "approve" => self.pick("Duyệt", "Approved"),
            "reopen" => self.pick("Mở lại", "Reopened"),
            "publish" => self.pick("Lệnh đăng", "Publishing ordered"),
            "schedule" => self.pick("Hẹn giờ", "Scheduled"),
            "unschedule" => self.pick("Bỏ hẹn giờ", "Unscheduled"),
            "confirm_online" => self.pick("Đã thấy trên trang", "Seen online"),
            "revise" => self.pick("Cập nhật", "Revised"),
            "withdraw" => self.pick("Gỡ bài", "Withdrawn"),
            "spike" => self.pick("Bỏ bài", "Spiked"),
            "restore" => self.pick("Lấy lại", "Restored"),
            _ => self.pick("Việc khác", "Other"),
        }
    }
}
