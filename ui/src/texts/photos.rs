//! Photos of a story.

use crate::texts::{phrases, words};

words! {
    photos: "Ảnh", "Photos";
    photo: "Ảnh", "Photo";
    figure_no_caption: "Ảnh chưa có chú thích", "No caption yet";
    figure_missing: "Không tìm thấy ảnh này", "This photo cannot be found";
    figure_credit: "Ảnh:", "Photo:";
    add_photos: "Thêm ảnh", "Add photos";
    add_photos_hint: "Ảnh JPEG hoặc PNG; có thể kéo thả vào đây", "JPEG or PNG; you may drop files here";
    no_photos_here: "Bài này không có ảnh.", "This story has no photos.";
    caption: "Chú thích ảnh", "Caption";
    caption_hint: "Ai, làm gì, ở đâu, khi nào", "Who does what, where, when";
    credit: "Nguồn ảnh", "Credit";
    credit_hint: "Ai chụp; ví dụ: Ảnh: Hữu Việt", "Who took it, for example Photo: Hữu Việt";
    alt_text: "Văn bản thay thế", "Alternative text";
    alt_hint: "Tả ảnh cho người không nhìn thấy", "Says what it shows to those who cannot see it";
    lead_photo: "Ảnh đại diện", "Lead photo";
    lead_in_text: "Ảnh này có trong bài, nên trang không hiện thêm ở đầu bài.",
        "The text shows this photo, so the page does not show it above the text.";
    lead_in_text_elsewhere: "Ảnh này có trong bài; có hiện thêm ở đầu bài hay không là do giao diện của trang.",
        "The text shows this photo; whether the page shows it above the text as well is up to the site.";
    lead_elsewhere: "Có hiện ở đầu bài hay không là do giao diện của trang.",
        "Whether the page shows it above the text is up to the site.";
    make_lead: "Làm ảnh đại diện", "Make it the lead photo";
    drop_lead: "Thôi làm ảnh đại diện", "No longer the lead photo";
    insert_photo: "Chèn vào bài", "Insert";
    in_text: "Trong bài", "In the text";
    not_used: "Chưa dùng", "Not used";
    remove_photo: "Bỏ ảnh", "Remove";
    remove_title: "Bỏ ảnh khỏi bài?", "Remove the photo from the story?";
    remove_used: "Ảnh này đang được dùng trong bài. Bỏ ảnh sẽ gỡ ảnh khỏi mọi chỗ; các phiên bản đã lưu vẫn giữ ảnh.",
        "This photo is used in the story. It will be taken out everywhere; kept revisions still have it.";
    choose_photo: "Chọn ảnh để chèn", "Choose a photo to insert";
    choose_photo_none: "Bài chưa có ảnh. Hãy thêm ảnh trước.", "The story has no photos yet. Add some first.";
    reading_file: "Đang đọc tệp…", "Reading the file…";
    storing_photo: "Đang cất ảnh vào kho…", "Storing the photo…";
    paste_unreadable: "Không lấy được ảnh từ bộ nhớ tạm. Hãy lưu ảnh thành tệp rồi bấm “Thêm ảnh”.",
        "The picture could not be taken from the clipboard. Save it as a file, then press “Add photos”.";
}

phrases! {
    photo_number(place: usize): "Ảnh {place}", "Photo {place}";
    pixels(width: u32, height: u32): "{width} × {height}", "{width} × {height}";
    file_trouble(name: &str, why: &str): "{name}: {why}", "{name}: {why}";
}
