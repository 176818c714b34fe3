//! The outbox: what is on its way to the sites, and how.

use crate::{articles::ArticleView, requests};
use chrono::{DateTime, Utc};
use newsroom::{
    ArticleId, Difference, Picture, Readers, Related, Transmission, TransmissionId,
    merge::{Chunk, LineMerge, Side, ThreeWay},
    transmission::TransmissionLabel,
};
use serde::{Deserialize, Serialize};

/// A transmission with what a list needs beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TransmissionView {
    /// The transmission.
    pub transmission: Transmission,
    /// By which people know it.
    pub label: TransmissionLabel,
    /// What readers have of its story.
    pub readers: Readers,
}

/// How this laptop saves mobile data when it sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataSaver {
    /// Texts go first, photos follow within the budget: for mobile data.
    pub text_first: bool,
    /// Bytes of photos a day, by the newsroom's calendar; none for no limit. Counts only with `text_first`.
    pub budget: Option<u64>,
    /// Bytes of photos sent today.
    pub spent_today: u64,
}

/// What stands on the site and was changed there since we last saw it, beside ours and what both began from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The transmission that waits for the decision.
    pub transmission: TransmissionId,
    /// Stands for the state of the site that was compared; resolving fails as `Stale` if it has changed again.
    pub token: String,
    /// When the site's copy was last changed, by its own account.
    pub changed_at: Option<DateTime<Utc>>,
    /// Every text beside the body that a site tells, in all three versions: headline, standfirst, correction, byline.
    pub lines: Vec<LineMerge>,
    /// The stories that readers are led to, in all three versions.
    pub related: ThreeWay<Vec<Related>>,
    /// The text, in chunks.
    pub chunks: Vec<Chunk>,
    /// Small pictures of the story's photos, for the figures in the chunks.
    pub pictures: Vec<Picture>,
    /// What else differs between the site's copy and what was last sent: section, keywords, lead photo, status.
    pub others: Vec<Difference>,
    /// What of the site's text cannot be taken in: elements that our stories do not have.
    pub lost: Vec<String>,
}

/// What the editor chose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// Of the [`Conflict`] that was shown.
    pub token: String,
    /// The side whose text is taken, for each line of the conflict; ours where none is chosen.
    pub lines: Vec<Side>,
    /// The side whose related stories are taken.
    pub related: Side,
    /// The side whose text is taken, chunk by chunk; ours where none is chosen.
    pub chunks: Vec<Side>,
}

impl Conflict {
    /// The sides that lose nobody's work where only one changed something; ours where both did.
    #[must_use]
    pub fn default_resolution(&self) -> Resolution {
        Resolution {
            token: self.token.clone(),
            lines: self.lines.iter().map(|line| line.text.kind().default_side()).collect(),
            related: self.related.kind().default_side(),
            chunks: self.chunks.iter().map(|chunk| chunk.kind.default_side()).collect(),
        }
    }
}

impl Resolution {
    /// All of one side.
    #[must_use]
    pub fn all(conflict: &Conflict, side: Side) -> Self {
        Self {
            token: conflict.token.clone(),
            lines: vec![side; conflict.lines.len()],
            related: side,
            chunks: vec![side; conflict.chunks.len()],
        }
    }

    /// True if nothing of theirs is chosen.
    #[must_use]
    pub fn is_all_ours(&self) -> bool {
        let Self { token: _, lines, related, chunks } = self;
        lines.iter().chain(chunks).chain([related]).all(|side| *side == Side::Ours)
    }
}

requests! {
    /// Everything in the outbox that is not finished, and what was finished today; newest first.
    ListTransmissions => "list_transmissions" -> Vec<TransmissionView> {}
    /// Tries a stopped or waiting transmission again at once.
    RetryTransmission => "retry_transmission" -> TransmissionView {
        /// The transmission.
        transmission: TransmissionId,
    }
    /// Takes a transmission out of the outbox; what stands on the site already stays there.
    CancelTransmission => "cancel_transmission" -> () {
        /// The transmission.
        transmission: TransmissionId,
    }
    /// Holds a transmission back, or lets it go on.
    PauseTransmission => "pause_transmission" -> TransmissionView {
        /// The transmission.
        transmission: TransmissionId,
        /// True to hold back, false to let go on.
        paused: bool,
    }
    /// Puts a transmission before all others and sends it at once, whatever the day's budget for photos.
    SendFirst => "send_first" -> TransmissionView {
        /// The transmission.
        transmission: TransmissionId,
    }
    /// Sends letters that the site's database cannot hold as entities from now on, and tries again.
    SendLettersAsEntities => "send_letters_as_entities" -> TransmissionView {
        /// The transmission, which stopped because of such letters.
        transmission: TransmissionId,
    }
    /// Finds the words of the story that a firewall before the site refuses, by asking with halves of it; none if it is not
    /// the words. Nothing is changed on the site.
    FindRefusedWords => "find_refused_words" -> Option<String> {
        /// The transmission, which a firewall stopped.
        transmission: TransmissionId,
    }
    /// Takes what stands on the site for the story, as it is: it counts as published, on record.
    AcceptAsItStands => "accept_as_it_stands" -> TransmissionView {
        /// The transmission, which stopped because of what stands there.
        transmission: TransmissionId,
    }
    /// What is kept of a finished transmission as proof, as JSON for people who ask: the site's numbers, hashes, times,
    /// what was looked at.
    ShowReceipt => "show_receipt" -> String {
        /// The transmission.
        transmission: TransmissionId,
    }
    /// How this laptop saves mobile data when it sends.
    GetDataSaver => "get_data_saver" -> DataSaver {}
    /// Changes it; `spent_today` is counted, not set.
    SetDataSaver => "set_data_saver" -> DataSaver {
        /// Send texts first, photos within the budget.
        text_first: bool,
        /// Bytes of photos a day; none for no limit.
        budget: Option<u64>,
    }
    /// Reads the site's copy of a story that was changed there, and compares.
    CompareWithSite => "compare_with_site" -> Conflict {
        /// The story.
        article: ArticleId,
    }
    /// Resolves it. All ours: the site's copy is replaced. Else the chosen text becomes the story, in the hands of who
    /// chose, to be approved again; the site's version and ours are kept as revisions.
    ResolveConflict => "resolve_conflict" -> ArticleView {
        /// The story.
        article: ArticleId,
        /// What was chosen.
        resolution: Resolution,
    }
    /// Shows a published story, or the site's front page, in the system's browser.
    OpenInBrowser => "open_in_browser" -> () {
        /// An address of a connected site; any other is refused.
        address: String,
    }
}
