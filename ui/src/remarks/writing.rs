//! A new remark: begun on words of the text or on the whole story, and kept until it is sent or given up.

use crate::{
    bridge::{
        editor::finish_typing,
        page::{focus_on, next_frame},
        shell, uuid,
    },
    remarks::thread::is_send,
    state::{desk::Desk, remarks::drafts::NewRemark, story::Story, tools::Tab},
    texts::Texts,
    widgets::{button::Button, typed},
};
use contract::{Failure, remarks::AddRemark};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::RemarkId;

/// The words of an open remark were clicked in the text, or gone to.
pub(crate) fn opened_in_text(story: Story, id: &str) {
    let Ok(id) = id.parse::<RemarkId>() else { return };
    open_panel(story);
    story.remarks.chosen.try_set(Some(id));
}

/// Shows the page of the inspector with the remarks.
pub(super) fn open_panel(story: Story) {
    story.inspector.try_set(true);
    story.tools.tab.try_set(Tab::Remarks);
}

/// Begins a remark on the selected words, or on the whole story. One that was begun before is gone on with.
pub(crate) fn begin(story: Story, whole: bool) {
    spawn_local(async move {
        finish_typing().await;
        let remarks = story.remarks;
        let writes = untrack(|| story.editable());
        // Without the right to write, words are only quoted.
        let method = if writes { "remarkQuote" } else { "selectionText" };
        let quote = match whole {
            true => String::new(),
            false => text(story.with_editor(|editor| editor.call(method, &[])).flatten()).trim().to_owned(),
        };
        let before = remarks.new_remark();
        let is_begun = before.as_ref().is_some_and(|new| !new.text.trim().is_empty());
        if is_begun {
            story.session.say(untrack(|| story.session.t.remark_begun()));
        } else {
            take_mark(story, before.as_ref());
            let Ok(id) = uuid::new_v7().parse::<RemarkId>() else { return };
            let marked = writes && !quote.is_empty() && mark(story, id);
            remarks.marked.set_value(marked);
            remarks.draft(|drafts| drafts.new = Some(NewRemark { id, quote, text: String::new() }));
            remarks.show();
        }
        remarks.trouble.set(None);
        open_panel(story);
        next_frame(|| focus_on("#new-remark"));
    });
}

/// What a method of the editor answered, as text.
fn text(answer: Option<wasm_bindgen::JsValue>) -> String {
    answer.and_then(|answer| answer.as_string()).unwrap_or_default()
}

fn mark(story: Story, id: RemarkId) -> bool {
    story.with_editor(|editor| editor.command("remark", &id.to_string())).unwrap_or_default()
}

/// Takes the mark of a remark that is not to be out of the text.
fn take_mark(story: Story, new: Option<&NewRemark>) {
    if let Some(new) = new
        && story.remarks.marked.get_value()
    {
        story.with_editor(|editor| editor.command("unremark", &new.id.to_string()));
        story.remarks.marked.set_value(false);
    }
}

/// Gives the new remark up.
fn give_up(story: Story) {
    take_mark(story, story.remarks.new_remark().as_ref());
    story.remarks.trouble.set(None);
    story.remarks.draft(|drafts| drafts.new = None);
    story.remarks.show();
}

/// Marks the words if they are not, brings the mark to disk, and says the remark.
async fn send(story: Story, new: &NewRemark) -> Result<(), Failure> {
    let remarks = story.remarks;
    if untrack(|| story.editable()) && !new.quote.is_empty() {
        if !remarks.marked.get_value() && is_selected(story, &new.quote) {
            remarks.marked.set_value(mark(story, new.id));
        }
        story.flush().await?;
    }
    let request =
        AddRemark { article: story.id, remark: new.id, quote: new.quote.clone(), text: new.text.trim().to_owned() };
    let thread = shell::ask(request).await?;
    remarks.draft(|drafts| drafts.new = None);
    remarks.chosen.set(Some(thread.id));
    remarks.put(thread);
    Ok(())
}

