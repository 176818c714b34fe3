//! Documents of other programs.

use crate::texts::{Texts, phrases, words};
use contract::documents::ExportFormat;

words! {
    import: "Nhập tài liệu…", "Import a document…";
    import_hint: "Word, OpenDocument, HTML, Markdown, văn bản; cũng có thể thả tệp vào danh sách",
        "Word, OpenDocument, HTML, Markdown, text; you may also drop a file on the list";
    importing: "Đang đọc tài liệu…", "Reading the document…";
    import_title: "Đã nhập tài liệu", "The document is in";
    import_close: "Xem bài", "See the story";
    import_kept: "Đã đưa vào bài", "In the story now";
    import_dropped: "Không đưa vào", "Left out";
    import_whole: "Mọi thứ trong tài liệu đã được đưa vào.", "Everything in the document was taken.";
    import_paragraphs: "đoạn", "paragraphs";
    import_subheads: "tít phụ", "subheads";
    import_tables: "bảng", "tables";
    import_pictures: "ảnh, nay nằm trong danh sách ảnh của bài", "pictures, now photos of the story";
    import_footnotes: "chú thích cuối trang, nay nằm ở cuối bài", "footnotes, now at the end of the text";
    import_insertions: "chỗ thêm theo dõi sửa đổi, đã nhận làm chữ", "tracked insertions, taken as text";
    import_deletions: "chỗ xóa theo dõi sửa đổi", "tracked deletions";
    import_comments: "lời bình bên lề", "comments";
    import_pictures_dropped: "ảnh không đọc được hoặc nằm ở nơi khác", "pictures of unknown kinds, or kept elsewhere";
    import_objects_dropped: "khung chữ, hình vẽ, công thức hoặc tệp nhúng", "text boxes, drawings, formulas or embedded files";
    export_docx: "Xuất bài ra Word (.docx)", "Export the story to Word (.docx)";
    export_zip: "Xuất trọn gói (.zip)", "Export everything (.zip)";
    export: "Xuất bài", "Export the story";
}

phrases! {
    import_old_encoding(count: &str): "{count} đoạn có vẻ dùng bảng mã cũ (TCVN3 hoặc VNI). Chưa đoạn nào được chuyển: hãy kiểm tra và chuyển mã.",
        "{count} paragraphs look like text in an old encoding (TCVN3 or VNI). Nothing was converted: please check them.";
    exported_to(path: &str): "Đã ghi {path}", "Written to {path}";
}

impl Texts {
    /// The name of a format.
    pub(crate) fn format_name(self, format: ExportFormat) -> &'static str {
        match format {
            ExportFormat::Docx => self.pick("Word (.docx)", "Word (.docx)"),
            ExportFormat::Zip => self.pick("Trọn gói (.zip)", "Everything (.zip)"),
            ExportFormat::Portal => self.pick("Cho cổng khác (.zip)", "For other portals (.zip)"),
            ExportFormat::Html => self.pick("HTML", "HTML"),
            ExportFormat::Markdown => self.pick("Markdown (.md)", "Markdown (.md)"),
            ExportFormat::Text => self.pick("Văn bản thuần (.txt)", "Plain text (.txt)"),
        }
    }

    /// What is in a file of this format.
    pub(crate) fn format_more(self, format: ExportFormat) -> &'static str {
        match format {
            ExportFormat::Docx => self.pick("Có ảnh bên trong", "With the photos in it"),
            ExportFormat::Zip => self.pick("Mọi định dạng cùng các tệp ảnh", "All formats and the photo files"),
            ExportFormat::Portal => {
                self.pick("Trang HTML, mã để dán, ảnh và story.json", "HTML page, code to paste, photos and story.json")
            }
            ExportFormat::Html | ExportFormat::Markdown | ExportFormat::Text => {
                self.pick("Không có ảnh", "Without photos")
            }
        }
    }
}
