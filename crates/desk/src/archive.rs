//! The archive: what the connected sites have published, kept here for searching.

mod limits;

pub use limits::ArchiveLimits;

use crate::{board::Desk, error::DeskError, rights::permit};
use chrono::Duration;
use contract::sites::{Alike, ArchiveState};
use limits::Run;
use newsroom::{Action, ArticleId, Changes, SiteId, Staff, archive::ArchivedStory, rights::Subject, site::Site};
use std::{
    collections::{BTreeSet, HashSet},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::PoisonError,
};
use store::{Mirror, StoryCopy};
use wordpress::{ArchivedPost, Client};

/// Stories that a search shows at most.
const MOST_FOUND: u32 = 100;
/// Headlines that are compared with one that is being written.
const MOST_COMPARED: u32 = 50;
/// From here on headlines are so much alike that somebody should look, in words of a hundred that both have.
const ALIKE_PERCENT: usize = 60;
/// Letters of a text that are shown in lists.
const SNIPPET: usize = 200;
/// Numbers that are asked for at once.
const AT_ONCE: usize = 100;

impl Desk {
    /// How far the archives are.
    ///
    /// # Errors
    /// What the store says.
    pub fn archives(&self, me: &Staff) -> Result<Vec<ArchiveState>, DeskError> {
        permit(me, Action::ListArchives, Subject::Nothing)?;
        let running = self.mirroring.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let state = |site: Site| {
            let mirror = self.store.mirror(site.id)?;
            Ok(ArchiveState {
                site: site.id,
                stories: self.store.archived_count(site.id)?,
                full: self.is_archive_full(site.id)?,
                on_site: mirror.on_site,
                complete_at: mirror.complete_at,
                running: running.contains(&site.id),
                name: site.name,
            })
        };
        self.sites_in_order()?.into_iter().map(state).collect()
    }

    /// Whether this person may have the archive of a site brought up to date.
    ///
    /// # Errors
    /// [`DeskError::Refused`] if not.
    pub fn may_update_archive(&self, me: &Staff) -> Result<(), DeskError> {
        permit(me, Action::UpdateArchive, Subject::Nothing)
    }

    /// Brings the archive of a site up to date, as the program does by itself: what was changed since the last time, then what differs in number. Goes on
    /// where it was broken off. `go_on` hears how many stories are here and how many there are on the site, and says
    /// whether to go on.
    ///
    /// # Errors
    /// [`DeskError::Site`] with what is wrong; what is here already stays.
    pub fn update_archive(&self, id: SiteId, go_on: &dyn Fn(u64, u64) -> bool) -> Result<Changes, DeskError> {
        if !self.mirroring.lock().unwrap_or_else(PoisonError::into_inner).insert(id) {
            return Ok(Changes::default());
        }
        let done = catch_unwind(AssertUnwindSafe(|| self.mirror(id, go_on)));
        self.mirroring.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        // A defect is the caller's to tell; the site is looked at again next time.
        done.unwrap_or_else(|defect| resume_unwind(defect))?;
        Ok(Changes { archive: true, ..Changes::default() })
    }

