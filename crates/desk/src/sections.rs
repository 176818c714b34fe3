//! Sections of the newsroom: the chief adds, renames, orders and retires them. What may be, and what a retired one still is,
//! stands in [`newsroom::section`].

use crate::{board::Desk, clock::new_id, error::DeskError, rights::permit};
use contract::sections::{SectionLine, SectionOnSite};
use copydesk::name_key;
use newsroom::{
    Action, Changes, Deed, Section, SectionId, SiteId, Staff,
    rights::Subject,
    section::{free_name, may_retire, ordered},
};
use std::collections::BTreeSet;
use store::{StoreError, Transaction};

impl Desk {
    /// The sections that people meet, in order: those in use, and the retired ones that stories still have.
    ///
    /// # Errors
    /// What the store says.
    pub fn sections(&self) -> Result<Vec<Section>, DeskError> {
        let mut sections = self.store.sections()?;
        if !sections.iter().all(Section::is_in_use) {
            let met = self.store.sections_of_stories()?;
            sections.retain(|section| section.is_in_use() || met.contains(&section.id));
        }
        Ok(sections)
    }

    /// The same for somebody who is signed in.
    ///
    /// # Errors
    /// What the store says.
    pub fn list_sections(&self, me: &Staff) -> Result<Vec<Section>, DeskError> {
        permit(me, Action::ListSections, Subject::Nothing)?;
        self.sections()
    }

    /// All sections, with their stories and where these go on the sites, as far as it is known here; no site is asked.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`].
    pub fn show_sections(&self, me: &Staff) -> Result<Vec<SectionLine>, DeskError> {
        permit(me, Action::ShowSections, Subject::Nothing)?;
        let uses = self.store.section_uses()?;
        let mut sites = Vec::new();
        for site in self.sites_in_order()? {
            let known = self.store.site_sections(site.id)?.into_iter().chain(self.store.met_sections(site.id)?);
            sites.push((site, known.map(|(section, _)| section).collect::<BTreeSet<SectionId>>()));
        }
        let line = |section: Section| {
            let on_site = |(site, known): &(newsroom::site::Site, BTreeSet<SectionId>)| SectionOnSite {
                site: site.id,
                name: site.name.clone(),
                stays: known.contains(&section.id),
            };
            let counted = uses.get(&section.id).copied().unwrap_or_default();
            SectionLine {
                stories: counted.stories,
                in_hand: counted.in_hand,
                sites: sites.iter().map(on_site).collect(),
                section,
            }
        };
        Ok(self.store.sections()?.into_iter().map(line).collect())
    }

    /// The chief adds a section, which stands last.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`DeskError::Section`] with what is wrong with the name.
    pub fn add_section(&self, me: &Staff, name: &str) -> Result<(Section, Changes), DeskError> {
        permit(me, Action::AddSection, Subject::Nothing)?;
        self.store.transact(self.act(Some(me)), |tx| {
            let sections = tx.sections()?;
            let name = free_name(&sections, name, None)?;
            let last = sections.iter().map(|section| section.position).max();
            let position = last.map_or(0, |last| last.saturating_add(1));
            let section = Section { id: SectionId(new_id()), name, position, retired_at: None };
            tx.add_section(&section)?;
            tx.audit(None, &Deed::SectionAdded, Some(&section.name))?;
            Ok(section)
        })
    }

    /// The chief gives a section another name. Stories keep it, and so do their approvals, which name it by its id. On sites
    /// where its stories went to a category by its name they go there on; where nothing is known of that, the category of the new name is
    /// looked for.
    ///
    /// # Errors
    /// As [`Desk::add_section`], and [`StoreError::NotFound`].
    pub fn rename_section(&self, me: &Staff, id: SectionId, name: &str) -> Result<(Section, Changes), DeskError> {
        permit(me, Action::RenameSection, Subject::Nothing)?;
        let done = self.store.transact(self.act(Some(me)), |tx| {
            let (sections, before) = known(tx, id)?;
            let section = Section { name: free_name(&sections, name, Some(id))?, ..before.clone() };
            if section != before {
                // Where sites find the same category by either name, nothing is to be kept.
                if name_key(&section.name) != name_key(&before.name) {
                    tx.keep_met_sections(id)?;
                }
                tx.save_section(&section)?;
                tx.audit(None, &Deed::SectionRenamed, Some(&format!("{} → {}", before.name, section.name)))?;
            }
            Ok::<_, DeskError>(section)
        })?;
        for site in self.sites_in_order()? {
            self.sessions.forget(site.id);
        }
        Ok(done)
    }

    /// The chief puts the sections in order.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`].
    pub fn order_sections(&self, me: &Staff, order: &[SectionId]) -> Result<(Vec<Section>, Changes), DeskError> {
        permit(me, Action::OrderSections, Subject::Nothing)?;
        self.store.transact(self.act(Some(me)), |tx| {
            let before = tx.sections()?;
            let sections = ordered(&before, order);
            let moved: Vec<&Section> = sections.iter().filter(|section| !before.contains(section)).collect();
            for section in &moved {
                tx.save_section(section)?;
            }
            if !moved.is_empty() {
                tx.audit(None, &Deed::SectionsOrdered, None)?;
            }
            Ok(sections)
        })
    }

    /// The chief retires a section, or brings it back to where it stood.
    ///
    /// # Errors
    /// [`DeskError::ChiefOnly`], [`StoreError::NotFound`]; [`DeskError::Section`] for the last one in use.
    pub fn retire_section(&self, me: &Staff, id: SectionId, retired: bool) -> Result<(Section, Changes), DeskError> {
        permit(me, Action::RetireSection, Subject::Nothing)?;
        let act = self.act(Some(me));
        self.store.transact(act, |tx| {
            let (sections, before) = known(tx, id)?;
            // What is so already keeps its date.
            if before.is_in_use() != retired {
                return Ok(before);
            }
            if retired {
                may_retire(&sections, id)?;
            }
            let section = Section { retired_at: retired.then_some(act.at), ..before };
            tx.save_section(&section)?;
            let deed = if retired { Deed::SectionRetired } else { Deed::SectionBack };
            tx.audit(None, &deed, Some(&section.name))?;
            Ok(section)
        })
    }

    /// Notes the categories of a site that sections' stories go to by the sections' names, so that they go there on when a section gets
    /// another name. They can be found out again, and are kept without waiting for the disk.
    pub(crate) fn note_met_sections(&self, site: SiteId, met: &[(SectionId, u64)]) -> Result<(), DeskError> {
        let known = self.store.met_sections(site)?;
        let new: Vec<_> = met.iter().copied().filter(|met| !known.contains(met)).collect();
        if new.is_empty() {
            return Ok(());
        }
        self.store.transact_retakable(self.act(None), |tx| {
            new.into_iter().try_for_each(|(section, category)| tx.note_met_section(site, section, category))
        })?;
        Ok(())
    }
}

/// All sections, and the one that is meant.
fn known(tx: &Transaction<'_>, id: SectionId) -> Result<(Vec<Section>, Section), DeskError> {
    let sections = tx.sections()?;
    let section = sections.iter().find(|section| section.id == id).cloned();
    Ok((sections, section.ok_or(StoreError::NotFound("section"))?))
}
