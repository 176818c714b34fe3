//! Words that cannot be saved, and what can be done with them.

use crate::texts::{phrases, words};

words! {
    not_saved_title: "Bài chưa lưu được", "The story is not saved";
    still_in_window: "Chưa lưu được, nhưng mọi chữ vẫn còn trong cửa sổ này. Newsdesk tự thử lại; có thể lưu ra một tệp khác cho chắc.",
        "Not saved yet, but every word is still in this window. Newsdesk goes on trying; you may save the words to another file meanwhile.";
    only_in_window: "Những chữ vừa viết chỉ còn trong cửa sổ này. Hãy lưu ra tệp khác để khỏi mất.",
        "What you just wrote is only in this window. Save it to another file so that it is not lost.";
    rescue: "Lưu ra tệp khác…", "Save to another file…";
    copy_words: "Chép toàn bộ chữ", "Copy all words";
    words_copied: "Đã chép. Có thể dán vào chương trình khác.", "Copied. You can paste it into another program.";
    leaving_more: "Chữ vẫn còn trong cửa sổ và Newsdesk vẫn đang thử lại. Nếu phải đi ngay, hãy lưu chữ ra một tệp, chẳng hạn trên USB.",
        "The words are still in the window and Newsdesk goes on trying. If you have to go, save them to a file first, on a USB stick for example.";
    leaving_refused: "Thử lại cũng không lưu được nữa. Hãy lưu chữ ra tệp hoặc chép lại trước khi rời đi.",
        "Trying again will not help. Save the words to a file or copy them before you leave.";
    leaving_healed: "Mọi thứ đã được lưu.", "Everything is saved now.";
    stay: "Ở lại", "Stay";
    close_window: "Đóng cửa sổ", "Close the window";
    close_and_lose: "Đóng và bỏ chữ chưa lưu", "Close and lose what is unsaved";
    go_on: "Rời bài này", "Leave the story";
    leave_and_lose: "Rời đi và bỏ chữ chưa lưu", "Leave and lose what is unsaved";
    close_twice: "Bấm nút đóng cửa sổ thêm lần nữa cũng sẽ đóng và bỏ những chữ chưa lưu.",
        "Pressing the window's close button once more also closes it, without what is unsaved.";
    show_other: "Hiện cửa sổ đang mở", "Show the open window";
    show_other_failed: "Cửa sổ kia không trả lời. Hãy tìm nó trên thanh tác vụ, hoặc đợi vài giây rồi thử lại.",
        "The other window does not answer. Look for it on the taskbar, or wait a few seconds and try again.";
}

phrases! {
    rescued_to(path: &str): "Đã ghi chữ ra tệp {path}", "The words are in the file {path}";
}
