//! What somebody began to say of one story and has not sent.

use newsroom::RemarkId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A remark that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewRemark {
    /// The id that it will have; its mark in the text has it already.
    pub(crate) id: RemarkId,
    /// The words it is about; empty for the whole story.
    pub(crate) quote: String,
    /// What is typed so far.
    pub(crate) text: String,
}

/// Everything unsent on one story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Drafts {
    /// The new remark.
    pub(crate) new: Option<NewRemark>,
    /// Answers, by remark.
    pub(crate) answers: BTreeMap<RemarkId, String>,
}

impl Drafts {
    /// An answer as it is typed; a blank one is none.
    pub(crate) fn answer(&mut self, remark: RemarkId, text: String) {
        if text.trim().is_empty() {
            self.answers.remove(&remark);
        } else {
            self.answers.insert(remark, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_comes_back_as_it_was() {
        let id: RemarkId = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        let mut drafts = Drafts::default();
        drafts.answer(id, "Nguồn nào?".to_owned());
        drafts.new = Some(NewRemark { id, quote: "18 tỷ".to_owned(), text: "Đã đối chiếu chưa".to_owned() });
        let json = serde_json::to_string(&drafts).unwrap();
        assert_eq!(serde_json::from_str::<Drafts>(&json).unwrap(), drafts);
        drafts.answer(id, "  ".to_owned());
        assert!(drafts.answers.is_empty(), "blanks are nothing to keep");
    }
}