fn is_selected(story: Story, quote: &str) -> bool {
    text(story.with_editor(|editor| editor.call("remarkQuote", &[])).flatten()).trim() == quote
}

/// The remark was not taken: its mark leaves the text, whose words stay selected so that another try marks them again.
fn unmark(story: Story, new: &NewRemark) {
    if story.remarks.marked.get_value() {
        story.with_editor(|editor| editor.call("selectRemark", &[new.id.to_string().into()]));
        take_mark(story, Some(new));
    }
}

/// The form of the new remark, while there is one.
#[component]
pub(super) fn NewForm() -> impl IntoView {
    let story: Story = expect_context();
    let id = Memo::new(move |_| story.remarks.drafts.with(|drafts| drafts.new.as_ref().map(|new| new.id)));
    move || id.get().and_then(|_| story.remarks.new_remark()).map(|new| view! { <Form new=new /> })
}

#[component]
fn Form(new: NewRemark) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let remarks = story.remarks;
    let node = NodeRef::<html::Textarea>::new();
    let busy = RwSignal::new(false);
    let id = new.id;
    let typed = Callback::new(move |text: String| {
        remarks.draft(|drafts| {
            if let Some(new) = drafts.new.as_mut().filter(|new| new.id == id) {
                new.text = text;
            }
        });
    });
    let report = typed::reporter(new.text.clone(), typed);
    let empty = move || remarks.drafts.with(|drafts| drafts.new.as_ref().is_none_or(|new| new.text.trim().is_empty()));
    let say = move || {
        spawn_local(async move {
            finish_typing().await;
            let Some(new) = remarks.new_remark().filter(|new| !new.text.trim().is_empty()) else { return };
            if busy.try_get_untracked() != Some(false) {
                return;
            }
            busy.set(true);
            let sent = send(story, &new).await;
            busy.try_set(false);
            if let Err(failure) = sent {
                unmark(story, &new);
                remarks.trouble.try_set(Some(failure));
                next_frame(|| focus_on("#new-remark"));
            }
        });
    };
    view! {
        <form
            class="remark remark--new"
            data-testid="new-remark-form"
            on:submit=move |event| {
                event.prevent_default();
                say();
            }
        >
            {if new.quote.is_empty() {
                view! { <p class="remark__whole">{t.said(Texts::on_whole_story)}</p> }.into_any()
            } else {
                view! { <p class="remark__quote"><q>{new.quote.clone()}</q></p> }.into_any()
            }}
            <textarea
                id="new-remark"
                class="field__input"
                rows="3"
                data-testid="new-remark"
                spellcheck="false"
                aria-label=t.said(Texts::new_remark)
                placeholder=t.said(Texts::new_remark_hint)
                node_ref=node
                prop:value=new.text.clone()
                on:input=move |event| report(&event)
                on:compositionend=move |event| report(&event)
                on:blur=move |event| report(&event)
                on:keydown=move |event| {
                    if is_send(&event) {
                        say();
                    } else if event.key() == "Escape" && !event.is_composing() && untrack(empty) {
                        give_up(story);
                    }
                }
            ></textarea>
            <div role="alert">
                {move || remarks.trouble.get().map(|failure| view! { <p class="trouble" data-testid="failure">{t.failure(&failure)}</p> })}
            </div>
            <div class="remark__actions">
                <Button
                    small=true
                    main=true
                    hook="new-remark-send"
                    unavailable=Signal::derive(move || empty() || busy.get())
                    hint=move || t.with_shortcut(t.say_remark(), "Ctrl+Enter")
                    submit=true
                >
                    {move || if remarks.trouble.with(Option::is_some) { t.try_again() } else { t.say_remark() }}
                </Button>
                <Button small=true hook="new-remark-cancel" press=move |()| give_up(story)>
                    {t.said(Texts::cancel)}
                </Button>
            </div>
        </form>
    }
}
