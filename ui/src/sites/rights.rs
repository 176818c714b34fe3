//! What the account may do on a site, and where the stories of each section go there.

use crate::{bridge::shell, state::desk::Desk, texts::Texts, widgets::button::Button};
use contract::{
    Failure,
    sites::{AskAccount, CreateSiteSection, ListSiteSections, PlaceSections, SectionPlace, SiteAccount, SiteSections},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{SectionId, SiteId};

/// Asked for when it is unfolded: it takes calls to the site.
#[component]
pub(super) fn Rights(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let account = RwSignal::new(None::<SiteAccount>);
    let sections = RwSignal::new(None::<SiteSections>);
    let show = move |answer: Result<SiteSections, Failure>| match answer {
        Ok(now) => drop(sections.try_set(Some(now))),
        Err(failure) => desk.say_failure(&failure),
    };
    let load = move || {
        spawn_local(async move {
            match shell::ask(AskAccount { site }).await {
                Ok(who) => drop(account.try_set(Some(who))),
                Err(failure) => return desk.say_failure(&failure),
            }
            show(shell::ask(ListSiteSections { site }).await);
        });
    };
    let place = move |section: SectionId, value: &str| {
        let place = value.parse().map_or(SectionPlace::SameName, SectionPlace::Category);
        spawn_local(async move { show(shell::ask(PlaceSections { site, places: vec![(section, place)] }).await) });
    };
    let create = move |section: SectionId| {
        spawn_local(async move { show(shell::ask(CreateSiteSection { site, section }).await) });
    };
    let ability = move |(ability, may): (_, bool)| format!("{} {}", if may { "✓" } else { "✗" }, t.ability(ability));
    let row = move |(section, chosen, same): (SectionId, SectionPlace, Option<u64>), all: &SiteSections| {
        let options: Vec<AnyView> = all
            .categories
            .iter()
            .map(|category| {
                let selected = chosen == SectionPlace::Category(category.id);
                view! { <option value=category.id.to_string() selected=selected>{category.name.clone()}</option> }
                    .into_any()
            })
            .collect();
        let id = format!("place-{section}");
        let lacks = same.is_none() && chosen == SectionPlace::SameName && all.may_create;
        view! {
            <div class="field site__section">
                <label class="field__label" for=id.clone()>{desk.section_name(section)}</label>
                <select id=id class="field__input" data-testid="section-place" on:change=move |event| place(section, &event_target_value(&event))>
                    <option value="" selected=chosen == SectionPlace::SameName>{t.site_section_same()}</option>
                    {options}
                </select>
                {lacks
                    .then(|| {
                        view! {
                            <Button small=true press=move |()| create(section)>
                                {move || t.site_section_create()}
                            </Button>
                        }
                    })}
            </div>
        }
        .into_any()
    };
    view! {
        <details class="site__more" data-testid="site-rights" on:toggle=move |_| if account.with_untracked(Option::is_none) { load() }>
            <summary>{t.said(Texts::site_account_title)}</summary>
            {move || {
                account
                    .get()
                    .map(|who| {
                        let may: Vec<String> = who.may.into_iter().map(ability).collect();
                        view! { <p>{who.name} " (" {who.roles.join(", ")} "): " {may.join(" · ")}</p> }
                    })
            }}
            {move || {
                sections
                    .get()
                    .map(|all| all.places.iter().map(|place| row(*place, &all)).collect::<Vec<AnyView>>())
            }}
        </details>
    }
}
