//! What went wrong, with what helps.

use crate::texts::Texts;
use contract::{Failure, FailureCode, Field};
use newsroom::{
    TooLong,
    manuscript::{LINE_CHARS, MOST_RELATED, MOST_TAGS, NAME_CHARS},
};

impl Texts {
    /// A failure in words.
    pub(crate) fn failure(self, failure: &Failure) -> String {
        let words = match &failure.code {
            FailureCode::Refused(refusal) => return self.refusal(refusal, None),
            FailureCode::Site(trouble) => {
                return format!("{}. {}", self.trouble(*trouble), self.connect_advice(*trouble));
            }
            FailureCode::WaitSeconds(seconds) => {
                return self.pick(
                    format!("Sai mật khẩu nhiều lần. Hãy đợi {seconds} giây rồi thử lại."),
                    format!("Too many wrong passwords. Wait {seconds} seconds, then try again."),
                );
            }
            FailureCode::PhotoFormat(format) => {
                return self.pick(
                    format!("Newsdesk chưa nhận ảnh {format}. Hãy xuất ảnh sang JPEG hoặc PNG rồi thêm lại."),
                    format!("Newsdesk does not take {format} pictures. Export it as JPEG or PNG and add it again."),
                );
            }
            FailureCode::NotSignedIn => self.pick("Phiên làm việc đã hết. Hãy đăng nhập lại.", "You are signed out. Please sign in again."),
            FailureCode::ChiefOnly => self.pick("Chỉ thư ký tòa soạn làm được việc này.", "Only the chief of desk may do this."),
            FailureCode::WrongPassword => self.pick("Tên đăng nhập hoặc mật khẩu không đúng.", "Login or password is wrong."),
            FailureCode::LoginTaken => self.pick("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.", "This login is taken. Choose another."),
            FailureCode::Invalid => self.invalid(failure.about),
            FailureCode::PasswordTooShort => self.pick("Mật khẩu cần ít nhất 8 ký tự.", "The password needs at least 8 characters."),
            FailureCode::OwnAccount => self.pick("Không ai tự đổi vai trò hay tự cho mình nghỉ: hãy nhờ một thư ký tòa soạn khác.", "Nobody changes the own role or leaves alone: ask another chief of desk."),
            FailureCode::HasLeft => self.pick("Người này đã rời tòa soạn. Hãy chọn người khác.", "This person has left the newsroom. Choose somebody else."),
            FailureCode::Stale => self.stale(),
            FailureCode::NotFound => self.pick("Không tìm thấy: có thể đã bị bỏ ở nơi khác. Hãy mở lại danh sách.", "Not found: it may have been removed elsewhere. Open the list again."),
            FailureCode::BadBody => self.pick("Chính văn có thứ không cất được. Hãy xóa phần vừa dán rồi gõ lại.", "The text holds something that cannot be stored. Remove what was pasted last and type it."),
            FailureCode::DiskFull => self.pick("Ổ đĩa đầy. Hãy xóa bớt tệp hoặc đổ thùng rác để có chỗ trống.", "The disk is full. Delete some files or empty the bin to make room."),
            FailureCode::StoreUnwritable => self.pick("Không ghi được vào thư mục dữ liệu. Hãy kiểm tra quyền ghi của thư mục hoặc ổ đĩa.", "The data folder cannot be written. Check the permissions of the folder or the disk."),
            FailureCode::StoreTooNew => self.pick("Dữ liệu do một bản Newsdesk mới hơn ghi. Hãy cài bản mới nhất.", "The data were written by a newer Newsdesk. Install the newest version."),
            FailureCode::Done(why) => {
                let why = self.failure(&Failure::of(why.as_ref().clone()));
                return self.pick(
                    format!("Việc này đã làm xong và đã lưu, nhưng chưa hiện lại được. {why}"),
                    format!("This was done and is stored, but cannot be shown again. {why}"),
                );
            }
            FailureCode::StoreDamaged => self.pick("Mục này (bài, phiên bản, ghi chú, ảnh, lần gửi…) trên đĩa khác với lúc ghi, nên không dùng được. Đừng xóa gì; nhờ thư ký tòa soạn bấm “Lấy lại mục hỏng” ở Sao lưu.", "This entry (a story, version, remark, photo, sending…) is not what was written on the disk, and cannot be used. Delete nothing; ask the chief of desk to press “Get damaged entries back” under Copies."),
            FailureCode::EntriesNotInCopies => self.pick("Các bản sao không còn đủ những mục hỏng này, nên chưa lấy lại gì và chưa có gì thay đổi. Nếu bản sao ở USB hoặc ổ mạng, hãy cắm lại rồi thử lần nữa; hoặc chọn một cách khác bên dưới.", "The copies do not have all of the damaged entries any more, so nothing came back and nothing has changed. If the copies are on a stick or a share, plug it in and try again; or choose another way below."),
            FailureCode::StoreGone => self.pick("Thư mục này từng có tòa soạn, nhưng tệp bài viết đã mất. Newsdesk không tạo tòa soạn mới đè lên.", "There was a newsroom in this folder, and its stories' file is gone. Newsdesk makes no new one in its place."),
            FailureCode::ChangesMissing(count) => {
                return self.pick(
                    format!("Dữ liệu cũ hơn lần lưu cuối: thiếu {count} lần lưu gần nhất. Chưa có gì bị ghi đè."),
                    format!("The data are older than what was saved last: {count} changes are missing. Nothing was written over."),
                );
            }
            FailureCode::PlaceGone => self.pick("Không thấy nơi sao lưu. Hãy cắm USB hoặc nối ổ mạng rồi thử lại.", "The place for copies cannot be reached. Plug in the stick, or connect the share, and try again."),
            FailureCode::AlreadyOpen => self.pick("Một cửa sổ Newsdesk khác đang dùng thư mục này. Hãy dùng cửa sổ đó hoặc đóng nó lại.", "Another Newsdesk works in this folder. Use that window or close it."),
            FailureCode::StillAtWork => self.pick("Tòa soạn còn việc đang làm dở (gửi bài, sao lưu, đọc kho bài), chưa khôi phục được. Chưa có gì thay đổi; hãy thử lại sau ít phút.", "Work is still under way in the newsroom (sending, copying, reading the archive), so it cannot be restored yet. Nothing has changed; try again in a few minutes."),
            FailureCode::NotAPhoto => self.pick("Tệp này không phải ảnh đọc được. Hãy chọn tệp JPEG hoặc PNG.", "This file is not a picture that can be read. Choose a JPEG or PNG file."),
            FailureCode::PhotoBroken => self.pick("Tệp ảnh bị hỏng hoặc thiếu phần cuối. Hãy chép lại từ thẻ nhớ hoặc điện thoại.", "The picture file is damaged or cut off. Copy it again from the card or phone."),
            FailureCode::PhotoTooLarge => self.pick("Ảnh quá lớn. Hãy thu nhỏ ảnh rồi thêm lại.", "The picture is too large. Make it smaller and add it again."),
            FailureCode::PhotoTooCostly => self.pick("Ảnh này đòi quá nhiều bộ nhớ hoặc thời gian để đọc. Hãy mở bằng chương trình ảnh, lưu thành JPEG thường (không “progressive”) rồi thêm lại.", "This picture takes too much memory or time to read. Open it in a picture program, save it as a plain JPEG (not progressive), and add it again."),
            FailureCode::NotADocument(what) => self.unreadable(*what),
            FailureCode::DocumentUnsafe(danger) => self.unsafe_document(*danger),
            FailureCode::CannotWriteFile => self.pick("Không ghi được tệp vào chỗ đã chọn. Hãy chọn thư mục khác, hoặc kiểm tra ổ đĩa còn chỗ và cho phép ghi.", "The file could not be written there. Choose another folder, or check that the disk has room and may be written."),
            FailureCode::SiteElsewhere(elsewhere) => {
                return self.pick(
                    format!("Trang trả lời ở {}. Chưa có mật khẩu nào được gửi đi.", elsewhere.found),
                    format!("The site answers at {}. No password was sent.", elsewhere.found),
                );
            }
            FailureCode::TooLong(what) => return self.too_long(*what),
            FailureCode::SiteTaken => self.pick("Một trang khác đã nối ở địa chỉ này. Hãy kiểm tra lại địa chỉ.", "Another site is connected at this address. Check the address."),
            FailureCode::Section(why) => return self.section_refusal(why),
            FailureCode::NoSite => self.pick("Chưa nối với trang mạng nào. Thư ký tòa soạn nối trang ở mục “Trang mạng”.", "No site is connected. The chief connects one under “Sites”."),
            FailureCode::Internal => self.pick("Newsdesk gặp lỗi. Những gì đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, đóng rồi mở lại chương trình.", "Newsdesk has a fault. What was saved is safe. Try again; if it persists, close the program and open it again."),
        };
        words.to_owned()
    }

