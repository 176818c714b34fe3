//! What a post was when we last saw it, so that nobody's change on the site is overwritten unseen.

use chrono::{DateTime, Utc};
use newsroom::{ContentHash, Difference};
use serde::{Deserialize, Serialize};
use wordpress::{
    Post, PostFields,
    content::{alike_content, alike_text, same_content, same_text},
};

/// A post as it stood on the site. Compared by what it says, not by its date: a site changes that for every write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    pub(super) title: String,
    pub(super) excerpt: String,
    pub(super) content: String,
    categories: Vec<u64>,
    tags: Vec<u64>,
    featured_media: Option<u64>,
    status: String,
    modified_gmt: Option<DateTime<Utc>>,
    revision: Option<u64>,
}

impl Snapshot {
    pub(super) fn of(post: &Post) -> Self {
        Self {
            title: post.title_raw.clone(),
            excerpt: post.excerpt_raw.clone(),
            content: post.content_raw.clone(),
            categories: sorted(&post.categories),
            tags: sorted(&post.tags),
            featured_media: post.featured_media,
            status: post.status.clone(),
            modified_gmt: post.modified_gmt,
            revision: post.revision,
        }
    }

    /// As it was kept; none for posts of older programs, which did not keep it.
    pub(super) fn read(kept: Option<serde_json::Value>) -> Option<Self> {
        serde_json::from_value(kept?).ok()
    }

    pub(super) fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Stands for this state; another state gives another token.
    pub(super) fn token(&self) -> String {
        ContentHash::of(&serde_json::to_vec(self).unwrap_or_default()).short()
    }

    /// In what a post was changed by somebody else: it is neither as it was, nor as it shall be. What already is as it
    /// shall be may have been our own doing, whose answer was lost.
    pub(super) fn changed_by_others(&self, post: &Post, ours: &PostFields) -> Vec<Difference> {
        // Every field that is kept is compared, or it is said why not.
        let Self {
            title,
            excerpt,
            content: text_before,
            categories,
            tags,
            featured_media,
            status: status_before,
            modified_gmt: _, // Every write changes it.
            revision: _,     // As above.
        } = self;
        let text = |was: &str, is: &str, ours: Option<&str>| {
            same_text(was, is) || ours.is_some_and(|ours| alike_text(ours, is))
        };
        let content = same_content(text_before, &post.content_raw)
            || ours.content.as_deref().is_some_and(|ours| alike_content(ours, &post.content_raw));
        let ids = |was: &[u64], is: &[u64], ours: Option<&Vec<u64>>| {
            let is = sorted(is);
            is == was || ours.is_some_and(|ours| sorted(ours) == is)
        };
        let lead = post.featured_media == *featured_media
            || ours.featured_media.is_some_and(|ours| post.featured_media == Some(ours).filter(|id| *id > 0));
        // The hour of a scheduled story comes by itself.
        let status = post.status == *status_before
            || (status_before == "future" && post.status == "publish")
            || ours.status.as_deref() == Some(post.status.as_str());
        let kept = [
            (Difference::Headline, text(title, &post.title_raw, ours.title.as_deref())),
            (Difference::Standfirst, text(excerpt, &post.excerpt_raw, ours.excerpt.as_deref())),
            (Difference::Text, content),
            (Difference::Section, ids(categories, &post.categories, ours.categories.as_ref())),
            (Difference::Keywords, ids(tags, &post.tags, ours.tags.as_ref())),
            (Difference::LeadPhoto, lead),
            (Difference::Status, status),
        ];
        kept.into_iter().filter(|(_, same)| !same).map(|(difference, _)| difference).collect()
    }
}

pub(super) fn sorted(ids: &[u64]) -> Vec<u64> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(title: &str, status: &str) -> Post {
        Post { id: 7, title_raw: title.to_owned(), status: status.to_owned(), ..Post::default() }
    }

    #[test]
    fn only_what_somebody_else_wrote_is_a_change() {
        let before = Snapshot::of(&post("Cũ", "publish"));
        let ours = PostFields { title: Some("Mới của ta".to_owned()), ..PostFields::default() };
        assert!(before.changed_by_others(&post("Cũ", "publish"), &ours).is_empty(), "as it was");
        let mine = post("Mới của ta", "publish");
        assert!(before.changed_by_others(&mine, &ours).is_empty(), "our own update, whose answer was lost");
        let other = post("Sửa trên trang", "publish");
        assert_eq!(before.changed_by_others(&other, &ours), [Difference::Headline]);
        let hidden = post("Cũ", "draft");
        assert_eq!(before.changed_by_others(&hidden, &ours), [Difference::Status], "somebody took it off the site");
    }

    /// A change of one field, as the post has it and as we would send it.
    type Change = (Difference, fn(&mut Post), fn(&mut PostFields));

    #[test]
    fn whatever_somebody_else_changed_is_named_and_what_we_are_about_to_write_is_not() {
        let whole = Post {
            title_raw: "Tít".to_owned(),
            excerpt_raw: "Sapo".to_owned(),
            content_raw: "<p>Bài</p>".to_owned(),
            categories: vec![3, 2],
            tags: vec![5],
            featured_media: Some(9),
            ..post("Tít", "publish")
        };
        let before = Snapshot::of(&whole);
        let changes: [Change; 7] = [
            (Difference::Headline, |p| p.title_raw = "Khác".into(), |f| f.title = Some("Khác".into())),
            (Difference::Standfirst, |p| p.excerpt_raw = "Khác".into(), |f| f.excerpt = Some("Khác".into())),
            (Difference::Text, |p| p.content_raw = "<p>Khác</p>".into(), |f| f.content = Some("<p>Khác</p>".into())),
            (Difference::Section, |p| p.categories = vec![2, 4], |f| f.categories = Some(vec![4, 2])),
            (Difference::Keywords, |p| p.tags = vec![], |f| f.tags = Some(vec![])),
            (Difference::LeadPhoto, |p| p.featured_media = Some(7), |f| f.featured_media = Some(7)),
            (Difference::Status, |p| p.status = "pending".into(), |f| f.status = Some("pending".into())),
        ];
        for (named, change, write) in changes {
            let mut other = whole.clone();
            change(&mut other);
            assert_eq!(before.changed_by_others(&other, &PostFields::default()), std::slice::from_ref(&named));
            let mut ours = PostFields::default();
            write(&mut ours);
            assert_eq!(
                before.changed_by_others(&other, &ours),
                [],
                "{named:?}: our own writing, whose answer was lost"
            );
        }
        let none = Post { featured_media: None, ..whole.clone() };
        let taken_off = PostFields { featured_media: Some(0), ..PostFields::default() };
        assert_eq!(before.changed_by_others(&none, &taken_off), [], "no lead photo is number 0");
        let in_order = Post { categories: vec![2, 3], ..whole };
        assert_eq!(before.changed_by_others(&in_order, &PostFields::default()), [], "the same sections");
    }

    #[test]
    fn the_hour_of_a_scheduled_story_is_nobodys_change() {
        let before = Snapshot::of(&post("Tin", "future"));
        assert!(before.changed_by_others(&post("Tin", "publish"), &PostFields::default()).is_empty());
    }

    #[test]
    fn a_date_alone_is_no_change() {
        let before = Snapshot::of(&post("Tin", "publish"));
        let touched = Post { modified_gmt: Some(DateTime::default()), ..post("Tin", "publish") };
        assert!(before.changed_by_others(&touched, &PostFields::default()).is_empty());
        assert_ne!(before.token(), Snapshot::of(&touched).token(), "but another state than the one that was compared");
    }
}
