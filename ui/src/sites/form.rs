//! The form that connects a site: first the site is asked who it is, then the login is tried.

use super::elsewhere::{Agreed, AskElsewhere};
use crate::{
    bridge::{editor, shell},
    state::desk::Desk,
    texts::Texts,
    widgets::{
        button::Button,
        form::{FormField, FormTrouble},
        typed::trimmed,
    },
};
use contract::{
    Failure, FailureCode, Field,
    sites::{ConnectSite, ProbeSite, SiteElsewhere, SiteProbe, SiteView},
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::site::ConnectionOptions;

/// Clocks that differ by more than this, in seconds, are worth a word: a site publishes by its own.
pub(super) const WORTH_A_WORD: i64 = 30;

#[component]
pub(super) fn ConnectForm(
    /// A site whose password is given anew.
    known: RwSignal<Option<SiteView>>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let trouble = RwSignal::new(None::<Failure>);
    let found = RwSignal::new(None::<SiteProbe>);
    let busy = RwSignal::new(false);
    let elsewhere = RwSignal::new(None::<SiteElsewhere>);
    let [address, login, password, proxy, proxy_password, plain, remember] =
        [(); 7].map(|()| NodeRef::<html::Input>::new());
    let authority = NodeRef::<html::Textarea>::new();
    let ticked = |node: NodeRef<html::Input>| node.get_untracked().is_some_and(|input| input.checked());
    let connection = move || {
        let authority = authority.get_untracked().map(|area| area.value()).unwrap_or_default();
        let typed = ConnectionOptions::typed(&trimmed(proxy), &authority, ticked(plain));
        match proxy_password.get_untracked().map(|input| input.value()).filter(|secret| !secret.is_empty()) {
            Some(secret) => typed.with_password(&secret),
            None => typed,
        }
    };
    let probe = move || {
        let request = ProbeSite { address: trimmed(address), connection: connection() };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match shell::ask(request).await {
                Ok(site) => drop(found.try_set(Some(site))),
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
            busy.try_set(false);
        });
    };
    let connect = move |confirmed: Option<String>, beside: bool| {
        spawn_local(async move {
            editor::finish_typing().await;
            busy.set(true);
            trouble.set(None);
            elsewhere.set(None);
            let secret = password.get_untracked().map(|input| input.value()).unwrap_or_default();
            let request = ConnectSite {
                site: known.with_untracked(|known| known.as_ref().map(|view| view.site.id)).filter(|_| !beside),
                address: trimmed(address),
                login: trimmed(login),
                password: secret,
                connection: connection(),
                remember: ticked(remember),
                confirmed,
            };
            let answer = shell::ask(request).await;
            busy.try_set(false);
            match answer {
                Ok(site) => {
                    for input in [password, proxy_password].into_iter().filter_map(|node| node.get_untracked()) {
                        input.set_value("");
                    }
                    known.try_set(None);
                    desk.say(untrack(|| t.site_connected(&site.site.name)));
                    desk.refresh();
                }
                Err(Failure { code: FailureCode::SiteElsewhere(found), .. }) => {
                    elsewhere.try_set(Some(*found));
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    // Fills in what is known, so that only the password is left to type.
    Effect::new(move |_| {
        let Some(SiteView { site, .. }) = known.get() else { return };
        let set = |node: NodeRef<html::Input>, value: &str| {
            if let Some(input) = node.get_untracked() {
                input.set_value(value);
            }
        };
        set(address, &site.address);
        set(login, &site.login);
        set(proxy, site.connection.proxy.as_deref().unwrap_or_default());
        if let (Some(plain), Some(area)) = (plain.get_untracked(), authority.get_untracked()) {
            plain.set_checked(site.connection.plain_http);
            area.set_value(site.connection.authority.as_deref().unwrap_or_default());
        }
        if let Some(password) = password.get_untracked()
            && password.focus().is_err()
        {
            leptos::logging::warn!("the password does not take the focus");
        }
    });
    let told = move |site: SiteProbe| {
        let zone = site.timezone.unwrap_or_default();
        let skew = site.skew_seconds.filter(|skew| skew.abs() > WORTH_A_WORD);
        view! {
            <p class="entry__more" data-testid="site-found">{t.site_found(&site.name, &zone)}</p>
            {(!site.application_passwords).then(|| view! { <p class="trouble">{t.site_no_passwords()}</p> })}
            {(!site.private).then(|| view! { <p class="trouble">{t.site_open_way()}</p> })}
            {site.led_from.map(|from| view! { <p class="trouble">{t.site_led(&from, &site.address)}</p> })}
            {site.calls_itself.map(|home| view! { <p class="trouble">{t.site_calls_itself(&home, &site.address)}</p> })}
            {skew.map(|skew| view! { <p class="trouble">{t.site_skew(skew)}</p> })}
        }
        .into_any()
    };
    view! {
        <form
            class="form form--boxed"
            on:submit=move |event| {
                event.prevent_default();
                connect(None, false);
            }
        >
            <h2 class="form__title">{t.said(Texts::site_add)}</h2>
            <p class="entry__more">{t.said(Texts::site_add_more)}</p>
            <FormField
                id="site-address"
                label=t.said(Texts::site_address)
                hint=Texts::site_address_hint
                node=address
                trouble=trouble
                about=Field::Address
            />
            <Button small=true hook="site-probe" disabled=busy press=move |()| probe()>
                {t.said(Texts::site_probe)}
            </Button>
            <div aria-live="polite">{move || found.get().map(told)}</div>
            <FormField id="site-login" label=t.said(Texts::site_login) node=login trouble=trouble about=Field::Login />
            <FormField
                id="site-password"
                label=t.said(Texts::site_password)
                hint=Texts::site_password_hint
                kind="password"
                node=password
                trouble=trouble
                about=Field::Password
            />
            <label class="form__tick">
                <input type="checkbox" data-testid="site-remember" node_ref=remember />
                {t.said(Texts::site_remember)}
            </label>
            <details class="form__more">
                <summary>{t.said(Texts::site_way)}</summary>
                <FormField id="site-proxy" label=t.said(Texts::site_proxy) hint=Texts::site_proxy_hint node=proxy />
                <FormField
                    id="site-proxy-password"
                    label=t.said(Texts::site_proxy_password)
                    hint=Texts::site_proxy_password_hint
                    kind="password"
                    node=proxy_password
                />
                <div class="field">
                    <label class="field__label" for="site-authority">{t.said(Texts::site_authority)}</label>
                    <textarea id="site-authority" class="field__input" data-testid="site-authority" rows="3" spellcheck="false" node_ref=authority></textarea>
                </div>
                <label class="form__tick">
                    <input type="checkbox" data-testid="site-plain" node_ref=plain />
                    {t.said(Texts::site_plain)}
                </label>
            </details>
            <FormTrouble trouble=trouble />
            <Button main=true hook="site-connect" disabled=busy submit=true>
                {move || if busy.get() { t.site_connecting() } else { t.site_connect() }}
            </Button>
        </form>
        {move || {
            elsewhere
                .get()
                .map(|asked| {
                    let found = asked.found.clone();
                    let agree = Callback::new(move |agreed| connect(Some(found.clone()), agreed == Agreed::Beside));
                    view! { <AskElsewhere elsewhere=asked agree=agree close=Callback::new(move |()| elsewhere.set(None)) /> }
                })
        }}
    }
}
