//! Moves from stage to stage, their dialogues, and why one is refused.

use crate::texts::{Texts, phrases, words};
use newsroom::{Move, Refusal};

words! {
    moves: "Việc tiếp theo", "What comes next";
    reason: "Lý do", "Reason";
    reason_needed: "Hãy ghi lý do: người nhận cần biết vì sao.", "Please give a reason: somebody will need to know why.";
    return_title: "Trả bài cho phóng viên", "Return the story to the reporter";
    return_hint: "Cần sửa gì, bổ sung gì? Phóng viên sẽ đọc đúng những dòng này.", "What should change? The reporter reads exactly these lines.";
    return_title_left: "Trả bài", "Return the story";
    return_hint_left: "Cần sửa gì, bổ sung gì? Người làm tiếp sẽ đọc đúng những dòng này.", "What should change? Whoever goes on reads exactly these lines.";
    returned_to_nobody: "Đã trả bài. Bài chờ thư ký tòa soạn giao, ở ngăn “Người viết đã rời”.", "Returned. It waits for the chief of desk to give it on, under “Author has left”.";
    withdraw_title: "Gỡ bài khỏi trang", "Take the story off the site";
    withdraw_hint: "Bạn đọc sẽ không thấy bài nữa. Bài, và bản đang viết nếu có, vẫn được giữ ở đây.", "Readers will no longer see it. The story, and what is being written of it, stays here.";
    spike_title: "Bỏ bài", "Spike the story";
    spike_hint: "Bài vào ngăn “Đã bỏ” và vẫn lấy lại được.", "The story goes to the shelf “Spiked” and can be taken out again.";
    force_title: "Tự duyệt bài của mình", "Approve your own story";
    force_hint: "Theo quy tắc hai người, người khác phải duyệt. Thư ký tòa soạn được tự duyệt khi có lý do; lý do được giữ lại trong nhật ký.",
        "Four eyes: somebody else should approve. The chief may approve alone with a reason, which stays in the history for ever.";
    spike_sure: "Chữ và ảnh đã có vẫn được giữ; bài vào ngăn “Đã bỏ” và lấy lại được.", "Words and photos are kept; the story goes to the shelf “Spiked” and can be taken out again.";
    abandon_title: "Bỏ bản cập nhật", "Give up the update";
    abandon_sure: "Bài trở lại đúng như bạn đọc đang thấy. Bản cập nhật được giữ trong các phiên bản của bài.", "The story is again what readers have. The update is kept among the story's versions.";
    approve_title: "Duyệt đúng nội dung này?", "Approve exactly this?";
    publish_title: "Đăng lên trang?", "Publish?";
    outgoing_now: "Ngay bây giờ", "Now";
    outgoing_hour: "Giờ lên trang", "Goes online";
    outgoing_photos: "Ảnh", "Photos";
    outgoing_no_photos: "Không có ảnh", "None";
    outgoing_no_section: "Chưa chọn chuyên mục", "No section chosen";
    outgoing_banner_on: "Đứng đầu trang chủ", "On top of the front page";
    outgoing_banner_off: "Không", "No";
    outgoing_open: "Còn để ngỏ", "Still open";
    outgoing_nothing_open: "Không còn gì", "Nothing";
    outgoing_after_approval: "Khi có người bấm “Đăng” hoặc “Hẹn giờ”", "When somebody presses “Publish” or “Schedule”";
    outgoing_site: "Trang", "Site";
    outgoing_key: "Enter để xác nhận", "Enter confirms";
    refused_live: "Bạn đọc đang thấy bài này: hãy bỏ bản cập nhật, hoặc gỡ bài khỏi trang trước.", "Readers have this story: give up the update, or take it off the site first.";
    refused_not_live: "Trang không còn hiện bài này.", "The site does not show this story.";
    spike_undo: "Hoàn tác", "Undo";
    schedule_title: "Hẹn giờ lên trang", "Schedule";
    schedule_time: "Ngày và giờ (giờ Việt Nam, GMT+7)", "Date and hour (Vietnam time, GMT+7)";
    schedule_hint: "Trang mạng tự đăng đúng giờ; sau khi gửi xong có thể tắt máy.", "The site publishes by itself; once it is sent you may close the laptop.";
    schedule_hint_bundled: "Trang mẫu chạy trong Newsdesk: bài hiện đúng giờ khi Newsdesk đang mở, nếu không thì khi mở lại. Trang mạng thật tự đăng, có thể tắt máy.",
        "The sample site runs inside Newsdesk: the story appears at its hour while Newsdesk is open, else when it is opened again. A real site publishes by itself, with the laptop closed.";
    in_half_an_hour: "Sau 30 phút", "In 30 minutes";
    today_17: "17:00 hôm nay", "17:00 today";
    tomorrow_6: "6:00 sáng mai", "6:00 tomorrow";
    no_such_time: "Chưa có ngày giờ hợp lệ.", "No valid date and hour yet.";
    too_near: "Giờ này đã qua hoặc quá gần: hãy chọn muộn hơn ít nhất 2 phút, hoặc bấm “Đăng”.",
        "This hour is past or too near: choose at least 2 minutes later, or press “Publish”.";
}

