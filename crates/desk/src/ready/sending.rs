//! What the ready newsroom sends as soon as its city site is there: the chief of desk does it, by the same moves as anybody.

use crate::{board::Desk, error::DeskError, ready::script::Then};
use chrono::{DateTime, Utc};
use contract::articles::TextEdit;
use newsroom::{ArticleId, Attempt, Changes, Move, Related, Role, Staff, Stage};
use serde::{Deserialize, Serialize};
use store::{Filter, StoreError};

/// What is left to do, in the settings, as JSON.
const LATER: &str = "ready_newsroom_later";
/// What the chief changes in a story that readers have already.
const NEW_STANDFIRST: &str =
    "Chuyến mới rời bến lúc 16 giờ 15, sau giờ tan học, giúp người đi làm, đi học trong ngày kịp về đảo.";
const WHY_WITHDRAWN: &str = "Đơn vị cấp nước lùi lịch sang tuần sau, chờ thông báo mới.";

/// Something that is done when there is a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Later {
    Publish,
    Schedule(DateTime<Utc>),
    /// When readers have it.
    Update,
    /// When readers have it.
    Withdraw,
}

impl Later {
    pub(super) fn of(then: Then, morning: DateTime<Utc>) -> Vec<Self> {
        match then {
            Then::Stays => Vec::new(),
            Then::Publish => vec![Later::Publish],
            Then::Schedule => vec![Later::Schedule(morning)],
            Then::Update => vec![Later::Publish, Later::Update],
            Then::Withdraw => vec![Later::Publish, Later::Withdraw],
        }
    }
}

/// What becomes of something that is left to do.
enum Turn {
    /// Its time has not come.
    Waits,
    /// It is done.
    Done(Changes),
    /// Somebody went another way with the story.
    Over,
}

pub(super) fn keep_later(desk: &Desk, later: &[(ArticleId, Later)]) -> Result<Changes, DeskError> {
    let json = serde_json::to_string(later)
        .map_err(|e| StoreError::Unreadable { what: "what is left to do", why: e.to_string() })?;
    let ((), changes) = desk.store.transact(desk.act(None), |tx| tx.set_setting(LATER, &json))?;
    Ok(changes)
}

impl Desk {
    /// Sends the stories of the ready newsroom that go to its bundled site, and goes on with those that readers have. Does
    /// nothing anywhere else, and nothing against what people decided meanwhile.
    ///
    /// # Errors
    /// What the store says.
    pub fn go_on_in_ready_newsroom(&self) -> Result<Changes, DeskError> {
        let mut changes = Changes::default();
        let Some(json) = self.store.setting(LATER)?.filter(|json| json != "[]") else { return Ok(changes) };
        // Nothing of it is ever sent to a newsroom's own site.
        if !self.sites_in_order()?.first().is_some_and(|main| main.bundled) {
            return Ok(changes);
        }
        let later: Vec<(ArticleId, Later)> = serde_json::from_str(&json).unwrap_or_default();
        let chief = self.one_of(Role::Chief)?;
        let mut left = Vec::new();
        for (id, what) in &later {
            match self.take_turn(&chief, *id, *what) {
                Ok(Turn::Waits) => left.push((*id, *what)),
                Ok(Turn::Done(more)) => changes.merge(more),
                Ok(Turn::Over) => {}
                Err(error @ DeskError::Store(_)) => return Err(error),
                Err(error) => tracing::warn!(%error, "a story of the ready newsroom stays where it is"),
            }
        }
        if left != later {
            changes.merge(keep_later(self, &left)?);
        }
        Ok(changes)
    }

    fn take_turn(&self, chief: &Staff, id: ArticleId, what: Later) -> Result<Turn, DeskError> {
        let story = self.store.article(id)?;
        let go = |what, attempt: &Attempt| self.make_move(chief, id, what, attempt).map(|(_, changes)| changes);
        let done = match (what, story.stage) {
            (Later::Publish, Stage::Approved) => go(Move::Publish, &Attempt::default())?,
            (Later::Schedule(at), Stage::Approved) => {
                go(Move::Schedule, &Attempt { publish_at: Some(at), ..Attempt::default() })?
            }
            (Later::Update | Later::Withdraw, Stage::Approved | Stage::Published) if story.sending => {
                return Ok(Turn::Waits);
            }
            (Later::Update, Stage::Published) => {
                let mut changes = go(Move::Revise, &Attempt::default())?;
                changes.merge(self.bring_up_to_date(chief, id)?);
                changes
            }
            (Later::Withdraw, Stage::Published) => {
                go(Move::Withdraw, &Attempt { reason: Some(WHY_WITHDRAWN.to_owned()), ..Attempt::default() })?
            }
            _ => return Ok(Turn::Over),
        };
        Ok(Turn::Done(done))
    }

    /// Other words, and a way on to another story that readers have.
    fn bring_up_to_date(&self, chief: &Staff, id: ArticleId) -> Result<Changes, DeskError> {
        let live = Filter { live: true, ..Filter::default() };
        let banner = self.store.articles(&live)?.into_iter().find(|story| story.banner);
        let banner = banner.map(|story| self.store.article(story.id)).transpose()?;
        let related = banner.and_then(|story| Some(Related { title: story.manuscript.headline, link: story.link? }));
        let edit = TextEdit {
            standfirst: Some(NEW_STANDFIRST.to_owned()),
            related: Some(related.into_iter().collect()),
            ..TextEdit::default()
        };
        let version = self.store.article(id)?.version;
        Ok(self.save_text(chief, id, version, edit)?.1)
    }
}
