//! The texts of a story as one row of passages.

use copydesk::typography::Correction;
use newsroom::{Manuscript, PhotoUseId};

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The byline.
    Byline,
    /// What readers are told was wrong.
    Correction,
    /// A line of the body, by the position of its first letter.
    Line(usize),
    /// The caption of a photo.
    Caption(PhotoUseId),
    /// The credit of a photo.
    Credit(PhotoUseId),
    /// The alternative text of a photo.
    AltText(PhotoUseId),
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
            Place::Headline => Some("headline".to_owned()),
            Place::Standfirst => Some("standfirst".to_owned()),
            Place::Byline => Some("byline".to_owned()),
            Place::Correction => Some("correction".to_owned()),
            Place::Line(_) => None,
            Place::Caption(id) => Some(format!("photo-caption-{id}")),
            Place::Credit(id) => Some(format!("photo-credit-{id}")),
            Place::AltText(id) => Some(format!("photo-alt-{id}")),
        }
    }
}

/// The passages of a story in reading order: headline, standfirst, byline, the given lines of the body, words of the photos,
/// correction.
pub(crate) fn in_order(draft: &Manuscript, lines: Vec<Passage>) -> Vec<Passage> {
    let passage = |place, text: &String| Passage { place, text: text.clone() };
    let mut passages = vec![
        passage(Place::Headline, &draft.headline),
        passage(Place::Standfirst, &draft.standfirst),
        passage(Place::Byline, &draft.byline),
    ];
    passages.extend(lines);
    for photo in &draft.photos {
        passages.push(passage(Place::Caption(photo.id), &photo.caption));
        passages.push(passage(Place::Credit(photo.id), &photo.credit));
        passages.push(passage(Place::AltText(photo.id), &photo.alt_text));
    }
    passages.push(passage(Place::Correction, &draft.correction));
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_read_from_the_headline_to_the_words_of_its_photos() {
        let [headline, standfirst, byline, correction] = ["Tít", "Sapo", "Thu Hà", "Đính chính"].map(str::to_owned);
        let draft = Manuscript { headline, standfirst, byline, correction, ..Manuscript::default() };
        let lines = vec![Passage { place: Place::Line(1), text: "Một".to_owned() }];
        let texts: Vec<String> = in_order(&draft, lines).into_iter().map(|passage| passage.text).collect();
        assert_eq!(texts, ["Tít", "Sapo", "Thu Hà", "Một", "Đính chính"]);
    }
}
