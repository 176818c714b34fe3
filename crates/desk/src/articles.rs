//! Lists of stories, opening and writing them.

use crate::{
    board::{Desk, actor},
    clock::new_id,
    error::{DeskError, shown},
    revisions::keep_while_writing,
    rights::permit,
};
use chrono::{DateTime, Utc};
use contract::articles::{ArticleView, Destination, ListedArticles, Saved, Shelf, ShelfCount, TextEdit};
use newsroom::{
    Action, Article, ArticleId, Changes, Deed, Refusal, Role, SectionId, Staff, Stage, TemplateId,
    article::{Visibility, visibility},
    manuscript::Form,
    rights::Subject,
    summary::ArticleSummary,
};
use newsroom::{Manuscript, TooLong};
use store::Filter;

/// Entries of history that a story shows.
const HISTORY: u32 = 200;

impl Desk {
    /// The shelves this person sees, with their counts.
    ///
    /// # Errors
    /// What the store says.
    pub fn shelves(&self, me: &Staff) -> Result<Vec<ShelfCount>, DeskError> {
        permit(me, Action::ListShelves, Subject::Nothing)?;
        let all = self.store.stage_counts(None)?;
        let own = self.store.stage_counts(Some(me.id))?;
        let mine = self.store.count_mine(me.id)?;
        let live = self.store.count_live((me.role == Role::Reporter).then_some(me.id))?;
        let mut shelves =
            vec![ShelfCount { shelf: Shelf::Mine, count: mine }, ShelfCount { shelf: Shelf::Live, count: live }];
        if me.role != Role::Reporter {
            let count = self.store.count_author_left(me.role == Role::Editor)?;
            shelves.extend((count > 0).then_some(ShelfCount { shelf: Shelf::AuthorLeft, count }));
        }
        shelves.extend(Stage::ALL.into_iter().map(|stage| {
            let counts = if visibility(stage, me.role) == Visibility::All { &all } else { &own };
            ShelfCount { shelf: Shelf::Stage(stage), count: counts.get(&stage).copied().unwrap_or(0) }
        }));
        Ok(shelves)
    }

    /// The stories of a shelf that this person may see, newest change first, without end.
    ///
    /// # Errors
    /// What the store says.
    pub fn list(&self, me: &Staff, shelf: Shelf, search: &str) -> Result<Vec<ArticleSummary>, DeskError> {
        Ok(self.list_beginning(me, shelf, search, None, u32::MAX)?.stories)
    }

    /// The beginning of such a list, of one section if one is given, with the number of all that there are.
    ///
    /// # Errors
    /// What the store says.
    pub fn list_beginning(
        &self,
        me: &Staff,
        shelf: Shelf,
        search: &str,
        section: Option<SectionId>,
        limit: u32,
    ) -> Result<ListedArticles, DeskError> {
        permit(me, Action::ListArticles, Subject::Nothing)?;
        let mut filter = Filter { words: search.to_owned(), section, limit: Some(limit), ..Filter::default() };
        match shelf {
            Shelf::Mine => filter.mine = Some(me.id),
            Shelf::Live => {
                filter.live = true;
                filter.author = (me.role == Role::Reporter).then_some(me.id);
            }
            Shelf::AuthorLeft => {
                filter.author_left = true;
                // Who has not left has nothing there; reporters see their own stories alone.
                filter.author = (me.role == Role::Reporter).then_some(me.id);
                filter.seen_by_editors = me.role == Role::Editor;
            }
            Shelf::Stage(stage) => {
                filter.stage = Some(stage);
                filter.author = (visibility(stage, me.role) == Visibility::Own).then_some(me.id);
            }
        }
        Ok(ListedArticles {
            total: self.store.count_articles(&filter)?,
            stories: self.store.articles(&filter)?,
            passed_on: if shelf == Shelf::Mine { self.passed_on(me)? } else { Vec::new() },
        })
    }

