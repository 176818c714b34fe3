//! Writing: fields, toolbar, inspector, and where the work is safe.

use crate::texts::{Texts, phrases, words};
use newsroom::{Deed, Move, readiness::Lack};
use std::borrow::Cow;

words! {
    body: "Chính văn", "Body";
    body_hint: "Viết chính văn ở đây…", "Write the story here…";
    section: "Chuyên mục", "Section";
    no_section: "Chưa chọn", "Not chosen";
    banner: "Tin nổi bật (banner)", "Featured (banner)";
    banner_hint: "Đứng đầu trang chủ", "Stands on top of the front page";
    inspector: "Thông tin bài", "About the story";
    show_inspector: "Thông tin bài", "About the story";
    show_list: "Danh sách", "List";
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
    tool_numbers: "Đánh số tiếp / lại từ…", "Number on / anew from…";
    tool_superscript: "Chữ trên (lũy thừa)", "Superscript";
    tool_subscript: "Chữ dưới (chỉ số)", "Subscript";
    numbers_title: "Đánh số danh sách", "Numbers of the list";
    number_on: "Đánh số tiếp danh sách trước", "Go on from the list before";
    number_from: "Đánh số lại từ", "Number anew from";
    list_kind: "Kiểu số", "Kind of numbers";
    number_set: "Đánh số", "Number the list";
    number_bad: "Nhập một số nguyên, từ 0 trở lên.", "Enter a whole number, 0 or more.";
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
    by_newer_program(name: &str): "Việc của bản Newsdesk mới hơn ({name})", "By a newer Newsdesk ({name})";
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
            Lack::RetiredSection => {
                self.pick("Chuyên mục khác (đã ngừng dùng)", "Another section (it is retired)").to_owned()
            }
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

    /// A deed in the history. One of a newer program has only its stored name.
    pub(crate) fn deed(self, deed: &Deed) -> Cow<'static, str> {
        let words = match deed {
            Deed::Created => self.pick("Bắt đầu bài", "Begun"),
            Deed::Edited => self.pick("Sửa bài", "Edited"),
            Deed::PhotoAdded => self.pick("Thêm ảnh", "Photo added"),
            Deed::PhotoRemoved => self.pick("Bỏ ảnh", "Photo removed"),
            Deed::BannerOn => self.pick("Đưa lên banner", "Put on the banner"),
            Deed::BannerOff => self.pick("Rút khỏi banner", "Taken off the banner"),
            Deed::BannerOver => self.pick("Hết giờ trên banner", "Time on the banner is over"),
            Deed::AddressChosen => self.pick("Đổi địa chỉ bài", "Another address"),
            Deed::SiteReplaced => self.pick("Thay bản trên trang", "Replaced the site's copy"),
            Deed::SiteVersionTaken => self.pick("Lấy bản từ trang", "Took the site's version"),
            Deed::Sent => self.pick("Đã gửi lên trang", "Sent to the site"),
            Deed::HandedOver => self.pick("Trang đã nhận bài hẹn giờ", "Handed over to the site"),
            Deed::HeldBack => self.pick("Trang đã thôi hiện bài", "The site no longer shows it"),
            Deed::AcceptedAsItStands => self.pick("Chấp nhận như trang đang có", "Accepted as the site has it"),
            Deed::LettersAsEntities => {
                self.pick("Gửi chữ hiếm dạng mã cho trang này", "Rare letters go to this site as entities")
            }
            Deed::Kept => self.pick("Giữ một bản", "Revision kept"),
            Deed::Restored => self.pick("Khôi phục bản số", "Went back to revision"),
            Deed::Imported => self.pick("Nhập từ tài liệu", "Made from a document"),
            Deed::Reassigned => self.pick("Giao bài cho người khác", "Given to another author"),
            Deed::RemarkAdded => self.pick("Ghi nhận xét", "Remarked"),
            Deed::RemarkResolved => self.pick("Nhận xét đã xong", "Remark settled"),
            Deed::RemarkReopened => self.pick("Mở lại nhận xét", "Remark opened again"),
            Deed::FoundDamaged => self
                .pick("Dữ liệu khác với lúc ghi; mở tiếp như đang có", "Not what was written; gone on with as it is"),
            Deed::BroughtBack => self.pick("Lấy lại mục hỏng từ bản sao", "A damaged entry came back from a copy"),
            Deed::SendingCancelled => self.pick("Bỏ khỏi hộp gửi", "Taken out of the outbox"),
            Deed::Move(Move::File) => self.pick("Gửi duyệt", "Filed"),
            Deed::Move(Move::Recall) => self.pick("Rút lại", "Recalled"),
            Deed::Move(Move::Claim) => self.pick("Nhận biên tập", "Claimed"),
            Deed::Move(Move::Release) => self.pick("Bỏ nhận", "Put back"),
            Deed::Move(Move::Return) => self.pick("Trả lại", "Returned"),
            Deed::Move(Move::Approve) => self.pick("Duyệt", "Approved"),
            Deed::Move(Move::Reopen) => self.pick("Mở lại", "Reopened"),
            Deed::Move(Move::Publish) => self.pick("Lệnh đăng", "Publishing ordered"),
            Deed::Move(Move::Schedule) => self.pick("Hẹn giờ", "Scheduled"),
            Deed::Move(Move::Unschedule) => self.pick("Bỏ hẹn giờ", "Unscheduled"),
            Deed::Move(Move::ConfirmOnline) => self.pick("Đã thấy trên trang", "Seen online"),
            Deed::Move(Move::Revise) => self.pick("Cập nhật", "Revised"),
            Deed::Move(Move::Abandon) => self.pick("Bỏ bản cập nhật", "Update given up"),
            Deed::Move(Move::Withdraw) => self.pick("Gỡ bài", "Withdrawn"),
            Deed::Move(Move::Spike) => self.pick("Bỏ bài", "Spiked"),
            Deed::Move(Move::Restore) => self.pick("Lấy lại", "Restored"),
            Deed::StaffAdded => self.pick("Thêm người", "Person added"),
            Deed::PasswordChanged => self.pick("Đổi mật khẩu", "Password changed"),
            Deed::RoleChanged => self.pick("Đổi vai trò", "Role changed"),
            Deed::StaffLeft => self.pick("Rời tòa soạn", "Left the newsroom"),
            Deed::StaffBack => self.pick("Trở lại tòa soạn", "Came back"),
            Deed::TemplateSaved => self.pick("Lưu mẫu bài", "Template saved"),
            Deed::TemplateRemoved => self.pick("Bỏ mẫu bài", "Template removed"),
            Deed::SectionAdded => self.pick("Thêm chuyên mục", "Section added"),
            Deed::SectionRenamed => self.pick("Đổi tên chuyên mục", "Section renamed"),
            Deed::SectionsOrdered => self.pick("Đổi thứ tự chuyên mục", "Sections put in order"),
            Deed::SectionRetired => self.pick("Ngừng dùng chuyên mục", "Section retired"),
            Deed::SectionBack => self.pick("Dùng lại chuyên mục", "Section brought back"),
            Deed::SiteConnected => self.pick("Nối trang mạng", "Site connected"),
            Deed::MainSite => self.pick("Đổi trang chính", "Another main site"),
            Deed::SitePaused => self.pick("Tạm giữ việc gửi lên trang", "Sending to the site held back"),
            Deed::SiteResumed => self.pick("Gửi tiếp lên trang", "Sending to the site goes on"),
            Deed::PasswordForgotten => self.pick("Quên mật khẩu của trang", "The site's password forgotten"),
            Deed::SectionsPlaced => self.pick("Xếp chuyên mục trên trang", "Sections placed on the site"),
            Deed::Newer(name) => return self.by_newer_program(name).into(),
        };
        words.into()
    }
}
