//! Files that are made to harm, or that are something else, are refused with their reason.

use std::io::{Cursor, Write};

use interchange::{Danger, InterchangeError, Unreadable, import, limits};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::packed::{namespaces, pack, parts, with_body};

fn refused(name: &str, bytes: &[u8]) -> InterchangeError {
    match import(name, bytes) {
        Ok(import) => panic!("{name} was taken: {import:?}"),
        Err(error) => error,
    }
}

fn unsafe_for(bytes: &[u8]) -> Danger {
    match refused("a.docx", bytes) {
        InterchangeError::Unsafe(danger) => danger,
        other => panic!("{other}"),
    }
}

#[test]
fn other_kinds_of_files_are_named() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let ole = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600], &wide(name)].concat();
    let zip = |name: &str| pack(&vec![(name.to_owned(), b"x".to_vec())]);
    for (name, bytes, what) in [
        ("a.docx", Vec::new(), Unreadable::Empty),
        ("a.doc", ole("WordDocument"), Unreadable::OldWord),
        ("a.docx", ole("EncryptedPackage"), Unreadable::Encrypted),
        ("a.xls", ole("Workbook"), Unreadable::Spreadsheet),
        ("a.doc", b"{\\rtf1\\ansi Xin}".to_vec(), Unreadable::Rtf),
        ("a.pdf", b"%PDF-1.7".to_vec(), Unreadable::Pdf),
        ("a.docx", b"\xff\xd8\xff\xe0".to_vec(), Unreadable::Picture),
        ("a.pages", zip("Index/Document.iwa"), Unreadable::Pages),
        ("a.xlsx", zip("xl/workbook.xml"), Unreadable::Spreadsheet),
        ("a.pptx", zip("ppt/presentation.xml"), Unreadable::Presentation),
        ("a.zip", zip("photo.jpg"), Unreadable::Unknown),
        ("a.txt", [1, 2, 3, 4, 5, 6, 7, 8].repeat(40), Unreadable::Unknown),
        ("a.docx", b"PK\x03\x04 and no more".to_vec(), Unreadable::Damaged),
    ] {
        assert_eq!(refused(name, &bytes), InterchangeError::NotADocument(what), "{name}");
    }
}

