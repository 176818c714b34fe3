//! Connected sites.

use crate::texts::{Texts, phrases, words};
use newsroom::transmission::Trouble;

words! {
    sites_title: "Trang mạng", "Sites";
    sites_empty: "Chưa nối với trang nào. Điền địa chỉ và mật khẩu ứng dụng để nối.", "No site is connected. Enter its address and application password.";
    site_add: "Nối một trang", "Connect a site";
    site_add_more: "Newsdesk gửi bài qua giao diện REST của WordPress. Mật khẩu chỉ được giữ trong phiên này hoặc trong kho khóa của máy, không bao giờ nằm trong tệp.",
        "Newsdesk sends stories by the REST interface of WordPress. The password is held in this session or in the computer's keyring, never in a file.";
    site_address: "Địa chỉ trang", "Address of the site";
    site_address_hint: "Ví dụ: https://mongcai.gov.vn", "For example https://mongcai.gov.vn";
    site_login: "Tài khoản trên trang", "Account on the site";
    site_password: "Mật khẩu ứng dụng", "Application password";
    site_password_hint: "Tạo trên trang: Hồ sơ → Mật khẩu ứng dụng", "Made on the site: Profile → Application passwords";
    site_connect: "Nối", "Connect";
    site_connecting: "Đang hỏi trang…", "Asking the site…";
    site_ready: "Sẵn sàng", "Ready";
    site_needs_password: "Cần mật khẩu", "Needs a password";
    site_bundled: "Chạy trong máy này", "Runs on this computer";
    site_give_password: "Nhập mật khẩu", "Enter the password";
    site_open: "Mở trang chủ", "Open the front page";
}

phrases! {
    site_connected(name: &str): "Đã nối với {name}.", "Connected with {name}.";
    site_account(login: &str): "Tài khoản: {login}", "Account: {login}";
}

impl Texts {
    /// What helps when a site cannot be connected.
    pub(crate) fn connect_advice(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Offline => self.pick(
                "Kiểm tra mạng và địa chỉ; nếu đúng cả hai, trang có thể đang tắt: hãy thử lại sau.",
                "Check the network and the address; if both are right, the site may be down: try again later.",
            ),
            Trouble::NotWordPress => self.pick(
                "Kiểm tra lại địa chỉ: phải là trang chủ của trang tin.",
                "Check the address: it must be the front page of the news site.",
            ),
            Trouble::Login => self.pick(
                "Kiểm tra tên tài khoản; mật khẩu ứng dụng khác với mật khẩu đăng nhập thường ngày.",
                "Check the account; an application password is not the everyday password.",
            ),
            Trouble::NotAllowed => self.pick(
                "Tài khoản cần quyền biên tập viên trên trang.",
                "The account needs the editor role on the site.",
            ),
            other => self.trouble_advice(other),
        }
    }
}
