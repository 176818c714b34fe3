//! The palette: a field, and under it everything that can be done now.

use super::entries::{Both, Entry, Heading, entries, matching, preselected};
use crate::{
    bridge::{
        editor::finish_typing,
        page::{focus_on, next_frame},
    },
    state::{desk::Desk, overlays::Over, recent},
    texts::Texts,
    widgets::{button::Button, dialog::cover_page},
};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Lines that Page Up and Page Down go.
const PAGE: usize = 8;

/// The palette, while it is open.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let desk = Desk::here();
    recent::remember(desk);
    let open = Memo::new(move |_| desk.overlays.over.get() == Some(Over::Palette));
    view! { {move || open.get().then(|| view! { <Open /> })} }
}

#[component]
fn Open() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let node = NodeRef::<html::Dialog>::new();
    cover_page();
    let close = move || desk.overlays.over.set(None);
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
            && dialog.show_modal().is_err()
        {
            close();
        }
    });
    // Named anew when the language is another one; what can be done stays as it was when the palette was opened.
    let both = Both::new();
    let all = Memo::new_with_compare(
        move |_| {
            t.lang();
            entries(desk, both)
        },
        |_, _| true,
    );
    let used = StoredValue::new(recent::actions(desk));
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Entry>::new());
    // None until a line was chosen, where taking the first one by mistake would cost something.
    let chosen = RwSignal::new(None::<usize>);
    Effect::new(move |sought: Option<String>| {
        let typed = typed.get();
        let lines = all.with(|all| used.with_value(|used| matching(all, &typed, used)));
        if sought.as_ref() != Some(&typed) {
            chosen.set(preselected(&lines));
        }
        found.set(lines);
        typed
    });
    let run = move |number: usize| {
        let Some(does) = found.with_untracked(|found| found.get(number).map(|entry| entry.does)) else { return };
        close();
        spawn_local(async move {
            // The focus is back where it was, and no word is open, when it is done.
            finish_typing().await;
            next_frame(move || does.run(desk));
        });
    };
    let go = move |to: usize| {
        chosen.set(Some(to));
        next_frame(move || show(to));
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let count = found.with_untracked(Vec::len);
        let here = chosen.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => go(here.map_or(0, |here| (here + 1) % count)),
            "ArrowUp" if count > 0 => go(here.map_or(count - 1, |here| (here + count - 1) % count)),
            "PageDown" if count > 0 => go((here.unwrap_or_default() + PAGE).min(count - 1)),
            "PageUp" if count > 0 => go(here.unwrap_or_default().saturating_sub(PAGE)),
            // A key held down chooses a line and does not run it.
            "Enter" if event.repeat() => {}
            "Enter" => match here {
                Some(here) => run(here),
                // Nothing is done that nobody chose: the first line is shown as the one that the next Enter takes.
                None if count > 0 => go(0),
                None => {}
            },
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <dialog
            node_ref=node
            class="palette"
            aria-label=t.said(Texts::palette)
            data-testid="palette"
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close();
            }
            on:click=move |event| {
                // Beside the palette, on what lies under it.
                let on = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
                if on.is_some() {
                    close();
                }
            }
        >
            <input
                id="palette-words"
                class="palette__words"
                data-testid="palette-words"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=move || chosen.get().map(line_id)
                aria-label=t.said(Texts::palette)
                autocomplete="off"
                spellcheck="false"
                placeholder=t.said(Texts::palette_hint)
                autofocus
                // Read only, so that a word that is still open is sought as well.
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=key
            />
            <div id="palette-list" class="palette__list" role="listbox" aria-label=t.said(Texts::palette)>
                {move || groups(found.get(), t, chosen, run)}
            </div>
            <p class="palette__foot" role="status">
                {move || if found.with(Vec::is_empty) { t.palette_nothing() } else { t.palette_foot() }}
            </p>
        </dialog>
    }
}

fn line_id(number: usize) -> String {
    format!("palette-{number}")
}

fn show(number: usize) {
    let line = document().get_element_by_id(&line_id(number));
    if let Some(line) = line {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        line.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Lines under their headings.
fn groups(
    found: Vec<Entry>,
    t: Texts,
    chosen: RwSignal<Option<usize>>,
    run: impl Fn(usize) + Copy + Send + 'static,
) -> AnyView {
    let mut groups: Vec<(Heading, Vec<AnyView>)> = Vec::new();
    for (number, entry) in found.into_iter().enumerate() {
        let heading = entry.heading;
        let line = view! {
            <div
                id=line_id(number)
                class="palette__line"
                role="option"
                data-testid="palette-line"
                aria-selected=move || (chosen.get() == Some(number)).to_string()
                on:mousemove=move |event| {
                    // A list that is drawn under a mouse that rests tells of a move as well.
                    let moved = event.movement_x() != 0 || event.movement_y() != 0;
                    if moved && chosen.get_untracked() != Some(number) {
                        chosen.set(Some(number));
                    }
                }
                on:click=move |_| run(number)
            >
                <span class="palette__name">{entry.name}</span>
                {(!entry.keys.is_empty()).then(|| view! { <kbd>{entry.keys}</kbd> })}
            </div>
        }
        .into_any();
        match groups.last_mut() {
            Some((last, lines)) if *last == heading => lines.push(line),
            _ => groups.push((heading, vec![line])),
        }
    }
    let group = |(heading, lines): (Heading, Vec<AnyView>)| {
        view! {
            <div class="palette__group" role="group" aria-label=heading.name()(t)>
                <div class="palette__heading" aria-hidden="true">{heading.name()(t)}</div>
                {lines}
            </div>
        }
    };
    groups.into_iter().map(group).collect_view().into_any()
}

/// In the list: the mark that only one section is shown, and the way back to all.
#[component]
pub(crate) fn SectionMark() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    view! {
        {move || {
            desk.section.get().and_then(|section| desk.section_name(section)).map(|name| {
                view! {
                    <Button
                        small=true
                        class="list__section"
                        hook="section-mark"
                        hint=t.all_sections()
                        press=move |()| {
                            desk.section.set(None);
                            focus_on("[data-testid='search']");
                        }
                    >
                        {t.only_section(&name)}
                        {crate::widgets::icon::Icon::Cross.draw()}
                    </Button>
                }
            })
        }}
    }
}
