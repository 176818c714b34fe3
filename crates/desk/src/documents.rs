//! Documents of other programs in, stories out.

use crate::articles::has_room;
use crate::{
    board::Desk,
    clock::new_id,
    error::{self, DeskError},
    rights::permit,
};
use contract::documents::Imported;
use interchange::{Cut, ExportSource, Import, Picture, Record};
use newsroom::{
    Action, Article, ArticleId, Body, Changes, Deed, Manuscript, Occasion, PhotoSize, PhotoUse, PhotoUseId, RevisionId,
    Staff, body::Block, document::ExportFormat, rights::Subject,
};
use std::{borrow::Cow, collections::HashMap};

impl Desk {
    /// Makes a draft of a document. Its pictures become photos of the draft; those that cannot be read are counted and left
    /// out.
    ///
    /// # Errors
    /// [`DeskError::Document`]; [`store::StoreError::DiskFull`].
    pub fn import_document(&self, me: &Staff, file_name: &str, bytes: &[u8]) -> Result<(Imported, Changes), DeskError> {
        permit(me, Action::ImportDocument, Subject::Nothing)?;
        let import = interchange::import(file_name, bytes)?;
        let mut photos = HashMap::new();
        let mut cut = 0;
        let (mut order, mut brought) = (Vec::new(), Vec::new());
        for picture in &import.pictures {
            let taken = shown(picture).and_then(|bytes| self.take_in(me, &picture.file_name, &bytes));
            match taken {
                Ok(photo) => {
                    cut += u32::from(picture.cut.is_some());
                    let used = photo.used(PhotoUseId(new_id()));
                    photos.insert(picture.placeholder, used.id);
                    order.push(with_words(used, picture));
                    brought.push(photo);
                }
                // One broken picture is no reason to refuse the words around it.
                Err(DeskError::Photo(error)) => tracing::info!(%error, "a picture of a document is left out"),
                Err(other) => return Err(other),
            }
        }
        let mut report = import.report.clone();
        let taken = u32::try_from(order.len()).unwrap_or(u32::MAX);
        report.pictures_dropped += report.pictures.saturating_sub(taken);
        report.pictures = taken;
        report.pictures_cut = cut;
        let mut article = Article::new(ArticleId(new_id()), me.id, &me.name, self.now());
        fill(&mut article.manuscript, import, &photos, order)?;
        has_room(None, &article.manuscript)?;
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            brought.iter().try_for_each(|photo| tx.add_photo(photo))?;
            tx.save_article(&article)?;
            tx.keep_named_revision(
                RevisionId(new_id()),
                article.id,
                &article.manuscript,
                &Occasion::Imported,
                Some(file_name),
            )?;
            tx.audit(Some(article.id), &Deed::Imported, Some(file_name))
        })?;
        error::shown(self.open_article(me, article.id).map(|view| Imported { view, report }), changes)
    }

    /// A story as a file: its name and its bytes.
    ///
    /// # Errors
    /// [`store::StoreError::NotFound`], also if this person may not see it; [`DeskError::Document`].
    pub fn export(&self, me: &Staff, id: ArticleId, format: ExportFormat) -> Result<(String, Vec<u8>), DeskError> {
        let article = self.story_for(me, Action::ExportArticle, id)?;
        let manuscript = &article.manuscript;
        let sections = self.sections()?;
        let section = sections.iter().find(|section| Some(section.id) == manuscript.section);
        let photo = |photo: PhotoUseId| match self.picture(me, photo, PhotoSize::Body) {
            Ok(rendition) => Some(rendition.jpeg),
            Err(error) => {
                tracing::warn!(%error, %photo, "a photo is left out of the file");
                None
            }
        };
        let story = ExportSource { manuscript, section: section.map(|s| s.name.as_str()), photo: &photo };
        let bytes = match format {
            // With its times, which the file of a story alone has not.
            ExportFormat::Portal => interchange::zipped(&interchange::portal(&story, &self.release(&article)?)?)?,
            format => interchange::export(format, &story)?,
        };
        let name = match copydesk::slug(&manuscript.headline) {
            slug if slug.is_empty() => "bai-viet".to_owned(),
            slug => slug,
        };
        let what = if format == ExportFormat::Portal { "-cong" } else { "" };
        Ok((format!("{name}{what}.{}", format.ending()), bytes))
    }

    /// Whose word a story goes out on, and when.
    fn release(&self, article: &Article) -> Result<Record, DeskError> {
        let approval = article.approval.as_ref();
        Ok(Record {
            id: Some(article.id.to_string()),
            approved_by: approval.map(|approval| self.store.person(approval.by)).transpose()?.map(|person| person.name),
            approved_at: approval.map(|approval| approval.at),
            publish_at: article.publish_at,
            updated_at: Some(article.updated_at),
        })
    }
}

/// The picture as the document shows it; what was cut away there goes nowhere.
fn shown(picture: &Picture) -> Result<Cow<'_, [u8]>, DeskError> {
    match picture.cut {
        Some(Cut { part, mirrored, quarters }) => {
            Ok(darkroom::cut(&picture.bytes, part, mirrored, quarters).map(Cow::Owned)?)
        }
        None => Ok(Cow::Borrowed(&picture.bytes)),
    }
}

/// The words of the document win over those in the picture file.
fn with_words(photo: PhotoUse, picture: &Picture) -> PhotoUse {
    let or = |words: &str, before: String| if words.trim().is_empty() { before } else { words.trim().to_owned() };
    PhotoUse {
        caption: or(&picture.caption, photo.caption),
        alt_text: or(&picture.alt, photo.alt_text),
        credit: or(&picture.credit, photo.credit),
        ..photo
    }
}

fn fill(
    manuscript: &mut Manuscript,
    import: Import,
    photos: &HashMap<PhotoUseId, PhotoUseId>,
    order: Vec<PhotoUse>,
) -> Result<(), DeskError> {
    let place = |block: Block| match block {
        Block::Figure { mut attrs } => {
            attrs.photo = *photos.get(&attrs.photo)?;
            Some(Block::Figure { attrs })
        }
        other => Some(other),
    };
    // Everything that a document holds goes somewhere.
    let Import {
        headline,
        standfirst,
        byline,
        correction,
        related,
        blocks,
        lead,
        pictures: _, // Taken in by the darkroom before.
        report: _,   // For the person who imports.
    } = import;
    let body = Body::new(blocks.into_iter().filter_map(place).collect());
    // Read back as the editor's document is, so that nothing gets in by this door that could not by the other.
    manuscript.body = Body::from_doc(&body.doc_json())?.normalised();
    manuscript.headline = headline;
    manuscript.standfirst = standfirst;
    if !byline.trim().is_empty() {
        manuscript.byline = byline;
    }
    manuscript.lead_photo = lead.and_then(|lead| photos.get(&lead).copied());
    manuscript.photos = order;
    manuscript.correction = correction;
    manuscript.related = related;
    Ok(())
}
