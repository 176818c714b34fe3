//! Hits in the passages of a story. Pure, so that what is replaced can be tested without a window.

use crate::state::{
    find::Hit,
    passages::{Passage, Place, Rewriting},
};
use copydesk::{Query, find, replacement, typography::Correction};

/// All hits in reading order.
pub(crate) fn search(passages: &[Passage], query: &Query) -> Vec<Hit> {
    let hit = |passage: &Passage| {
        let place = passage.place;
        find(&passage.text, query).into_iter().map(move |range| Hit { place, range })
    };
    passages.iter().flat_map(hit).collect()
}

/// The hits in the body as ranges of the document, and which of them is the current one.
pub(crate) fn in_body(hits: &[Hit], current: Option<usize>) -> (Vec<(usize, usize)>, Option<usize>) {
    let mut ranges = Vec::new();
    let mut here = None;
    for (number, hit) in hits.iter().enumerate() {
        if let Place::Line(from) = hit.place {
            if current == Some(number) {
                here = Some(ranges.len());
            }
            ranges.push((from + hit.range.start, from + hit.range.end));
        }
    }
    (ranges, here)
}

/// What puts other words in the place of these hits.
pub(crate) fn replacing(passages: &[Passage], hits: &[Hit], with: &str, keep_case: bool) -> Vec<Rewriting> {
    let of_passage = |passage: &Passage| {
        let units: Vec<u16> = passage.text.encode_utf16().collect();
        let change = |hit: &Hit| {
            let found = String::from_utf16_lossy(units.get(hit.range.clone())?);
            Some(Correction { range: hit.range.clone(), text: replacement(&found, with, keep_case) })
        };
        let changes: Vec<Correction> =
            hits.iter().filter(|hit| hit.place == passage.place).filter_map(change).collect();
        (!changes.is_empty()).then(|| Rewriting { place: passage.place, text: passage.text.clone(), changes })
    };
    passages.iter().filter_map(of_passage).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::TextLine;

    fn passages() -> Vec<Passage> {
        let passage = |place, text: &str| Passage { place, text: text.to_owned() };
        vec![
            passage(Place::Field(TextLine::Headline), "Đạo đức người làm báo"),
            passage(Place::Line(12), "Không có 😀 đạo đức nào, cũng chẳng có ĐẠO ĐỨC."),
        ]
    }

    fn query(words: &str) -> Query {
        Query { words: words.to_owned(), ..Query::default() }
    }

    #[test]
    fn words_typed_without_accents_are_found_in_the_whole_story_in_order() {
        let hits = search(&passages(), &query("dao duc"));
        assert_eq!(
            hits.iter().map(|hit| hit.place).collect::<Vec<_>>(),
            [Place::Field(TextLine::Headline), Place::Line(12), Place::Line(12)]
        );
        let (ranges, current) = in_body(&hits, Some(2));
        // The smiley is two units: what JavaScript counts, the document counts.
        assert_eq!(ranges, [(24, 31), (51, 58)].map(|(from, to)| (from, to)));
        assert_eq!(current, Some(1), "the headline is no part of the body");
    }

    #[test]
    fn every_hit_is_replaced_in_its_own_case() {
        let passages = passages();
        let hits = search(&passages, &query("dao duc"));
        let rewritings = replacing(&passages, &hits, "liêm chính", true);
        let after: Vec<String> =
            rewritings.iter().map(|one| copydesk::typography::apply(&one.text, &one.changes)).collect();
        assert_eq!(after, ["Liêm chính người làm báo", "Không có 😀 liêm chính nào, cũng chẳng có LIÊM CHÍNH."]);
    }
}
