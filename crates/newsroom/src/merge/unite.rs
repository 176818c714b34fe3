//! What two colleagues made of the same story on two laptops, as one story: where they changed different places, both changes
//! stand; where they changed the same place, the one that came first stands and somebody is told.

use super::{ChunkKind, merge};
use crate::{
    body::{Block, Body},
    id::{PhotoUseId, RemarkId},
    manuscript::Manuscript,
    operation::SharedStory,
    photo::{Crops, PhotoUse},
};
use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

/// A thing made of two, and whether something of ours is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct United<T> {
    /// As it stands from now on.
    pub whole: T,
    /// True if both sides changed the same place in different ways: theirs stands, and ours is to be kept elsewhere.
    pub clashes: bool,
}

/// Compares, and remembers clashes.
#[derive(Default)]
struct Uniting {
    clashes: bool,
}

impl Uniting {
    /// The side that changed it; theirs where both did.
    fn one<T: PartialEq + Clone>(&mut self, base: &T, ours: &T, theirs: &T) -> T {
        let kind = ChunkKind::of(base, ours, theirs);
        self.clashes |= kind == ChunkKind::Both;
        if matches!(kind, ChunkKind::Ours | ChunkKind::Same) { ours.clone() } else { theirs.clone() }
    }

    /// The later of the two, which nobody typed.
    fn later<T: PartialOrd + Copy>(ours: T, theirs: T) -> T {
        if ours > theirs { ours } else { theirs }
    }

    fn body(&mut self, base: &Body, ours: &Body, theirs: &Body) -> Body {
        if ours == base || ours == theirs {
            return theirs.clone();
        }
        if theirs == base {
            return ours.clone();
        }
        let mut blocks = Vec::new();
        for chunk in merge(base, ours, theirs) {
            self.clashes |= chunk.kind == ChunkKind::Both;
            match chunk.kind {
                ChunkKind::Ours => blocks.extend(chunk.ours),
                ChunkKind::Theirs | ChunkKind::Both => blocks.extend(chunk.theirs),
                // The words are the same; a remark may have been made at them.
                ChunkKind::Same | ChunkKind::Alike if chunk.ours.len() == chunk.theirs.len() => {
                    let pairs = chunk.ours.into_iter().zip(chunk.theirs);
                    blocks.extend(pairs.map(|(our, their)| if has_more_remarks(&their, &our) { their } else { our }));
                }
                ChunkKind::Same | ChunkKind::Alike => blocks.extend(chunk.ours),
            }
        }
        Body::new(blocks)
    }

    fn photo(&mut self, base: &PhotoUse, ours: &PhotoUse, theirs: &PhotoUse) -> PhotoUse {
        // Every field is decided upon; the picture itself is the same.
        let PhotoUse { id, original, file_name, width, height, caption, alt_text, credit, crops } = theirs;
        let Crops { thumb, body, banner } = crops;
        PhotoUse {
            id: *id,
            original: *original,
            file_name: file_name.clone(),
            width: *width,
            height: *height,
            caption: self.one(&base.caption, &ours.caption, caption),
            alt_text: self.one(&base.alt_text, &ours.alt_text, alt_text),
            credit: self.one(&base.credit, &ours.credit, credit),
            crops: Crops {
                thumb: self.one(&base.crops.thumb, &ours.crops.thumb, thumb),
                body: self.one(&base.crops.body, &ours.crops.body, body),
                banner: self.one(&base.crops.banner, &ours.crops.banner, banner),
            },
        }
    }

    /// What either side brought stands; what one took away is gone, unless the other changed it meanwhile, or the text shows it.
    fn photos(
        &mut self,
        base: &[PhotoUse],
        ours: &[PhotoUse],
        theirs: &[PhotoUse],
        shown: &[PhotoUseId],
    ) -> Vec<PhotoUse> {
        let of = |photos: &[PhotoUse]| -> HashMap<PhotoUseId, PhotoUse> {
            photos.iter().map(|photo| (photo.id, photo.clone())).collect()
        };
        let [in_base, in_ours, in_theirs] = [base, ours, theirs].map(of);
        let mut stays = HashMap::new();
        for id in in_base.keys().chain(in_ours.keys()).chain(in_theirs.keys()) {
            let photo = match (in_base.get(id), in_ours.get(id), in_theirs.get(id)) {
                (Some(base), Some(ours), Some(theirs)) => Some(self.photo(base, ours, theirs)),
                (None, _, Some(theirs)) => Some(theirs.clone()),
                (None, Some(ours), None) => Some(ours.clone()),
                (Some(base), None, Some(photo)) | (Some(base), Some(photo), None) => {
                    (photo != base || shown.contains(id)).then(|| photo.clone())
                }
                (Some(base), None, None) => shown.contains(id).then(|| base.clone()),
                (None, None, None) => None,
            };
            if let Some(photo) = photo {
                stays.insert(*id, photo);
            }
        }
        let order = |photos: &[PhotoUse]| -> Vec<PhotoUseId> { photos.iter().map(|photo| photo.id).collect() };
        let [base, ours, theirs] = [base, ours, theirs].map(order);
        let first = if theirs == base { &ours } else { &theirs };
        let all = first.iter().chain(&theirs).chain(&ours).chain(&base);
        all.filter_map(|id| stays.remove(id)).collect()
    }

