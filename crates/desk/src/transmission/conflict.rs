//! A story that was changed on the site since we last saw it: both versions side by side, and the editor's choice.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, shown},
    transmission::snapshot::Snapshot,
};
use contract::{
    articles::ArticleView,
    sending::{Conflict, Resolution},
};
use newsroom::{
    Action, Article, ArticleId, Attempt, Body, Changes, Deed, Delivery, Difference, Manuscript, Move, Occasion,
    PhotoSize, PhotoUseId, Related, RevisionId, Staff, Stage, Step, TextLine, Transmission, Trouble, correction_words,
    merge::{LineMerge, Side, ThreeWay, ThreeWayText, merge, resolve},
};
use store::{SentPost, StoreError, Transaction};
use wordpress::{
    Post, PostFields,
    content::{self, Read},
};

/// Everything that a conflict is about.
struct Versions {
    transmission: Transmission,
    known: SentPost,
    post: Post,
    conflict: Conflict,
    ours: Manuscript,
    theirs: Told,
}

/// What a post tells of a story.
struct Told {
    /// Its texts beside the body.
    lines: Vec<(TextLine, String)>,
    related: Vec<Related>,
    body: Body,
    /// What of it cannot be taken in.
    lost: Vec<String>,
}

impl Told {
    fn of(title: &str, excerpt: &str, text: &str, photo_of: &dyn Fn(u64) -> Option<PhotoUseId>) -> Self {
        // Whatever is read is compared, shown and chosen: what is left out here is overwritten unseen.
        let Read { body, byline, correction, related, lost } = content::read(text, photo_of);
        let lines = vec![
            (TextLine::Headline, content::plain(title)),
            (TextLine::Standfirst, content::plain(excerpt)),
            (TextLine::Correction, correction),
            (TextLine::Byline, byline),
        ];
        Self { lines, related, body, lost }
    }

    /// The manuscript with all that is told.
    fn in_place_of(&self, manuscript: &Manuscript) -> Manuscript {
        let mut told = Manuscript { body: self.body.clone(), related: self.related.clone(), ..manuscript.clone() };
        for (line, text) in &self.lines {
            set(&mut told, *line, text);
        }
        told
    }
}

fn set(manuscript: &mut Manuscript, line: TextLine, text: &str) {
    if let Some(field) = manuscript.line_mut(line) {
        text.clone_into(field);
    }
}

impl Desk {
    /// Reads the site's copy of a story that was changed there, and lays it beside ours.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if nothing waits for such a decision; [`DeskError::Site`].
    pub fn compare_with_site(&self, me: &Staff, id: ArticleId) -> Result<Conflict, DeskError> {
        self.story_for(me, Action::CompareWithSite, id)?;
        Ok(self.versions(id)?.conflict)
    }

    /// Resolves it. If all is ours, the site's copy is replaced by what was approved. Else the chosen text becomes the
    /// story, in the hands of this editor, and is approved again before it is sent; both versions are kept as revisions.
    ///
    /// # Errors
    /// [`DeskError::Stale`] if the site's copy has changed again, [`DeskError::Refused`] as for the moves it takes.
    pub fn resolve_conflict(
        &self,
        me: &Staff,
        id: ArticleId,
        choice: &Resolution,
    ) -> Result<(ArticleView, Changes), DeskError> {
        self.story_for(me, Action::ResolveConflict, id)?;
        let versions = self.versions(id)?;
        if versions.conflict.token != choice.token {
            return Err(DeskError::Stale);
        }
        let chosen = versions.chosen(choice);
        let act = self.act(Some(me));
        let ((), changes) = self.store.transact(act, |tx| {
            let known = SentPost { snapshot: Some(Snapshot::of(&versions.post).to_json()), ..versions.known.clone() };
            tx.note_post(versions.transmission.site, id, &known)?;
            if chosen == versions.ours {
                return self.replace_theirs(tx, &versions);
            }
            self.take_chosen(tx, me, &versions, chosen)
        })?;
        self.end_backoff(versions.transmission.site);
        shown(self.open_article(me, id), changes)
    }

    /// The transmission goes on: what stands on the site now is what we knew of when it was decided.
    fn replace_theirs(&self, tx: &mut Transaction<'_>, versions: &Versions) -> Result<(), DeskError> {
        let mut t = tx.transmission(versions.transmission.id)?;
        t.stopped = false;
        t.trouble = None;
        t.differences.clear();
        t.attempts = 0;
        t.next_attempt_at = self.now();
        if t.step != Step::AwaitHour {
            t.step = Step::LookUp;
        }
        tx.save_transmission(&t)?;
        tx.audit(Some(t.article), &Deed::SiteReplaced, None)?;
        Ok(())
    }

