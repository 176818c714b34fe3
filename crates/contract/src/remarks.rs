//! Remarks of the desk on a story.

use crate::requests;
use newsroom::{ArticleId, RemarkId, remark::Remark};

requests! {
    /// The remarks on a story, oldest first.
    ListRemarks => "list_remarks" -> Vec<Remark> {
        /// The story.
        article: ArticleId,
    }
    /// Says something about words of a story, or about the whole. The window makes the id and, where it may write, marks
    /// the words. Repeating it with the same id changes nothing.
    AddRemark => "add_remark" -> Remark {
        /// The story.
        article: ArticleId,
        /// A new id (UUID version 7).
        remark: RemarkId,
        /// The words it is about; empty for the whole story.
        quote: String,
        /// What is said; not blank.
        text: String,
    }
    /// Answers a remark; a resolved one is open again then.
    AnswerRemark => "answer_remark" -> Remark {
        /// The story.
        article: ArticleId,
        /// The remark.
        remark: RemarkId,
        /// What is said; not blank.
        text: String,
    }
    /// Resolves a remark, or opens it again.
    ResolveRemark => "resolve_remark" -> Remark {
        /// The story.
        article: ArticleId,
        /// The remark.
        remark: RemarkId,
        /// True to resolve it, false to open it again.
        resolved: bool,
    }
}
