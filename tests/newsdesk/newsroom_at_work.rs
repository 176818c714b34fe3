//! The ready newsroom with a story of each person that was online and is a draft again, one of a colleague that an editor
//! has in hand, and one of the colleague that is a draft again. Each has a photo, a remark and a receipt.

use crate::window::Window;
use contract::{
    Failure,
    articles::{
        ListArticles, ListShelves, MakeMove, NewArticle, OpenArticle, ReassignStory, SaveText, SetBanner, SetSlug,
        Shelf, TextEdit,
    },
    documents::{ExportArticle, IMPORT_DOCUMENT, RescueText},
    keeping::{
        ChooseSecondPlace, CopyNow, ForgetSecondPlace, LookIntoCopy, MendEntries, RecoverNewsroom, Recovery,
        RestoreCopy, ShowKeeping, ShowRemains, TryRestore,
    },
    people::{
        AddStaff, ChangePassword, ChangeRole, CloseWindow, GivePassword, Hello, ListFirstSteps, ListStaff, ListTakers,
        MakeNewsroom, ReassignStories, SetLeft, ShowOther, SignIn, SignOut, TryReadyNewsroom, ZoomWindow,
    },
    photos::{ADD_PHOTO, ARTICLE_HEADER, FILE_NAME_HEADER, RemovePhoto, SavePhoto},
    remarks::{AddRemark, AnswerRemark, ListRemarks, ResolveRemark},
    revisions::{CompareRevisions, KeepRevision, ListRevisions, RestoreRevision, State},
    sections::{AddSection, ListSections, OrderSections, RenameSection, RetireSection, ShowSections},
    sending::{
        AcceptAsItStands, CancelTransmission, CompareWithSite, FindRefusedWords, GetDataSaver, ListTransmissions,
        OpenInBrowser, PauseTransmission, Resolution, ResolveConflict, RetryTransmission, SendFirst,
        SendLettersAsEntities, SetDataSaver, ShowReceipt,
    },
    sites::{
        AskAccount, ConnectSite, CreateSiteSection, FindAlike, ForgetPassword, ListArchives, ListSiteSections,
        ListSites, PauseSite, PlaceSections, ProbeSite, SearchArchive, SetMainSite, UpdateArchive,
    },
    templates::{ListTemplates, RemoveTemplate, SaveTemplate},
    unsent::{About, KeepUnsent, ReadUnsent},
};
use newsroom::{
    Action, Actor, Article, ArticleId, Attempt, Move, PhotoUse, PhotoUseId, RemarkId, RevisionId, Role, SectionId,
    SiteId, StaffId, Stage, TemplateId, TransmissionId, document::ExportFormat, merge::Side, site::ConnectionOptions,
    template::Template,
};
use serde_json::{Value, json};
use std::cell::Cell;
use tauri::ipc::InvokeBody;
use tempfile::TempDir;

pub const PASSWORD: &str = "mongcai2026";
/// Nothing listens there (RFC 863 is long out of use, and the port is privileged).
const NOWHERE: &str = "http://127.0.0.1:9/";

pub struct Person {
    pub login: &'static str,
    pub id: StaffId,
    pub role: Role,
}

impl Person {
    pub fn actor(&self) -> Actor {
        Actor::Person(self.id, self.role)
    }
}

/// A story, as it is told of in what a test says.
pub struct Told {
    pub name: &'static str,
    pub article: Article,
    pub photo: PhotoUse,
    pub remark: RemarkId,
    pub transmission: TransmissionId,
}

pub struct NewsroomAtWork {
    pub window: Window,
    pub reporter: Person,
    pub editor: Person,
    pub chief: Person,
    own: [Told; 3],
    in_hand: Told,
    draft: Told,
    counted: Cell<u128>,
    _folder: TempDir,
}

