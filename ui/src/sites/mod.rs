//! Connected sites, and the form that connects one.

use crate::texts::Texts;
use crate::{
    desk::state::Desk,
    entry::{FormField, FormTrouble},
    ipc,
    sending::progress,
    story::editor,
    widgets::typed::trimmed,
};
use contract::{
    Failure, Field,
    sending::{ConnectSite, ListSites, SiteView},
};
use leptos::{html, prelude::*, task::spawn_local};

/// The page of the sites.
#[component]
pub(crate) fn SitesPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let sites = RwSignal::new(None::<Vec<SiteView>>);
    let trouble = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let [address, login, password] = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let load = move || {
        spawn_local(async move {
            match ipc::ask(ListSites {}).await {
                Ok(list) => drop(sites.try_set(Some(list))),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    };
    load();
    let connect = move || {
        spawn_local(async move {
            editor::settled().await;
            busy.set(true);
            trouble.set(None);
            let secret = password.get_untracked().map(|input| input.value()).unwrap_or_default();
            let request = ConnectSite { address: trimmed(address), login: trimmed(login), password: secret };
            let answer = ipc::ask(request).await;
            busy.try_set(false);
            match answer {
                Ok(site) => {
                    if let Some(input) = password.get_untracked() {
                        input.set_value("");
                    }
                    desk.say(untrack(|| t.site_connected(&site.name)));
                    load();
                    desk.refresh();
                }
                Err(failure) => drop(trouble.try_set(Some(failure))),
            }
        });
    };
    // Fills in what is known, so that only the password is left to type.
    let fill = move |site: &SiteView| {
        if let (Some(address), Some(login), Some(password)) =
            (address.get_untracked(), login.get_untracked(), password.get_untracked())
        {
            address.set_value(&site.address);
            login.set_value(&site.login);
            if password.focus().is_err() {
                leptos::logging::warn!("the password does not take the focus");
            }
        }
    };
    let line = move |site: SiteView| {
        let (opened, filled) = (site.address.clone(), site.clone());
        view! {
            <li class="site">
                <p class="site__name">
                    <strong>{site.name}</strong>
                    {site.bundled.then(|| view! { <span class="badge">{t.site_bundled()}</span> })}
                    {if site.ready {
                        view! { <span class="badge badge--ready">{t.site_ready()}</span> }.into_any()
                    } else {
                        view! { <span class="badge badge--returned">{t.site_needs_password()}</span> }.into_any()
                    }}
                </p>
                <p class="site__facts">{site.address.clone()} " · " {t.site_account(&site.login)}</p>
                <p class="site__actions">
                    <button type="button" class="button button--small" on:click=move |_| spawn_local(progress::open(desk, opened.clone()))>
                        {t.site_open()}
                    </button>
                    {(!site.ready)
                        .then(|| {
                            view! {
                                <button type="button" class="button button--small" on:click=move |_| fill(&filled)>
                                    {t.site_give_password()}
                                </button>
                            }
                        })}
                </p>
            </li>
        }
    };
    view! {
        <main class="page-screen" aria-label=t.said(Texts::sites_title) data-pane>
            <h1 class="page-screen__title">{t.said(Texts::sites_title)}</h1>
            <div class="page-screen__columns">
                <div>
                    <ul class="sites">{move || sites.get().map(|sites| sites.into_iter().map(line).collect_view())}</ul>
                    {move || sites.with(|sites| sites.as_ref().is_some_and(Vec::is_empty)).then(|| view! { <p>{t.sites_empty()}</p> })}
                </div>
                <form
                    class="form form--boxed"
                    on:submit=move |event| {
                        event.prevent_default();
                        connect();
                    }
                >
                    <h2 class="form__title">{t.said(Texts::site_add)}</h2>
                    <p class="entry__more">{t.said(Texts::site_add_more)}</p>
                    <FormField
                        id="site-address"
                        label=t.said(Texts::site_address)
                        hint=|desk| desk.t.site_address_hint()
                        node=address
                        trouble=trouble
                        about=Field::Address
                    />
                    <FormField id="site-login" label=t.said(Texts::site_login) node=login trouble=trouble about=Field::Login />
                    <FormField
                        id="site-password"
                        label=t.said(Texts::site_password)
                        hint=|desk| desk.t.site_password_hint()
                        kind="password"
                        node=password
                        trouble=trouble
                        about=Field::Password
                    />
                    <FormTrouble trouble=trouble />
                    <button class="button button--main" data-testid="site-connect" disabled=move || busy.get()>
                        {move || if busy.get() { t.site_connecting() } else { t.site_connect() }}
                    </button>
                </form>
            </div>
        </main>
    }
}
