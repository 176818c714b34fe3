//! The texts of a story as one row of passages.

use copydesk::typography::Correction;
use newsroom::{Manuscript, PhotoLine, TextLine};

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A text beside the body.
    Field(TextLine),
    /// A line of the body, by the position of its first letter.
    Line(usize),
}

/// A text of the story, in one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Where it stands.
    pub(crate) place: Place,
    /// Its text.
    pub(crate) text: String,
}

/// Changes of a passage, in order and without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rewriting {
    /// Where.
    pub(crate) place: Place,
    /// The text that the changes are made for.
    pub(crate) text: String,
    /// What to put in the place of what.
    pub(crate) changes: Vec<Correction>,
}

impl Place {
    /// The id of the field that holds it; none for the body.
    pub(crate) fn field(self) -> Option<String> {
        match self {
            Place::Field(TextLine::Photo(id, PhotoLine::AltText)) => Some(format!("photo-alt-{id}")),
            Place::Field(line @ TextLine::Photo(id, _)) => Some(format!("photo-{}-{id}", line.name())),
            Place::Field(line) => Some(line.name().to_owned()),
            Place::Line(_) => None,
        }
    }
}

/// The passages of a story in reading order: the lines over the body, the given lines of the body, words of the photos,
/// correction.
pub(crate) fn in_order(draft: &Manuscript, body: Vec<Passage>) -> Vec<Passage> {
    let is_above = |(line, _): &(TextLine, &str)| TextLine::ABOVE_BODY.contains(line);
    let prose = draft.lines().into_iter().filter(|(line, _)| line.is_prose());
    let (above, below): (Vec<_>, Vec<_>) = prose.partition(is_above);
    let passage = |(line, text): (TextLine, &str)| Passage { place: Place::Field(line), text: text.to_owned() };
    above.into_iter().map(passage).chain(body).chain(below.into_iter().map(passage)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_read_from_the_headline_to_the_correction() {
        let [headline, standfirst, byline, correction] = ["Tít", "Sapo", "Thu Hà", "Đính chính"].map(str::to_owned);
        let tags = vec!["biên giới".to_owned()];
        let draft = Manuscript { headline, standfirst, byline, correction, tags, ..Manuscript::default() };
        let lines = vec![Passage { place: Place::Line(1), text: "Một".to_owned() }];
        let texts: Vec<String> = in_order(&draft, lines).into_iter().map(|passage| passage.text).collect();
        assert_eq!(texts, ["Tít", "Sapo", "Thu Hà", "Một", "Đính chính"], "keywords are no sentences");
    }
}
