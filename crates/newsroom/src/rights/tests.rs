//! Every row of the table, written out once more as the answers that each person gets: a row that is changed by mistake
//! shows here.

use crate::{
    article::Article,
    id::{ArticleId, StaffId},
    moves::Refusal,
    rights::{Action, Denied, On, Standing, Subject, Who},
    staff::{Actor, Role},
    stage::Stage,
};
use chrono::DateTime;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Answers, as letters: `+` may, `n` not signed in, `r` the role forbids it, `c` chief only, `h` there is no such thing for
/// this person, `s` the story's state forbids it. In groups: nobody; reporter, editor, chief each with
/// the own draft, a colleague's story that the editor has in hand, and a colleague's draft.
const ANSWERS: &str = "
Hello              + +++ +++ +++
MakeNewsroom       + +++ +++ +++
TryReadyNewsroom   + +++ +++ +++
SignIn             + +++ +++ +++
SignOut            + +++ +++ +++
CloseWindow        + +++ +++ +++
ZoomWindow         + +++ +++ +++
ShowOther          + +++ +++ +++
RescueText         + +++ +++ +++
ShowRemains        + +++ +++ +++
RecoverNewsroom    + +++ +++ +++
ListStaff          n ccc ccc +++
AddStaff           n ccc ccc +++
ShowKeeping        n +++ +++ +++
CopyNow            n +++ +++ +++
ChooseSecondPlace  n ccc ccc +++
ForgetSecondPlace  n ccc ccc +++
LookIntoCopy       n ccc ccc +++
RestoreCopy        n ccc ccc +++
TryRestore         n ccc ccc +++
MendEntries        n ccc ccc +++
ListFirstSteps     n +++ +++ +++
ChangePassword     n +++ +++ +++
GivePassword       n ccc ccc +++
ChangeRole         n ccc ccc +++
SetLeft            n ccc ccc +++
ReassignStories    n ccc ccc +++
ListTakers         n rrr +++ +++
ListShelves        n +++ +++ +++
ListArticles       n +++ +++ +++
NewArticle         n +++ +++ +++
ImportDocument     n +++ +++ +++
OpenArticle        n +hh ++h +++
ExportArticle      n +hh ++h +++
SaveText           n +hh ++h +ss
AddPhoto           n +hh ++h +ss
SavePhoto          n +hh ++h +ss
RemovePhoto        n +hh ++h +ss
ShowPicture        n +hh ++h +++
MakeMove           n +++ +++ +++
SetBanner          n rrr ++h +++
SetSlug            n rrr ++h +++
ReassignStory      n rrr r+h +++
ListRemarks        n +hh ++h +++
AddRemark          n +hh ++h +++
AnswerRemark       n +hh ++h +++
ResolveRemark      n +hh ++h +++
ListRevisions      n +hh ++h +++
KeepRevision       n +hh ++h +++
CompareRevisions   n +hh ++h +++
RestoreRevision    n +hh ++h +ss
ListTemplates      n +++ +++ +++
SaveTemplate       n ccc ccc +++
RemoveTemplate     n ccc ccc +++
ListSections       n +++ +++ +++
ShowSections       n ccc ccc +++
AddSection         n ccc ccc +++
RenameSection      n ccc ccc +++
OrderSections      n ccc ccc +++
RetireSection      n ccc ccc +++
ReadUnsent         n +++ +++ +++
KeepUnsent         n +++ +++ +++
ListTransmissions  n +++ +++ +++
RetryTransmission  n rrr ++h +++
CancelTransmission n rrr ++h +++
PauseTransmission  n rrr ++h +++
SendFirst          n rrr ++h +++
SendLettersAsEntities n rrr ++h +++
FindRefusedWords   n rrr ++h +++
AcceptAsItStands   n rrr ++h +++
ShowReceipt        n +hh ++h +++
GetDataSaver       n +++ +++ +++
SetDataSaver       n ccc ccc +++
CompareWithSite    n rrr ++h +++
ResolveConflict    n rrr ++h +++
OpenInBrowser      n +++ +++ +++
ListSites          n +++ +++ +++
ProbeSite          n ccc ccc +++
ConnectSite        n rrr +++ +++
AskAccount         n ccc ccc +++
ListSiteSections   n ccc ccc +++
PlaceSections      n ccc ccc +++
CreateSiteSection  n ccc ccc +++
SetMainSite        n ccc ccc +++
PauseSite          n ccc ccc +++
ForgetPassword     n ccc ccc +++
ListArchives       n +++ +++ +++
UpdateArchive      n +++ +++ +++
SearchArchive      n +++ +++ +++
FindAlike          n +hh ++h +++
";

const EDITOR: StaffId = person(2);
const COLLEAGUE: StaffId = person(9);

const fn person(n: u128) -> StaffId {
    StaffId(Uuid::from_u128(n))
}

fn story(author: StaffId, stage: Stage) -> Article {
    let mut article = Article::new(ArticleId(Uuid::from_u128(7)), author, "", DateTime::default());
    article.stage = stage;
    article.claimed_by = (stage == Stage::InEdit).then_some(EDITOR);
    article
}