impl NewsroomAtWork {
    pub fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let window = Window::open(folder.path());
        window.ask(TryReadyNewsroom { stories: false }).unwrap();
        let chief = sign_in(&window, "thuky");
        let colleague = AddStaff {
            name: "Đặng Thị Hoa".into(),
            login: "hoa".into(),
            role: Role::Reporter,
            password: PASSWORD.into(),
        };
        window.ask(colleague).unwrap();
        let site = || window.ask(ListSites {}).unwrap().into_iter().find(|site| site.site.bundled && site.ready);
        crate::until("the bundled site", site);
        let (reporter, editor) = (sign_in(&window, "phongvien"), sign_in(&window, "bientap"));
        let told = |name, author, editor, ends| tell(&window, name, author, editor, ends);
        let own = [
            told("the reporter's own draft", "phongvien", "bientap", Stage::Draft),
            told("the editor's own draft", "bientap", "thuky", Stage::Draft),
            told("the chief's own draft", "thuky", "bientap", Stage::Draft),
        ];
        let in_hand = told("a colleague's story in the editor's hands", "hoa", "bientap", Stage::InEdit);
        let draft = told("a colleague's draft", "hoa", "bientap", Stage::Draft);
        Self { window, reporter, editor, chief, own, in_hand, draft, counted: Cell::new(1), _folder: folder }
    }

    /// Signs this person in, or whoever is signed in out.
    pub fn sit_down(&self, person: Option<&Person>) {
        match person {
            Some(person) => drop(sign_in(&self.window, person.login)),
            None => self.window.ask(SignOut {}).unwrap(),
        }
    }

    /// The person's own draft, a colleague's story in the editor's hands, and a colleague's draft.
    pub fn stories_for(&self, person: Option<&Person>) -> [&Told; 3] {
        let own = match person.map(|person| person.role) {
            None | Some(Role::Reporter) => &self.own[0],
            Some(Role::Editor) => &self.own[1],
            Some(Role::Chief) => &self.own[2],
        };
        [own, &self.in_hand, &self.draft]
    }

    pub fn stories(&self) -> impl Iterator<Item = &Told> {
        self.own.iter().chain([&self.in_hand, &self.draft])
    }

    /// Asks for something about a story, in a way that changes as little as can be if it is allowed.
    pub fn ask(&self, command: &str, action: Action, story: &Told) -> Result<Value, Failure> {
        let article = story.article.id.to_string();
        match action {
            Action::AddPhoto => {
                let headers = [(ARTICLE_HEADER, article.as_str()), (FILE_NAME_HEADER, "x.jpg")];
                self.window.hand_over(ADD_PHOTO, b"no photo".to_vec(), &headers)
            }
            Action::ImportDocument => {
                self.window.hand_over(IMPORT_DOCUMENT, Vec::new(), &[(FILE_NAME_HEADER, "x.docx")])
            }
            action => {
                let request =
                    self.request(action, story).unwrap_or_else(|| panic!("no request is written for {command}"));
                self.window.call(command, InvokeBody::Json(json!({ "request": request })), &[])
            }
        }
    }

    /// An id that nothing has.
    fn unknown(&self) -> uuid::Uuid {
        self.counted.set(self.counted.get() + 1);
        uuid::Uuid::from_u128(self.counted.get())
    }

    #[rustfmt::skip]
    fn request(&self, action: Action, story: &Told) -> Option<Value> {
        let (article, photo, transmission): (ArticleId, PhotoUseId, TransmissionId) = (story.article.id, story.photo.id, story.transmission);
        let remark = story.remark;
        let site = SiteId(self.unknown());
        let about = About::Story(article);
        let nothing = || String::new();
        // A version that no story has: what is allowed is refused as stale.
        let version = u64::from(u32::MAX);
        Some(match action {
            Action::Hello => json!(Hello {}),
            Action::MakeNewsroom => json!(MakeNewsroom { newsroom: "Hai".into(), sections: "Tin tức".into(), name: "Hai".into(), login: "hai".into(), password: PASSWORD.into() }),
            Action::TryReadyNewsroom => json!(TryReadyNewsroom { stories: false }),
            Action::SignIn => json!(SignIn { login: self.unknown().to_string(), password: "sai".into() }),
            Action::SignOut => json!(SignOut {}),
            Action::CloseWindow => json!(CloseWindow {}),
            Action::ZoomWindow => json!(ZoomWindow { percent: 100 }),
            Action::ShowOther => json!(ShowOther {}),
            Action::RescueText => json!(RescueText { name: nothing(), text: nothing() }),
            Action::ShowRemains => json!(ShowRemains {}),
            Action::RecoverNewsroom => json!(RecoverNewsroom { how: Recovery::WhatIsLeft }),
            Action::ShowKeeping => json!(ShowKeeping {}),
            Action::CopyNow => json!(CopyNow {}),
            Action::ChooseSecondPlace => json!(ChooseSecondPlace {}),
            Action::ForgetSecondPlace => json!(ForgetSecondPlace {}),
            Action::LookIntoCopy => json!(LookIntoCopy { copy: nothing() }),
            Action::RestoreCopy => json!(RestoreCopy { copy: nothing() }),
            Action::TryRestore => json!(TryRestore { second: true }),
            Action::MendEntries => json!(MendEntries {}),
            Action::ListStaff => json!(ListStaff {}),
            Action::AddStaff => json!(AddStaff { name: nothing(), login: nothing(), role: Role::Chief, password: nothing() }),
            Action::ListFirstSteps => json!(ListFirstSteps {}),
            Action::ChangePassword => json!(ChangePassword { old: nothing(), new: nothing() }),
            Action::GivePassword => json!(GivePassword { staff: StaffId(self.unknown()), password: nothing() }),
            Action::ChangeRole => json!(ChangeRole { staff: StaffId(self.unknown()), role: Role::Editor }),
            Action::SetLeft => json!(SetLeft { staff: StaffId(self.unknown()), left: true, stories_to: None }),
            Action::ReassignStories => json!(ReassignStories { from: StaffId(self.unknown()), to: StaffId(self.unknown()) }),
            Action::ListTakers => json!(ListTakers {}),
            Action::ListShelves => json!(ListShelves {}),
            Action::ListArticles => json!(ListArticles { shelf: Shelf::Mine, search: nothing(), section: None, limit: 9 }),
            Action::NewArticle => json!(NewArticle { template: Some(TemplateId(self.unknown())) }),
            Action::OpenArticle => json!(OpenArticle { article }),
            Action::ExportArticle => json!(ExportArticle { article, format: ExportFormat::Text }),
            Action::SaveText => json!(SaveText { article, version, edit: TextEdit::default() }),
            Action::SavePhoto => json!(SavePhoto { article, photo, caption: None, alt_text: None, credit: None }),
            Action::RemovePhoto => json!(RemovePhoto { article, photo: PhotoUseId(self.unknown()) }),
            Action::MakeMove => json!(MakeMove { article, what: Move::ConfirmOnline, words: Attempt::default() }),
            Action::SetBanner => json!(SetBanner { article, banner: false, until: None }),
            Action::SetSlug => json!(SetSlug { article, slug: nothing() }),
            // Not the author's: what is allowed is refused as stale.
            Action::ReassignStory => json!(ReassignStory { article, from: StaffId(self.unknown()), to: StaffId(self.unknown()) }),
            Action::ListRemarks => json!(ListRemarks { article }),
            Action::AddRemark => json!(AddRemark { article, remark: RemarkId(self.unknown()), quote: nothing(), text: nothing() }),
            Action::AnswerRemark => json!(AnswerRemark { article, remark, text: nothing() }),
            Action::ResolveRemark => json!(ResolveRemark { article, remark, resolved: false }),
            Action::ListRevisions => json!(ListRevisions { article }),
            Action::KeepRevision => json!(KeepRevision { article, name: nothing() }),
            Action::CompareRevisions => json!(CompareRevisions { article, from: State::Present, to: State::Present }),
            Action::RestoreRevision => json!(RestoreRevision { article, version, revision: RevisionId(self.unknown()) }),
            Action::ListTemplates => json!(ListTemplates {}),
            Action::SaveTemplate => json!(SaveTemplate { template: self.nameless() }),
            Action::RemoveTemplate => json!(RemoveTemplate { template: TemplateId(self.unknown()) }),
            Action::ListSections => json!(ListSections {}),
            Action::ShowSections => json!(ShowSections {}),
            Action::AddSection => json!(AddSection { name: nothing() }),
            Action::RenameSection => json!(RenameSection { section: SectionId(self.unknown()), name: nothing() }),
            Action::OrderSections => json!(OrderSections { sections: Vec::new() }),
            Action::RetireSection => json!(RetireSection { section: SectionId(self.unknown()), retired: true }),
            Action::ReadUnsent => json!(ReadUnsent { about }),
            Action::KeepUnsent => json!(KeepUnsent { about, words: nothing() }),
            Action::ListTransmissions => json!(ListTransmissions {}),
            Action::RetryTransmission => json!(RetryTransmission { transmission }),
            Action::CancelTransmission => json!(CancelTransmission { transmission }),
            Action::PauseTransmission => json!(PauseTransmission { transmission, paused: true }),
            Action::SendFirst => json!(SendFirst { transmission }),
            Action::SendLettersAsEntities => json!(SendLettersAsEntities { transmission }),
            Action::FindRefusedWords => json!(FindRefusedWords { transmission }),
            Action::AcceptAsItStands => json!(AcceptAsItStands { transmission }),
            Action::ShowReceipt => json!(ShowReceipt { transmission }),
            Action::GetDataSaver => json!(GetDataSaver {}),
            Action::SetDataSaver => json!(SetDataSaver { text_first: false, budget: None }),
            Action::CompareWithSite => json!(CompareWithSite { article }),
            Action::ResolveConflict => json!(ResolveConflict { article, resolution: ours() }),
            Action::OpenInBrowser => json!(OpenInBrowser { address: NOWHERE.into() }),
            Action::ListSites => json!(ListSites {}),
            Action::ProbeSite => json!(ProbeSite { address: NOWHERE.into(), connection: ConnectionOptions::default() }),
            Action::ConnectSite => json!(ConnectSite::at(NOWHERE, &nothing(), &nothing())),
            Action::AskAccount => json!(AskAccount { site }),
            Action::ListSiteSections => json!(ListSiteSections { site }),
            Action::PlaceSections => json!(PlaceSections { site, places: Vec::new() }),
            Action::CreateSiteSection => json!(CreateSiteSection { site, section: SectionId(self.unknown()) }),
            Action::SetMainSite => json!(SetMainSite { site }),
            Action::PauseSite => json!(PauseSite { site, paused: true }),
            Action::ForgetPassword => json!(ForgetPassword { site }),
            Action::ListArchives => json!(ListArchives {}),
            Action::UpdateArchive => json!(UpdateArchive { site }),
            Action::SearchArchive => json!(SearchArchive { search: nothing() }),
            Action::FindAlike => json!(FindAlike { article }),
            // Bytes, and an address.
            Action::AddPhoto | Action::ImportDocument | Action::ShowPicture => return None,
        })
    }

    /// A template that is refused for want of a name.
    fn nameless(&self) -> Template {
        let nothing = String::new;
        Template {
            id: TemplateId(self.unknown()),
            name: nothing(),
            purpose: nothing(),
            section: None,
            headline: nothing(),
            standfirst: nothing(),
            doc: r#"{"type":"doc","content":[{"type":"paragraph"}]}"#.into(),
        }
    }
}