    fn too_long(self, what: TooLong) -> String {
        let (chars, name_chars) = (self.count(LINE_CHARS), self.count(NAME_CHARS));
        match what {
            TooLong::Line(line) => self.pick(
                format!("“{}” dài quá {chars} ký tự nên không lưu được. Hãy cắt bớt.", self.line(line)),
                format!("“{}” has more than {chars} characters and is not stored. Make it shorter.", self.line(line)),
            ),
            TooLong::Tags => self.pick(
                format!("Một bài có nhiều nhất {MOST_TAGS} từ khóa. Hãy bỏ bớt."),
                format!("A story has at most {MOST_TAGS} tags. Take some away."),
            ),
            TooLong::Related => self.pick(
                format!("Một bài có nhiều nhất {MOST_RELATED} tin liên quan. Hãy bỏ bớt."),
                format!("A story has at most {MOST_RELATED} related stories. Take some away."),
            ),
            TooLong::Words => self.pick(
                format!("Nội dung dài quá {chars} ký tự nên không lưu được. Hãy viết ngắn hơn."),
                format!("These are more than {chars} characters and are not stored. Make it shorter."),
            ),
            TooLong::Name => self.pick(
                format!("Tên dài quá {name_chars} ký tự. Hãy đặt tên ngắn hơn."),
                format!("The name has more than {name_chars} characters. Choose a shorter one."),
            ),
        }
    }

    fn invalid(self, about: Option<Field>) -> &'static str {
        match about {
            Some(Field::Login) => self.pick(
                "Tên đăng nhập chỉ gồm chữ thường không dấu, số và dấu chấm.",
                "The login may hold lower-case letters, digits and dots only.",
            ),
            Some(Field::Password) => self.pick("Hãy nhập mật khẩu.", "Enter the password."),
            Some(Field::Name) => self.pick("Hãy nhập tên.", "Enter the name."),
            Some(Field::Sections) => self.pick("Hãy nhập chuyên mục.", "Enter the sections."),
            Some(Field::Address) => self
                .pick("Địa chỉ phải có dạng https://ten-trang.vn", "The address must look like https://site.example"),
            Some(Field::Body) => {
                self.pick("Chính văn có thứ không cất được.", "The text holds something that cannot be stored.")
            }
            None => self.pick("Có ô còn trống hoặc điền sai.", "A field is empty or wrong."),
        }
    }
}
