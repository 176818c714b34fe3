//! The bar under the toolbar.

use crate::{
    bridge::page::{next_frame, select_all},
    find::steps::{close, look_again, replace_all, replace_one, step},
    state::{desk::Desk, passages::Place, story::Story},
    texts::Texts,
    widgets::{button::Button, icon::Icon, typed},
};
use copydesk::Query;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::KeyboardEvent;

/// A switch of the search.
struct Switch {
    hook: &'static str,
    face: &'static str,
    name: fn(Texts) -> &'static str,
    is_on: fn(&Query) -> bool,
    turn: fn(&mut Query),
}

const SWITCHES: [Switch; 3] = [
    Switch {
        hook: "find-accents",
        face: "â",
        name: Texts::match_accents,
        is_on: |query| query.match_accents,
        turn: |query| query.match_accents = !query.match_accents,
    },
    Switch {
        hook: "find-case",
        face: "Aa",
        name: Texts::match_case,
        is_on: |query| query.match_case,
        turn: |query| query.match_case = !query.match_case,
    },
    Switch {
        hook: "find-word",
        face: "[ab]",
        name: Texts::whole_word,
        is_on: |query| query.whole_word,
        turn: |query| query.whole_word = !query.whole_word,
    },
];

/// The bar, while it is open.
#[component]
pub(crate) fn FindBar() -> impl IntoView {
    let story: Story = expect_context();
    view! { {move || story.tools.find.open.get().then(|| view! { <Bar /> })} }
}

#[component]
fn Bar() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let find = story.tools.find;
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            next_frame(move || select_all(&input));
        }
    });
    // The texts may change while the bar is open: by the writer, or by what is replaced.
    let fields = Memo::new(move |_| {
        story.draft.with(|draft| {
            let photos = draft.photos.iter().flat_map(|photo| [&photo.caption, &photo.credit, &photo.alt_text]);
            [&draft.headline, &draft.standfirst, &draft.byline, &draft.correction]
                .into_iter()
                .chain(photos)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    Effect::new(move |_| {
        fields.track();
        story.tools.texts_changed.track();
        look_again(story, false);
    });
    let words = find.query.with_untracked(|query| query.words.clone());
    let typed_words = Callback::new(move |words: String| {
        find.query.update(|query| query.words = words);
        look_again(story, true);
    });
    let report = typed::reporter(words.clone(), typed_words);
    let go = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && !event.ctrl_key() {
            event.prevent_default();
            step(story, event.shift_key());
        }
    };
    let switches = SWITCHES.iter().map(|switch| {
        view! {
            <button
                type="button"
                class="tool find__switch"
                data-testid=switch.hook
                title=move || (switch.name)(t)
                aria-label=move || (switch.name)(t)
                aria-pressed=move || find.query.with(switch.is_on).to_string()
                on:click=move |_| {
                    find.query.update(switch.turn);
                    look_again(story, true);
                }
            >
                <span aria-hidden="true">{switch.face}</span>
            </button>
        }
    });
    let arrow = move |back: bool| {
        let (hook, name, icon) = if back {
            ("find-previous", Texts::find_previous as fn(Texts) -> &'static str, Icon::Up)
        } else {
            ("find-next", Texts::find_next as fn(Texts) -> &'static str, Icon::Down)
        };
        view! {
            <button
                type="button"
                class="tool"
                data-testid=hook
                title=move || t.with_shortcut(name(t), if back { "Shift+F3" } else { "F3" })
                aria-label=move || name(t)
                aria-disabled=move || find.hits.with(Vec::is_empty).then_some("true")
                on:click=move |_| step(story, back)
            >
                {icon.draw()}
            </button>
        }
    };
    let none = move || find.hits.with(Vec::is_empty) && find.query.with(|query| !query.words.is_empty());
    let editable = Memo::new(move |_| story.editable());
    view! {
        <div class="find" data-undo="own" role="search" aria-label=t.said(Texts::find_in_story) data-testid="find-bar">
            <div class="find__line">
                <input
                    id="find-words"
                    class="field__input find__words"
                    data-testid="find-words"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=t.said(Texts::find_in_story)
                    placeholder=t.said(Texts::find_hint)
                    aria-invalid=move || none().then_some("true")
                    node_ref=node
                    prop:value=words
                    on:input=move |event| report(&event)
                    on:compositionend=move |event| report(&event)
                    on:keydown=go
                />
                <div class="find__switches" role="group" aria-label=t.said(Texts::find_options)>
                    {switches.collect_view()}
                </div>
                {arrow(true)}
                {arrow(false)}
                <p class="find__count" role="status" data-testid="find-count">{move || count(t, story)}</p>
                <span class="find__space"></span>
                {move || {
                    (editable.get() && !find.replacing.get())
                        .then(|| {
                            view! {
                                <Button small=true hook="find-replace" press=move |()| find.replacing.set(true)>
                                    {t.said(Texts::replace_more)}
                                </Button>
                            }
                        })
                }}
                <Button
                    small=true
                    bare=true
                    hook="find-close"
                    hint=move || t.with_shortcut(t.close(), "Esc")
                    label=t.said(Texts::close)
                    press=move |()| close(story)
                >
                    {Icon::Cross.draw()}
                </Button>
            </div>
            {move || (editable.get() && find.replacing.get()).then(|| view! { <ReplaceLine /> })}
        </div>
    }
}

#[component]
fn ReplaceLine() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let find = story.tools.find;
    let with = find.with.get_untracked();
    let report = typed::reporter(with.clone(), Callback::new(move |with| find.with.set(with)));
    let one = move || spawn_local(replace_one(desk, story));
    let none = Signal::derive(move || find.hits.with(Vec::is_empty));
    view! {
        <div class="find__line">
            <input
                id="find-with"
                class="field__input find__words"
                data-testid="find-with"
                autocomplete="off"
                spellcheck="false"
                aria-label=t.said(Texts::replace_with)
                placeholder=t.said(Texts::replace_with)
                prop:value=with
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() && !event.ctrl_key() {
                        event.prevent_default();
                        one();
                    }
                }
            />
            <Button small=true hook="replace-one" unavailable=none press=move |()| one()>
                {t.said(Texts::replace_one)}
            </Button>
            <Button
                small=true
                hook="replace-all"
                unavailable=none
                press=move |()| spawn_local(replace_all(desk, story))
            >
                {t.said(Texts::replace_all)}
            </Button>
        </div>
    }
}

/// `3 / 12 · Sapo`: the place is named where the hit is not marked in the text.
fn count(t: Texts, story: Story) -> String {
    let find = story.tools.find;
    if find.query.with(|query| query.words.is_empty()) {
        return String::new();
    }
    let current = find.current.get();
    find.hits.with(|hits| {
        let Some(number) = current.filter(|number| *number < hits.len()) else { return t.no_hits().to_owned() };
        let numbers = format!("{} / {}", t.count(number + 1), t.count(hits.len()));
        match hits[number].place {
            Place::Line(_) => numbers,
            place => format!("{numbers} · {}", place_name(t, story, place)),
        }
    })
}

/// A passage by its name; photos by their place in the strip.
pub(crate) fn place_name(t: Texts, story: Story, place: Place) -> String {
    match place {
        Place::Field(line) => story.draft.with(|draft| t.line_of(line, draft)),
        Place::Line(_) => t.body().to_owned(),
    }
}