#[test]
fn a_locked_opendocument_says_so() {
    let manifest = "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry>\
                    <m:encryption-data/></m:file-entry></m:manifest>";
    let locked = pack(&vec![
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("META-INF/manifest.xml".to_owned(), manifest.as_bytes().to_vec()),
        ("content.xml".to_owned(), vec![7; 100]),
    ]);
    assert_eq!(refused("a.odt", &locked), InterchangeError::NotADocument(Unreadable::Encrypted));
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts("=== body\n<w:p/>") {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.start_file("word/media/image1.jpg", SimpleFileOptions::default()).unwrap();
    let blank = vec![0; 1024 * 1024];
    for _ in 0..40 {
        zip.write_all(&blank).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 200_000);
    assert_eq!(unsafe_for(&bomb), Danger::Bomb);
}

/// The list of parts may say that a part is small; what comes out of it counts.
#[test]
fn a_part_that_lies_about_its_size_is_stopped() {
    let body = "<w:p><w:r><w:t>".to_owned() + &"a".repeat(3_000_000) + "</w:t></w:r></w:p>";
    let mut file = with_body(&body);
    // The size stands at byte 24 of the part's record in the list at the end (APPNOTE 4.3.12).
    let name = b"word/document.xml";
    let at = file.windows(name.len()).rposition(|window| window == name).unwrap();
    file[at - 46 + 24..at - 46 + 28].copy_from_slice(&1000_u32.to_le_bytes());
    assert!(import("a.docx", &file).is_err(), "never believed");
}

#[test]
fn too_many_parts_are_refused() {
    let mut all = parts("=== body\n<w:p/>");
    all.extend((0..interchange::limits::ENTRIES).map(|n| (format!("word/media/{n}.jpg"), Vec::new())));
    assert_eq!(unsafe_for(&pack(&all)), Danger::TooManyParts);
}

#[test]
fn parts_may_not_lie_outside_the_document() {
    for name in ["../../etc/cron.d/x", "/etc/passwd", "..\\..\\x.exe", "c:/windows/x"] {
        let mut all = parts("=== body\n<w:p/>");
        all.push((name.to_owned(), b"x".to_vec()));
        assert_eq!(unsafe_for(&pack(&all)), Danger::Path, "{name}");
    }
}

#[test]
fn references_out_of_the_package_lead_nowhere() {
    let source = "=== body\n<w:p><w:r><w:t>Chữ</w:t><w:pict><v:shape><v:imagedata r:id=\"out\"/></v:shape></w:pict>\
                  </w:r></w:p>\n=== relations\n<Relationship Id=\"out\" Type=\"@image\" Target=\"../../../etc/passwd\"/>";
    let import = import("a.docx", &pack(&parts(source))).unwrap();
    assert_eq!((import.pictures.len(), import.report.pictures_dropped), (0, 1));
}

#[test]
fn xml_in_a_thousand_levels_is_refused_and_in_two_hundred_read() {
    let nested = |levels: usize| {
        let (open, close) = ("<w:sdt><w:sdtContent>".repeat(levels), "</w:sdtContent></w:sdt>".repeat(levels));
        with_body(&format!("{open}<w:p><w:r><w:t>tận đáy</w:t></w:r></w:p>{close}"))
    };
    assert_eq!(unsafe_for(&nested(1000)), Danger::TooDeep);
    assert_eq!(import("a.docx", &nested(100)).unwrap().report.paragraphs, 1);
}

#[test]
fn entities_are_refused() {
    let document = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \
         \"file:///etc/passwd\">]><w:document {}><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>",
        namespaces()
    );
    let file = pack(&parts(&format!("=== word/document.xml\n{document}")));
    assert_eq!(unsafe_for(&file), Danger::Entities);
    assert_eq!(unsafe_for(&with_body("<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>")), Danger::Entities);
}

