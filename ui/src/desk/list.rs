//! The list of stories of a shelf.

use crate::{
    bridge::shell,
    desk::{first_steps::FirstStepsPanel, folding},
    documents::import,
    palette::SectionMark,
    state::{desk::Desk, place::Place},
    templates::new_menu::NewMenu,
    texts::Texts,
    widgets::{button::Button, icon::Icon, typed},
};
use contract::{
    articles::{PassedOn, Shelf},
    photos::address,
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::{ArticleId, Stage, summary::ArticleSummary};
use std::{collections::HashMap, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// From the last letter searched for to the question.
const SEARCH_AFTER: Duration = Duration::from_millis(150);

/// The middle column with stories.
#[component]
pub(crate) fn ArticleList() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let title = move || match desk.place.get() {
        Place::Shelf(shelf) => t.shelf(shelf),
        _ => "",
    };
    let rows = Memo::new(move |_| {
        let rows = desk.rows.get().unwrap_or_default();
        rows.into_iter().map(|row| (row.id, row)).collect::<HashMap<_, _>>()
    });
    let over = RwSignal::new(false);
    let order = Memo::new(move |_| desk.rows.with(|rows| rows.iter().flatten().map(|row| row.id).collect::<Vec<_>>()));
    let more = Memo::new(move |_| desk.total.get().saturating_sub(order.with(Vec::len)));
    // The desk lists a section as a whole, not what of it is among the newest.
    Effect::new(move |before: Option<()>| {
        desk.section.track();
        if before.is_some() {
            desk.refresh();
        }
    });
    view! {
        <section
            class="list"
            class:list--over=move || over.get()
            aria-label=t.said(Texts::stories)
            data-pane
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                import::import_dropped(desk, &event);
            }
        >
            <header class="list__head">
                <h1 class="list__title">{title}</h1>
                <span class="list__count">
                    {move || desk.rows.with(Option::is_some).then(|| t.stories_here(desk.total.get()))}
                </span>
                <div class="split">
                    <Button
                        main=true
                        class="split__main list__new"
                        hook="new-article"
                        hint=t.said(Texts::new_article_hint)
                        attr:aria-keyshortcuts="Control+N"
                        press=move |()| spawn_local(desk.new_article(None))
                    >
                        {Icon::Plus.draw()}
                        <span>{t.said(Texts::new_article)}</span>
                    </Button>
                    <NewMenu />
                </div>
                // Where the list lies over the story it may lie over the button that brought it.
                <Button
                    bare=true
                    class="list__fold"
                    hook="list-fold"
                    hint=t.with_shortcut(t.list_fold(), "Esc")
                    label=t.said(Texts::list_fold)
                    press=move |()| folding::put_away(desk)
                >
                    {Icon::Cross.draw()}
                </Button>
                <Search />
                <SectionMark />
            </header>
            <ul class="list__rows" on:keydown=move |event| step(&event)>
                <For each=move || order.get() key=|id| *id let:id>
                    <Row id=id rows=rows />
                </For>
                {move || match desk.rows.with(|rows| rows.as_ref().map(Vec::len)) {
                    None => skeleton().into_any(),
                    Some(0) if desk.section.with(Option::is_some) => {
                        view! { <li class="list__empty"><p>{t.none_of_section()}</p></li> }.into_any()
                    }
                    Some(0) => view! { <Empty /> }.into_any(),
                    Some(_) => ().into_any(),
                }}
                {move || {
                    (more.get() > 0)
                        .then(|| {
                            view! {
                                <li class="list__more">
                                    <Button hook="list-more" press=move |()| desk.list_more()>
                                        {t.list_more(&t.count(more.get()))}
                                    </Button>
                                </li>
                            }
                        })
                }}
                <PassedOnLines />
            </ul>
            <FirstStepsPanel />
        </section>
    }
}

/// What was one's own and is with somebody else now: who looks for it here learns who has it.
#[component]
fn PassedOnLines() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let shown = move || {
        let own = desk.place.get() == Place::Shelf(Shelf::Mine) && desk.rows.with(Option::is_some);
        desk.passed_on.get().into_iter().filter(|_| own).collect::<Vec<_>>()
    };
    let line = move |story: PassedOn| {
        let more = story.by.map(|by| t.passed_on_by(&by, &t.moment(story.at, desk.now.get())));
        view! {
            <li class="list__passed" data-testid="passed-on">
                <span class="badge badge--given">{t.passed_on()}</span>
                <span>{t.passed_on_to(&t.headline_shown(&story.headline), &story.to)}</span>
                <small>{more}</small>
            </li>
        }
    };
    view! { {move || shown().into_iter().map(line).collect_view()} }
}

#[component]
fn Search() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let node = NodeRef::<html::Input>::new();
    let search_number = StoredValue::new(0_u32);
    let search = Callback::new(move |words: String| {
        desk.search.set(words);
        search_number.update_value(|number| *number += 1);
        let mine = search_number.get_value();
        set_timeout(
            move || {
                if search_number.try_get_value() == Some(mine) {
                    desk.refresh();
                }
            },
            SEARCH_AFTER,
        );
    });
    // A search that was given up elsewhere leaves the field as well.
    Effect::new(move |_| {
        let empty = desk.search.with(String::is_empty);
        if let Some(input) = node.get()
            && empty
            && !input.value().is_empty()
        {
            input.set_value("");
        }
    });
    let report = typed::reporter(desk.search.get_untracked(), search);
    view! {
        <div class="search" role="search">
            {Icon::Search.draw()}
            <input
                type="search"
                class="search__input"
                data-testid="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=t.said(Texts::search)
                placeholder=t.said(Texts::search)
                node_ref=node
                prop:value=desk.search.get_untracked()
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
            />
        </div>
    }
}

