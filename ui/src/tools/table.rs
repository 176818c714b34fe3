//! Tables: the size of a new one, and what can be done with rows and columns.

use crate::{
    bridge::{editor::finish_typing, page::next_frame},
    state::{desk::Desk, story::Story, tools::Shown},
    story::commands,
    texts::{Name, Texts},
    widgets::{
        dialog::{Dialog, DialogFoot},
        icon::Icon,
    },
};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Rows and columns that can be chosen with the mouse; more can be typed.
const SHOWN: (usize, usize) = (6, 8);
/// Rows and columns that can be typed.
const MOST: usize = 40;

/// Asks for the size of a new table.
#[component]
pub(crate) fn TableDialog(
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let size = RwSignal::new((3_usize, 3_usize));
    let insert = move || {
        spawn_local(async move {
            finish_typing().await;
            let (rows, columns) = size.get_untracked();
            close.run(());
            story.with_editor(|editor| editor.command("table", &format!("{rows}x{columns}")));
            next_frame(move || {
                story.with_editor(|editor| editor.focus());
            });
        });
    };
    let cell = move |row: usize, column: usize| {
        view! {
            <span
                class="grid__cell"
                class:grid__cell--in=move || row <= size.get().0 && column <= size.get().1
                on:mouseenter=move |_| size.set((row, column))
                on:click=move |_| {
                    size.set((row, column));
                    insert();
                }
            ></span>
        }
    };
    let cells = (1..=SHOWN.0).flat_map(|row| (1..=SHOWN.1).map(move |column| (row, column)));
    let cells = cells.map(|(row, column)| cell(row, column)).collect_view();
    let number = move |id: &'static str,
                       label: fn(crate::texts::Texts) -> &'static str,
                       of: fn(&mut (usize, usize)) -> &mut usize| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{move || label(t)}</label>
                <input
                    id=id
                    class="field__input field__input--large"
                    data-testid=id
                    type="number"
                    min="1"
                    max=MOST.to_string()
                    prop:value=move || of(&mut size.get()).to_string()
                    on:input:target=move |event| {
                        if let Ok(count) = event.target().value().parse::<usize>() {
                            size.update(|size| *of(size) = count.clamp(1, MOST));
                        }
                    }
                />
            </div>
        }
    };
    view! {
        <Dialog title=Signal::derive(move || t.table_title().to_owned()) close=close>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    insert();
                }
            >
                <div class="table-size">
                    <div class="table-size__numbers">
                        {number("table-rows", crate::texts::Texts::table_rows, |size| &mut size.0)}
                        {number("table-columns", crate::texts::Texts::table_columns, |size| &mut size.1)}
                    </div>
                    <div class="grid" aria-hidden="true">{cells}</div>
                </div>
                <DialogFoot cancel=close confirm=t.said(Texts::table_insert) />
            </form>
        </Dialog>
    }
}

/// The toolbar's button: a new table, or what can be done with the one where the cursor stands.
#[component]
pub(crate) fn TableTool() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let inside = Memo::new(move |_| story.cursor.with(|at| at.table));
    Effect::new(move |_| {
        if !inside.get() {
            open.set(false);
        }
    });
    let pressed = move || {
        if inside.get_untracked() {
            open.update(|open| *open = !*open);
            if open.get_untracked() {
                next_frame(|| crate::bridge::page::focus_on(".table-menu [role='menuitem']"));
            }
        } else {
            story.tools.shown.set(Some(Shown::Table));
        }
    };
    let leave = move || {
        open.set(false);
        if let Some(button) = button.get_untracked()
            && button.focus().is_err()
        {
            leptos::logging::warn!("the button does not take the focus");
        }
    };
    let items = move || {
        let item = |(command, name): (&'static str, Name)| {
            view! {
                <button
                    type="button"
                    class="menu__item"
                    role="menuitem"
                    tabindex="-1"
                    data-testid=format!("tool-{command}")
                    on:click=move |_| {
                        open.set(false);
                        commands::press(story, command);
                    }
                >
                    {move || name(t)}
                </button>
            }
        };
        commands::TABLE.map(item).collect_view()
    };
    view! {
        <div class="toolbar__menu">
            <button
                type="button"
                class="tool tool--table"
                data-testid="tool-table"
                title=move || if inside.get() { t.table_tools() } else { t.tool_table() }
                aria-label=move || if inside.get() { t.table_tools() } else { t.tool_table() }
                aria-haspopup=move || if inside.get() { "menu" } else { "dialog" }
                aria-expanded=move || inside.get().then(|| open.get().to_string())
                aria-pressed=move || inside.get().to_string()
                node_ref=button
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| pressed()
            >
                {Icon::Table.draw()}
            </button>
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <div
                                class="table-menu"
                                role="menu"
                                aria-label=t.table_tools()
                                on:mousedown=|event| event.prevent_default()
                                on:keydown=move |event| {
                                    if event.key() == "Escape" {
                                        event.prevent_default();
                                        event.stop_propagation();
                                        leave();
                                    } else {
                                        step(&event);
                                    }
                                }
                                on:focusout=move |event| {
                                    let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Element>().ok());
                                    if to.is_none_or(|to| !matches!(to.closest(".table-menu"), Ok(Some(_)))) {
                                        open.set(false);
                                    }
                                }
                            >
                                {items()}
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Up and down go from item to item, around at the ends.
fn step(event: &KeyboardEvent) {
    let Some(item) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
    let Some(menu) = item.parent_element() else { return };
    let next = match event.key().as_str() {
        "ArrowDown" => item.next_element_sibling().or_else(|| menu.first_element_child()),
        "ArrowUp" => item.previous_element_sibling().or_else(|| menu.last_element_child()),
        "Home" => menu.first_element_child(),
        "End" => menu.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok())
        && next.focus().is_err()
    {
        leptos::logging::warn!("the item does not take the focus");
    }
}
