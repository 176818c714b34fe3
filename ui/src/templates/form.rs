//! A template as it is written.

use crate::{
    bridge::{editor, page, shell},
    state::{desk::Desk, template::TemplateWork},
    templates::body::TemplateBody,
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        icon::Icon,
        typed::Typed,
    },
};
use contract::{
    Failure,
    templates::{RemoveTemplate, SaveTemplate},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{SectionId, template::Template};

/// The fields of the template that is being written.
#[component]
pub(super) fn Form(work: TemplateWork) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let first = work.writing.get_untracked();
    let text = |read: fn(&Template) -> &String| first.as_ref().map(read).cloned().unwrap_or_default();
    let typed = move |write: fn(&mut Template, String)| {
        Callback::new(move |text: String| work.change(|template| write(template, text)))
    };
    let readonly = Signal::stored(false);
    let is_stored = move || {
        let id = work.writing.with(|writing| writing.as_ref().map(|template| template.id));
        work.stored.with(|stored| stored.iter().flatten().any(|template| Some(template.id) == id))
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            editor::finish_typing().await;
            let Some(template) = work.writing.try_get_untracked().flatten() else { return };
            let saved = shell::ask(SaveTemplate { template: template.clone() }).await;
            busy.try_set(false);
            match saved {
                Ok(stored) => {
                    work.stored.try_update(|all| {
                        let all = all.get_or_insert_default();
                        all.retain(|other| other.id != stored.id);
                        all.push(stored.clone());
                    });
                    // What was typed meanwhile stays; what the store made of the rest counts.
                    if work.writing.try_get_untracked().flatten() == Some(template) {
                        work.begin(Some(stored));
                    }
                    desk.say(untrack(|| t.template_saved()));
                    work.load(desk.session);
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    let remove = move || {
        asking.set(false);
        spawn_local(async move {
            let Some(template) = work.writing.get_untracked().map(|template| template.id) else { return };
            match shell::ask(RemoveTemplate { template }).await {
                Ok(()) => {
                    work.begin(None);
                    desk.say(untrack(|| t.template_removed()));
                    work.load(desk.session);
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    let give_up = move || {
        let stored = work.writing.with_untracked(|writing| {
            let id = writing.as_ref().map(|template| template.id);
            work.stored.with_untracked(|stored| stored.iter().flatten().find(|one| Some(one.id) == id).cloned())
        });
        // Gone first, so that the form is built anew with what is in store.
        work.begin(None);
        page::next_frame(move || work.begin(stored));
    };
    view! {
        <form
            class="form form--boxed template-form"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <Typed
                id="template-name"
                label=t.said(Texts::template_name)
                hint=t.said(Texts::template_name_hint)
                value=text(|template| &template.name)
                readonly=readonly
                typed=typed(|template, text| template.name = text)
            />
            <Typed
                id="template-purpose"
                label=t.said(Texts::template_purpose)
                hint=t.said(Texts::template_purpose_hint)
                value=text(|template| &template.purpose)
                readonly=readonly
                typed=typed(|template, text| template.purpose = text)
            />
            <SectionField work=work />
            <Typed
                id="template-headline"
                label=t.said(Texts::headline)
                hint=t.said(Texts::template_headline_hint)
                value=text(|template| &template.headline)
                readonly=readonly
                typed=typed(|template, text| template.headline = text)
            />
            <Typed
                id="template-standfirst"
                label=t.said(Texts::standfirst)
                hint=t.said(Texts::template_headline_hint)
                value=text(|template| &template.standfirst)
                readonly=readonly
                lines=true
                typed=typed(|template, text| template.standfirst = text)
            />
            <TemplateBody work=work doc=text(|template| &template.doc) />
            <div role="alert">
                {move || trouble.get().map(|failure| view! { <p class="trouble" data-testid="failure">{t.failure(&failure)}</p> })}
            </div>
            <DialogFoot
                cancel=move |()| give_up()
                confirm=t.said(Texts::save_template)
                unavailable=busy
                hooks=("template-cancel", "template-save")
                beside=move || work.is_unsaved().then(|| view! { <span class="template-form__unsaved">{t.template_unsaved()}</span> })
            >
                {move || {
                    is_stored()
                        .then(|| {
                            view! {
                                <Button danger=true hook="template-remove" press=move |()| asking.set(true)>
                                    {Icon::Bin.draw()}
                                    <span>{t.said(Texts::remove_template)}</span>
                                </Button>
                            }
                        })
                }}
            </DialogFoot>
        </form>
        {move || {
            asking
                .get()
                .then(|| {
                    let name = work.writing.with(|writing| writing.as_ref().map(|one| one.name.clone()).unwrap_or_default());
                    view! {
                        <Dialog
                            title=Signal::derive(move || t.remove_template_title(&name))
                            close=Callback::new(move |()| asking.set(false))
                        >
                            <p>{t.said(Texts::remove_template_more)}</p>
                            <DialogFoot
                                cancel=move |()| asking.set(false)
                                confirm=t.said(Texts::remove_template)
                                act=move |()| remove()
                                danger=true
                            />
                        </Dialog>
                    }
                })
        }}
    }
}

#[component]
fn SectionField(work: TemplateWork) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let chosen =
        Memo::new(move |_| work.writing.with(|writing| writing.as_ref().and_then(|template| template.section)));
    let choose = move |value: String| {
        let section: Option<SectionId> = value.parse().ok();
        work.change(|template| template.section = section);
    };
    let offered = Memo::new(move |_| desk.session.offered_sections(chosen.get()));
    let options = move || {
        let option = move |section: newsroom::Section| {
            let id = section.id;
            let name = desk.session.section_choice(&section);
            view! { <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>{name}</option> }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="field__label" for="template-section">{t.said(Texts::section)}</label>
            <select
                id="template-section"
                class="field__input"
                data-testid="template-section"
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="" prop:selected=move || chosen.get().is_none()>{t.said(Texts::no_section)}</option>
                {options}
            </select>
        </div>
    }
}
