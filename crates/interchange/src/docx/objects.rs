//! Pictures, drawings and signs of symbol fonts.

use super::{Target, reader::Reader};
use crate::{
    Danger, InterchangeError, limits,
    tree::{Id, Tree},
};

/// A drawing whose end has not come yet.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) alt: String,
    /// A picture, or words in it: the drawing is not lost.
    pub(super) used: bool,
}

impl Drawing {
    /// `wp:docPr`, or the shape around a VML picture.
    pub(super) fn describe(&mut self, tree: &Tree, id: Id, keys: &[&str]) {
        let said = keys.iter().filter_map(|key| tree.attr(id, key)).find(|text| !text.trim().is_empty());
        if let Some(said) = said {
            self.alt = said.to_owned();
        }
    }
}

impl Reader<'_, '_> {
    /// A picture in the package by its reference, or one elsewhere.
    pub(super) fn picture(&mut self, embedded: Option<&str>, linked: bool) -> Result<(), InterchangeError> {
        let Some(drawing) = self.drawings.last_mut() else { return Ok(()) };
        drawing.used = true;
        let alt = drawing.alt.clone();
        let part = match embedded.and_then(|id| self.relations.get(id)) {
            Some(Target::Part { name, .. }) => name.clone(),
            Some(Target::Elsewhere(_)) => {
                self.out.report.pictures_dropped += 1;
                self.figure(None);
                return Ok(());
            }
            // A reference to nothing is a picture lost before; an empty blip is none.
            None => {
                if linked || embedded.is_some() {
                    self.out.report.pictures_dropped += 1;
                    self.figure(None);
                }
                return Ok(());
            }
        };
        let key = (part, alt);
        let index = match self.pictures.get(&key) {
            Some(index) => *index,
            None => {
                let index = self.take(&key.0, &key.1)?;
                self.pictures.insert(key, index);
                index
            }
        };
        self.figure(index);
        Ok(())
    }

    fn take(&mut self, part: &str, alt: &str) -> Result<Option<usize>, InterchangeError> {
        let bytes = if self.out.pictures.len() < limits::PICTURES {
            match self.package.read(part, limits::FILE_BYTES as u64) {
                Ok(bytes) => bytes,
                Err(InterchangeError::Unsafe(Danger::Bomb)) => return Err(Danger::Bomb.into()),
                // One broken picture is no reason to lose the story.
                Err(_) => None,
            }
        } else {
            None
        };
        Ok(self.out.take_picture(part, bytes.unwrap_or_default(), alt))
    }
}

/// The letter that a sign of a symbol font stands for; none if it is not known.
pub(super) fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // The signs of symbol fonts lie in the private area from F000 on.
    let low = code & 0xff;
    let known: &[(u32, char)] = match font.to_ascii_lowercase().as_str() {
        "symbol" => &[
            (0x2d, '−'),
            (0xa3, '≤'),
            (0xa5, '∞'),
            (0xae, '→'),
            (0xac, '←'),
            (0xb0, '°'),
            (0xb1, '±'),
            (0xb3, '≥'),
            (0xb4, '×'),
            (0xb7, '•'),
            (0xb8, '÷'),
            (0xb9, '≠'),
            (0xbb, '≈'),
            (0xde, '⇒'),
            (0x61, 'α'),
            (0x62, 'β'),
            (0x6d, 'μ'),
            (0x70, 'π'),
            (0x53, 'Σ'),
            (0x57, 'Ω'),
            (0x44, 'Δ'),
        ],
        "wingdings" => &[
            (0xfc, '✓'),
            (0xfb, '✗'),
            (0xfe, '☑'),
            (0xfd, '☒'),
            (0xa8, '☐'),
            (0x6f, '☐'),
            (0xe0, '→'),
            (0xdf, '←'),
            (0xd8, '➢'),
            (0x6c, '●'),
            (0x6e, '■'),
            (0xa7, '▪'),
            (0x9f, '•'),
            (0x28, '☎'),
            (0x2a, '✉'),
            (0x76, '❖'),
        ],
        "wingdings 2" => &[(0x50, '✓'), (0x4f, '✗'), (0x52, '☑'), (0x51, '☒'), (0xa3, '☐')],
        _ => {
            let plain = char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c) && !c.is_control());
            return plain;
        }
    };
    known.iter().find(|(at, _)| *at == low).map(|(_, letter)| *letter)
}