fn letter(answer: Result<(), Denied>) -> char {
    match answer {
        Ok(()) => '+',
        Err(Denied::NotSignedIn) => 'n',
        Err(Denied::ChiefOnly) => 'c',
        Err(Denied::Hidden) => 'h',
        Err(Denied::Refused(Refusal::Role)) => 'r',
        Err(Denied::Refused(_)) => 's',
    }
}

fn asked(action: Action, actor: Option<Actor>, article: &Article) -> char {
    let standing = [article.standing()];
    letter(match action.right().on {
        On::Nothing | On::SeenStories | On::OwnWords => action.permit(actor, Subject::Nothing),
        On::Sending | On::Photo => action.permit(actor, Subject::Stories(&standing)),
        On::KnownSite => action.permit(actor, Subject::Site { as_it_is: true }),
        On::Story | On::EditableStory | On::RemarkableStory | On::ReassignableStory | On::Moves => {
            action.permit(actor, Subject::Story(article))
        }
    })
}

fn answers(action: Action) -> String {
    let mut answers = asked(action, None, &story(COLLEAGUE, Stage::Draft)).to_string();
    for (me, role) in [(person(1), Role::Reporter), (EDITOR, Role::Editor), (person(3), Role::Chief)] {
        let stories = [story(me, Stage::Draft), story(COLLEAGUE, Stage::InEdit), story(COLLEAGUE, Stage::Draft)];
        answers.push(' ');
        answers.extend(stories.iter().map(|article| asked(action, Some(Actor::Person(me, role)), article)));
    }
    answers
}

#[test]
fn every_action_is_answered_as_the_newsroom_wants_it() {
    let wanted: BTreeMap<&str, &str> =
        ANSWERS.lines().filter_map(|line| line.split_once(' ')).map(|(name, answers)| (name, answers.trim())).collect();
    for action in Action::ALL {
        let name = format!("{action:?}");
        let wanted = wanted.get(name.as_str()).copied();
        assert_eq!(wanted, Some(answers(*action).as_str()), "{name}: what is wanted, and what the table answers");
    }
    assert_eq!(wanted.len(), Action::ALL.len(), "nothing is wanted that there is not");
}

#[test]
fn a_subject_of_another_kind_than_the_row_names_opens_nothing() {
    let chief = Some(Actor::Person(person(3), Role::Chief));
    let article = story(COLLEAGUE, Stage::Filed);
    for action in Action::ALL {
        let on = action.right().on;
        let kinds = [
            (Subject::Nothing, matches!(on, On::Nothing | On::SeenStories | On::OwnWords)),
            (
                Subject::Story(&article),
                matches!(on, On::Story | On::EditableStory | On::RemarkableStory | On::ReassignableStory | On::Moves),
            ),
            (Subject::Stories(&[]), false),
            (Subject::Site { as_it_is: true }, on == On::KnownSite),
        ];
        for (subject, right_kind) in kinds {
            let hidden = action.permit(chief, subject) == Err(Denied::Hidden);
            assert_eq!(hidden, !right_kind, "{action:?} on {subject:?}");
        }
    }
}

#[test]
fn what_needs_nobody_depends_on_nothing() {
    for action in Action::ALL.iter().filter(|action| action.right().who == Who::Anybody) {
        assert_eq!(action.right().on, On::Nothing, "{action:?}");
    }
}

#[test]
fn only_the_chief_connects_a_new_site_or_changes_the_way_to_one() {
    let connect =
        |role| letter(Action::ConnectSite.permit(Some(Actor::Person(EDITOR, role)), Subject::Site { as_it_is: false }));
    assert_eq!(Role::ALL.map(connect), ['r', 'c', '+']);
}

#[test]
fn a_photo_is_shown_to_who_sees_one_of_the_stories_that_use_it() {
    let me = person(1);
    let show = |stories: &[Article]| {
        let stories: Vec<_> = stories.iter().map(Article::standing).collect();
        letter(Action::ShowPicture.permit(Some(Actor::Person(me, Role::Reporter)), Subject::Stories(&stories)))
    };
    assert_eq!(show(&[story(COLLEAGUE, Stage::Draft), story(me, Stage::Published)]), '+');
    assert_eq!(show(&[story(COLLEAGUE, Stage::Published)]), 'h');
}

#[test]
fn nothing_is_said_about_a_story_in_the_bin() {
    let own = story(person(1), Stage::Spiked);
    let reporter = Some(Actor::Person(person(1), Role::Reporter));
    assert_eq!(letter(Action::AddRemark.permit(reporter, Subject::Story(&own))), 's');
}

#[test]
fn what_readers_have_is_seen_by_every_editor_and_by_no_other_reporter() {
    let reporter = person(1);
    for (stage, live) in [(Stage::Draft, true), (Stage::InEdit, true), (Stage::Published, true), (Stage::Draft, false)]
    {
        let story = Standing { author: COLLEAGUE, stage, live };
        let seen = |id, role| story.is_visible_to(Actor::Person(id, role));
        assert!(!seen(reporter, Role::Reporter), "{story:?}: a colleague's desk is his own");
        assert_eq!(seen(EDITOR, Role::Editor), live, "{story:?}");
        assert!(seen(COLLEAGUE, Role::Reporter) && seen(person(3), Role::Chief), "{story:?}");
    }
}
