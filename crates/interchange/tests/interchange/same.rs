//! Whether a story that came back is the whole story.

use std::collections::BTreeMap;

use interchange::{Import, ImportReport, Picture};
use newsroom::{
    Manuscript, PhotoUseId,
    body::{Block, FigureAttrs},
};
use uuid::Uuid;

use crate::shown::story;

/// What an import of the story must be: everything that readers see of it, with its photos by the numbers that an
/// import gives them. `bytes` are the files that the photos were handed out with.
pub fn wanted(manuscript: &Manuscript, bytes: &dyn Fn(PhotoUseId) -> Vec<u8>) -> Import {
    let used = manuscript.used_photos();
    let numbers: BTreeMap<PhotoUseId, PhotoUseId> =
        used.iter().zip(1..).map(|(photo, number)| (photo.id, PhotoUseId(Uuid::from_u128(number)))).collect();
    let block = |block: &Block| match block {
        Block::Figure { attrs } => Block::Figure { attrs: FigureAttrs { photo: numbers[&attrs.photo] } },
        other => other.clone(),
    };
    let picture = |photo: &&newsroom::PhotoUse| Picture {
        placeholder: numbers[&photo.id],
        file_name: String::new(),
        bytes: bytes(photo.id),
        cut: None,
        alt: photo.alt_text.clone(),
        caption: photo.caption.clone(),
        credit: photo.credit.clone(),
    };
    Import {
        headline: manuscript.headline.clone(),
        standfirst: manuscript.standfirst.clone(),
        byline: manuscript.byline.clone(),
        correction: manuscript.correction.clone(),
        related: manuscript.related.clone(),
        blocks: manuscript.body.doc.content.iter().map(block).collect(),
        lead: manuscript.lead_photo.map(|id| numbers[&id]),
        pictures: used.iter().map(picture).collect(),
        report: ImportReport::default(),
    }
}

/// What differs, for a person to read; none if nothing does. The names of picture files are the document's own business, and
/// the report counts what is compared here.
pub fn difference(wanted: &Import, got: &Import) -> Option<String> {
    let (wanted, got) = (bare(wanted), bare(got));
    (wanted != got).then(|| format!("wanted\n{}--- got\n{}", story(&wanted), story(&got)))
}

fn bare(import: &Import) -> Import {
    let pictures = import.pictures.iter().map(|picture| Picture { file_name: String::new(), ..picture.clone() });
    Import { pictures: pictures.collect(), report: ImportReport::default(), ..import.clone() }
}
