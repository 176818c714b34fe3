//! The chief's sections: adding, renaming, ordering, retiring, bringing back.

mod line;

use crate::{
    bridge::{editor, page, shell},
    sections::line::{InUse, Retired},
    state::{desk::Desk, session::Offer},
    texts::Texts,
    widgets::{
        button::Button,
        form::{FormField, FormTrouble},
        typed::trimmed,
    },
};
use contract::{
    Failure, Field,
    sections::{AddSection, OrderSections, RetireSection, SectionLine, ShowSections},
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::SectionId;

/// The list, as the page has it.
#[derive(Clone, Copy)]
struct List {
    desk: Desk,
    /// None until they are known.
    lines: RwSignal<Option<Vec<SectionLine>>>,
    /// Counts what was asked and moved, so that no older answer takes the place of a newer order.
    turn: StoredValue<u32>,
    /// What is to have the focus once the list is drawn anew.
    focus: StoredValue<Option<String>>,
}

impl List {
    /// None once the page is gone.
    fn next_turn(self) -> Option<u32> {
        self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        })
    }

    /// Reads the list anew.
    fn load(self) {
        let Some(turn) = self.next_turn() else { return };
        spawn_local(async move {
            let answer = shell::ask(ShowSections {}).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(lines) => {
                    self.lines.set(Some(lines));
                    self.focus_again();
                }
                Err(failure) => self.desk.say_failure(&failure),
            }
        });
    }

    fn focus_again(self) {
        if let Some(selector) = self.focus.try_update_value(Option::take).flatten() {
            page::next_frame(move || page::focus_on(&selector));
        }
    }

    /// What is known of a section.
    fn of<T>(self, id: SectionId, what: impl FnOnce(&SectionLine) -> T) -> Option<T> {
        self.lines.with(|lines| lines.iter().flatten().find(|line| line.section.id == id).map(what))
    }

    /// Sections in use, or retired ones, in order.
    fn ids(self, in_use: bool) -> Vec<SectionId> {
        let of = |line: &&SectionLine| line.section.is_in_use() == in_use;
        self.lines.with(|lines| lines.iter().flatten().filter(of).map(|line| line.section.id).collect())
    }

    /// Moves a section one place up or down; the button that did it keeps the focus.
    fn shift(self, id: SectionId, down: bool) {
        let mut order = untrack(|| self.ids(true));
        let Some(from) = order.iter().position(|other| *other == id) else { return };
        let Some(to) = (if down { Some(from + 1) } else { from.checked_sub(1) }).filter(|to| *to < order.len()) else {
            return;
        };
        order.swap(from, to);
        let hook = if down { "section-down" } else { "section-up" };
        let selector = format!("[data-section='{id}'] [data-testid='{hook}']");
        // Shown at once, so that the next press finds it there.
        let place =
            |line: &SectionLine| order.iter().position(|other| *other == line.section.id).unwrap_or(order.len());
        self.lines.update(|lines| lines.iter_mut().for_each(|lines| lines.sort_by_key(place)));
        let turn = self.next_turn();
        self.focus.set_value(Some(selector));
        self.focus_again();
        spawn_local(async move {
            if let Err(failure) = shell::ask(OrderSections { sections: order }).await {
                self.desk.say_failure(&failure);
                if self.turn.try_get_value() == turn {
                    self.load();
                }
            }
        });
    }

    /// Retires a section, or brings it back. The focus goes with it, to the way back.
    async fn set_retired(self, id: SectionId, retired: bool) {
        let hook = if retired { "section-back" } else { "section-retire" };
        self.focus.set_value(Some(format!("[data-section='{id}'] [data-testid='{hook}']")));
        match shell::ask(RetireSection { section: id, retired }).await {
            Ok(section) if retired => {
                let words = untrack(|| self.desk.t.section_retired(&section.name));
                self.desk.session.offer(words, Offer::BringBack(id));
            }
            Ok(section) => self.desk.say(untrack(|| self.desk.t.section_is_back(&section.name))),
            Err(failure) => self.desk.say_failure(&failure),
        }
        self.load();
    }
}

/// Takes a retiring back, from the message that tells of it.
pub(crate) async fn bring_back(desk: Desk, section: SectionId) {
    match shell::ask(RetireSection { section, retired: false }).await {
        Ok(section) => desk.say(untrack(|| desk.t.section_is_back(&section.name))),
        Err(failure) => desk.say_failure(&failure),
    }
}

/// The page of the sections.
#[component]
pub(crate) fn SectionsPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let list = List { desk, lines: RwSignal::new(None), turn: StoredValue::new(0), focus: StoredValue::new(None) };
    Effect::new(move |_| {
        desk.sections_changed.track();
        list.load();
    });
    let retired = Memo::new(move |_| list.ids(false));
    view! {
        <main class="page-screen" aria-label=t.said(Texts::sections_title) data-pane>
            <h1 class="page-screen__title">{t.said(Texts::sections_title)}</h1>
            <p class="sections__more">{t.said(Texts::sections_more)}</p>
            <div class="page-screen__columns">
                <div>
                    <ol class="sections" data-testid="sections-in-use">
                        <For each=move || list.ids(true) key=|id| *id let:id>
                            <InUse list=list id=id />
                        </For>
                    </ol>
                    {move || {
                        (!retired.with(Vec::is_empty))
                            .then(|| {
                                view! {
                                    <section class="sections__retired" aria-label=t.said(Texts::sections_retired)>
                                        <h2 class="form__title">{t.said(Texts::sections_retired)}</h2>
                                        <p class="field__hint">{t.said(Texts::sections_retired_more)}</p>
                                        <ul class="sections" data-testid="sections-retired">
                                            <For each=move || retired.get() key=|id| *id let:id>
                                                <Retired list=list id=id />
                                            </For>
                                        </ul>
                                    </section>
                                }
                            })
                    }}
                </div>
                <Adding list=list />
            </div>
        </main>
    }
}

/// The form that adds a section.
#[component]
fn Adding(list: List) -> impl IntoView {
    let t = list.desk.t;
    let node = NodeRef::<html::Input>::new();
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let add = move || {
        spawn_local(async move {
            editor::finish_typing().await;
            busy.set(true);
            let answer = shell::ask(AddSection { name: trimmed(node) }).await;
            busy.try_set(false);
            match answer {
                Ok(section) => {
                    trouble.try_set(None);
                    if let Some(input) = node.get_untracked() {
                        input.set_value("");
                    }
                    list.desk.say(untrack(|| t.section_added(&section.name)));
                    list.load();
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    view! {
        <form
            class="form form--boxed"
            on:submit=move |event| {
                event.prevent_default();
                if !busy.get_untracked() {
                    add();
                }
            }
        >
            <h2 class="form__title">{t.said(Texts::section_add)}</h2>
            <FormField
                id="section-new"
                label=t.said(Texts::section_name)
                hint=Texts::section_name_hint
                node=node
                trouble=trouble
                about=Field::Sections
            />
            <FormTrouble trouble=trouble />
            <Button main=true hook="section-add" submit=true>
                {t.said(Texts::section_add_it)}
            </Button>
        </form>
    }
}
