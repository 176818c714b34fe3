//! First run and signing in.

use crate::texts::{phrases, words};

words! {
    welcome: "Chào mừng đến với Newsdesk", "Welcome to Newsdesk";
    welcome_more: "Bàn làm việc của tòa soạn: viết, biên tập, duyệt và đăng tin, có mạng hay không.",
        "The newsroom's desk: write, edit, approve and publish, with or without a network.";
    make_newsroom: "Tạo tòa soạn của bạn", "Make your newsroom";
    make_newsroom_more: "Bạn là thư ký tòa soạn. Phóng viên và biên tập viên thêm sau.",
        "You are the chief of desk. Reporters and editors come later.";
    make_it: "Tạo tòa soạn", "Make the newsroom";
    newsroom_name: "Tên tòa soạn", "Name of the newsroom";
    your_name: "Họ và tên của bạn", "Your full name";
    login: "Tên đăng nhập", "Login";
    login_hint: "Chữ thường không dấu, số, dấu chấm; ví dụ: lan.nguyen", "Lower-case letters, digits, dots; for example lan.nguyen";
    password: "Mật khẩu", "Password";
    password_hint: "Ít nhất 8 ký tự", "At least 8 characters";
    or: "hoặc", "or";
    try_ready: "Dùng thử tòa soạn mẫu", "Try the ready newsroom";
    try_ready_more: "Có sẵn phóng viên, biên tập viên, thư ký tòa soạn, bài vở của mấy ngày qua và một trang tin chạy ngay trên máy này.",
        "With a reporter, an editor, a chief of desk, stories of some days and a city site that runs on this computer.";
    preparing_ready: "Đang chuẩn bị tòa soạn mẫu…", "Preparing the ready newsroom…";
    sign_in: "Đăng nhập", "Sign in";
    sign_out: "Đăng xuất", "Sign out";
    signed_in_as: "Đang đăng nhập", "Signed in";
    trial_staff: "Vào ngay bằng một người của tòa soạn mẫu", "Enter as one of the trial staff";
    or_type: "Nhập tên và mật khẩu", "Type login and password";
}

phrases! {
    opening_folded(done: &str, total: &str): "Đang sắp lại {done}/{total} bài để tìm kiếm", "Putting stories in order for searching: {done} of {total}";
    kept_in(folder: &str): "Mọi thứ được giữ trong thư mục {folder}", "Everything is kept in the folder {folder}";
    version(number: &str): "Phiên bản {number}", "Version {number}";
}