    /// Published stories that have all these words, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn search_archive(&self, me: &Staff, words: &str) -> Result<Vec<ArchivedStory>, DeskError> {
        permit(me, Action::SearchArchive, Subject::Nothing)?;
        Ok(self.store.search_archive(words, MOST_FOUND)?)
    }

    /// Published stories whose headline is much like that of a story, the likest first. Its own page is none of them.
    ///
    /// # Errors
    /// [`store::StoreError::NotFound`], also if this person may not see it.
    pub fn find_alike(&self, me: &Staff, id: ArticleId) -> Result<Vec<Alike>, DeskError> {
        let article = self.story_for(me, Action::FindAlike, id)?;
        let wanted = words(&article.manuscript.headline);
        let own = article.link.as_deref();
        let mut alike: Vec<Alike> = self
            .store
            .headlines_with_any(&article.manuscript.headline, MOST_COMPARED)?
            .into_iter()
            .filter(|found| own != Some(found.link.as_str()))
            .map(|found| Alike { percent: percent(&wanted, &words(&found.title)), story: found })
            .filter(|alike| usize::from(alike.percent) >= ALIKE_PERCENT)
            .collect();
        alike.sort_by_key(|alike| std::cmp::Reverse(alike.percent));
        Ok(alike)
    }

    /// True if nothing more of a site is taken in: it has more than any newspaper has published.
    fn is_archive_full(&self, id: SiteId) -> Result<bool, DeskError> {
        let limits = &self.archive_limits;
        Ok(self.store.archived_count(id)? >= limits.stories || self.store.archive_bytes()? >= limits.bytes)
    }

    fn mirror(&self, id: SiteId, go_on: &dyn Fn(u64, u64) -> bool) -> Result<(), DeskError> {
        let site = self.site(id)?;
        let client = self.client_or_refuse(&site)?;
        let mut run = Run::begin(&self.archive_limits, self.clock.passed());
        if self.mirror_changes(id, &client, &mut run, go_on)? {
            self.mirror_numbers(id, &client, &mut run, go_on)?;
        }
        Ok(())
    }

    /// Counts a page. False where the run is long enough, or the newsroom is to be closed: it is gone on with the next time.
    fn goes_on(&self, id: SiteId, run: &mut Run) -> Result<bool, DeskError> {
        if self.is_archive_full(id)? {
            return Err(DeskError::ArchiveFull);
        }
        Ok(!self.is_winding_down() && run.another_page(self.clock.passed()))
    }

    /// Takes in what was changed, page by page. Each page is kept with the place where the next begins: the last change
    /// that is here, less a second, as several changes may be of one second; or the next page, if all of a page are.
    fn mirror_changes(
        &self,
        id: SiteId,
        client: &Client<'_>,
        run: &mut Run,
        go_on: &dyn Fn(u64, u64) -> bool,
    ) -> Result<bool, DeskError> {
        let mut mirror = self.store.mirror(id)?;
        loop {
            if !self.goes_on(id, run)? {
                return Ok(false);
            }
            let slice = client.changed_posts(mirror.cursor, mirror.page.max(1))?;
            run.takes_in(slice.items.iter().map(|post| (post.id, post.modified_at)))?;
            // A site whose clock was ahead has changes of times to come; what is changed after it was put right is not missed.
            let today = client.server_time().unwrap_or_else(|| self.now());
            let newest = slice.items.iter().filter_map(|post| post.modified_at).max().map(|at| at.min(today));
            let (public, gone): (Vec<ArchivedPost>, Vec<ArchivedPost>) =
                slice.items.into_iter().partition(|post| post.status == "publish");
            let last = slice.pages <= mirror.page.max(1);
            let cursor = newest.map(|newest| newest - Duration::seconds(1)).filter(|at| mirror.cursor < Some(*at));
            match cursor {
                Some(cursor) => (mirror.cursor, mirror.page) = (Some(cursor), 1),
                None => mirror.page = if last { 1 } else { mirror.page.max(1) + 1 },
            }
            let gone: Vec<u64> = gone.iter().map(|post| post.id).collect();
            let public: Vec<StoryCopy> = public.into_iter().map(|post| copy(id, post)).collect();
            self.store.keep_stories(id, &public, &gone, &mirror)?;
            if !go_on(self.store.archived_count(id)?, mirror.on_site.unwrap_or(slice.total)) {
                return Ok(false);
            }
            if last {
                return Ok(true);
            }
        }
    }

    /// Stories may come and go without a change that can be asked for: deleted for good, or published by their hour. If the
    /// numbers differ, what is there is compared with what is here. Nothing is taken for gone by a list that has fewer stories than
    /// the site counts: one page of it was another one again, from a cache.
    fn mirror_numbers(
        &self,
        id: SiteId,
        client: &Client<'_>,
        run: &mut Run,
        go_on: &dyn Fn(u64, u64) -> bool,
    ) -> Result<(), DeskError> {
        let first = client.published_ids(1)?;
        let here: HashSet<u64> = self.store.archived_posts(id)?.into_iter().collect();
        let complete = Mirror { on_site: Some(first.total), complete_at: Some(self.now()), ..self.store.mirror(id)? };
        if first.total == here.len() as u64 && first.items.iter().all(|post| here.contains(post)) {
            return Ok(self.store.keep_stories(id, &[], &[], &complete)?);
        }
        let mut there: HashSet<u64> = first.items.iter().copied().collect();
        for page in 2..=first.pages {
            if !self.goes_on(id, run)? {
                return Ok(());
            }
            let (before, ids) = (there.len(), client.published_ids(page)?.items);
            there.extend(ids);
            if there.len() == before {
                break;
            }
        }
        let whole = there.len() as u64 >= first.total;
        let gone: Vec<u64> = here.difference(&there).copied().filter(|_| whole).collect();
        let mut missing: Vec<u64> = there.difference(&here).copied().collect();
        missing.sort_unstable();
        for ids in missing.chunks(AT_ONCE) {
            if !self.goes_on(id, run)? {
                return Ok(());
            }
            let stories: Vec<StoryCopy> = client.posts_by_id(ids)?.into_iter().map(|post| copy(id, post)).collect();
            self.store.keep_stories(id, &stories, &[], &self.store.mirror(id)?)?;
            if !go_on(self.store.archived_count(id)?, first.total) {
                return Ok(());
            }
        }
        let done = if whole { complete } else { Mirror { on_site: complete.on_site, ..self.store.mirror(id)? } };
        Ok(self.store.keep_stories(id, &[], &gone, &done)?)
    }
}

fn copy(site: SiteId, post: ArchivedPost) -> StoryCopy {
    let shown = if post.excerpt.is_empty() { &post.text } else { &post.excerpt };
    let snippet = shown.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SNIPPET).collect();
    let text = format!("{}\n{}", post.excerpt, post.text);
    let ArchivedPost { id: post, title, link, published_at, modified_at, .. } = post;
    // What is no page leads nobody there.
    let link = if newsroom::body::is_web_link(&link) { link } else { String::new() };
    StoryCopy { story: ArchivedStory { site, post, title, link, snippet, published_at }, text, modified_at }
}

/// The words of a headline, each once, without marks and case.
fn words(headline: &str) -> BTreeSet<String> {
    let folded = copydesk::fold(headline);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many of a hundred words of two headlines are in both (the coefficient of Dice, 1945).
fn percent(a: &BTreeSet<String>, b: &BTreeSet<String>) -> u8 {
    let both = a.intersection(b).count();
    u8::try_from(200 * both / (a.len() + b.len()).max(1)).unwrap_or(100)
}