#[component]
fn Row(id: ArticleId, rows: Memo<HashMap<ArticleId, ArticleSummary>>) -> impl IntoView {
    let desk = Desk::here();
    let row = Memo::new(move |_| rows.with(|rows| rows.get(&id).cloned()));
    let is_open = move || desk.opened.with(|opened| opened.as_ref().is_some_and(|view| view.article.id == id));
    view! {
        <li>
            <button
                type="button"
                class="row"
                data-testid="article-row"
                data-id=id.to_string()
                aria-current=move || is_open().then_some("true")
                on:click=move |_| {
                    // The open one, too, is gone on with.
                    desk.overlays.list.set(false);
                    spawn_local(desk.open(id));
                }
            >
                {move || row.get().map(|row| face(desk, row))}
            </button>
        </li>
    }
}

fn face(desk: Desk, row: ArticleSummary) -> impl IntoView {
    let t = desk.t;
    let headline = row.headline.trim().to_owned();
    let untitled = headline.is_empty();
    let headline = if untitled { t.untitled().to_owned() } else { headline };
    let moment = match (row.stage, row.publish_at) {
        (Stage::Scheduled, Some(at)) => t.goes_online(&t.moment(at, desk.now.get())),
        _ => t.moment(row.updated_at, desk.now.get()),
    };
    let section = row.section.and_then(|section| desk.section_name(section));
    // On one's own shelf the author is known and the stage is not; elsewhere it is the other way round.
    let of_all_stages = matches!(desk.place.get(), Place::Shelf(Shelf::Mine | Shelf::Live | Shelf::AuthorLeft));
    let of_mine = desk.place.get() == Place::Shelf(Shelf::Mine);
    // At the stage Published it says so already.
    let live = row.readers.live.is_some() && row.stage != Stage::Published;
    let unseen = row.readers.unseen_since.is_some() && !row.sending && row.stage != Stage::Scheduled;
    let editor =
        (row.stage == Stage::InEdit).then(|| row.claimed_by.as_deref().map(|name| t.claimed_by(name))).flatten();
    view! {
        <span class="row__meta">
            <span class=format!("mark mark--{}", row.stage.as_str()) title=t.stage(row.stage) aria-hidden="true"></span>
            {of_all_stages.then(|| view! { <span class="row__stage">{t.stage(row.stage)}</span> })}
            {section.map(|section| view! { <span class="row__section">{section}</span> })}
            {(!of_mine).then(|| view! { <span class="row__author">{row.author}</span> })}
            <span class="row__time">{moment}</span>
        </span>
        <span class="row__words">
            <span class="row__headline" class:row__headline--none=untitled>{headline}</span>
            <span class="row__snippet">{row.snippet}</span>
            <span class="row__meta row__meta--badges">
                {row.banner.then(|| view! { <span class="badge badge--banner">{t.banner_badge()}</span> })}
                {row.given.then(|| view! { <span class="badge badge--given" data-testid="given-badge">{t.given_badge()}</span> })}
                {row
                    .author_left
                    .then(|| view! { <span class="badge badge--left" data-testid="author-left-badge">{t.author_left_badge()}</span> })}
                {row.returned.then(|| view! { <span class="badge badge--returned">{t.returned_badge()}</span> })}
                {live.then(|| view! { <span class="badge badge--live" data-testid="live-badge">{t.live_badge()}</span> })}
                {unseen.then(|| view! { <span class="badge badge--sending">{t.unseen_badge()}</span> })}
                {row.sending.then(|| view! { <span class="badge badge--sending">{t.sending_badge()}</span> })}
                {editor.map(|words| view! { <span class="row__editor">{words}</span> })}
            </span>
        </span>
        {row
            .photo
            .map(|picture| {
                view! {
                    <img class="row__photo" src=address(picture, shell::is_windows()) alt="" loading="lazy" />
                }
            })}
    }
}

#[component]
fn Empty() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let searching = move || desk.search.with(|search| !search.trim().is_empty());
    view! {
        <li class="list__empty">
            {move || {
                if searching() {
                    view! {
                        <p>{t.nothing_found()}</p>
                        <Button press=move |()| {
                                desk.search.set(String::new());
                                desk.refresh();
                            }>
                            {move || t.clear_search()}
                        </Button>
                    }
                        .into_any()
                } else if let Place::Shelf(shelf) = desk.place.get() {
                    view! { <p>{t.empty_shelf(shelf)}</p> }.into_any()
                } else {
                    ().into_any()
                }
            }}
        </li>
    }
}

/// Where rows will stand, so that nothing jumps when they come.
fn skeleton() -> impl IntoView {
    (0..6).map(|_| view! { <li class="skeleton" aria-hidden="true"></li> }).collect_view()
}

/// Up and down go from row to row.
fn step(event: &KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let row = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(line) = row.and_then(|row| row.closest("li").ok().flatten()) else { return };
    let other = if down { line.next_element_sibling() } else { line.previous_element_sibling() };
    let other = other.and_then(|line| line.query_selector("button").ok().flatten());
    if let Some(button) = other.and_then(|button| button.dyn_into::<HtmlElement>().ok())
        && button.focus().is_ok()
    {
        event.prevent_default();
    }
}
