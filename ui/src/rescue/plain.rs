//! A story as plain text that any program opens.

use newsroom::{Manuscript, PhotoUse};

/// Headline, standfirst, byline, text, captions and the remarks that are not sent, parted by empty lines. `photo` is the
/// word before a photo's number, `remark` that before a remark.
pub(super) fn text_of(manuscript: &Manuscript, photo: &str, remark: &str, remarks: &[String]) -> String {
    let body = manuscript.body.plain_text();
    let lines = [&manuscript.headline, &manuscript.standfirst, &manuscript.byline, &body];
    let captions = manuscript.photos.iter().enumerate().filter_map(|(place, of)| caption(of, place + 1, photo));
    let parts = lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).chain(captions);
    let parts = parts.chain(remarks.iter().map(|text| format!("[{remark}] {}", text.trim())));
    let mut text = parts.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// The words of a photo in a line; none if it has none.
fn caption(photo: &PhotoUse, place: usize, word: &str) -> Option<String> {
    let words = [&photo.caption, &photo.alt_text, &photo.credit].map(|words| words.trim());
    let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
    (!words.is_empty()).then(|| format!("[{word} {place}: {}] {}", photo.file_name, words.join(" | ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::{Body, ContentHash, Crops, body::Block, body::Inline};

    fn photo(caption: &str, credit: &str) -> PhotoUse {
        PhotoUse {
            id: "01930000-0000-7000-8000-000000000002".parse().unwrap(),
            original: ContentHash::of(b"x"),
            file_name: "cau.jpg".to_owned(),
            width: 4,
            height: 3,
            caption: caption.to_owned(),
            alt_text: String::new(),
            credit: credit.to_owned(),
            crops: Crops::default(),
        }
    }

    #[test]
    fn everything_typed_is_in_the_file() {
        let paragraph = Block::Paragraph {
            content: vec![Inline::Text { text: "Sáng nay, cầu thông xe.".to_owned(), marks: vec![] }],
        };
        let story = Manuscript {
            headline: "Cầu Bắc Luân".to_owned(),
            standfirst: "Sapo".to_owned(),
            body: Body::new(vec![paragraph]),
            photos: vec![photo("Xe qua cầu", "Hữu Việt"), photo("", "")],
            ..Manuscript::default()
        };
        let text = text_of(&story, "Ảnh", "Nhận xét", &["Nguồn nào? ".to_owned()]);
        assert_eq!(
            text,
            "Cầu Bắc Luân\n\nSapo\n\nSáng nay, cầu thông xe.\n\n[Ảnh 1: cau.jpg] Xe qua cầu | Hữu Việt\n\n[Nhận xét] Nguồn nào?\n",
            "a photo without words has no line"
        );
    }
}
