//! Connected sites.

use crate::texts::{Texts, phrases, words};
use contract::sites::Ability;
use newsroom::Trouble;

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
    site_change: "Đổi địa chỉ, mật khẩu", "Change address or password";
    site_open: "Mở trang chủ", "Open the front page";
    site_main: "Trang chính", "Main site";
    site_make_main: "Dùng làm trang chính", "Make it the main site";
    site_paused: "Đang tạm giữ", "Held back";
    site_pause: "Tạm giữ", "Hold back";
    site_resume: "Gửi tiếp", "Let go on";
    site_forget: "Quên mật khẩu", "Forget the password";
    site_remembered: "Mật khẩu trong kho khóa", "Password in the keyring";
    site_remember: "Nhớ mật khẩu trong kho khóa của máy", "Keep the password in the computer's keyring";
    site_probe: "Hỏi thử trang", "Ask the site";
    site_way: "Mạng riêng: proxy, chứng chỉ", "Own network: proxy, certificates";
    site_proxy: "Proxy", "Proxy";
    site_proxy_hint: "Ví dụ: http://proxy.ubnd:3128", "For example http://proxy.office:3128";
    site_proxy_password: "Mật khẩu của proxy, nếu có", "Password of the proxy, if there is one";
    site_proxy_password_hint: "Để trống nếu Newsdesk đã biết; tên đứng trước @ trong địa chỉ", "Empty if Newsdesk knows it; the name stands before @ in the address";
    site_elsewhere: "Mật khẩu sẽ đi tới đâu?", "Where will the password go?";
    site_elsewhere_beside: "Nối thêm thành trang riêng", "Connect it as another site";
    site_authority: "Chứng chỉ nội bộ (PEM)", "Own authority's certificates (PEM)";
    site_plain: "Cho phép http không mã hóa: người khác trên mạng đọc được mật khẩu", "Allow plain http: others on the network can read the password";
    site_no_passwords: "Trang này tắt mật khẩu ứng dụng; quản trị trang phải bật.", "This site has application passwords switched off; who runs it must switch them on.";
    site_open_way: "Đường tới trang không được mã hóa.", "The way to the site is not encrypted.";
    site_account_title: "Quyền và chuyên mục", "Rights and sections";
    site_section_same: "Cùng tên", "Same name";
    site_section_create: "Tạo trên trang", "Make it on the site";
    archive: "Kho bài đã đăng", "Archive";
    archive_hint: "Tìm trong bài đã đăng, có dấu hay không dấu", "Search what was published, with or without marks";
    archive_empty: "Không có bài nào.", "No stories.";
    archive_update: "Cập nhật kho", "Update";
    archive_full: "kho đã đầy, không lấy thêm", "the archive is full, nothing more is taken in";
    archive_running: "Đang cập nhật…", "Updating…";
    related: "Tin liên quan", "Related stories";
    related_add: "Thêm", "Add";
    related_remove: "Bỏ", "Remove";
    alike: "Có thể trùng với bài đã đăng", "May be the same as";
    slug: "Địa chỉ bài trên trang", "Address on the site";
    slug_hint: "Tự đặt theo tít", "Made from the headline";
    correction: "Đính chính (bạn đọc thấy trên đầu bài)", "Correction (readers see it above the text)";
    correction_hint: "Để trống nếu không có", "Empty if there is none";
    banner_until: "Banner đến", "Banner until";
}

phrases! {
    namesake(headline: &str):
        "Địa chỉ này đã có bài “{headline}”: trang sẽ thêm số vào cuối địa chỉ. Hãy đổi tít hoặc đặt địa chỉ khác trước khi đăng.",
        "“{headline}” has this address: the site would add a number to it. Change the headline or choose another address before you publish.";
    site_connected(name: &str): "Đã nối với {name}.", "Connected with {name}.";
    site_account(login: &str): "Tài khoản: {login}", "Account: {login}";
    site_found(name: &str, zone: &str): "Thấy “{name}”, múi giờ {zone}.", "Found “{name}”, time zone {zone}.";
    site_moves(from: &str, to: &str): "Trang đang nối ở {from}. Từ nay bài, ảnh và mật khẩu sẽ gửi tới {to} thay cho địa chỉ đó.", "The site is connected at {from}. From now on stories, photos and the password would go to {to} instead.";
    site_led(from: &str, to: &str): "Bạn gõ {from}, nhưng địa chỉ đó dẫn sang {to}.", "You typed {from}, but that address leads to {to}.";
    site_calls_itself(home: &str, to: &str): "Trang trả lời ở {to} nhưng tự xưng là {home}. Một bản chép để thử, hay một trang giả, cũng tự xưng như vậy.", "The site answers at {to} but calls itself {home}. A copy made for trying out, or a false site, calls itself so, too.";
    site_agree_more(to: &str): "Chưa có mật khẩu nào được gửi đi. Chỉ đồng ý nếu {to} đúng là trang của tòa soạn.", "No password was sent yet. Agree only if {to} is a site of this newsroom.";
    site_agree(to: &str): "Gửi mật khẩu tới {to}", "Send the password to {to}";
    site_skew(seconds: i64): "Đồng hồ của trang lệch {seconds} giây so với máy này.", "The site's clock differs from this computer's by {seconds} seconds.";
    archive_count(here: u64, there: u64): "{here}/{there} bài", "{here} of {there} stories";
    alike_percent(percent: u8): "giống {percent}%", "{percent}% alike";
}

impl Texts {
    /// What an account may do.
    pub(crate) fn ability(self, ability: Ability) -> &'static str {
        match ability {
            Ability::Publish => self.pick("đăng và hẹn giờ", "publish"),
            Ability::Upload => self.pick("tải ảnh", "upload photos"),
            Ability::EditOthers => self.pick("sửa bài người khác", "change others' stories"),
            Ability::Banner => self.pick("đặt banner", "set the banner"),
            Ability::MakeSections => self.pick("tạo chuyên mục", "make sections"),
        }
    }

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