    fn manuscript(&mut self, base: &Manuscript, ours: &Manuscript, theirs: &Manuscript) -> Manuscript {
        // Every field is decided upon.
        let Manuscript { headline, standfirst, byline, section, tags, body, lead_photo, photos, correction, related } =
            theirs;
        let body = self.body(&base.body, &ours.body, body);
        let lead_photo = self.one(&base.lead_photo, &ours.lead_photo, lead_photo);
        let shown: Vec<PhotoUseId> = body.figures().into_iter().chain(lead_photo).collect();
        Manuscript {
            headline: self.one(&base.headline, &ours.headline, headline),
            standfirst: self.one(&base.standfirst, &ours.standfirst, standfirst),
            byline: self.one(&base.byline, &ours.byline, byline),
            section: self.one(&base.section, &ours.section, section),
            tags: united_list(&base.tags, &ours.tags, tags),
            photos: self.photos(&base.photos, &ours.photos, photos, &shown),
            body,
            lead_photo,
            correction: self.one(&base.correction, &ours.correction, correction),
            related: self.one(&base.related, &ours.related, related),
        }
    }

    fn story(&mut self, base: &SharedStory, ours: &SharedStory, theirs: &SharedStory) -> SharedStory {
        // Every field is decided upon.
        let SharedStory {
            manuscript,
            stage,
            author,
            past_authors,
            claimed_by,
            approved_revision,
            banner,
            banner_until,
            slug,
            publish_at,
            returned,
            spiked_from,
            readers,
            link,
            created_at,
            updated_at,
        } = theirs;
        SharedStory {
            manuscript: self.manuscript(&base.manuscript, &ours.manuscript, manuscript),
            stage: self.one(&base.stage, &ours.stage, stage),
            author: self.one(&base.author, &ours.author, author),
            past_authors: self.one(&base.past_authors, &ours.past_authors, past_authors),
            claimed_by: self.one(&base.claimed_by, &ours.claimed_by, claimed_by),
            approved_revision: self.one(&base.approved_revision, &ours.approved_revision, approved_revision),
            banner: self.one(&base.banner, &ours.banner, banner),
            banner_until: self.one(&base.banner_until, &ours.banner_until, banner_until),
            slug: self.one(&base.slug, &ours.slug, slug),
            publish_at: self.one(&base.publish_at, &ours.publish_at, publish_at),
            returned: self.one(&base.returned, &ours.returned, returned),
            spiked_from: self.one(&base.spiked_from, &ours.spiked_from, spiked_from),
            readers: self.one(&base.readers, &ours.readers, readers),
            link: self.one(&base.link, &ours.link, link),
            created_at: *created_at,
            updated_at: Self::later(ours.updated_at, *updated_at),
        }
    }
}

/// Ours and theirs of what both began from as one manuscript.
#[must_use]
pub fn unite_manuscripts(base: &Manuscript, ours: &Manuscript, theirs: &Manuscript) -> United<Manuscript> {
    let mut uniting = Uniting::default();
    let whole = uniting.manuscript(base, ours, theirs);
    United { whole, clashes: uniting.clashes }
}

/// Ours and theirs of what both began from as one story. Where it stands is united like its text, which is right only where one
/// side alone has moved it: [`SharedStory::stands_as`] tells.
#[must_use]
pub fn unite_stories(base: &SharedStory, ours: &SharedStory, theirs: &SharedStory) -> United<SharedStory> {
    let mut uniting = Uniting::default();
    let whole = uniting.story(base, ours, theirs);
    United { whole, clashes: uniting.clashes }
}

/// Their list with what we put in, and without what we took out.
fn united_list<T: Clone + Eq + Hash>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    if theirs == base {
        return ours.to_vec();
    }
    let kept = theirs.iter().filter(|one| ours.contains(one) || !base.contains(one));
    let added = ours.iter().filter(|one| !base.contains(one) && !theirs.contains(one));
    kept.chain(added).cloned().collect()
}

/// True if a remark is made at one block that is not made at the other.
fn has_more_remarks(one: &Block, other: &Block) -> bool {
    let remarks = |block: &Block| -> BTreeSet<RemarkId> {
        Body::new(vec![block.clone()]).remarks().into_iter().map(|(id, _)| id).collect()
    };
    !remarks(one).is_subset(&remarks(other))
}

#[cfg(test)]
mod tests;
