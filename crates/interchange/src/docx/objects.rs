//! Pictures and drawings.

use super::{Target, reader::Reader};
use crate::{
    Danger, InterchangeError, Unreadable, limits,
    picture::Cut,
    tree::{Id, Tree},
};

/// A drawing whose end has not come yet.
pub(super) struct Drawing {
    pub(super) alt: String,
    /// The part of its picture that is shown; none if it is shown in a way that cannot be kept.
    pub(super) cut: Option<Cut>,
    /// A picture, or words in it: the drawing is not lost.
    pub(super) used: bool,
    /// Degrees by which the shape around a VML picture is turned clockwise.
    turned: f64,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { alt: String::new(), cut: Some(Cut::default()), used: false, turned: 0.0 }
    }
}

impl Drawing {
    /// `pic:pic`: what its `a:srcRect` cuts away, in thousandths of a percent, and how its `a:xfrm` turns it, in 60,000ths of a
    /// degree (ECMA-376 part 1, 20.1.8.55 and 20.1.7.6).
    pub(super) fn show(&mut self, tree: &Tree, picture: Id) {
        let sides = tree.find(picture, &["pic:blipFill", "a:srcRect"]);
        let side = |name| number(sides.and_then(|of| tree.attr(of, name))) / 100_000.0;
        let cut = Cut::of_sides([side("l"), side("t"), side("r"), side("b")]);
        let turn = tree.find(picture, &["pic:spPr", "a:xfrm"]);
        let on = |name| turn.and_then(|of| tree.attr(of, name)).is_some_and(|said| matches!(said, "1" | "true"));
        let degrees = number(turn.and_then(|of| tree.attr(of, "rot"))) / 60_000.0;
        self.cut = cut.and_then(|cut| cut.turned(degrees)).map(|cut| cut.mirrored(on("flipH"), on("flipV")));
    }

    /// `v:imagedata`: shares that are cut away, or 65,536ths of the picture (`cropleft="6554f"`).
    pub(super) fn show_old(&mut self, tree: &Tree, data: Id) {
        let side = |name| match tree.attr(data, name) {
            Some(said) if said.ends_with('f') => number(Some(said.trim_end_matches('f'))) / 65_536.0,
            said => number(said),
        };
        let cut = Cut::of_sides([side("cropleft"), side("croptop"), side("cropright"), side("cropbottom")]);
        self.cut = cut.and_then(|cut| cut.turned(self.turned));
    }

    /// `wp:docPr`, or the shape around a VML picture.
    pub(super) fn describe(&mut self, tree: &Tree, id: Id, keys: &[&str]) {
        let said = keys.iter().filter_map(|key| tree.attr(id, key)).find(|text| !text.trim().is_empty());
        if let Some(said) = said {
            self.alt = said.to_owned();
        }
        let style = tree.attr(id, "style").unwrap_or_default();
        let turn = style.split(';').find_map(|part| part.trim().strip_prefix("rotation:"));
        self.turned = number(turn.map(str::trim));
    }
}

impl Reader<'_, '_> {
    /// A picture in the package by its reference, or one elsewhere.
    pub(super) fn picture(&mut self, embedded: Option<&str>, linked: bool) -> Result<(), InterchangeError> {
        let Some(drawing) = self.drawings.last_mut() else { return Ok(()) };
        drawing.used = true;
        let alt = drawing.alt.clone();
        let Some(cut) = drawing.cut else {
            self.out.report.pictures_dropped += 1;
            self.figure(None);
            return Ok(());
        };
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
        let key = (part, alt, cut);
        let index = match self.pictures.get(&key) {
            Some(index) => *index,
            None => {
                let index = self.take(&key.0, &key.1, cut)?;
                self.pictures.insert(key, index);
                index
            }
        };
        self.figure(index);
        Ok(())
    }

    /// A document of its own in this one (`w:altChunk`), as programs write that join documents: its text stands here.
    pub(super) fn chunk(&mut self, id: Option<&str>) -> Result<(), InterchangeError> {
        self.chunks += 1;
        let part = match id.and_then(|id| self.relations.get(id)) {
            Some(Target::Part { name, .. }) if self.chunks <= limits::CHUNKS => Some(name.clone()),
            _ => None,
        };
        let bytes = match &part {
            Some(part) => self.package.read(part, limits::FILE_BYTES as u64)?,
            None => None,
        };
        let inside = match (part, bytes) {
            (Some(part), Some(bytes)) => crate::read(&part, &bytes, self.depth() + 1, &self.package.work().clone()),
            _ => Err(Unreadable::Unknown.into()),
        };
        match inside {
            Ok(inside) => {
                let pieces = self.out.take_in(inside);
                pieces.into_iter().for_each(|piece| self.push(piece));
                Ok(())
            }
            Err(InterchangeError::Unsafe(danger)) => Err(danger.into()),
            Err(_) => {
                self.out.report.objects_dropped += 1;
                Ok(())
            }
        }
    }

    fn take(&mut self, part: &str, alt: &str, cut: Cut) -> Result<Option<usize>, InterchangeError> {
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
        Ok(self.out.take_picture(part, bytes.unwrap_or_default(), alt, Some(cut).filter(|cut| !cut.is_none())))
    }
}

/// A number of an attribute; 0 where there is none.
fn number(said: Option<&str>) -> f64 {
    said.and_then(|said| said.trim().parse().ok()).unwrap_or(0.0)
}
