//! Sending to the site: steps, waiting, troubles.

use crate::texts::{Texts, phrases, words};
use contract::Work;
use newsroom::{Delivery, Difference, LetterPlace, Notice, Step, Trouble};

words! {
    progress: "Tiến trình gửi bài", "Sending";
    outbox_title: "Hộp gửi", "Outbox";
    outbox_empty: "Không có bài nào đang gửi. Bấm “Đăng” hoặc “Hẹn giờ” ở một bài đã duyệt.",
        "Nothing is being sent. Press “Publish” or “Schedule” in an approved story.";
    retry_now: "Gửi lại ngay", "Send again now";
    cancel_sending: "Bỏ khỏi hộp gửi", "Take out of the outbox";
    sending_cancelled: "Đã bỏ khỏi hộp gửi; những gì đã lên trang vẫn còn đó.", "Taken out of the outbox; what stands on the site stays there.";
    open_page: "Mở trang", "Open the page";
    open_story: "Mở bài", "Open the story";
    online: "Bài đã có trên trang.", "The story is online.";
    held: "Trang không còn hiện bài.", "The site no longer shows the story.";
    other_version_online: "Đã gửi xong; nay bạn đọc thấy bản khác.", "Sent; readers have another version now.";
    taken_off_since: "Đã gửi xong; nay trang không hiện bài.", "Sent; the site does not show the story now.";
    not_looked_at_since: "Đã gửi xong; sau đó trang có thể đã đổi mà chưa kiểm tra lại được.",
        "Sent; the site may have changed since, and nobody has looked.";
    handed_over: "Trang đã nhận bài và sẽ tự đăng đúng giờ.", "The site has the story and will publish it by itself.";
    in_queue: "Đang chờ đến lượt", "Waiting its turn";
    state_done: "Xong", "done";
    state_current: "đang làm", "under way";
    state_ahead: "chưa tới", "to come";
    state_stopped: "đang dừng", "stopped";
    delivery_now: "Đăng ngay", "Publish now";
    delivery_hold: "Gỡ khỏi trang", "Take off the site";
    paused: "Đang tạm giữ", "Held back";
    site_is_paused: "Trang này đang được tạm giữ: không gửi gì lên đó.", "Everything for this site is held back.";
    pause: "Tạm giữ", "Hold back";
    resume_sending: "Gửi tiếp", "Let it go on";
    send_letters_as_entities: "Gửi các chữ này dạng mã", "Send these letters as entities";
    find_refused_words: "Tìm chữ bị chặn", "Find the refused words";
    words_not_refused: "Chữ trong bài không phải nguyên nhân: tường lửa cho tất cả đi qua.", "It is not the words: the firewall lets all of them through.";
    letters_not_held: "Trang không cất được:", "The site cannot hold:";
    accept_as_it_stands: "Chấp nhận như trang đang có", "Accept as the site has it";
    send_first: "Gửi trước tiên", "Send first";
    compare_with_site: "So sánh và chọn…", "Compare and choose…";
    receipt: "Biên nhận", "Receipt";
    line_title: "Đường truyền", "The line";
    text_first: "Gửi chữ trước, ảnh sau", "Texts first, photos later";
    text_first_hint: "Dùng khi chạy mạng di động: bài lên trang ngay, ảnh theo sau trong hạn mức.", "For mobile data: the text is online at once, photos follow within the budget.";
    budget: "Hạn mức ảnh mỗi ngày (MB)", "Photos a day (MB)";
    budget_chief: "Thư ký tòa soạn quyết định mục này.", "The chief of desk decides on this.";
    editors_send: "Biên tập viên điều khiển việc gửi bài.", "Editors run the sending.";
    budget_hint: "Để trống: không giới hạn", "Empty: no limit";
    conflict_title: "Bài đã bị sửa trên trang", "The story was changed on the site";
    conflict_more: "Từ lần gửi trước, có người đã sửa bài ngay trên trang. Chọn giữ bản nào cho từng đoạn. Nếu giữ tất cả của tòa soạn, bản trên trang được thay; nếu lấy gì từ trang, bài về tay bạn để duyệt lại. Cả hai bản đều được giữ trong lịch sử.",
        "Since it was last sent, somebody changed the story on the site itself. Choose for each paragraph. If you keep all of the newsroom's, the site's copy is replaced; if you take anything from the site, the story comes into your hands to be approved again. Both versions are kept.";
    ours: "Của tòa soạn", "The newsroom's";
    theirs: "Trên trang", "On the site";
    all_ours: "Giữ tất cả của tòa soạn", "Keep all of the newsroom's";
    all_theirs: "Lấy tất cả từ trang", "Take all from the site";
    settle: "Dùng lựa chọn này", "Use these choices";
    nothing_there: "(không có)", "(nothing)";
    lost_there: "Không lấy được từ trang:", "Cannot be taken from the site:";
    changed_there: "Đã đổi trên trang:", "Changed on the site:";
    differs_there: "Khác ở:", "It differs in:";
    other_changes: "Trên trang còn đổi:", "Also changed on the site:";
    site_copy_replaced: "Bản trên trang sẽ được thay bằng bản của tòa soạn.", "The site's copy will be replaced by the newsroom's.";
    taken: "Đã nhận bản đã chọn. Hãy đọc lại và duyệt.", "The chosen text is yours now. Read it and approve it again.";
}