    /// Begins a draft, empty or from a template.
    ///
    /// # Errors
    /// [`store::StoreError::NotFound`] if the template is gone.
    pub fn new_article(&self, me: &Staff, template: Option<TemplateId>) -> Result<(ArticleView, Changes), DeskError> {
        permit(me, Action::NewArticle, Subject::Nothing)?;
        let mut article = Article::new(ArticleId(new_id()), me.id, &me.name, self.now());
        if let Some(template) = template {
            self.begin_from(template, &mut article.manuscript)?;
        }
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            tx.save_article(&article)?;
            tx.audit(Some(article.id), &Deed::Created, None)
        })?;
        shown(self.open_article(me, article.id), changes)
    }

    /// Opens a story.
    ///
    /// # Errors
    /// [`store::StoreError::NotFound`], also if this person may not see it.
    pub fn open_article(&self, me: &Staff, id: ArticleId) -> Result<ArticleView, DeskError> {
        let article = self.story_for(me, Action::OpenArticle, id)?;
        self.view_article(me, article)
    }

    /// A story as the window shows it. Not refused: whoever threw a story away sees what became of it.
    pub(crate) fn view_article(&self, me: &Staff, article: Article) -> Result<ArticleView, DeskError> {
        let id = article.id;
        let name = |id| self.store.person(id).map(|p| p.name);
        let author = self.store.known_person(article.author)?;
        let transmission = self.store.newest_transmission(id)?;
        let goes_to = self.goes_to(transmission.as_ref().map(|sent| sent.site))?;
        Ok(ArticleView {
            author: author.staff.name,
            author_left: author.left_at.is_some() && Stage::UNFINISHED.contains(&article.stage),
            given: self.given(&article)?,
            claimed_by: article.claimed_by.map(name).transpose()?,
            editable: article.may_edit(actor(me)).is_ok(),
            moves: article.open_moves(actor(me)),
            approved_by: article.approval.as_ref().map(|a| name(a.by)).transpose()?,
            open_remarks: self.store.open_remarks(id)?,
            live_number: article.readers.live.map(|live| self.store.revision_number(live.revision)).transpose()?,
            transmission: transmission.map(|t| self.view(t)).transpose()?,
            history: self.store.history(id, HISTORY)?,
            namesake: self.namesake(&article, goes_to.as_ref())?,
            goes_to: goes_to.map(|site| Destination { id: site.id, name: site.name, bundled: site.bundled }),
            article,
        })
    }

    /// Saves a change of the text. When this returns it is on disk.
    ///
    /// # Errors
    /// [`DeskError::Stale`] if the story is newer than `version`; [`DeskError::Refused`], [`DeskError::Body`].
    pub fn save_text(
        &self,
        me: &Staff,
        id: ArticleId,
        version: u64,
        edit: TextEdit,
    ) -> Result<(Saved, Changes), DeskError> {
        let act = self.act(Some(me));
        self.store.transact(act, |tx| {
            let mut article = tx.article(id)?;
            permit(me, Action::SaveText, Subject::Story(&article))?;
            if article.version != version {
                return Err(DeskError::Stale);
            }
            keep_while_writing(tx, &article, act.at)?;
            let before = article.manuscript.too_long();
            article.edit(actor(me), act.at, |manuscript| edit.apply(manuscript, Form::Stored))??;
            has_room(before, &article.manuscript)?;
            tx.save_article(&article)?;
            tx.audit_once(id, &Deed::Edited)?;
            Ok(Saved { at: act.at, version: article.version })
        })
    }

    /// Puts a story on the banner, until an hour if one is given, or takes it off. Where it stands already, it is sent
    /// again.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters, [`newsroom::Refusal::HourTooNear`]; [`store::StoreError::NotFound`], also
    /// if this person may not see it.
    pub fn set_banner(
        &self,
        me: &Staff,
        id: ArticleId,
        banner: bool,
        until: Option<DateTime<Utc>>,
    ) -> Result<(ArticleView, Changes), DeskError> {
        let deed = if banner { Deed::BannerOn } else { Deed::BannerOff };
        self.place(me, Action::SetBanner, id, deed, |article, now| {
            article.place_on_banner(actor(me), banner, until, now)
        })
    }

    /// Gives a story another address on the site; an empty one makes it from the headline again. Where it stands already,
    /// it is sent again, and the site leads readers from the old address to the new one.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`store::StoreError::NotFound`], also if this person may not see it.
    pub fn set_slug(&self, me: &Staff, id: ArticleId, slug: &str) -> Result<(ArticleView, Changes), DeskError> {
        let slug = Some(copydesk::slug(slug)).filter(|slug| !slug.is_empty());
        self.place(me, Action::SetSlug, id, Deed::AddressChosen, |article, now| {
            article.choose_slug(actor(me), slug, now)
        })
    }

    /// Changes where and how a story stands, which is no change of what was approved.
    fn place(
        &self,
        me: &Staff,
        what: Action,
        id: ArticleId,
        deed: Deed,
        change: impl FnOnce(&mut Article, DateTime<Utc>) -> Result<(), Refusal>,
    ) -> Result<(ArticleView, Changes), DeskError> {
        let act = self.act(Some(me));
        let ((), changes) = self.store.transact(act, |tx| {
            let mut article = tx.article(id)?;
            permit(me, what, Subject::Story(&article))?;
            change(&mut article, act.at)?;
            tx.save_article(&article)?;
            tx.audit(Some(id), &deed, None)?;
            self.queue_again(tx, id)?;
            Ok::<_, DeskError>(())
        })?;
        shown(self.open_article(me, id), changes)
    }
}

/// Refuses what is longer than a newsroom writes; what was so before may be made shorter step by step.
pub(crate) fn has_room(before: Option<TooLong>, manuscript: &Manuscript) -> Result<(), DeskError> {
    match manuscript.too_long() {
        Some(what) if before != Some(what) => Err(DeskError::TooLong(what)),
        _ => Ok(()),
    }
}
