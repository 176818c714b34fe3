//! Remarks of the desk on a story.

use crate::texts::{phrases, words};

words! {
    remarks: "Nhận xét", "Remarks";
    story_tools: "Công cụ của bài", "Tools of the story";
    make_remark: "Ghi nhận xét", "Remark";
    make_remark_whole: "Ghi nhận xét về cả bài", "Remark on the whole story";
    next_remark: "Nhận xét tiếp theo", "Next remark";
    previous_remark: "Nhận xét trước", "Previous remark";
    remark_whole: "Về cả bài", "On the whole story";
    on_whole_story: "Về cả bài", "On the whole story";
    no_remarks: "Chưa có nhận xét. Bôi đen chữ trong bài rồi bấm “Ghi nhận xét” (Ctrl+Alt+M).",
        "No remarks yet. Select words in the story and press “Remark” (Ctrl+Alt+M).";
    all_resolved: "Mọi nhận xét đã xong.", "All remarks are settled.";
    new_remark: "Nhận xét mới", "New remark";
    new_remark_hint: "Cần sửa gì, hỏi gì?", "What should change, what is the question?";
    say_remark: "Ghi", "Add";
    remark_begun: "Còn một nhận xét đang viết dở; hãy ghi hoặc bỏ nó trước.", "A remark is begun already; add it or give it up first.";
    answer: "Trả lời", "Answer";
    answer_hint: "Trả lời…", "Answer…";
    send_answer: "Gửi", "Send";
    resolve_remark: "Đánh dấu đã xong", "Settle";
    reopen_remark: "Mở lại", "Open again";
    show_in_text: "Đến chỗ này trong bài", "Show it in the text";
    words_are_gone: "Chữ được nhận xét không còn trong bài.", "The words it was about are no longer in the story.";
}

phrases! {
    remarks_open(count: &str): "Nhận xét: {count} chưa xong", "Remarks: {count} open";
    show_resolved(count: &str): "Hiện cả đã xong ({count})", "Show settled ({count})";
    resolved_by(name: &str, when: &str): "{name} đánh dấu đã xong, {when}", "Settled by {name}, {when}";
}