#[test]
fn a_text_without_end_is_refused() {
    // Numbers, so that it does not shrink like a bomb.
    let numbers = |count: u64| (0..count).map(|n| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", n * n * 7919));
    assert_eq!(unsafe_for(&with_body(&numbers(21_000).collect::<String>())), Danger::TooLong, "blocks");
    let run = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", numbers(100).collect::<String>().replace(['<', '>'], "."));
    let long: String = (0..2_000).map(|n| run.replace("0", &n.to_string())).collect();
    assert_eq!(unsafe_for(&with_body(&long)), Danger::TooLong, "letters");
}

#[test]
fn a_page_or_a_text_of_nothing_without_end_is_refused() {
    let too_long = InterchangeError::Unsafe(Danger::TooLong);
    let lines = "<hr>".repeat(limits::XML_NODES + 1);
    assert_eq!(refused("a.html", lines.as_bytes()), too_long, "what has no letters takes memory all the same");
    assert_eq!(refused("a.txt", &vec![b'\n'; limits::TEXT_BYTES + 1]), too_long, "bytes");
    assert_eq!(refused("a.txt", "a\n".repeat(25_000).as_bytes()), too_long, "paragraphs");
}

#[test]
fn a_file_that_is_cut_off_is_called_damaged() {
    let whole = with_body("<w:p><w:r><w:t>Cầu Bắc Luân II</w:t></w:r></w:p>");
    for length in [30, whole.len() / 2, whole.len() - 4] {
        let error = refused("a.docx", &whole[..length]);
        assert_eq!(error, InterchangeError::NotADocument(Unreadable::Damaged), "{length} bytes");
    }
    let open = pack(&parts(&format!("=== word/document.xml\n<w:document {}><w:body><w:p>", namespaces())));
    assert_eq!(refused("a.docx", &open), InterchangeError::NotADocument(Unreadable::Damaged));
}

#[test]
fn macros_are_parts_that_nobody_reads() {
    let source = "=== body\n<w:p><w:r><w:t>Công văn</w:t></w:r></w:p>\n=== word/vbaProject.bin\nAutoOpen";
    let import = import("a.docm", &pack(&parts(source))).unwrap();
    assert_eq!(import.report.paragraphs, 1);
}

#[test]
fn two_hundred_pictures_are_enough() {
    let picture = |n: usize| {
        format!("<w:p><w:r><w:pict><v:shape alt=\"{n}\"><v:imagedata r:id=\"one\"/></v:shape></w:pict></w:r></w:p>")
    };
    let body: String = (0..230).map(picture).collect();
    let source = format!(
        "=== body\n{body}\n=== relations\n<Relationship Id=\"one\" Type=\"@image\" Target=\"media/1.jpg\"/>\n\
         === word/media/1.jpg\n@jpeg"
    );
    let import = import("a.docx", &pack(&parts(&source))).unwrap();
    assert_eq!((import.pictures.len(), import.report.pictures_dropped), (200, 30));
}

/// Pages are read from their tokens, with an account of what is open that ends somewhere.
#[test]
fn pages_that_open_and_never_close_are_read() {
    for tags in ["<ul><li>", "<table><tr><td>", "<blockquote><div>", "<b><i>", "<li>", "</td></li>", "<svg>"] {
        let page = format!("<html><body><p>Đầu trang</p>{}cuối", tags.repeat(9_000));
        let import = import("a.html", page.as_bytes()).unwrap_or_else(|error| panic!("{tags}: {error}"));
        assert!(import.blocks.len() < 20_000 && import.report.paragraphs > 0, "{tags}");
    }
}

#[test]
fn a_paragraph_of_one_endless_word_is_read_at_once() {
    let word = "眺㹴㱷".repeat(100_000);
    let began = std::time::Instant::now();
    assert_eq!(import("a.txt", format!("Dòng h{word}").as_bytes()).unwrap().report.paragraphs, 1);
    // Quadratic it would take hours; a busy machine is forgiven a factor of a hundred.
    assert!(began.elapsed() < std::time::Duration::from_secs(60));
}

#[test]
fn a_mail_of_very_many_parts_or_of_parts_in_parts_is_refused() {
    let mail = |inside: &str| {
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n{inside}--x--\r\n").into_bytes()
    };
    let parts = |count: usize| mail(&"--x\r\nContent-Type: text/plain\r\n\r\na\r\n".repeat(count));
    assert!(import("a.eml", &parts(limits::MAIL_PARTS)).is_ok());
    assert_eq!(refused("a.eml", &parts(limits::MAIL_PARTS + 1)), InterchangeError::Unsafe(Danger::TooManyParts));
    let nested = |levels: usize| {
        let open =
            |level: usize| format!("--b{level}\r\nContent-Type: multipart/mixed; boundary=b{}\r\n\r\n", level + 1);
        let opened: String = (0..levels).map(open).collect();
        let last = format!("--b{levels}\r\nContent-Type: text/plain\r\n\r\ntận đáy\r\n");
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n{opened}{last}").into_bytes()
    };
    assert_eq!(import("a.eml", &nested(5)).unwrap().report.paragraphs, 1, "a mail that was forwarded a few times");
    assert_eq!(refused("a.eml", &nested(200)), InterchangeError::Unsafe(Danger::TooDeep));
}

#[test]
fn of_very_many_joined_documents_the_first_twenty_are_taken() {
    let chunk = "<w:altChunk r:id=\"c\"/>".repeat(limits::CHUNKS + 3);
    let relation = "<Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" \
                    Target=\"inner.html\"/>";
    let source = format!("=== body\n{chunk}\n=== relations\n{relation}\n=== word/inner.html\n<html><p>Một</p></html>");
    let import = import("a.docx", &pack(&parts(&source))).unwrap();
    assert_eq!((import.report.paragraphs as usize, import.report.objects_dropped), (limits::CHUNKS, 3));
}
