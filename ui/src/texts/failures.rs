//! What went wrong, with what helps.

use crate::texts::Texts;
use contract::{Failure, FailureCode, Field};

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
            FailureCode::Stale => self.stale(),
            FailureCode::NotFound => self.pick("Không tìm thấy: có thể đã bị bỏ ở nơi khác. Hãy mở lại danh sách.", "Not found: it may have been removed elsewhere. Open the list again."),
            FailureCode::BadBody => self.pick("Chính văn có thứ không cất được. Hãy xóa phần vừa dán rồi gõ lại.", "The text holds something that cannot be stored. Remove what was pasted last and type it."),
            FailureCode::DiskFull => self.pick("Ổ đĩa đầy. Hãy xóa bớt tệp hoặc đổ thùng rác để có chỗ trống.", "The disk is full. Delete some files or empty the bin to make room."),
            FailureCode::StoreUnwritable => self.pick("Không ghi được vào thư mục dữ liệu. Hãy kiểm tra quyền ghi của thư mục hoặc ổ đĩa.", "The data folder cannot be written. Check the permissions of the folder or the disk."),
            FailureCode::StoreTooNew => self.pick("Dữ liệu do một bản Newsdesk mới hơn ghi. Hãy cài bản mới nhất.", "The data were written by a newer Newsdesk. Install the newest version."),
            FailureCode::StoreDamaged => self.pick("Tệp dữ liệu bị hỏng. Đừng xóa gì; hãy chép thư mục dữ liệu ra nơi khác rồi gọi người hỗ trợ.", "The data file is damaged. Delete nothing; copy the data folder elsewhere and call for support."),
            FailureCode::AlreadyOpen => self.pick("Một cửa sổ Newsdesk khác đang dùng thư mục này. Hãy dùng cửa sổ đó hoặc đóng nó lại.", "Another Newsdesk works in this folder. Use that window or close it."),
            FailureCode::NotAPhoto => self.pick("Tệp này không phải ảnh đọc được. Hãy chọn tệp JPEG hoặc PNG.", "This file is not a picture that can be read. Choose a JPEG or PNG file."),
            FailureCode::PhotoBroken => self.pick("Tệp ảnh bị hỏng hoặc thiếu phần cuối. Hãy chép lại từ thẻ nhớ hoặc điện thoại.", "The picture file is damaged or cut off. Copy it again from the card or phone."),
            FailureCode::PhotoTooLarge => self.pick("Ảnh quá lớn. Hãy thu nhỏ ảnh rồi thêm lại.", "The picture is too large. Make it smaller and add it again."),
            FailureCode::NotADocument(what) => self.unreadable(*what),
            FailureCode::DocumentUnsafe(danger) => self.unsafe_document(*danger),
            FailureCode::CannotWriteFile => self.pick("Không ghi được tệp vào chỗ đã chọn. Hãy chọn thư mục khác, hoặc kiểm tra ổ đĩa còn chỗ và cho phép ghi.", "The file could not be written there. Choose another folder, or check that the disk has room and may be written."),
            FailureCode::NoSite => self.pick("Chưa nối với trang mạng nào. Thư ký tòa soạn nối trang ở mục “Trang mạng”.", "No site is connected. The chief connects one under “Sites”."),
            FailureCode::Internal => self.pick("Newsdesk gặp lỗi. Những gì đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, đóng rồi mở lại chương trình.", "Newsdesk has a fault. What was saved is safe. Try again; if it persists, close the program and open it again."),
        };
        words.to_owned()
    }

    fn invalid(self, about: Option<Field>) -> &'static str {
        match about {
            Some(Field::Login) => self.pick(
                "Tên đăng nhập chỉ gồm chữ thường không dấu, số và dấu chấm.",
                "The login may hold lower-case letters, digits and dots only.",
            ),
            Some(Field::Password) => self.pick("Hãy nhập mật khẩu.", "Enter the password."),
            Some(Field::Name) => self.pick("Hãy nhập tên.", "Enter the name."),
            Some(Field::Address) => self
                .pick("Địa chỉ phải có dạng https://ten-trang.vn", "The address must look like https://site.example"),
            Some(Field::Body) => {
                self.pick("Chính văn có thứ không cất được.", "The text holds something that cannot be stored.")
            }
            None => self.pick("Có ô còn trống hoặc điền sai.", "A field is empty or wrong."),
        }
    }
}
