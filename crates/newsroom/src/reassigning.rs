//! A story passes to another author: what somebody who left has not finished is gone on with by a colleague.
//!
//! Neither the manuscript nor an approval is touched by it: the byline is a field of the text, and what was approved stays what
//! is sent. Only who may write, and who may not approve, is another.

use crate::{
    article::Article,
    id::StaffId,
    moves::Refusal,
    staff::{Actor, Role},
    stage::Stage,
};
use chrono::{DateTime, Utc};

impl Stage {
    /// The stages of a story that somebody still has to do something for, so that it must not be left to who is gone. What was
    /// thrown away stays so, and what readers have had is history.
    pub const UNFINISHED: [Stage; 5] = [Stage::Draft, Stage::Filed, Stage::InEdit, Stage::Approved, Stage::Scheduled];
}

impl Article {
    /// Whether this actor may give the story to another author: the chief whatever is unfinished, and what lies in the bin, as
    /// nobody else could take it out of there; editors what was handed in and no other editor has in hand.
    ///
    /// # Errors
    /// Says why not.
    pub fn may_reassign(&self, actor: Actor) -> Result<(), Refusal> {
        match (actor, self.stage) {
            (Actor::Transmitter | Actor::Person(_, Role::Reporter), _) => Err(Refusal::Role),
            (_, Stage::Published | Stage::Withdrawn) => Err(Refusal::NotFromHere),
            (Actor::Person(_, Role::Chief), _) | (_, Stage::Filed) => Ok(()),
            (Actor::Person(id, Role::Editor), Stage::InEdit) => match self.claimed_by {
                Some(editor) if editor != id => Err(Refusal::ClaimedBy(editor)),
                _ => Ok(()),
            },
            (Actor::Person(_, Role::Editor), _) => Err(Refusal::Role),
        }
    }

    /// Whether this actor may make that person the author of a story: editors anybody but themselves. An author takes back what
    /// was handed in, and throws it away, so that nobody else would see it any more.
    ///
    /// # Errors
    /// [`Refusal::ToOneself`].
    pub fn may_be_given_to(actor: Actor, to: StaffId) -> Result<(), Refusal> {
        match actor {
            Actor::Person(id, Role::Editor) if id == to => Err(Refusal::ToOneself),
            _ => Ok(()),
        }
    }

    /// Gives the story to another author. It stays where it stands, in the hands of the editor who has it, with its approval.
    ///
    /// # Errors
    /// As [`Article::may_reassign`] and [`Article::may_be_given_to`]; nothing is changed then.
    pub fn reassign(&mut self, actor: Actor, to: StaffId, now: DateTime<Utc>) -> Result<(), Refusal> {
        self.may_reassign(actor)?;
        Self::may_be_given_to(actor, to)?;
        if to != self.author {
            self.past_authors.retain(|past| *past != to);
            self.past_authors.push(self.author);
            self.author = to;
            self.updated_at = now;
        }
        Ok(())
    }

    /// Whether this actor is, or once was, its author: nobody approves his own story, nor one that was his.
    #[must_use]
    pub fn is_own_of(&self, actor: Actor) -> bool {
        actor.person().is_some_and(|person| person == self.author || self.past_authors.contains(&person))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Approval, Attempt, Move, RevisionId, Seal, id::ArticleId, moves::tests::story as written};
    use uuid::Uuid;

    const fn person(n: u128) -> StaffId {
        StaffId(Uuid::from_u128(n))
    }
    const AUTHOR: StaffId = person(1);
    const EDITOR: StaffId = person(2);
    const CHIEF: StaffId = person(3);
    const OTHER: StaffId = person(4);

    fn story(stage: Stage) -> Article {
        let mut article = Article::new(ArticleId(Uuid::from_u128(7)), AUTHOR, "Thu Hà", DateTime::UNIX_EPOCH);
        article.stage = stage;
        article.claimed_by = (stage == Stage::InEdit).then_some(EDITOR);
        article
    }

