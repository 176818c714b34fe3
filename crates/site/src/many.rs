//! Many stories at once.

use crate::account::Account;
use crate::post::{Post, Status};
use crate::term::{Taxonomy, Term, stored_name};
use crate::{Site, SiteError};

/// A published story that is brought from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct NewStory {
    /// The headline, as plain text.
    pub title: String,
    /// The standfirst, as HTML.
    pub excerpt: String,
    /// The body, as HTML.
    pub content: String,
    /// Its address, if it had one.
    pub slug: String,
    /// Addresses of its sections. What is no section of the site is left out.
    pub sections: Vec<String>,
    /// Names of its tags; those that the site has not are made.
    pub tags: Vec<String>,
    /// When it was published, in seconds since 1970 UTC.
    pub published: i64,
}

/// Stories of one transaction. More make each no cheaper, and keep everybody else from writing.
const AT_ONCE: usize = 500;

/// See [`Site::add_stories`].
pub(crate) fn add(site: &Site, login: &str, stories: impl IntoIterator<Item = NewStory>) -> Result<usize, SiteError> {
    let mut stories = stories.into_iter();
    let mut added = 0;
    loop {
        let part: Vec<NewStory> = stories.by_ref().take(AT_ONCE).collect();
        if part.is_empty() {
            site.announce();
            return Ok(added);
        }
        let now = site.now();
        site.db().write(|db| -> Result<(), SiteError> {
            let author = Account::by_login(db, login)?.ok_or_else(|| SiteError::UnknownAccount(login.to_owned()))?;
            part.iter().try_for_each(|story| store(db, story, author.id, now))
        })?;
        added += part.len();
    }
}

fn store(db: &rusqlite::Connection, story: &NewStory, author: i64, now: i64) -> Result<(), SiteError> {
    let mut post = Post {
        id: 0,
        status: Status::Publish,
        slug: story.slug.clone(),
        title: story.title.clone(),
        content: story.content.clone(),
        excerpt: story.excerpt.clone(),
        author,
        featured_media: 0,
        sticky: false,
        date: story.published,
        floating: false,
        modified: story.published,
        before_trash: None,
    };
    post.save(db, now)?;
    let mut sections = Vec::new();
    for slug in &story.sections {
        sections.extend(Term::by_slug(db, Taxonomy::Category, slug)?.map(|term| term.id));
    }
    let mut tags = Vec::new();
    for tag in &story.tags {
        let name = stored_name(tag);
        tags.push(match Term::by_name(db, Taxonomy::Tag, &name)? {
            Some(term) => term.id,
            None => Term::insert(db, Taxonomy::Tag, &name, &name, "")?,
        });
    }
    post.set_terms(db, Taxonomy::Category.name(), &sections)?;
    post.set_terms(db, Taxonomy::Tag.name(), &tags)?;
    Ok(())
}
