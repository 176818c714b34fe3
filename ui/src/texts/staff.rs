//! People of the newsroom.

use crate::texts::{Texts, phrases, words};
use newsroom::Role;

words! {
    staff_title: "Nhân sự", "Staff";
    staff_add: "Thêm người", "Add a person";
    staff_name: "Họ và tên", "Full name";
    staff_role: "Vai trò", "Role";
    staff_first_password: "Mật khẩu đầu tiên", "First password";
    staff_left: "Đã rời tòa soạn", "Has left";
    staff_leave: "Cho nghỉ", "Has left";
    staff_leave_sure: "Người này không đăng nhập được nữa. Bài đã viết, việc đã duyệt vẫn giữ tên; bài đang nhận biên tập trở lại “Chờ biên tập”. Có thể nhận lại bất cứ lúc nào.",
        "This person gets in no more. What they wrote and approved keeps their name; what they have in hand waits for an editor again. They can come back at any time.";
    staff_back: "Nhận lại", "Comes back";
    reassign_stories: "Giao bài…", "Give the stories…";
    stories_to: "Ai làm tiếp những bài này?", "Who goes on with these stories?";
    stories_to_nobody: "Để nguyên, giao sau", "Nobody yet: leave them where they are";
    taker_choose: "Chọn một người", "Choose somebody";
    reassign: "Giao bài cho người khác…", "Give the story to somebody else…";
    reassign_title: "Giao bài cho người khác", "Give the story to somebody else";
    reassign_to: "Ai làm tiếp bài này?", "Who goes on with it?";
    reassign_it: "Giao bài", "Give";
    reassign_sure: "Bài, bút danh và giai đoạn giữ nguyên; lịch sử vẫn ghi ai đã viết. Người nhận thấy bài trong “Của tôi”.",
        "Text, byline and stage stay as they are; the history keeps who wrote it. The new author finds it under “Mine”.";
    return_to_nobody: "Chưa chọn: để thư ký tòa soạn giao", "Nobody yet: the chief of desk gives it on";
    passed_on: "Đã giao cho người khác", "With somebody else now";
    given_badge: "Được giao", "Given";
    staff_new_password: "Đặt mật khẩu mới", "Give a new password";
    password_change: "Đổi mật khẩu", "Change the password";
    password_old: "Mật khẩu hiện nay", "Present password";
    password_new: "Mật khẩu mới", "New password";
    password_changed: "Đã đổi mật khẩu.", "The password is changed.";
    staff_add_it: "Thêm", "Add";
}

phrases! {
    staff_leave_title(name: &str): "{name} rời tòa soạn?", "Does {name} leave?";
    staff_password_title(name: &str): "Mật khẩu mới của {name}", "A new password for {name}";
    staff_role_of(name: &str): "Vai trò của {name}", "Role of {name}";
    staff_added(name: &str): "Đã thêm {name}.", "{name} was added.";
    staff_unfinished(count: &str): "{count} bài chưa xong", "{count} unfinished";
    staff_leave_stories(stories: &str): "Còn {stories} chưa xong: bản nháp, bài chờ biên tập, đã duyệt hoặc hẹn giờ.", "Not finished yet: {stories} (drafts, filed, approved or scheduled).";
    reassign_stories_title(name: &str): "Giao bài của {name}", "The stories of {name}";
    reassign_stories_sure(stories: &str, name: &str): "{stories} chưa xong của {name} được giao cho người khác. Bút danh và giai đoạn giữ nguyên; lịch sử vẫn ghi ai đã viết.",
        "What {name} has not finished ({stories}) goes to somebody else. Bylines and stages stay; the history keeps who wrote.";
    stories_given(stories: &str): "Đã giao {stories}.", "Given: {stories}.";
    stories_damaged(stories: &str, headlines: &str): "Chưa giao được {stories} bị hỏng trên đĩa{headlines}. Mọi bài khác đã xong. Hãy bấm “Lấy lại mục hỏng” ở Sao lưu rồi giao lại.",
        "Not handed over, as damaged on the disk: {stories}{headlines}. All else is done. Press “Get damaged entries back” under Copies, then give them again.";
    return_author_left(name: &str): "{name} đã rời tòa soạn, sẽ không ai nhận bài trả lại. Hãy giao luôn cho người làm tiếp; nếu không, bài nằm ở ngăn “Người viết đã rời” của thư ký tòa soạn.",
        "{name} has left the newsroom: nobody would get the story back. Give it to somebody who goes on with it; else it lies on the shelf “Author has left” of the chief of desk.";
    returned_to(name: &str): "Đã trả bài cho {name}.", "Returned to {name}.";
    author_left(name: &str): "{name} đã rời tòa soạn, bài chưa xong này cần người làm tiếp.", "{name} has left the newsroom; somebody has to go on with this unfinished story.";
    story_given(name: &str): "Đã giao bài cho {name}.", "The story is with {name} now.";
    reassigned_to(name: &str): "Giao bài cho {name}", "Given to {name}";
    given_to_you(count: &str): "Có {count} bài vừa được giao cho bạn, ở “Của tôi”.", "Stories that were given to you: {count}, under “Mine”.";
    passed_on_to(headline: &str, to: &str): "“{headline}” nay do {to} làm tiếp.", "{to} goes on with “{headline}” now.";
    passed_on_by(by: &str, time: &str): "{by} giao, {time}", "Given by {by}, {time}";
    given_by(by: &str, author: &str, from: &str, time: &str): "{by} giao bài này cho {author}, {time}; trước đó là bài của {from}.", "{by} gave this story to {author}, {time}; before, it was {from}’s.";
}

impl Texts {
    /// Stories that stay with who had them, as they are damaged.
    pub(crate) fn stories_left(self, headlines: &[String]) -> String {
        let known: Vec<String> =
            headlines.iter().filter(|words| !words.trim().is_empty()).map(|words| format!("“{words}”")).collect();
        let named = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
        self.stories_damaged(&self.stories_here(headlines.len()), &named)
    }

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
