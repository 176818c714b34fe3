//! Templates: patterns that new stories begin from.

use crate::texts::{phrases, words};

words! {
    templates: "Mẫu bài", "Templates";
    new_from: "Bài mới từ mẫu, hoặc nhập tài liệu", "New story from a template or a document";
    templates_none: "Chưa có mẫu nào. Mẫu giúp phóng viên bắt đầu nhanh những bài có khuôn sẵn, như tin vắn hay tin thời tiết.",
        "No templates yet. A template gives a quick start to stories that follow a pattern, such as briefs or the weather.";
    new_template: "Mẫu mới", "New template";
    template_name: "Tên mẫu", "Name";
    template_name_hint: "Ví dụ: Tin vắn", "For example: Brief";
    template_purpose: "Dùng khi nào", "When to use it";
    template_purpose_hint: "Một dòng cho người chọn mẫu", "A line for those who choose";
    template_headline_hint: "Thường để trống", "Mostly left empty";
    template_body: "Chính văn có sẵn", "Body to begin with";
    save_template: "Lưu mẫu", "Save the template";
    template_saved: "Đã lưu mẫu.", "The template is saved.";
    remove_template: "Bỏ mẫu", "Remove";
    remove_template_more: "Các bài đã viết từ mẫu này vẫn giữ nguyên.", "Stories made from it stay as they are.";
    template_removed: "Đã bỏ mẫu.", "The template is removed.";
    template_unsaved: "Chưa lưu", "Not saved";
    template_pick: "Chọn một mẫu để sửa, hoặc bấm “Mẫu mới”.", "Choose a template to change, or press “New template”.";
}

phrases! {
    remove_template_title(name: &str): "Bỏ mẫu “{name}”?", "Remove the template “{name}”?";
}
