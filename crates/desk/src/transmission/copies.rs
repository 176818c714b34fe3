//! Copies that a lost answer may have left on the site.

use crate::{
    board::Desk,
    transmission::{Job, Obstacle, payload::Payload},
};
use newsroom::Notice;
use store::SentPost;

impl Desk {
    /// After a lost answer: looks for other posts and photos of this story that an earlier try made, and removes those that
    /// nobody uses. What was published, or is used by somebody, stays and is told.
    pub(super) fn remove_copies(
        &self,
        job: &Job<'_>,
        payload: &Payload,
        known: &SentPost,
    ) -> Result<Vec<Notice>, Obstacle> {
        if job.t.unsure_since.is_none() {
            return Ok(Vec::new());
        }
        let (mut removed, mut left) = (0, 0);
        for copy in job.client.find_posts(&payload.marker)?.into_iter().filter(|post| post.id != known.post) {
            match copy.status.as_str() {
                "trash" => {}
                // We make posts as drafts: what has gone further is somebody's work.
                "draft" => {
                    job.client.trash_post(copy.id)?;
                    removed += 1;
                }
                _ => left += 1,
            }
        }
        for photo in payload.manuscript.used_photos() {
            let Some(sent) = self.uploaded(job.t, photo)? else { continue };
            let hash = self.site_file_facts(photo)?.content.short();
            for copy in job.client.find_media(&hash)?.into_iter().filter(|media| media.id != sent.media) {
                if job.client.media_is_used(copy.id)? {
                    left += 1;
                } else {
                    job.client.delete_media(copy.id)?;
                    removed += 1;
                }
            }
        }
        let told = [(removed, Notice::CopiesRemoved(removed)), (left, Notice::CopiesLeft(left))];
        Ok(told.into_iter().filter(|(count, _)| *count > 0).map(|(_, notice)| notice).collect())
    }
}
