//! Stories that would get the same address.

use crate::{
    board::Desk,
    error::{DeskError, unless_damaged},
    transmission::address,
};
use newsroom::{Article, SiteId, Stage, site::Site};

/// Stories of the archive with the words of an address that are compared.
const COMPARED: u32 = 50;

impl Desk {
    /// The headline of another story that has the address on the site which this one is to get, or is on its way there before it:
    /// the site would add a number. None for a story that stands there already.
    pub(crate) fn namesake(&self, article: &Article, goes_to: Option<&Site>) -> Result<Option<String>, DeskError> {
        if matches!(article.stage, Stage::Draft | Stage::Spiked) || article.manuscript.headline.trim().is_empty() {
            return Ok(None);
        }
        let Some(site) = goes_to.map(|site| site.id) else { return Ok(None) };
        let known = self.store.sent_post(site, article.id)?;
        let slug = address(article.id, article.slug.as_deref(), &article.manuscript.headline);
        if known.as_ref().is_some_and(|known| article.slug.is_none() || known.slug == slug) {
            return Ok(None);
        }
        if let Some(headline) = self.store.headline_at(site, &slug, article.id)? {
            return Ok(Some(headline));
        }
        if let Some(headline) = self.on_its_way_to(site, &slug, article)? {
            return Ok(Some(headline));
        }
        let own = known.map(|known| known.post);
        let alike = self.store.search_archive(&slug.replace('-', " "), COMPARED)?;
        let there = |link: &str| link.trim_end_matches('/').rsplit('/').next() == Some(slug.as_str());
        let found = alike.into_iter().find(|story| story.site == site && Some(story.post) != own && there(&story.link));
        Ok(found.map(|story| story.title))
    }

    /// A story that is in the outbox with this address.
    fn on_its_way_to(&self, site: SiteId, slug: &str, article: &Article) -> Result<Option<String>, DeskError> {
        let open = self.store.transmissions(self.now())?;
        for t in open.iter().filter(|t| t.finished_at.is_none() && t.site == site && t.article != article.id) {
            let Some(other) = unless_damaged(self.store.article(t.article), format_args!("story {}", t.article))?
            else {
                continue;
            };
            if address(other.id, other.slug.as_deref(), &other.manuscript.headline) == slug {
                return Ok(Some(other.manuscript.headline));
            }
        }
        Ok(None)
    }
}