phrases! {
    chosen_time(time: &str): "{time}, giờ Việt Nam (GMT+7)", "{time}, Vietnam time (GMT+7)";
    refused_lacks(what: &str): "Còn thiếu: {what}", "Still missing: {what}";
    outgoing_replaces(number: u32, time: &str): "Thay bản số {number} mà bạn đọc thấy từ {time}", "Replaces version {number}, which readers have since {time}";
    outgoing_remarks(count: &str): "{count} nhận xét chưa xử lý", "Remarks not settled: {count}";
    outgoing_banner_until(time: &str): "Đứng đầu trang chủ đến {time}", "On top of the front page until {time}";
    outgoing_photo_count(count: &str): "{count} ảnh", "{count}";
    live_since(number: u32, time: &str): "Bạn đọc đang thấy bản số {number}, từ {time}.", "Readers have version {number}, since {time}.";
    withdrawn_since(time: &str): "Trang không hiện bài này từ {time}.", "The site has not shown this story since {time}.";
    unseen_since(time: &str): "Trang có thể đang hiện bài này: đã gửi lúc {time} và chưa kiểm tra lại được.", "The site may show this story: it was told at {time}, and nobody has looked since.";
    refused_claimed(name: &str): "{name} đang biên tập bài này.", "{name} is editing this story.";
}