phrases! {
    delivery_at(time: &str): "Hẹn {time}", "At {time}";
    photos_sent(done: u32, total: u32): "Tải ảnh {done}/{total}", "Photos {done}/{total}";
    megabytes_of(done: &str, total: &str): "{done}/{total} MB", "{done} of {total} MB";
    spent_today(mb: &str): "Hôm nay đã gửi {mb} MB ảnh.", "{mb} MB of photos sent today.";
    waits(why: &str, time: &str): "{why}, sẽ tự gửi lại lúc {time}", "{why}; goes on by itself at {time}";
    stopped_because(why: &str): "Đang dừng: {why}", "Stopped: {why}";
    awaits_hour(time: &str): "Chờ đến {time}", "Waiting for {time}";
    step_under_way(step: &str): "{step}…", "{step}…";
    sending_to(site: &str): "Đang gửi lên {site}. Có thể làm việc khác.", "Sending to {site}. You may go on with other work.";
    to_site(site: &str): "Trang: {site}", "Site: {site}";
    words_refused(words: &str): "Tường lửa chặn ở: “{words}”", "The firewall refuses: “{words}”";
    letter_in(letter: char, place: &str): "“{letter}” ở {place}", "“{letter}” in {place}";
    block_number(number: u32): "đoạn {number} của chính văn", "block {number} of the text";
    late_story(headline: &str, time: &str): "“{headline}” hẹn {time}: đã quá giờ mà chưa thấy bài trên trang.", "“{headline}” was due at {time} and has not been seen online.";
    late_because(late: &str, why: &str): "{late}. {why}", "{late}. {why}";
    site_says(words: &str): "Trang trả lời: {words}", "The site says: {words}";
}

