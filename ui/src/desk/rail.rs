//! The rail on the left: shelves with their counts, the outbox, and who is signed in.

use crate::{
    desk::folding,
    entry::initial,
    state::{desk::Desk, overlays::Over, place::Place},
    switches::Switches,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use contract::articles::Shelf;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Stage, Step, Transmission};

/// A place beside the shelves: its sign, the hook for tests, its name.
type Tool = (Place, Icon, &'static str, fn(Texts) -> &'static str);

/// All of them; those that one's role has no use of are not shown.
const TOOLS: [Tool; 7] = [
    (Place::Outbox, Icon::Outbox, "outbox", Texts::outbox),
    (Place::Archive, Icon::History, "archive", Texts::archive),
    (Place::Sites, Icon::Globe, "sites", Texts::sites),
    (Place::Templates, Icon::Page, "templates", Texts::templates),
    (Place::Sections, Icon::Folder, "sections", Texts::sections_title),
    (Place::Staff, Icon::People, "staff", Texts::people),
    (Place::Keeping, Icon::Copy, "keeping", Texts::keeping),
];

/// The rail.
#[component]
pub(crate) fn Rail() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let newsroom =
        move || desk.session.welcome.with(|welcome| welcome.as_ref().and_then(|welcome| welcome.newsroom.clone()));
    let shelves = Memo::new(move |_| {
        desk.shelves.with(|shelves| shelves.iter().map(|counted| counted.shelf).collect::<Vec<_>>())
    });
    let waiting = move || {
        // What stands on the site is looked after once more by itself.
        let open = |t: &Transmission| t.finished_at.is_none() && t.step != Step::Done;
        desk.outbox.with(|outbox| outbox.iter().flatten().filter(|sending| open(&sending.transmission)).count())
    };
    let tool = move |(place, icon, hook, name): Tool| {
        let count = move || if place == Place::Outbox { waiting() } else { 0 };
        view! {
            <li>
                <ToolButton place=place icon=icon hook=hook name=t.said(name) count=count />
            </li>
        }
    };
    view! {
        <div class="rail" data-pane>
            <header class="rail__head">
                <p class="rail__mark">{t.said(Texts::app_name)}</p>
                <p class="rail__newsroom" title=newsroom>{newsroom}</p>
            </header>
            <nav class="rail__nav" aria-label=t.said(Texts::shelves)>
                <ul class="rail__list">
                    <For each=move || shelves.get() key=|shelf| *shelf let:shelf>
                        <li>
                            <ShelfButton shelf=shelf />
                        </li>
                    </For>
                </ul>
                <ul class="rail__list rail__list--tools">
                    {move || TOOLS.into_iter().filter(|(place, ..)| desk.may(place.action())).map(tool).collect_view()}
                </ul>
            </nav>
            <footer class="rail__foot">
                <Person />
                <Switches />
            </footer>
        </div>
    }
}

#[component]
fn ShelfButton(shelf: Shelf) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let count = move || {
        desk.shelves
            .with(|shelves| shelves.iter().find(|counted| counted.shelf == shelf).map_or(0, |counted| counted.count))
    };
    let (hook, mark) = match shelf {
        Shelf::Mine => ("shelf-mine".to_owned(), "mark mark--mine".to_owned()),
        Shelf::Live => ("shelf-live".to_owned(), "mark mark--published".to_owned()),
        Shelf::AuthorLeft => ("shelf-author-left".to_owned(), "mark mark--draft".to_owned()),
        Shelf::Stage(stage) => (format!("shelf-{}", stage.as_str()), format!("mark mark--{}", stage.as_str())),
    };
    // Work that waits for somebody stands out; what is merely kept does not.
    let waits = matches!(shelf, Shelf::AuthorLeft | Shelf::Stage(Stage::Filed | Stage::Approved));
    view! {
        <button
            type="button"
            class="rail__item"
            data-testid=hook
            aria-current=move || (desk.place.get() == Place::Shelf(shelf)).then_some("true")
            title=move || t.shelf(shelf)
            on:click=move |_| folding::go(desk, Place::Shelf(shelf))
        >
            <span class=mark aria-hidden="true"></span>
            <span class="rail__name">{move || t.shelf(shelf)}</span>
            <span class="rail__count" class:rail__count--waits=move || waits && count() != 0>
                {move || count().to_string()}
            </span>
        </button>
    }
}

#[component]
fn ToolButton<N, C>(place: Place, icon: Icon, hook: &'static str, name: N, count: C) -> impl IntoView
where
    N: Fn() -> &'static str + Copy + Send + 'static,
    C: Fn() -> usize + Copy + Send + Sync + 'static,
{
    let desk = Desk::here();
    view! {
        <button
            type="button"
            class="rail__item"
            data-testid=hook
            aria-current=move || (desk.place.get() == place).then_some("true")
            title=name
            on:click=move |_| folding::go(desk, place)
        >
            {icon.draw()}
            <span class="rail__name">{name}</span>
            {move || (count() != 0).then(|| view! { <span class="rail__count">{count().to_string()}</span> })}
        </button>
    }
}

#[component]
fn Person() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let name =
        move || desk.session.staff.with(|staff| staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default());
    let role = move || desk.role().map(|role| t.role(role));
    view! {
        <div class="person">
            <span class="person__mark" aria-hidden="true">{move || initial(&name())}</span>
            <button
                type="button"
                class="person__words person__own"
                data-testid="own-account"
                title=t.said(Texts::password_change)
                on:click=move |_| desk.overlays.over.set(Some(Over::Password))
            >
                <span class="visually-hidden">{t.said(Texts::signed_in_as)} ": "</span>
                <strong data-testid="signed-in-name">{name}</strong>
                <small>{role}</small>
            </button>
            <Button
                bare=true
                hook="sign-out"
                hint=t.said(Texts::sign_out)
                label=t.said(Texts::sign_out)
                press=move |()| spawn_local(desk.sign_out())
            >
                {Icon::Leave.draw()}
            </Button>
        </div>
    }
}
