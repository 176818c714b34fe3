//! The table of rights: who may ask for what, and on what. The shell and the desk ask it as law, the window as advice.
//!
//! What may be done with a story at its stage is the table of moves ([`crate::moves`]), which the row of
//! [`Action::MakeMove`] names.

use crate::{
    article::{Article, Visibility, visibility},
    id::StaffId,
    moves::Refusal,
    staff::{Actor, Role},
    stage::Stage,
};

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Also while nobody is signed in.
    Anybody,
    /// Everybody who is signed in.
    Staff,
    /// Editors and the chief of desk.
    Editors,
    /// The chief of desk alone.
    Chief,
}

impl Who {
    /// Whether this role may ask; none while nobody is signed in.
    ///
    /// # Errors
    /// [`Denied::NotSignedIn`], [`Denied::ChiefOnly`]; [`Refusal::Role`] for a reporter where it takes an editor.
    fn admits(self, role: Option<Role>) -> Result<(), Denied> {
        match (self, role) {
            (Who::Anybody, _) | (Who::Staff, Some(_)) => Ok(()),
            (Who::Editors, Some(Role::Editor | Role::Chief)) | (Who::Chief, Some(Role::Chief)) => Ok(()),
            (_, None) => Err(Denied::NotSignedIn),
            (Who::Editors, Some(Role::Reporter)) => Err(Denied::Refused(Refusal::Role)),
            (Who::Chief, Some(Role::Reporter | Role::Editor)) => Err(Denied::ChiefOnly),
        }
    }
}

/// On what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Nothing that the right depends on.
    Nothing,
    /// A list, which holds only stories that the person sees and sendings of those.
    SeenStories,
    /// A story that the person sees.
    Story,
    /// A story whose text the person may change now ([`Article::may_edit`]).
    EditableStory,
    /// A story that the person may remark on ([`Article::may_remark`]).
    RemarkableStory,
    /// A story that the person may give to another author ([`Article::may_reassign`]).
    ReassignableStory,
    /// Any story; the table of moves decides.
    Moves,
    /// A sending of a story that the person sees.
    Sending,
    /// A photo that a story uses which the person sees.
    Photo,
    /// What the person began to say; nobody else's is ever reached.
    OwnWords,
    /// A known site with the account and the connection that it has. A new one, or a change of those, is the chief's.
    KnownSite,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    /// Who.
    pub who: Who,
    /// On what.
    pub on: On,
}

