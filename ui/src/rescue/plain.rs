//! A story as plain text that any program opens.

use newsroom::{Manuscript, PhotoUse, TextLine, manuscript::Parts};

/// The words by which the parts of the file are named.
pub(super) struct Names<'a> {
    /// Of a text beside the body.
    pub(super) line: &'a dyn Fn(TextLine) -> &'static str,
    /// Stands before a photo's number.
    pub(super) photo: &'a str,
    /// Stands before a remark.
    pub(super) remark: &'a str,
}

/// Everything that was typed, parted by empty lines: the lines over the body, the body, the words of the photos, all other
/// lines with their names, and the remarks that are not sent.
pub(super) fn text_of(manuscript: &Manuscript, names: &Names<'_>, remarks: &[String]) -> String {
    let Parts {
        lines,
        section: _, // Chosen, not typed.
        tags,
        body,
        lead_photo: _, // As above.
        photos,
        related,
    } = manuscript.parts();
    let is_above = |(line, _): &(TextLine, &str)| TextLine::ABOVE_BODY.contains(line);
    let (above, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(is_above);
    let mut parts: Vec<String> = above.into_iter().map(|(_, text)| text.to_owned()).collect();
    parts.push(body.plain_text());
    parts.extend(photos.iter().enumerate().map(|(place, photo)| words_of(photo, place + 1, names.photo)));
    parts.extend(others.into_iter().map(|(line, text)| match line {
        // Together with their photo, with the other keywords, with their address.
        TextLine::Photo(..) | TextLine::Tag(_) | TextLine::RelatedTitle(_) => String::new(),
        line => named((names.line)(line), text),
    }));
    parts.push(named((names.line)(TextLine::Tag(0)), &tags.join(", ")));
    let story = |title: &str, link: &str| named((names.line)(TextLine::RelatedTitle(0)), &format!("{title} {link}"));
    parts.extend(related.iter().map(|of| story(&of.title, &of.link)));
    parts.extend(remarks.iter().map(|text| named(names.remark, text)));
    parts.iter_mut().for_each(|part| *part = part.trim().to_owned());
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

/// A text with its name before it; nothing if it is empty.
fn named(name: &str, text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!("[{name}] {text}"),
    }
}

/// The words of a photo in a line; nothing if it has none.
fn words_of(photo: &PhotoUse, place: usize, word: &str) -> String {
    let words: Vec<&str> =
        photo.lines().into_iter().map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect();
    named(&format!("{word} {place}: {}", photo.file_name), &words.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::{Body, ContentHash, Crops, Related, body::Block, body::Inline};

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

    const NAMES: Names<'static> = Names { line: &name, photo: "Ảnh", remark: "Nhận xét" };

    fn name(line: TextLine) -> &'static str {
        line.name()
    }

    #[test]
    fn no_text_of_a_story_is_left_out_of_the_file() {
        let related = Related { title: String::new(), link: "https://mongcai.example/tin".to_owned() };
        let mut story = Manuscript {
            tags: vec![String::new(); 2],
            photos: vec![photo("", ""), photo("", "")],
            related: vec![related],
            ..Manuscript::default()
        };
        story.photos[1].id = "01930000-0000-7000-8000-000000000003".parse().unwrap();
        let mut typed = Vec::new();
        story.change_lines(|line, text| {
            *text = format!("gõ số {} ở {}.", typed.len(), line.name());
            typed.push(text.clone());
        });
        let text = text_of(&story, &NAMES, &[]);
        for words in &typed {
            assert_eq!(text.matches(words).count(), 1, "{words} in\n{text}");
        }
        assert!(typed.len() > 12 && text.contains("https://mongcai.example/tin"), "{text}");
        assert!(text.contains("[correction] gõ số"), "what stands beside the text has its name: {text}");
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
        let text = text_of(&story, &NAMES, &["Nguồn nào? ".to_owned()]);
        assert_eq!(
            text,
            "Cầu Bắc Luân\n\nSapo\n\nSáng nay, cầu thông xe.\n\n[Ảnh 1: cau.jpg] Xe qua cầu | Hữu Việt\n\n[Nhận xét] Nguồn nào?\n",
            "a photo without words has no line"
        );
    }
}