    #[test]
    fn the_chief_gives_what_is_unfinished_and_editors_what_was_handed_in() {
        let answer = |stage, actor| match story(stage).may_reassign(actor) {
            Ok(()) => '+',
            Err(Refusal::Role) => 'r',
            Err(Refusal::NotFromHere) => 'n',
            Err(Refusal::ClaimedBy(_)) => 'c',
            Err(other) => panic!("{other}"),
        };
        let row = |actor| Stage::ALL.map(|stage| answer(stage, actor)).into_iter().collect::<String>();
        assert_eq!(row(Actor::Person(AUTHOR, Role::Reporter)), "rrrrrrrr");
        assert_eq!(row(Actor::Person(EDITOR, Role::Editor)), "r++rrnnr");
        assert_eq!(row(Actor::Person(OTHER, Role::Editor)), "r+crrnnr", "another editor has it in hand");
        assert_eq!(row(Actor::Person(CHIEF, Role::Chief)), "+++++nn+");
        assert_eq!(row(Actor::Transmitter), "rrrrrrrr");
    }

    #[test]
    fn editors_do_not_give_a_story_to_themselves() {
        let mut article = story(Stage::Filed);
        let oneself = article.reassign(Actor::Person(EDITOR, Role::Editor), EDITOR, DateTime::UNIX_EPOCH);
        assert_eq!((oneself, article.author), (Err(Refusal::ToOneself), AUTHOR));
        article.reassign(Actor::Person(EDITOR, Role::Editor), OTHER, DateTime::UNIX_EPOCH).unwrap();
        article.reassign(Actor::Person(CHIEF, Role::Chief), CHIEF, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(article.author, CHIEF, "the chief goes on with whatever is left");
    }

    #[test]
    fn the_new_author_writes_and_nobody_whose_story_it_was_approves_it() {
        let chief = Actor::Person(CHIEF, Role::Chief);
        let mut article = story(Stage::Draft);
        article.manuscript = written(1).manuscript;
        let before = (article.manuscript.clone(), article.version);
        article.reassign(chief, EDITOR, DateTime::UNIX_EPOCH).unwrap();
        article.reassign(chief, OTHER, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((article.manuscript.clone(), article.version), before, "byline and text are the story's own");
        assert_eq!(article.may_edit(Actor::Person(AUTHOR, Role::Reporter)), Err(Refusal::NotAuthor));
        assert_eq!(article.may_edit(Actor::Person(OTHER, Role::Reporter)), Ok(()));
        let go = |article: &mut Article, what, id, role| {
            let revision = RevisionId(Uuid::from_u128(9));
            article.make_move(what, Actor::Person(id, role), &Attempt::default(), revision, DateTime::UNIX_EPOCH)
        };
        go(&mut article, Move::File, OTHER, Role::Reporter).unwrap();
        for own in [EDITOR, AUTHOR, OTHER] {
            let mut taken = article.clone();
            go(&mut taken, Move::Claim, own, Role::Editor).unwrap();
            assert_eq!(go(&mut taken, Move::Approve, own, Role::Editor), Err(Refusal::OwnStory), "it was his");
        }
        go(&mut article, Move::Claim, CHIEF, Role::Chief).unwrap();
        go(&mut article, Move::Approve, CHIEF, Role::Chief).unwrap();
    }

    #[test]
    fn an_approval_stays_in_force_and_the_claim_with_its_editor() {
        let chief = Actor::Person(CHIEF, Role::Chief);
        let mut article = story(Stage::Approved);
        let Seal { form, content } = Seal::of(&article.manuscript);
        let (revision, at) = (RevisionId(Uuid::from_u128(9)), DateTime::UNIX_EPOCH);
        article.approval = Some(Approval { revision, content, form, by: EDITOR, at, forced: None });
        article.reassign(chief, OTHER, DateTime::UNIX_EPOCH).unwrap();
        assert!(article.is_approved_as_is());
        let mut article = story(Stage::InEdit);
        article.reassign(chief, OTHER, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((article.stage, article.claimed_by), (Stage::InEdit, Some(EDITOR)));
        article.reassign(chief, AUTHOR, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((article.author, article.past_authors), (AUTHOR, vec![OTHER]), "and back");
    }
}
