//! People of the newsroom.

use crate::texts::{Texts, phrases, words};
use newsroom::Role;

words! {
    staff_title: "Nhân sự", "Staff";
    staff_add: "Thêm người", "Add a person";
    staff_name: "Họ và tên", "Full name";
    staff_role: "Vai trò", "Role";
    staff_first_password: "Mật khẩu đầu tiên", "First password";
    staff_add_it: "Thêm", "Add";
}

phrases! {
    staff_added(name: &str): "Đã thêm {name}.", "{name} was added.";
}

impl Texts {
    /// The name of a role.
    pub(crate) fn role(self, role: Role) -> &'static str {
        match role {
            Role::Reporter => self.pick("Phóng viên", "Reporter"),
            Role::Editor => self.pick("Biên tập viên", "Editor"),
            Role::Chief => self.pick("Thư ký tòa soạn", "Chief of desk"),
        }
    }

    /// What a role does, in a line.
    pub(crate) fn role_more(self, role: Role) -> &'static str {
        match role {
            Role::Reporter => self.pick("Viết bài, thêm ảnh, gửi duyệt", "Writes, adds photos, files"),
            Role::Editor => self.pick("Biên tập, trả lại, duyệt, đăng", "Edits, returns, approves, publishes"),
            Role::Chief => self.pick("Mọi việc, và nhân sự, trang mạng", "Everything, and staff and sites"),
        }
    }
}