/// Declares the actions with their rows. An action without a row cannot be written.
macro_rules! rights {
    ($($(#[$doc:meta])+ $action:ident: $who:ident, $on:ident;)+) => {
        /// Something that is asked of the program: every command of the contract, by the name of its request, and the
        /// address of pictures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$doc])+ $action),+ }

        impl Action {
            /// All, in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$action),+];

            /// Its row.
            #[must_use]
            pub const fn right(self) -> Right {
                match self { $(Action::$action => Right { who: Who::$who, on: On::$on }),+ }
            }
        }
    };
}

rights! {
    /// The window begins before anybody is signed in.
    Hello: Anybody, Nothing;
    /// The first run, which has no people yet; a second one is refused by the newsroom that is there.
    MakeNewsroom: Anybody, Nothing;
    /// As [`Action::MakeNewsroom`].
    TryReadyNewsroom: Anybody, Nothing;
    /// This is how one gets rights.
    SignIn: Anybody, Nothing;
    /// Nobody is kept.
    SignOut: Anybody, Nothing;
    /// A window closes, whoever sits at it.
    CloseWindow: Anybody, Nothing;
    /// How large a window is shown is its own affair.
    ZoomWindow: Anybody, Nothing;
    /// Brings another window of this computer to the front, and tells nothing.
    ShowOther: Anybody, Nothing;
    /// Words in the window are saved even when the newsroom cannot be opened.
    RescueText: Anybody, Nothing;
    /// While the newsroom cannot be opened nobody can sign in. Tells when copies were made, and no word of them.
    ShowRemains: Anybody, Nothing;
    /// As above; refused where the newsroom is open. Puts aside and deletes nothing.
    RecoverNewsroom: Anybody, Nothing;

    /// Names, logins and roles of people.
    ListStaff: Chief, Nothing;
    /// Who gets in is the chief's decision.
    AddStaff: Chief, Nothing;

    /// Whether what one writes is safe.
    ShowKeeping: Staff, Nothing;
    /// A copy more harms nobody.
    CopyNow: Staff, Nothing;
    /// Where the newsroom's stories go is the chief's decision.
    ChooseSecondPlace: Chief, Nothing;
    /// As [`Action::ChooseSecondPlace`].
    ForgetSecondPlace: Chief, Nothing;
    /// Headlines of everybody.
    LookIntoCopy: Chief, Nothing;
    /// Takes back what everybody did since.
    RestoreCopy: Chief, Nothing;
    /// The drill.
    TryRestore: Chief, Nothing;
    /// What somebody changed after the copy may be older then.
    MendEntries: Chief, Nothing;

    /// What one has done oneself, and how many people and sites there are.
    ListFirstSteps: Staff, Nothing;

    /// One's own.
    ChangePassword: Staff, Nothing;
    /// For who has forgotten it.
    GivePassword: Chief, Nothing;
    /// What somebody may do.
    ChangeRole: Chief, Nothing;
    /// Who has left gets in no more.
    SetLeft: Chief, Nothing;
    /// All that somebody has not finished, as somebody who left goes on with nothing.
    ReassignStories: Chief, Nothing;
    /// Names and roles of those who work here, to choose from.
    ListTakers: Editors, Nothing;

    /// Counts of the shelves.
    ListShelves: Staff, SeenStories;
    /// Rows of a shelf.
    ListArticles: Staff, SeenStories;
    /// Everybody writes.
    NewArticle: Staff, Nothing;
    /// A document becomes a draft of one's own.
    ImportDocument: Staff, Nothing;
    /// Text, photos, history and state.
    OpenArticle: Staff, Story;
    /// A file with the story in it.
    ExportArticle: Staff, Story;
    /// Text and fields.
    SaveText: Staff, EditableStory;
    /// A photo comes into the story.
    AddPhoto: Staff, EditableStory;
    /// The words of a photo.
    SavePhoto: Staff, EditableStory;
    /// A photo leaves the story.
    RemovePhoto: Staff, EditableStory;
    /// A picture for the window, by the address `photo://`.
    ShowPicture: Staff, Photo;
    /// From stage to stage.
    MakeMove: Staff, Moves;
    /// The banner is placed by editors, at any stage.
    SetBanner: Editors, Story;
    /// So is the address of a story.
    SetSlug: Editors, Story;
    /// Whose story it is, the chief decides; editors where it was handed in.
    ReassignStory: Editors, ReassignableStory;

    /// What was said about a story.
    ListRemarks: Staff, Story;
    /// Everybody who sees it may say something.
    AddRemark: Staff, RemarkableStory;
    /// And answer.
    AnswerRemark: Staff, RemarkableStory;
    /// And settle.
    ResolveRemark: Staff, RemarkableStory;

    /// The timeline.
    ListRevisions: Staff, Story;
    /// Keeping a state changes nothing.
    KeepRevision: Staff, Story;
    /// Two states side by side.
    CompareRevisions: Staff, Story;
    /// Restoring is writing.
    RestoreRevision: Staff, EditableStory;

    /// To begin a story from.
    ListTemplates: Staff, Nothing;
    /// Templates are the newsroom's, and so the chief's.
    SaveTemplate: Chief, Nothing;
    /// As [`Action::SaveTemplate`].
    RemoveTemplate: Chief, Nothing;

    /// Everybody writes under one.
    ListSections: Staff, Nothing;
    /// How many stories each has, and where they go.
    ShowSections: Chief, Nothing;
    /// Which sections there are is the chief's decision.
    AddSection: Chief, Nothing;
    /// As [`Action::AddSection`].
    RenameSection: Chief, Nothing;
    /// As [`Action::AddSection`].
    OrderSections: Chief, Nothing;
    /// As [`Action::AddSection`].
    RetireSection: Chief, Nothing;

    /// What one began to say.
    ReadUnsent: Staff, OwnWords;
    /// Also where the story went out of sight meanwhile: no word is lost.
    KeepUnsent: Staff, OwnWords;

    /// A reporter may look how his own stories fare.
    ListTransmissions: Staff, SeenStories;
    /// Sending is an editor's job, one's own story or not.
    RetryTransmission: Editors, Sending;
    /// As [`Action::RetryTransmission`].
    CancelTransmission: Editors, Sending;
    /// As [`Action::RetryTransmission`].
    PauseTransmission: Editors, Sending;
    /// As [`Action::RetryTransmission`].
    SendFirst: Editors, Sending;
    /// As [`Action::RetryTransmission`], for the site in another form.
    SendLettersAsEntities: Editors, Sending;
    /// It asks the site with words of the story.
    FindRefusedWords: Editors, Sending;
    /// It makes published what was not found right.
    AcceptAsItStands: Editors, Sending;
    /// The proof of a sending; an author may show it.
    ShowReceipt: Staff, Sending;
    /// Says why photos wait.
    GetDataSaver: Staff, Nothing;
    /// What photos may cost a day is the chief's decision.
    SetDataSaver: Chief, Nothing;
    /// Reads the site's copy with the newsroom's account, for a decision that is an editor's.
    CompareWithSite: Editors, Story;
    /// That decision; where it makes moves, the table of moves is asked as well.
    ResolveConflict: Editors, Story;
    /// A page that readers see; addresses elsewhere are refused.
    OpenInBrowser: Staff, Nothing;

    /// Where stories go.
    ListSites: Staff, Nothing;
    /// Looks whether there is a site to connect.
    ProbeSite: Chief, Nothing;
    /// Any editor may give a forgotten password again.
    ConnectSite: Editors, KnownSite;
    /// What the newsroom's account may do on a site.
    AskAccount: Chief, Nothing;
    /// Where the stories of each section go.
    ListSiteSections: Chief, Nothing;
    /// Changes that.
    PlaceSections: Chief, Nothing;
    /// Makes something on the site.
    CreateSiteSection: Chief, Nothing;
    /// All new stories go there.
    SetMainSite: Chief, Nothing;
    /// Holds back the stories of everybody.
    PauseSite: Chief, Nothing;
    /// Nothing can be sent after it.
    ForgetPassword: Chief, Nothing;

    /// How much of what readers have is here.
    ListArchives: Staff, Nothing;
    /// Reads what is public, so that nobody writes what was published already.
    UpdateArchive: Staff, Nothing;
    /// What readers have.
    SearchArchive: Staff, Nothing;
    /// What readers have that is like a story.
    FindAlike: Staff, Story;
}

/// Whose a story is and where it stands: what decides who sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose it is.
    pub author: StaffId,
    /// Where it stands.
    pub stage: Stage,
    /// Readers have it, or may: no editor loses sight of it then, whoever writes the next version.
    pub live: bool,
}

impl Standing {
    /// Whether this actor gets to see the story.
    #[must_use]
    pub fn is_visible_to(self, actor: Actor) -> bool {
        match actor {
            Actor::Transmitter => true,
            Actor::Person(id, role) => {
                let sees_all = visibility(self.stage, role) == Visibility::All;
                id == self.author || sees_all || self.live && role != Role::Reporter
            }
        }
    }
}

/// What an action is done on, as far as its right depends on it.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Nothing that matters, or a list that is narrowed by [`Standing::is_visible_to`].
    Nothing,
    /// A story.
    Story(&'a Article),
    /// The story that is sent, or all stories that use the photo; seeing one of them is enough.
    Stories(&'a [Standing]),
    /// A site; whether it is known, with this account and this connection.
    Site {
        /// Nothing of it is changed but the password.
        as_it_is: bool,
    },
}

/// Why somebody may not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// Only the chief may.
    #[error("only the chief may do this")]
    ChiefOnly,
    /// The role or the state of the story forbids it.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// For this person there is no such story, sending or photo.
    #[error("not found for this person")]
    Hidden,
}

impl Action {
    /// Whether this role may ever do it; none while nobody is signed in. Enough to hide a button.
    ///
    /// # Errors
    /// As [`Action::permit`], but for what depends on a story or a site.
    pub fn permit_role(self, role: Option<Role>) -> Result<(), Denied> {
        self.right().who.admits(role)
    }

    /// Whether this person may do it on this; none while nobody is signed in. A subject of another kind than the row
    /// names is refused as [`Denied::Hidden`].
    ///
    /// # Errors
    /// What forbids it.
    pub fn permit(self, actor: Option<Actor>, subject: Subject<'_>) -> Result<(), Denied> {
        let Right { who, on } = self.right();
        who.admits(actor.and_then(Actor::role))?;
        let seen = |seen: bool| if seen { Ok(()) } else { Err(Denied::Hidden) };
        match (on, subject, actor) {
            (On::Nothing | On::SeenStories | On::OwnWords, Subject::Nothing, _) => Ok(()),
            (On::Moves, Subject::Story(_), Some(_)) => Ok(()),
            (On::Story, Subject::Story(article), Some(actor)) => seen(article.is_visible_to(actor)),
            (On::EditableStory, Subject::Story(article), Some(actor)) => {
                seen(article.is_visible_to(actor))?;
                Ok(article.may_edit(actor)?)
            }
            (On::RemarkableStory, Subject::Story(article), Some(actor)) => {
                seen(article.is_visible_to(actor))?;
                Ok(article.may_remark(actor)?)
            }
            (On::ReassignableStory, Subject::Story(article), Some(actor)) => {
                seen(article.is_visible_to(actor))?;
                Ok(article.may_reassign(actor)?)
            }
            (On::Sending | On::Photo, Subject::Stories(stories), Some(actor)) => {
                seen(stories.iter().any(|story| story.is_visible_to(actor)))
            }
            (On::KnownSite, Subject::Site { as_it_is }, actor) => {
                let chief = actor.and_then(Actor::role) == Some(Role::Chief);
                if as_it_is || chief { Ok(()) } else { Err(Denied::ChiefOnly) }
            }
            _ => Err(Denied::Hidden),
        }
    }
}

#[cfg(test)]
mod tests;
