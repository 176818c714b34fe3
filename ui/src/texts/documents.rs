//! Documents of other programs.

use crate::texts::{Texts, phrases, words};
use newsroom::document::{Danger, ExportFormat, Unreadable};

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
    import_pictures_cut: "ảnh trong số ấy, đã cắt hoặc xoay đúng như tài liệu cho thấy", "of these pictures, cut or turned as the document shows them";
    import_struck: "đoạn chữ gạch ngang", "passages with a line through them";
    import_hidden: "đoạn chữ ẩn", "hidden passages";
    import_margins: "đầu trang, chân trang có chữ", "headers and footers with words";
    import_details: "dòng thông tin đầu tệp mà bài không có ô để giữ", "lines about the file for which a story has no field";
    import_objects_dropped: "khung chữ, hình vẽ, công thức hoặc tệp nhúng", "text boxes, drawings, formulas or embedded files";
    export_docx: "Xuất bài ra Word (.docx)", "Export the story to Word (.docx)";
    export_zip: "Xuất trọn gói (.zip)", "Export everything (.zip)";
    export: "Xuất bài", "Export the story";
}

phrases! {
    import_letters_lost(count: &str): "{count} chữ không đọc được, trong bài hiện là �. Hãy tìm � và gõ lại theo bản gốc.",
        "{count} letters could not be read and stand as � in the story. Look for � and type them from the original.";
    import_old_encoding(count: &str): "{count} đoạn có vẻ dùng bảng mã cũ (TCVN3 hoặc VNI). Chưa đoạn nào được chuyển: hãy kiểm tra và chuyển mã.",
        "{count} paragraphs look like text in an old encoding (TCVN3 or VNI). Nothing was converted: please check them.";
    exported_to(path: &str): "Đã ghi {path}", "Written to {path}";
}

impl Texts {
    /// What a file is that is no document, and what to do with it.
    pub(crate) fn unreadable(self, what: Unreadable) -> &'static str {
        match what {
            Unreadable::Empty => self.pick("Tệp này trống. Hãy chép lại tệp từ nơi gửi, hoặc chọn tệp khác.", "This file is empty. Copy it again from where it came from, or choose another."),
            Unreadable::OldWord => self.pick("Đây là tệp Word cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nhập tệp ấy.", "This is an old Word file (.doc). Open it in Word or LibreOffice, save it as .docx and import that."),
            Unreadable::Rtf => self.pick("Đây là tệp RTF, dù tên có thể là .doc. Hãy mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx.", "This is an RTF file, whatever its name says. Open it in Word or LibreOffice and save it as .docx."),
            Unreadable::Pages => self.pick("Đây là tệp Pages của Apple. Trong Pages, hãy xuất sang Word (.docx) rồi nhập tệp ấy.", "This is a file of Apple Pages. In Pages, export it to Word (.docx) and import that."),
            Unreadable::Pdf => self.pick("Đây là tệp PDF, không giữ được đoạn và bảng. Hãy xin bản Word, hoặc chép chữ từ PDF rồi dán vào bài mới.", "This is a PDF, which keeps no paragraphs or tables. Ask for the Word file, or copy its words and paste them into a new story."),
            Unreadable::Spreadsheet => self.pick("Đây là bảng tính. Hãy chép các ô cần dùng rồi dán vào bài: chúng thành bảng.", "This is a spreadsheet. Copy the cells you need and paste them into a story: they become a table."),
            Unreadable::Presentation => self.pick("Đây là tệp trình chiếu. Hãy chép chữ từ các trang chiếu rồi dán vào bài mới.", "These are slides. Copy the words from them and paste them into a new story."),
            Unreadable::Picture => self.pick("Đây là ảnh hoặc phim, không phải tài liệu. Với ảnh JPEG hoặc PNG, hãy mở bài rồi bấm “Thêm ảnh”.", "This is a picture or a film, not a document. For a JPEG or PNG picture, open the story and press “Add photos”."),
            Unreadable::Encrypted => self.pick("Tài liệu bị khóa bằng mật khẩu. Hãy mở bằng Word hoặc LibreOffice, bỏ mật khẩu, lưu lại rồi nhập.", "The document is locked with a password. Open it in Word or LibreOffice, take the password off, save it and import it."),
            Unreadable::Damaged => self.pick("Tài liệu bị hỏng hoặc thiếu phần cuối. Hãy chép hoặc tải lại; nếu vẫn vậy, mở bằng Word hoặc LibreOffice để sửa rồi lưu lại.", "The document is damaged or cut off. Copy or download it again; if that does not help, let Word or LibreOffice repair and save it."),
            Unreadable::Unknown => self.pick("Không rõ đây là loại tệp gì. Newsdesk nhận .docx, .odt, .html, .md và .txt: hãy lưu tài liệu thành một trong các loại ấy.", "This is no kind of file that Newsdesk knows. It takes .docx, .odt, .html, .md and .txt: save the document as one of these."),
        }
    }

    /// Why a document is refused for safety, and what to do.
    pub(crate) fn unsafe_document(self, danger: Danger) -> &'static str {
        match danger {
            Danger::FileTooLarge => self.pick("Tài liệu lớn hơn 100 MB. Hãy bỏ bớt ảnh hoặc thu nhỏ ảnh trong tài liệu, và thêm ảnh thẳng vào bài.", "The document has more than 100 MB. Take pictures out or make them smaller, and add photos to the story itself."),
            Danger::TooManyParts => self.pick("Tài liệu gồm quá nhiều phần. Hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx mới rồi nhập.", "The document has too many parts. Open it in Word or LibreOffice, save it as a new .docx and import that."),
            Danger::Bomb => self.pick("Tài liệu bung ra lớn gấp nhiều lần một bài viết, như tệp dùng để phá máy. Đừng mở tệp; hãy hỏi lại người gửi.", "The document unpacks to many times what a story holds, as files made to do harm do. Do not open it; ask the sender."),
            Danger::Path => self.pick("Tài liệu định ghi tệp ra ngoài chính nó, như tệp dùng để phá máy. Đừng mở tệp; hãy hỏi lại người gửi.", "The document tries to write files outside itself, as files made to do harm do. Do not open it; ask the sender."),
            Danger::Entities => self.pick("Tài liệu tự đặt ra ký hiệu riêng, điều Word và LibreOffice không làm. Hãy hỏi lại người gửi, hoặc xin chữ bài trong thư.", "The document defines signs of its own, which Word and LibreOffice never do. Ask the sender, or have the words sent in a message."),
            Danger::TooDeep => self.pick("Tài liệu lồng quá nhiều tầng. Hãy chép chữ rồi dán vào bài mới.", "The document is nested in too many levels. Copy its words and paste them into a new story."),
            Danger::TooLong => self.pick("Tài liệu dài hơn mức một bài giữ được. Hãy chia ra nhiều tệp rồi nhập từng tệp.", "The document is longer than a story can be. Divide it into several files and import them one by one."),
            Danger::TooSlow => self.pick("Đọc tài liệu này mất hơn mười giây, điều không tài liệu bình thường nào gây ra. Hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx mới, hoặc chép chữ rồi dán vào bài.", "Reading this document takes more than ten seconds, which no ordinary one does. Open it in Word or LibreOffice and save it as a new .docx, or copy its words into a story."),
        }
    }

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