fn ours() -> Resolution {
    Resolution { token: String::new(), lines: Vec::new(), related: Side::Ours, chunks: Vec::new() }
}

fn sign_in(window: &Window, login: &'static str) -> Person {
    let staff = window.ask(SignIn { login: login.into(), password: PASSWORD.into() }).unwrap();
    Person { login, id: staff.id, role: staff.role }
}

/// Brings a story to the site, then back into the editor's hands, and further back to its author if it ends as a draft.
fn tell(window: &Window, name: &'static str, author: &'static str, editor: &'static str, ends: Stage) -> Told {
    sign_in(window, author);
    let id = window.ask(NewArticle { template: None }).unwrap().article.id;
    let headers = [(ARTICLE_HEADER, id.to_string()), (FILE_NAME_HEADER, "x.jpg".to_owned())];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let photo: PhotoUse =
        serde_json::from_value(window.hand_over(ADD_PHOTO, crate::picture(), &headers).unwrap()).unwrap();
    let words = |text: &str| Some(text.to_owned());
    let (caption, alt_text, credit) = (words("Cầu"), words("Cây cầu"), words("Hoa"));
    window.ask(SavePhoto { article: id, photo: photo.id, caption, alt_text, credit }).unwrap();
    let edit = TextEdit {
        headline: words(name),
        standfirst: words("Từ sáng sớm."),
        section: Some(window.ask(Hello {}).unwrap().sections.first().map(|section| section.id)),
        doc: words(r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Một câu."}]}]}"#),
        lead_photo: Some(Some(photo.id)),
        ..TextEdit::default()
    };
    window.ask(SaveText { article: id, version: 0, edit }).unwrap();
    let remark = RemarkId(id.0);
    window.ask(AddRemark { article: id, remark, quote: String::new(), text: "Đủ chưa?".into() }).unwrap();
    let go = |what, words| window.ask(MakeMove { article: id, what, words }).unwrap();
    go(Move::File, Attempt::default());
    sign_in(window, editor);
    go(Move::Claim, Attempt::default());
    go(Move::Approve, Attempt::default());
    go(Move::Publish, Attempt::default());
    let transmission = crate::until("the story online", || {
        let view = window.ask(OpenArticle { article: id }).unwrap();
        let sent = view.transmission.filter(|sent| sent.transmission.finished_at.is_some());
        sent.filter(|_| view.article.stage == Stage::Published).map(|sent| sent.transmission.id)
    });
    if ends == Stage::Draft {
        // What readers have is every editor's, whatever stage it is in.
        go(Move::Withdraw, Attempt { reason: words("Nhầm"), ..Attempt::default() });
        crate::until("the page to be gone", || {
            let view = window.ask(OpenArticle { article: id }).unwrap();
            (!view.article.readers.may_have_it() && !view.article.sending).then_some(())
        });
    }
    let mut view = go(Move::Revise, Attempt::default());
    if ends == Stage::Draft {
        view = go(Move::Return, Attempt { reason: words("Viết thêm"), ..Attempt::default() });
    }
    assert_eq!(view.article.stage, ends, "{name}");
    Told { name, article: view.article, photo, remark, transmission }
}
