//! Connected sites: connecting one, and what it is to be used for.

mod elsewhere;
mod form;
mod rights;

use crate::{bridge::shell, sending::progress, state::desk::Desk, texts::Texts, widgets::button::Button};
use contract::sites::{ForgetPassword, ListSites, PauseSite, SetMainSite, SiteView};
use form::{ConnectForm, WORTH_A_WORD};
use leptos::{prelude::*, task::spawn_local};
use rights::Rights;

/// The page of the sites.
#[component]
pub(crate) fn SitesPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let sites = RwSignal::new(None::<Vec<SiteView>>);
    // The site whose password is to be given anew.
    let known = RwSignal::new(None::<SiteView>);
    Effect::new(move |_| {
        desk.sites.track();
        spawn_local(async move { show(desk, sites, shell::ask(ListSites {}).await) });
    });
    let line = move |site: SiteView| card(desk, site, sites, known);
    view! {
        <main class="page-screen" aria-label=t.said(Texts::sites_title) data-pane>
            <h1 class="page-screen__title">{t.said(Texts::sites_title)}</h1>
            <div class="page-screen__columns">
                <div>
                    <ul class="sites">{move || sites.get().map(|sites| sites.into_iter().map(line).collect_view())}</ul>
                    {move || sites.with(|sites| sites.as_ref().is_some_and(Vec::is_empty)).then(|| view! { <p>{t.sites_empty()}</p> })}
                </div>
                <ConnectForm known=known />
            </div>
        </main>
    }
}

fn show(desk: Desk, sites: RwSignal<Option<Vec<SiteView>>>, answer: Result<Vec<SiteView>, contract::Failure>) {
    match answer {
        Ok(list) => drop(sites.try_set(Some(list))),
        Err(failure) => desk.say_failure(&failure),
    }
}

fn card(
    desk: Desk,
    view: SiteView,
    sites: RwSignal<Option<Vec<SiteView>>>,
    known: RwSignal<Option<SiteView>>,
) -> AnyView {
    let t = desk.t;
    let filled = view.clone();
    let SiteView { site, ready, remembered, main: is_main } = view;
    let (id, opened) = (site.id, site.address.clone());
    let badge =
        |on: bool, class: &'static str, words: &'static str| on.then(|| view! { <span class=class>{words}</span> });
    let button = move |name: &'static str, hook: &'static str, act: Callback<()>| {
        view! {
            <Button small=true hook=hook press=move |()| act.run(())>{name}</Button>
        }
        .into_any()
    };
    let main = Callback::new(move |()| {
        spawn_local(async move { show(desk, sites, shell::ask(SetMainSite { site: id }).await) })
    });
    let paused = !site.paused;
    let pause = Callback::new(move |()| {
        spawn_local(async move { show(desk, sites, shell::ask(PauseSite { site: id, paused }).await) })
    });
    let forget = Callback::new(move |()| {
        spawn_local(async move { show(desk, sites, shell::ask(ForgetPassword { site: id }).await) })
    });
    let open = Callback::new(move |()| spawn_local(progress::open(desk, opened.clone())));
    let fill = Callback::new(move |()| known.set(Some(filled.clone())));
    view! {
        <li class="site" data-testid="site">
            <p class="site__name">
                <strong>{site.name}</strong>
                {badge(is_main, "badge", t.site_main())}
                {badge(site.bundled, "badge", t.site_bundled())}
                {badge(ready, "badge badge--ready", t.site_ready())}
                {badge(!ready, "badge badge--returned", t.site_needs_password())}
                {badge(remembered, "badge", t.site_remembered())}
                {badge(site.paused, "badge badge--returned", t.site_paused())}
            </p>
            <p class="site__facts">{site.address.clone()} " · " {t.site_account(&site.login)} {site.timezone.map(|zone| format!(" · {zone}"))}</p>
            {(site.skew.abs() > WORTH_A_WORD).then(|| view! { <p class="trouble">{t.site_skew(site.skew)}</p> })}
            <p class="site__actions">
                {button(t.site_open(), "site-open", open)}
                {(!is_main).then(|| button(t.site_make_main(), "site-main", main))}
                {button(if site.paused { t.site_resume() } else { t.site_pause() }, "site-pause", pause)}
                {(!site.bundled && ready).then(|| button(t.site_forget(), "site-forget", forget))}
                {(!ready).then(|| button(t.site_give_password(), "site-password-again", fill))}
                {(ready && !site.bundled).then(|| button(t.site_change(), "site-change", fill))}
            </p>
            {ready.then(|| view! { <Rights site=id /> })}
        </li>
    }
    .into_any()
}