    fn take_chosen(
        &self,
        tx: &mut Transaction<'_>,
        me: &Staff,
        versions: &Versions,
        chosen: Manuscript,
    ) -> Result<(), DeskError> {
        let id = versions.transmission.article;
        let mut t = tx.transmission(versions.transmission.id)?;
        t.finished_at = Some(self.now());
        tx.save_transmission(&t)?;
        let mut article = tx.article(id)?;
        self.take_in_hand(tx, me, &mut article)?;
        tx.keep_revision(RevisionId(new_id()), id, &article.manuscript, &Occasion::BeforeSiteVersion)?;
        let theirs = versions.theirs.in_place_of(&article.manuscript);
        tx.keep_revision(RevisionId(new_id()), id, &theirs, &Occasion::SiteVersion)?;
        article.edit(actor(me), self.now(), |manuscript| {
            for (line, _) in &versions.theirs.lines {
                set(manuscript, *line, chosen.line(*line).unwrap_or_default());
            }
            manuscript.body = chosen.body;
            manuscript.related = chosen.related;
        })?;
        tx.save_article(&article)?;
        tx.audit(Some(id), &Deed::SiteVersionTaken, None)?;
        Ok(())
    }

    /// Makes the moves that bring a story from where it is into this editor's hands. A story that the site would publish by
    /// itself is held back there.
    fn take_in_hand(&self, tx: &mut Transaction<'_>, me: &Staff, article: &mut Article) -> Result<(), DeskError> {
        let go = |article: &mut Article, what| {
            article.make_move(what, actor(me), &Attempt::default(), RevisionId(new_id()), self.now())
        };
        if article.stage == Stage::Scheduled {
            go(article, Move::Unschedule)?;
            tx.save_article(article)?;
            self.queue(tx, article, Delivery::Hold, None)?;
        }
        match article.stage {
            Stage::Approved => go(article, Move::Reopen)?,
            Stage::Published | Stage::Withdrawn => go(article, Move::Revise)?,
            _ => article.may_edit(actor(me))?,
        }
        Ok(())
    }

    fn versions(&self, id: ArticleId) -> Result<Versions, DeskError> {
        let waiting = self.store.newest_transmission(id)?.filter(|t| t.finished_at.is_none());
        let transmission =
            waiting.filter(|t| t.trouble == Some(Trouble::ChangedOnSite)).ok_or(StoreError::NotFound("conflict"))?;
        let site = self.site(transmission.site)?;
        let client = self.client(&site)?.ok_or(wordpress::Error::Login)?;
        let known = self.store.sent_post(transmission.site, id)?.ok_or(StoreError::NotFound("post"))?;
        let post = client.post(known.post)?;
        let before = Snapshot::read(known.snapshot.clone()).unwrap_or_else(|| Snapshot::of(&post));
        let ours = self.store.revision(transmission.revision)?.manuscript.normalised();
        let photos = self.photos_by_media(transmission.site, &ours)?;
        let photo_of = |media| photos.iter().find(|(number, _)| *number == media).map(|(_, photo)| *photo);
        let base = Told::of(&before.title, &before.excerpt, &before.content, &photo_of);
        let theirs = Told::of(&post.title_raw, &post.excerpt_raw, &post.content_raw, &photo_of);
        let lines = base.lines.iter().zip(&theirs.lines).map(|((line, base), (_, theirs))| {
            let ours = ours.line(*line).unwrap_or_default();
            // The label is the site's.
            let ours = if *line == TextLine::Correction { correction_words(ours) } else { ours };
            let text = ThreeWayText { base: base.clone(), ours: ours.to_owned(), theirs: theirs.clone() };
            LineMerge { line: *line, text }
        });
        let shown = [Difference::Headline, Difference::Standfirst, Difference::Text];
        let mut others = before.changed_by_others(&post, &PostFields::default());
        others.retain(|difference| !shown.contains(difference));
        let conflict = Conflict {
            transmission: transmission.id,
            token: Snapshot::of(&post).token(),
            changed_at: post.modified_gmt,
            lines: lines.collect(),
            related: ThreeWay { base: base.related, ours: ours.related.clone(), theirs: theirs.related.clone() },
            pictures: ours.photos.iter().map(|photo| photo.picture(PhotoSize::Thumb)).collect(),
            chunks: merge(&base.body, &ours.body.without_remarks(), &theirs.body),
            others,
            lost: theirs.lost.clone(),
        };
        Ok(Versions { transmission, known, post, conflict, ours, theirs })
    }

    /// The story's photos by their numbers on the site.
    fn photos_by_media(&self, site: newsroom::SiteId, ours: &Manuscript) -> Result<Vec<(u64, PhotoUseId)>, DeskError> {
        let mut numbers = Vec::new();
        for photo in &ours.photos {
            let content = self.site_file_facts(photo)?.content;
            numbers.extend(self.store.sent_photo(site, content)?.map(|sent| (sent.media, photo.id)));
        }
        Ok(numbers)
    }
}

impl Versions {
    /// The story as chosen. What is the same on both sides stays as we have it.
    fn chosen(&self, choice: &Resolution) -> Manuscript {
        let Resolution { token: _, lines, related, chunks } = choice;
        let mut chosen = self.ours.clone();
        for (LineMerge { line, text }, side) in self.conflict.lines.iter().zip(lines) {
            if let Some(theirs) = text.taken(*side, text.kind()) {
                set(&mut chosen, *line, theirs);
            }
        }
        if let Some(theirs) = self.conflict.related.taken(*related, self.conflict.related.kind()) {
            chosen.related.clone_from(theirs);
        }
        if chunks.contains(&Side::Theirs) {
            chosen.body = resolve(&self.conflict.chunks, chunks);
        }
        chosen
    }
}