impl Texts {
    /// The word on a move's button. `again` is true for a story that readers already have.
    pub(crate) fn move_name(self, what: Move, again: bool) -> &'static str {
        match what {
            Move::File => self.pick("Gửi duyệt", "File"),
            Move::Recall => self.pick("Rút lại", "Recall"),
            Move::Claim => self.pick("Nhận biên tập", "Claim"),
            Move::Release => self.pick("Bỏ nhận", "Put back"),
            Move::Return => self.pick("Trả lại", "Return"),
            Move::Approve => self.pick("Duyệt", "Approve"),
            Move::Reopen => self.pick("Mở lại", "Reopen"),
            Move::Publish if again => self.pick("Đăng lại", "Publish again"),
            Move::Publish => self.pick("Đăng", "Publish"),
            Move::Schedule if again => self.pick("Đổi giờ", "Change the hour"),
            Move::Schedule => self.pick("Hẹn giờ", "Schedule"),
            Move::Unschedule => self.pick("Bỏ hẹn giờ", "Unschedule"),
            Move::ConfirmOnline => self.pick("Đã thấy trên trang", "Seen online"),
            Move::Revise => self.pick("Cập nhật", "Update"),
            Move::Abandon => self.pick("Bỏ bản cập nhật", "Give up the update"),
            Move::Withdraw => self.pick("Gỡ bài", "Withdraw"),
            Move::Spike => self.pick("Bỏ bài", "Spike"),
            Move::Restore => self.pick("Lấy lại", "Restore"),
        }
    }

    /// What a move did, for the message after it.
    pub(crate) fn move_done(self, what: Move) -> &'static str {
        match what {
            Move::File => self.pick(
                "Đã gửi duyệt. Biên tập viên sẽ thấy bài ở ngăn “Chờ biên tập”.",
                "Filed. Editors see it under “Waiting for edit”.",
            ),
            Move::Recall => self.pick("Đã rút bài về bản nháp.", "Recalled; it is a draft again."),
            Move::Claim => self.pick("Bạn đang biên tập bài này.", "You are editing this story."),
            Move::Release => {
                self.pick("Đã bỏ nhận; biên tập viên khác có thể nhận bài.", "Put back; another editor may claim it.")
            }
            Move::Return => self.pick("Đã trả bài cho phóng viên.", "Returned to the reporter."),
            Move::Approve => self.pick("Đã duyệt. Bài sẵn sàng để đăng.", "Approved. It can be published."),
            Move::Reopen => self.pick("Đã mở lại; bài cần được duyệt lần nữa.", "Reopened; it needs a new approval."),
            Move::Publish => self.pick("Đang gửi bài lên trang.", "The story is on its way to the site."),
            Move::Schedule => self.pick(
                "Đã hẹn giờ. Bài đang được gửi trước cho trang.",
                "Scheduled. The story is handed to the site ahead of time.",
            ),
            Move::Unschedule => self.pick("Đã bỏ hẹn giờ.", "Unscheduled."),
            Move::ConfirmOnline => self.pick("Đã thấy bài trên trang.", "Seen online."),
            Move::Revise => self.pick("Bạn đang viết bản mới của bài.", "You are writing the next version."),
            Move::Abandon => self.pick(
                "Đã bỏ bản cập nhật; nó được giữ trong các phiên bản của bài.",
                "The update is given up; it is kept among the story's versions.",
            ),
            Move::Withdraw => self.pick("Đang gỡ bài khỏi trang.", "The story is being taken off the site."),
            Move::Spike => {
                self.pick("Đã bỏ bài. Có thể lấy lại ở ngăn “Đã bỏ”.", "Spiked. It can be taken out of “Spiked”.")
            }
            Move::Restore => self.pick("Đã lấy lại bài.", "Restored."),
        }
    }

    /// Why a move is refused, in words that say what helps. `claimed_by` names who has the story.
    pub(crate) fn refusal(self, refusal: &Refusal, claimed_by: Option<&str>) -> String {
        let words = match refusal {
            Refusal::Lacks(lacks) => {
                let mut names: Vec<String> = lacks.iter().map(|lack| self.lack(*lack, None).to_lowercase()).collect();
                names.dedup();
                return self.refused_lacks(&names.join(", "));
            }
            Refusal::ClaimedBy(_) => {
                return match claimed_by {
                    Some(name) => self.refused_claimed(name),
                    None => self
                        .pick("Biên tập viên khác đang biên tập bài này.", "Another editor has this story.")
                        .to_owned(),
                };
            }
            Refusal::NotFromHere => self.pick(
                "Bài không còn ở bước này. Hãy mở lại bài để thấy tình trạng mới.",
                "The story is no longer at this stage. Open it again to see where it stands.",
            ),
            Refusal::Role => self.pick("Vai trò của bạn không làm được việc này.", "Your role does not allow this."),
            Refusal::NotAuthor => self.pick("Chỉ tác giả làm được việc này.", "Only the author may do this."),
            Refusal::OwnStory => self.pick(
                "Không ai tự duyệt bài của mình: cần một biên tập viên khác.",
                "Nobody approves his own story: another editor has to.",
            ),
            Refusal::ToOneself => self.pick(
                "Biên tập viên không tự nhận bài của người khác về mình: hãy chọn người khác, hoặc nhờ thư ký tòa soạn giao.",
                "Editors do not give a story to themselves: choose somebody else, or ask the chief of desk.",
            ),
            Refusal::ReasonMissing => self.reason_needed(),
            Refusal::NotApproved => self.pick(
                "Nội dung này chưa được duyệt. Hãy mở lại rồi duyệt.",
                "This content is not approved. Reopen it and approve it.",
            ),
            Refusal::Live => self.refused_live(),
            Refusal::NotLive => self.refused_not_live(),
            Refusal::HourMissing => self.no_such_time(),
            Refusal::HourTooNear => self.too_near(),
            Refusal::Sending => {
                self.pick("Bài đang được gửi; hãy đợi gửi xong.", "The story is being sent; wait until that is done.")
            }
        };
        words.to_owned()
    }
}