impl Texts {
    /// The name of a step.
    pub(crate) fn step(self, step: Step) -> &'static str {
        match step {
            Step::LookUp => self.pick("Tra cứu", "Look up"),
            Step::Photos => self.pick("Tải ảnh", "Photos"),
            Step::Create => self.pick("Tạo bài", "Create"),
            Step::Update => self.pick("Cập nhật", "Update"),
            Step::Verify => self.pick("Kiểm tra lại", "Verify"),
            Step::AwaitHour => self.pick("Chờ giờ", "Await the hour"),
            Step::Done => self.pick("Xong", "Done"),
        }
    }

    /// What is to happen on the site.
    pub(crate) fn delivery(self, delivery: Delivery) -> String {
        match delivery {
            Delivery::Now => self.delivery_now().to_owned(),
            Delivery::At(at) => self.delivery_at(&self.full_moment(at)),
            Delivery::Hold => self.delivery_hold().to_owned(),
        }
    }

    /// A trouble in a few words.
    pub(crate) fn trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Offline => self.pick("Chờ mạng", "Waiting for the network"),
            Trouble::Dns => self.pick("Không tìm thấy tên trang trên mạng", "The site's name is not found"),
            Trouble::CaptivePortal => self.pick("Mạng này đòi đăng nhập trước", "This network wants a sign-in first"),
            Trouble::Timeout => self.pick("Trang trả lời quá chậm", "The site answers too slowly"),
            Trouble::LostAnswer => self
                .pick("Mất câu trả lời; đang xem trang đã nhận chưa", "An answer was lost; looking whether it arrived"),
            Trouble::Tls => self.pick("Không lập được kết nối an toàn", "No secure connection"),
            Trouble::TlsExpired => self.pick("Chứng chỉ của trang đã hết hạn", "The site's certificate has expired"),
            Trouble::TlsUnknownAuthority => {
                self.pick("Chứng chỉ của trang do nơi lạ cấp", "The site's certificate is from an unknown authority")
            }
            Trouble::TlsWrongName => {
                self.pick("Chứng chỉ của trang dành cho tên khác", "The site's certificate is for another name")
            }
            Trouble::WrongClock => self.pick("Đồng hồ của máy này sai", "This computer's clock is wrong"),
            Trouble::NoCredentials => self
                .pick("Chưa có mật khẩu của trang trong phiên này", "The site's password is not known in this session"),
            Trouble::Login => self.pick(
                "Trang không nhận tên hoặc mật khẩu ứng dụng",
                "The site does not accept the login or application password",
            ),
            Trouble::LoginTakenAway => self.pick(
                "Máy chủ của trang bỏ mất phần đăng nhập trong yêu cầu",
                "The site's server takes the login out of requests",
            ),
            Trouble::PasswordRevoked => {
                self.pick("Mật khẩu ứng dụng đã bị thu hồi hoặc đổi", "The application password was revoked or changed")
            }
            Trouble::Firewall => self.pick("Tường lửa trước trang chặn lại", "A firewall before the site refuses it"),
            Trouble::RateLimited => self.pick("Trang nhận quá nhiều yêu cầu và xin đợi", "The site asks to slow down"),
            Trouble::Maintenance => self.pick("Trang đang bảo trì", "The site is under maintenance"),
            Trouble::SiteDisk => self.pick("Trang không cất được tệp", "The site cannot store files"),
            Trouble::RemovedOnSite => self.pick("Bài đã bị xóa trên trang", "The story was removed on the site"),
            Trouble::Budget => self.pick("Hết hạn mức ảnh hôm nay", "Today's budget for photos is used up"),
            Trouble::NotAllowed => {
                self.pick("Tài khoản trên trang không có quyền làm việc này", "The account may not do this on the site")
            }
            Trouble::TooLarge => self.pick("Trang không nhận tệp lớn như vậy", "The site refuses so large a file"),
            Trouble::Busy => self.pick("Trang đang bận và xin đợi", "The site is busy and asks to wait"),
            Trouble::Server => self.pick("Máy chủ của trang đang lỗi", "The site has a fault of its own"),
            Trouble::NotWordPress => {
                self.pick("Địa chỉ này không phải trang WordPress", "What answers there is not a WordPress site")
            }
            Trouble::Letters => self.pick(
                "Cơ sở dữ liệu của trang không cất được một số chữ trong bài",
                "The site's database cannot hold some letters of the story",
            ),
            Trouble::Rejected => self.pick("Trang từ chối nội dung", "The site refuses the content"),
            Trouble::ChangedOnSite => self.pick("Bài đã bị sửa trên trang", "The story was changed on the site"),
            Trouble::Mismatch => {
                self.pick("Bài trên trang không giống bài đã gửi", "What stands on the site is not what was sent")
            }
            Trouble::LookingAgain => self.pick(
                "Trang chưa hiện đúng như đã gửi; đang xem lại",
                "The site does not show it right yet; looking again",
            ),
            Trouble::Late => self.pick(
                "Đã quá giờ mà chưa thấy bài trên trang",
                "The hour has passed and the story has not been seen online",
            ),
            Trouble::Local => self.pick("Máy này gặp lỗi khi đọc hoặc ghi", "This computer failed to read or write"),
            Trouble::Defect => {
                self.pick("Newsdesk gặp lỗi của chính nó ở bài này", "Newsdesk met a fault of its own at this story")
            }
            Trouble::WentBack => self.pick(
                "Tạm giữ vì tòa soạn đã trở lại bản cũ hơn",
                "Held back: the newsroom went back to an earlier state",
            ),
        }
    }

    /// That work beside the window broke off.
    pub(crate) fn defect(self, work: Work) -> &'static str {
        match work {
            Work::Transmitter => self.pick(
                "Newsdesk gặp lỗi của chính nó khi gửi bài, và tự thử lại sau nửa phút. Chữ đã lưu không mất.",
                "Newsdesk met a fault of its own while sending and tries again in half a minute. Nothing saved is lost.",
            ),
            Work::Archivist => self.pick(
                "Newsdesk gặp lỗi của chính nó khi sao kho bài; kho giữ như cũ và được sao lại sau.",
                "Newsdesk met a fault of its own while it updated the archive, which stays as it is until the next time.",
            ),
            Work::BundledSite => self.pick(
                "Trang kèm theo gặp lỗi và không chạy. Mở lại Newsdesk để chạy trang.",
                "The bundled site met a fault and does not run. Open Newsdesk again to run it.",
            ),
            Work::Keeper => self.pick(
                "Newsdesk gặp lỗi của chính nó khi sao lưu, và tự thử lại sau nửa phút. Chữ đã lưu không mất.",
                "Newsdesk met a fault of its own while it made a copy and tries again in half a minute. Nothing saved is lost.",
            ),
        }
    }

    /// What helps against a trouble.
    pub(crate) fn trouble_advice(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Offline => self.pick(
                "Cứ làm việc tiếp. Bài nằm trong hộp gửi và tự đi khi có mạng.",
                "Go on working. The story waits in the outbox and leaves when there is a network.",
            ),
            Trouble::Dns => self.pick(
                "Xem lại địa chỉ trang và mạng. Có mạng lại, bài tự đi.",
                "Check the site's address and the network. The story leaves by itself.",
            ),
            Trouble::CaptivePortal => self.pick(
                "Mở trình duyệt, đăng nhập vào mạng của khách sạn hay quán; sau đó bài tự đi.",
                "Open a browser and sign in to the network of the hotel or café; then the story leaves by itself.",
            ),
            Trouble::Timeout
            | Trouble::LostAnswer
            | Trouble::Busy
            | Trouble::RateLimited
            | Trouble::Maintenance
            | Trouble::LookingAgain
            | Trouble::Server => self.pick(
                "Không cần làm gì; Newsdesk tự thử lại. Nếu kéo dài, báo người quản trị trang.",
                "Nothing to do; Newsdesk tries again. If it lasts, tell who runs the site.",
            ),
            Trouble::WrongClock => self.pick(
                "Chỉnh lại ngày giờ của máy này, rồi bấm “Gửi lại ngay”.",
                "Set the date and time of this computer right, then press “Send again now”.",
            ),
            Trouble::TlsUnknownAuthority => self.pick(
                "Nếu trang dùng chứng chỉ nội bộ, thư ký thêm chứng chỉ đó ở mục “Trang mạng”. Nếu không, đừng gửi và báo quản trị.",
                "If the site has a certificate of its own authority, the chief adds it under “Sites”. If not, do not send and tell who runs it.",
            ),
            Trouble::Tls | Trouble::TlsExpired | Trouble::TlsWrongName => self.pick(
                "Kiểm tra ngày giờ của máy; nếu đúng, báo người quản trị trang thay chứng chỉ.",
                "Check the date and time of this computer; if they are right, ask who runs the site for a new certificate.",
            ),
            Trouble::Firewall => self.pick(
                "Có thể do chữ trong bài (như đoạn giống lệnh máy tính): bấm “Tìm chữ bị chặn”. Nếu không, nhờ quản trị trang cho phép chương trình tên “Newsdesk”, rồi bấm “Gửi lại ngay”.",
                "Words of the text may be the cause (such as what looks like a command): press “Find the refused words”. If not, ask who runs the site to let the program “Newsdesk” through, then press “Send again now”.",
            ),
            Trouble::SiteDisk => self.pick(
                "Báo quản trị: đĩa của trang đầy hoặc thư mục ảnh không cho ghi. Newsdesk tự thử lại.",
                "Tell who runs the site: its disk is full or its folder cannot be written. Newsdesk tries again.",
            ),
            Trouble::Budget => self.pick(
                "Ảnh tự đi tiếp ngày mai. Cần ngay thì bấm “Gửi trước tiên”.",
                "Photos go on tomorrow. If they are urgent, press “Send first”.",
            ),
            Trouble::NoCredentials => self.pick(
                "Thư ký tòa soạn nhập lại mật khẩu ở mục “Trang mạng”, rồi bấm “Gửi lại ngay”.",
                "The chief enters the password under “Sites”, then press “Send again now”.",
            ),
            Trouble::Login | Trouble::PasswordRevoked => self.pick(
                "Tạo mật khẩu ứng dụng mới trên trang và nhập ở mục “Trang mạng”.",
                "Make a new application password on the site and enter it under “Sites”.",
            ),
            Trouble::LoginTakenAway => self.pick(
                "Tên và mật khẩu đều đúng. Nhờ người quản trị máy chủ cho tiêu đề “Authorization” đi qua tới WordPress.",
                "Name and password are right. Ask who runs the server to let the “Authorization” header through to WordPress.",
            ),
            Trouble::NotAllowed => self.pick(
                "Xin quyền biên tập viên cho tài khoản trên trang, rồi gửi lại.",
                "Ask for the editor role for the account on the site, then send again.",
            ),
            Trouble::TooLarge => self.pick(
                "Báo người quản trị trang tăng giới hạn tải lên, rồi gửi lại.",
                "Ask who runs the site to raise the upload limit, then send again.",
            ),
            Trouble::NotWordPress => {
                self.pick("Kiểm tra địa chỉ ở mục “Trang mạng”.", "Check the address under “Sites”.")
            }
            Trouble::Letters => self.pick(
                "Bấm “Gửi các chữ này dạng mã”: bạn đọc vẫn thấy đúng chữ. Hoặc thay chữ trong bài rồi duyệt và đăng lại.",
                "Press “Send these letters as entities”: readers see them as they are. Or change them, approve and publish again.",
            ),
            Trouble::Rejected => self.pick(
                "Đọc lời của trang ở dưới, sửa bài, duyệt lại rồi đăng.",
                "Read the site's words below, change the story, approve and publish it again.",
            ),
            Trouble::ChangedOnSite => self.pick(
                "Chưa có gì bị ghi đè. Bấm “So sánh và chọn” để quyết định từng đoạn.",
                "Nothing was overwritten. Press “Compare and choose” to decide paragraph by paragraph.",
            ),
            Trouble::RemovedOnSite => self.pick(
                "Hỏi người quản trị trang. Nếu bài vẫn cần đăng, bấm “Gửi lại ngay” để tạo lại.",
                "Ask who runs the site. If it is to be online all the same, press “Send again now” to make it anew.",
            ),
            Trouble::Mismatch => self.pick(
                "Mở trang để xem chỗ khác. Bấm “Gửi lại ngay”, hoặc để nguyên như trang đang có.",
                "Open the page to see the difference. Press “Send again now”, or let it stand as the site has it.",
            ),
            Trouble::Late => self.pick(
                "Newsdesk vẫn kiểm tra. Bấm “Gửi lại ngay” để thử lại tức thì.",
                "Newsdesk keeps looking. Press “Send again now” to try at once.",
            ),
            Trouble::Defect => self.pick(
                "Các bài khác vẫn đi tiếp. Bấm “Gửi lại ngay”; nếu vẫn vậy, gửi dòng chữ dưới đây cho người làm Newsdesk.",
                "Other stories go on. Press “Send again now”; if it stays so, send the line below to who makes Newsdesk.",
            ),
            Trouble::WentBack => self.pick(
                "Trên trang có thể đã có bản mới hơn, hoặc bài đã gỡ. Mở trang xem trước; nếu vẫn đúng thì bấm “Gửi tiếp”, nếu không thì bỏ khỏi hộp gửi.",
                "The site may have a newer version, or the story was withdrawn. Look at the site first; if this is still right, press “Let it go on”, else take it out of the outbox.",
            ),
            Trouble::Local => self.pick(
                "Kiểm tra ổ đĩa còn chỗ trống, rồi bấm “Gửi lại ngay”.",
                "Check that the disk has room, then press “Send again now”.",
            ),
        }
    }

    /// In what the site's copy differs.
    pub(crate) fn difference(self, difference: &Difference) -> String {
        let words = match difference {
            Difference::Headline => self.pick("tít", "headline"),
            Difference::Standfirst => self.pick("sapo", "standfirst"),
            Difference::Text => self.pick("chính văn", "text"),
            Difference::Stripped(tags) => {
                let tags = tags.join(", ");
                return self.pick(
                    format!("trang bỏ mất thẻ {tags}: tài khoản cần quyền biên tập viên"),
                    format!("the site took out {tags}: the account needs the editor role"),
                );
            }
            Difference::Section => self.pick("chuyên mục (xem lại ở mục “Trang mạng”)", "section (see “Sites”)"),
            Difference::Keywords => self.pick("từ khóa", "tags"),
            Difference::LeadPhoto => self.pick("ảnh đại diện", "lead photo"),
            Difference::Banner => self.pick("banner", "banner"),
            Difference::Status => self.pick("trạng thái hiện/ẩn", "whether it is shown"),
            Difference::Hour => self.pick("giờ đăng", "hour"),
            Difference::PhotoMissing(_) => self.pick("bạn đọc không xem được một ảnh", "readers do not get a photo"),
            Difference::PhotoSize(_) => self.pick("cỡ ảnh", "size of a photo"),
            Difference::Letter(letter, place) => {
                let place = match place {
                    LetterPlace::Line(line) => self.line(*line).to_lowercase(),
                    LetterPlace::Block(number) => self.block_number(*number),
                };
                return self.letter_in(*letter, &place);
            }
            Difference::RefusedWords(words) => return self.words_refused(words),
            Difference::Page => self.pick("bạn đọc không mở được trang bài", "readers do not get the page"),
        };
        words.to_owned()
    }

    /// What went another way than asked.
    pub(crate) fn notice(self, notice: &Notice) -> String {
        let words = match notice {
            Notice::Address(slug) => {
                return self.pick(
                    format!("Trang đặt địa chỉ bài là “{slug}”."),
                    format!("The site gave it the address “{slug}”."),
                );
            }
            Notice::CopiesRemoved(count) => {
                return self.pick(
                    format!(
                        "Đã dọn {count} bản thừa do mất câu trả lời giữa chừng: bài thừa nằm trong thùng rác của trang."
                    ),
                    format!("{count} copies that a lost answer had left were removed: stories lie in the site's bin."),
                );
            }
            Notice::CopiesLeft(count) => {
                return self.pick(
                    format!("Trên trang còn {count} bản trùng đang được dùng: hãy xem lại trên trang."),
                    format!("{count} copies on the site are in use: look at them there."),
                );
            }
            Notice::PhotoReduced(_) => self.pick(
                "Một ảnh phải gửi cỡ nhỏ hơn vì trang không nhận tệp lớn.",
                "A photo was sent smaller, as the site refused the larger file.",
            ),
            Notice::PhotoResized(_) => self.pick("Trang tự đổi cỡ một ảnh.", "The site changed the size of a photo."),
            Notice::AttributesAdded => self.pick(
                "Trang tự thêm cách mở liên kết hoặc cách tải ảnh; chữ và địa chỉ giữ nguyên.",
                "The site added how links open or pictures load; words and addresses are the same.",
            ),
            Notice::SignsChanged => self.pick(
                "Trang tự đổi dấu ngoặc kép, gạch ngang hoặc ba chấm.",
                "The site made quotes, dashes or dots typographic.",
            ),
            Notice::NoKeywords => self.pick("Trang không giữ từ khóa.", "The site keeps no keywords."),
            Notice::TermsAdded => self.pick(
                "Trang tự thêm chuyên mục hoặc từ khóa.",
                "The site added sections or keywords of its own.",
            ),
            Notice::PhotoUnseen(_) => self.pick(
                "Trang không cho chương trình xem một ảnh; hãy mở trang và xem ảnh đó.",
                "The site lets no program look at a photo; open the page and look at it.",
            ),
            Notice::PageUnseen => self.pick(
                "Trang không cho chương trình xem trang bài; hãy mở trang bằng trình duyệt và xem.",
                "The site lets no program look at its pages; open the story's page and look at it.",
            ),
            Notice::Accepted => self.pick(
                "Biên tập viên đã chấp nhận bài như trang đang có.",
                "An editor accepted the story as the site has it.",
            ),
            Notice::AnswersUntidy => self.pick(
                "Trang chèn chữ lạ (thường là cảnh báo PHP) quanh câu trả lời. Newsdesk vẫn đọc được; nên báo quản trị trang.",
                "The site writes something (often PHP warnings) around its answers. They are read all the same; tell who runs it.",
            ),
            Notice::PageOld => self.pick(
                "Trang công khai có thể còn hiện bản cũ vài phút (bộ nhớ đệm).",
                "The public page may show an older state for some minutes (a cache).",
            ),
        };
        words.to_owned()
    }
}
