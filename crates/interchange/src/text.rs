//! Plain text.

use newsroom::body::MAX_BLOCKS;

use crate::{
    Danger, InterchangeError, decode,
    flow::{Document, Paragraph, Piece, Role, Run},
    limits,
};

/// Lines of a text that was broken at a fixed width, in characters; the last line of a paragraph is shorter.
const WIDTH: std::ops::RangeInclusive<usize> = 50..=100;
/// The longest first line taken for a headline, in characters: from there on the desk warns.
const HEADLINE: usize = 120;

/// Reads a text file: every line is a paragraph, as in Notepad; if lines were broken at a fixed width, as in mail,
/// empty lines part the paragraphs. A short first line without a full stop, with an empty line below, is the headline.
///
/// # Errors
/// [`Danger::TooLong`], before a paragraph is made of it.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, InterchangeError> {
    read_words(&decode::plain(bytes, None).0)
}

/// The same of a text whose letters are known.
pub(crate) fn read_words(text: &str) -> Result<Document, InterchangeError> {
    if text.len() > limits::TEXT_BYTES {
        return Err(Danger::TooLong.into());
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let groups: Vec<Vec<&str>> = text
        .split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .split(|line| line.is_empty())
        .filter(|group| !group.is_empty())
        .map(<[&str]>::to_vec)
        .collect();
    let headline = match groups.as_slice() {
        [first, _, ..] => {
            let short = first.len() == 1 && first[0].chars().count() <= HEADLINE;
            short && !first[0].ends_with(['.', ',', ':', ';'])
        }
        _ => false,
    };
    let broken = is_broken(&groups);
    if (if broken { groups.len() } else { groups.iter().map(Vec::len).sum() }) > MAX_BLOCKS {
        return Err(Danger::TooLong.into());
    }
    let mut document = Document::default();
    for (index, group) in groups.iter().enumerate() {
        let role = if headline && index == 0 { Role::Headline } else { Role::Text };
        let mut push = |text: String| {
            let runs = vec![Run { text, ..Run::default() }];
            document.pieces.push(Piece::Paragraph(Paragraph { role, runs }));
        };
        if broken {
            push(group.join(" "));
        } else {
            group.iter().for_each(|line| push((*line).to_owned()));
        }
    }
    Ok(document)
}

/// True if the lines were broken at a width: no line is longer, and all but the last ones of paragraphs come near it.
fn is_broken(groups: &[Vec<&str>]) -> bool {
    let length = |line: &&str| line.chars().count();
    let longest = groups.iter().flatten().map(length).max().unwrap_or(0);
    let mut inner = groups.iter().flat_map(|group| &group[..group.len() - 1]).peekable();
    WIDTH.contains(&longest) && inner.peek().is_some() && inner.all(|line| WIDTH.contains(&length(line)))
}
