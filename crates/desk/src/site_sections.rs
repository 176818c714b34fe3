//! Where the stories of each section go on a site.

use crate::{
    board::Desk,
    error::{DeskError, shown},
    rights::permit,
};
use contract::sites::{SectionPlace, SiteCategory, SiteSections};
use copydesk::name_key;
use newsroom::{Action, Changes, Deed, SectionId, SiteId, Staff, rights::Subject};
use store::StoreError;

impl Desk {
    /// The categories of a site, and where each section of the newsroom goes.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::Site`] with what is wrong.
    pub fn site_sections(&self, me: &Staff, id: SiteId) -> Result<SiteSections, DeskError> {
        permit(me, Action::ListSiteSections, Subject::Nothing)?;
        let site = self.site(id)?;
        let client = self.client_or_refuse(&site)?;
        let may_create = client.me()?.can_manage_categories();
        let categories: Vec<SiteCategory> = client
            .categories()?
            .into_iter()
            .map(|term| SiteCategory { id: term.id, name: term.name, count: term.count })
            .collect();
        let placed = self.store.site_sections(id)?;
        let place = |section: &newsroom::Section| {
            let chosen = placed.iter().find(|(id, _)| *id == section.id).map(|(_, category)| *category);
            let same = categories.iter().find(|category| name_key(&category.name) == name_key(&section.name));
            (section.id, chosen.map_or(SectionPlace::SameName, SectionPlace::Category), same.map(|c| c.id))
        };
        let places: Vec<_> = self.sections()?.iter().map(place).collect();
        let by_name = places.iter().filter(|(_, place, _)| *place == SectionPlace::SameName);
        let met: Vec<_> = by_name.filter_map(|(section, _, same)| Some((*section, (*same)?))).collect();
        self.note_met_sections(id, &met)?;
        Ok(SiteSections { categories, places, may_create })
    }

    /// Sets where they go.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`].
    pub fn place_sections(
        &self,
        me: &Staff,
        id: SiteId,
        places: &[(SectionId, SectionPlace)],
    ) -> Result<(SiteSections, Changes), DeskError> {
        permit(me, Action::PlaceSections, Subject::Nothing)?;
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            for (section, place) in places {
                let category = match place {
                    SectionPlace::SameName => None,
                    SectionPlace::Category(category) => Some(*category),
                };
                tx.place_section(id, *section, category)?;
            }
            tx.audit(None, &Deed::SectionsPlaced, None)
        })?;
        self.sessions.forget(id);
        shown(self.site_sections(me, id), changes)
    }

    /// Makes a category with the name of a section; one of that name is taken as it is.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::Site`] if the account may not.
    pub fn create_site_section(
        &self,
        me: &Staff,
        id: SiteId,
        section: SectionId,
    ) -> Result<(SiteSections, Changes), DeskError> {
        permit(me, Action::CreateSiteSection, Subject::Nothing)?;
        let name = self.store.sections()?.into_iter().find(|s| s.id == section).map(|s| s.name);
        let name = name.ok_or(StoreError::NotFound("section"))?;
        let site = self.site(id)?;
        self.client_or_refuse(&site)?.ensure_category(&name)?;
        self.place_sections(me, id, &[(section, SectionPlace::SameName)])
    }
}
