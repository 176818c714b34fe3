//! A section of the list.

use crate::{
    bridge::{editor, page, shell},
    sections::List,
    state::place::Place,
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        form::FormTrouble,
        icon::Icon,
        typed::trimmed,
    },
};
use contract::{
    Failure,
    sections::{RenameSection, SectionOnSite},
    sites::ListSiteSections,
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::SectionId;
use web_sys::KeyboardEvent;

/// A section in use: its place, its name, how many stories it has, and what can be done with it.
#[component]
pub(super) fn InUse(
    /// The list that it stands in.
    list: List,
    /// Which.
    id: SectionId,
) -> impl IntoView {
    let t = list.desk.t;
    let name = Memo::new(move |_| list.of(id, |line| line.section.name.clone()).unwrap_or_default());
    let in_hand = move || list.of(id, |line| line.in_hand).unwrap_or_default();
    let renaming = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let is_first = Signal::derive(move || list.ids(true).first() == Some(&id));
    let is_last = Signal::derive(move || list.ids(true).last() == Some(&id));
    let retire = move || {
        asked.set(false);
        spawn_local(list.set_retired(id, true));
    };
    let ask_or_retire = move || {
        if untrack(in_hand) > 0 {
            asked.set(true);
        } else {
            retire();
        }
    };
    let pressed = move |event: KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        if event.alt_key() && !renaming.get_untracked() {
            event.prevent_default();
            list.shift(id, down);
        }
    };
    let close = move || {
        renaming.set(false);
        page::next_frame(move || page::focus_on(&format!("[data-section='{id}'] [data-testid='section-rename']")));
    };
    view! {
        <li class="section-line" data-testid="section-line" data-section=id.to_string() on:keydown=pressed>
            <span class="section-line__order">
                <Button
                    bare=true
                    hook="section-up"
                    label=move || t.section_up(&name.get())
                    hint=move || t.section_up(&name.get())
                    unavailable=is_first
                    press=move |()| list.shift(id, false)
                >
                    {Icon::Up.draw()}
                </Button>
                <Button
                    bare=true
                    hook="section-down"
                    label=move || t.section_down(&name.get())
                    hint=move || t.section_down(&name.get())
                    unavailable=is_last
                    press=move |()| list.shift(id, true)
                >
                    {Icon::Down.draw()}
                </Button>
            </span>
            {move || {
                if renaming.get() {
                    view! { <Renaming list=list id=id close=Callback::new(move |()| close()) /> }.into_any()
                } else {
                    view! {
                        <Words list=list id=id />
                        <Button small=true hook="section-rename" press=move |()| renaming.set(true)>
                            {t.said(Texts::section_rename)}
                        </Button>
                        <Button
                            small=true
                            danger=true
                            hook="section-retire"
                            press=move |()| ask_or_retire()
                        >
                            {t.said(Texts::section_retire)}
                        </Button>
                    }
                        .into_any()
                }
            }}
            {move || {
                asked
                    .get()
                    .then(|| {
                        view! {
                            <Dialog
                                title=Signal::derive(move || t.section_retire_title(&name.get()))
                                close=Callback::new(move |()| asked.set(false))
                            >
                                <p>{move || t.section_retire_sure(in_hand())}</p>
                                <DialogFoot
                                    cancel=move |()| asked.set(false)
                                    confirm=t.said(Texts::section_retire)
                                    act=move |()| retire()
                                    danger=true
                                />
                            </Dialog>
                        }
                    })
            }}
        </li>
    }
}

/// A retired section, and the way back.
#[component]
pub(super) fn Retired(
    /// The list that it stands in.
    list: List,
    /// Which.
    id: SectionId,
) -> impl IntoView {
    let t = list.desk.t;
    view! {
        <li class="section-line section-line--retired" data-testid="section-line" data-section=id.to_string()>
            <Words list=list id=id />
            <Button small=true hook="section-back" press=move |()| spawn_local(list.set_retired(id, false))>
                {t.said(Texts::section_back)}
            </Button>
        </li>
    }
}

#[component]
fn Words(list: List, id: SectionId) -> impl IntoView {
    let t = list.desk.t;
    view! {
        <p class="section-line__words">
            <strong data-testid="section-name">{move || list.of(id, |line| line.section.name.clone())}</strong>
            <small>{move || list.of(id, |line| line.stories).map(|stories| t.section_stories(stories))}</small>
        </p>
    }
}

/// The field that a section gets another name in, and what that means for the sites.
#[component]
fn Renaming(list: List, id: SectionId, close: Callback<()>) -> impl IntoView {
    let desk = list.desk;
    let t = desk.t;
    let node = NodeRef::<html::Input>::new();
    let trouble = RwSignal::new(None::<Failure>);
    let before = untrack(|| list.of(id, |line| line.section.name.clone())).unwrap_or_default();
    let sites = Memo::new(move |_| list.of(id, |line| line.sites.clone()).unwrap_or_default());
    // Where it is not known here, the site is asked; without an answer the words say what will happen.
    let unknown: Vec<_> = sites.with_untracked(|sites| sites.iter().filter(|on| !on.stays).map(|on| on.site).collect());
    if !unknown.is_empty() {
        spawn_local(async move {
            let mut heard = false;
            for site in unknown {
                heard |= shell::ask(ListSiteSections { site }).await.is_ok();
            }
            if heard {
                list.load();
            }
        });
    }
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            page::focus(&input);
            input.select();
        }
    });
    let save = move || {
        spawn_local(async move {
            editor::finish_typing().await;
            match shell::ask(RenameSection { section: id, name: trimmed(node) }).await {
                Ok(section) => {
                    desk.say(untrack(|| t.section_renamed(&section.name)));
                    list.load();
                    close.try_run(());
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    let on_site = move |on: SectionOnSite| {
        let stays = on.stays;
        let words = move || if stays { t.section_stays(&on.name) } else { t.section_goes(&on.name) };
        view! {
            <li data-testid="section-on-site" data-stays=stays.to_string()>
                {words}
                {(!stays)
                    .then(|| {
                        view! {
                            <Button small=true bare=true class="section-line__places" press=move |()| desk.go(Place::Sites)>
                                {t.said(Texts::section_places)}
                            </Button>
                        }
                    })}
            </li>
        }
    };
    view! {
        <form
            class="section-line__naming"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" && !event.is_composing() {
                    event.prevent_default();
                    close.run(());
                }
            }
        >
            <input
                class="field__input"
                data-testid="section-rename-field"
                aria-label=t.said(Texts::section_name)
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || trouble.with(Option::is_some).then_some("true")
                prop:value=before
                node_ref=node
            />
            <Button small=true main=true hook="section-rename-save" submit=true>
                {t.said(Texts::section_save_name)}
            </Button>
            <Button small=true press=move |()| close.run(())>
                {t.said(Texts::cancel)}
            </Button>
            <FormTrouble trouble=trouble />
            <ul class="section-line__sites">
                {move || sites.get().into_iter().map(on_site).collect_view()}
                {move || sites.with(Vec::is_empty).then(|| view! { <li>{t.said(Texts::section_no_site)}</li> })}
            </ul>
        </form>
    }
}
