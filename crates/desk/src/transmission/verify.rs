//! Reading back what stands on the site, waiting for the hour, and the receipt.

use crate::{board::Desk, clock::new_id, error::DeskError, transmission::Obstacle};
use chrono::Duration;
use newsroom::{
    Actor, Attempt, Changes, ContentHash, Delivery, Move, RevisionId, Step, Transmission, transmission::Trouble,
};
use store::Transaction;
use wordpress::{
    Client, Post, PostFields,
    content::{same_content, same_text},
};

/// A scheduled story is looked for this long after its hour: the site needs a moment of its own.
const AFTER_THE_HOUR: Duration = Duration::seconds(15);
/// A site that is later than this is told to publish.
const LATE: Duration = Duration::minutes(2);

impl Desk {
    /// Compares what the site has with what was to be sent, field by field.
    pub(super) fn verify(&self, t: &Transmission, client: &Client<'_>) -> Result<Changes, Obstacle> {
        let Some(known) = self.store.sent_post(t.site, t.article)? else {
            // Held back before it ever reached the site.
            return self.record(t, |_, t| {
                t.step = Step::Done;
                Ok(())
            });
        };
        let post = client.post(known.post)?;
        let wrong = match t.delivery {
            Delivery::Hold if post.status == "draft" => Vec::new(),
            Delivery::Hold => vec!["status"],
            _ => differences(&self.fields(t, client, &post, known.slug.clone())?, &post, t.delivery),
        };
        if !wrong.is_empty() {
            return Err(Obstacle::Trouble(Trouble::Mismatch, wrong.join(", ")));
        }
        match t.delivery {
            Delivery::At(at) if post.status == "future" => self.record(t, |tx, t| {
                t.step = Step::AwaitHour;
                t.next_attempt_at = at + AFTER_THE_HOUR;
                t.link = Some(post.link.clone());
                tx.keep_receipt(t.id, &receipt(&post))?;
                tx.audit(Some(t.article), "handed_over", Some(&post.link))?;
                Ok(())
            }),
            Delivery::Hold => self.record(t, |tx, t| {
                t.step = Step::Done;
                tx.audit(Some(t.article), "held_back", None)?;
                Ok(())
            }),
            _ => self.finish(t, &post),
        }
    }

    /// After the hour: is it online? A site that sleeps is woken, then told.
    pub(super) fn await_hour(&self, t: &Transmission, client: &Client<'_>, address: &str) -> Result<Changes, Obstacle> {
        let Some(known) = self.store.sent_post(t.site, t.article)? else {
            return Err(Obstacle::Trouble(Trouble::ChangedOnSite, "unknown".to_owned()));
        };
        let mut post = client.post(known.post)?;
        if post.status == "future" {
            client.wake_cron(address)?;
            post = client.post(known.post)?;
        }
        let late = matches!(t.delivery, Delivery::At(at) if self.now() > at + LATE);
        if post.status == "future" && late {
            post = client
                .update_post(known.post, &PostFields { status: Some("publish".to_owned()), ..PostFields::default() })?;
        }
        match post.status.as_str() {
            "publish" => self.finish(t, &post),
            "future" => Err(Obstacle::Trouble(Trouble::Late, post.link)),
            other => Err(Obstacle::Trouble(Trouble::ChangedOnSite, other.to_owned())),
        }
    }

    /// The story stands on the site: receipt, stage, audit line, in one transaction.
    fn finish(&self, t: &Transmission, post: &Post) -> Result<Changes, Obstacle> {
        let now = self.now();
        self.record(t, |tx, t| {
            t.step = Step::Done;
            t.finished_at = Some(now);
            t.link = Some(post.link.clone());
            tx.save_transmission(t)?;
            tx.keep_receipt(t.id, &receipt(post))?;
            self.confirm_online(tx, t, &post.link)
        })
    }

    fn confirm_online(&self, tx: &mut Transaction<'_>, t: &Transmission, link: &str) -> Result<(), DeskError> {
        let mut article = tx.article(t.article)?;
        article.link = Some(link.to_owned());
        // A story that was taken in hand again meanwhile stays in hand; readers see the approved one all the same.
        if article.approval.as_ref().is_some_and(|a| a.revision == t.revision) {
            article.make_move(
                Move::ConfirmOnline,
                Actor::Transmitter,
                &Attempt::default(),
                RevisionId(new_id()),
                self.now(),
            )?;
        }
        tx.save_article(&article)?;
        tx.audit(Some(t.article), "sent", Some(link))?;
        Ok(())
    }
}

/// Names of the fields in which the post differs from what was asked.
fn differences(asked: &PostFields, post: &Post, delivery: Delivery) -> Vec<&'static str> {
    let text = |asked: &Option<String>, stored: &str| asked.as_deref().is_none_or(|a| same_text(a, stored));
    let mut categories = post.categories.clone();
    categories.sort_unstable();
    let mut tags = [asked.tags.clone().unwrap_or_default(), post.tags.clone()];
    tags.iter_mut().for_each(|t| t.sort_unstable());
    let status = match delivery {
        Delivery::At(at) => match post.status.as_str() {
            // The hour came while it was on its way.
            "publish" => true,
            // Sites keep whole seconds.
            "future" => post.date_gmt.is_some_and(|date| date.timestamp() == at.timestamp()),
            _ => false,
        },
        _ => post.status == "publish",
    };
    let checks = [
        ("title", text(&asked.title, &post.title_raw)),
        ("standfirst", text(&asked.excerpt, &post.excerpt_raw)),
        ("text", asked.content.as_deref().is_none_or(|c| same_content(c, &post.content_raw))),
        ("section", asked.categories.as_ref().is_none_or(|c| *c == categories)),
        ("tags", tags[0] == tags[1]),
        ("lead photo", asked.featured_media.filter(|id| *id > 0) == post.featured_media),
        ("banner", asked.sticky == Some(post.sticky)),
        ("status", status),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

/// What is kept as proof: the site's numbers, the address, hashes and times.
fn receipt(post: &Post) -> serde_json::Value {
    serde_json::json!({
        "post": post.id,
        "link": post.link,
        "status": post.status,
        "date_gmt": post.date_gmt,
        "modified_gmt": post.modified_gmt,
        "content_sha256": ContentHash::of(post.content_raw.as_bytes()).to_string(),
    })
}
