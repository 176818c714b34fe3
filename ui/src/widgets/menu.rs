//! A button with a menu below it (ARIA Authoring Practices, "Menu Button").

use crate::{bridge::page, widgets::icon::Icon};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};

/// The button and, while it is open, the menu. What is in it are [`MenuItem`]s.
#[component]
pub(crate) fn Menu(
    /// Hook for tests.
    hook: &'static str,
    /// What the button does; read out, and shown as its title.
    #[prop(into)]
    name: Signal<String>,
    /// What stands on the button.
    icon: Icon,
    /// Look of the button.
    #[prop(default = "button button--bare")]
    class: &'static str,
    /// Heard when it opens.
    #[prop(optional)]
    opens: Option<Callback<()>>,
    /// The items.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let show = move |last: bool| {
        open.set(true);
        if let Some(opens) = opens {
            opens.run(());
        }
        page::next_frame(move || {
            focus_item(root, |here, count| if last { count - 1 } else { here.unwrap_or_default() })
        });
    };
    let close = move |back: bool| {
        if open.try_get_untracked() != Some(true) {
            return;
        }
        open.set(false);
        if back && let Some(button) = button.get_untracked() {
            page::focus(&button);
        }
    };
    provide_context(CloseMenu(Callback::new(move |()| close(true))));
    let keys = move |event: KeyboardEvent| {
        match (event.key().as_str(), open.get_untracked()) {
            ("ArrowDown", false) => show(false),
            ("ArrowUp", false) => show(true),
            ("ArrowDown", true) => focus_item(root, |here, count| here.map_or(0, |here| (here + 1) % count)),
            ("ArrowUp", true) => {
                focus_item(root, |here, count| here.map_or(count - 1, |here| (here + count - 1) % count))
            }
            ("Home", true) => focus_item(root, |_, _| 0),
            ("End", true) => focus_item(root, |_, count| count - 1),
            ("Escape", true) => close(true),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        if !root.get_untracked().is_some_and(|root| root.contains(to.as_ref())) {
            close(false);
        }
    };
    let children = StoredValue::new(children);
    view! {
        <div class="menu" node_ref=root on:keydown=keys on:focusout=left>
            <button
                type="button"
                class=class
                data-testid=hook
                title=move || name.get()
                aria-label=move || name.get()
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                node_ref=button
                on:click=move |_| if open.get_untracked() { close(true) } else { show(false) }
            >
                {icon.draw()}
            </button>
            {move || {
                open.get()
                    .then(|| view! { <div class="menu__list" role="menu" aria-label=move || name.get()>{children.with_value(|make| make())}</div> })
            }}
        </div>
    }
}

#[derive(Clone, Copy)]
struct CloseMenu(Callback<()>);

/// Something that a menu does.
#[component]
pub(crate) fn MenuItem(
    /// Hook for tests.
    #[prop(into)]
    hook: String,
    /// What it does.
    #[prop(into)]
    name: Signal<String>,
    /// A line about it.
    #[prop(into, default = Signal::stored(String::new()))]
    more: Signal<String>,
    /// Done when it is chosen.
    act: Callback<()>,
) -> impl IntoView {
    let close = expect_context::<CloseMenu>().0;
    view! {
        <button
            type="button"
            class="menu__item"
            role="menuitem"
            tabindex="-1"
            data-testid=hook
            on:click=move |_| {
                close.run(());
                act.run(());
            }
        >
            <span>{move || name.get()}</span>
            {move || {
                let more = more.get();
                (!more.is_empty()).then(|| view! { <small>{more}</small> })
            }}
        </button>
    }
}

/// Gives the focus to another item, by the place of the present one and the number of all.
fn focus_item(root: NodeRef<html::Div>, next: impl FnOnce(Option<usize>, usize) -> usize) {
    let Some(root) = root.get_untracked() else { return };
    let Ok(nodes) = root.query_selector_all("[role='menuitem']") else { return };
    let items: Vec<HtmlElement> =
        page::elements(&nodes).into_iter().filter_map(|element| element.dyn_into().ok()).collect();
    if items.is_empty() {
        return;
    }
    let active = page::active_element();
    let here = items.iter().position(|item| active.as_ref().is_some_and(|active| item.is_same_node(Some(active))));
    if let Some(item) = items.get(next(here, items.len())) {
        page::focus(item);
    }
}
