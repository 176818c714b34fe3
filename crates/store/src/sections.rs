//! Sections, the stories in each, and the categories of sites that they were met in.

use crate::{
    columns::{Columns, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use newsroom::{Section, SectionId, SiteId};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Stories of a section; those in the bin are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionUse {
    /// All of them.
    pub stories: u32,
    /// Those on the way to a first approval: they need another section if this one is retired.
    pub in_hand: u32,
}

impl Store {
    /// All sections in order, also the retired ones.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sections(&self) -> Result<Vec<Section>, StoreError> {
        sections(&self.read(), Trust::None)
    }

    /// The sections that stories have, those in the bin not left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sections_of_stories(&self) -> Result<BTreeSet<SectionId>, StoreError> {
        let connection = self.read();
        let mut statement =
            connection.prepare_cached("SELECT DISTINCT section FROM article WHERE section IS NOT NULL")?;
        let mut rows = statement.query([])?;
        let mut sections = BTreeSet::new();
        while let Some(row) = rows.next()? {
            sections.insert(row.parsed("section")?);
        }
        Ok(sections)
    }

    /// How many stories each section has; those that have none are not named.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn section_uses(&self) -> Result<BTreeMap<SectionId, SectionUse>, StoreError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT section, count(*) AS stories,
               count(*) FILTER (WHERE stage IN ('draft', 'filed', 'in_edit') AND live_revision IS NULL) AS in_hand
             FROM article WHERE section IS NOT NULL AND stage <> 'spiked' GROUP BY section",
        )?;
        let mut rows = statement.query([])?;
        let mut uses = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let counted = SectionUse { stories: row.get("stories")?, in_hand: row.get("in_hand")? };
            uses.insert(row.parsed("section")?, counted);
        }
        Ok(uses)
    }

    /// The categories of a site that stories of sections went to by the sections' names.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn met_sections(&self, site: SiteId) -> Result<Vec<(SectionId, u64)>, StoreError> {
        let connection = self.read();
        sums::note_those(&connection, "site_section_met", "site = ?1", [site.to_string()], Trust::None)?;
        let mut statement = connection
            .prepare_cached("SELECT section, category FROM site_section_met WHERE site = ?1 ORDER BY section")?;
        let mut rows = statement.query([site.to_string()])?;
        let mut met = Vec::new();
        while let Some(row) = rows.next()? {
            met.push((row.parsed("section")?, row.get("category")?));
        }
        Ok(met)
    }
}

impl Transaction<'_> {
    /// All sections in order, as this transaction sees them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sections(&self) -> Result<Vec<Section>, StoreError> {
        sections(&self.tx, self.trust())
    }

    /// Adds a section.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_section(&mut self, section: &Section) -> Result<(), StoreError> {
        self.changes.sections = true;
        self.tx.execute(
            "INSERT INTO section (id, name, position, retired_at) VALUES (?1, ?2, ?3, ?4)",
            (section.id.to_string(), &section.name, section.position, section.retired_at.map(time)),
        )?;
        Ok(())
    }

    /// Writes the name and the place of a section, and since when it is retired.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_section(&mut self, section: &Section) -> Result<(), StoreError> {
        self.changes.sections = true;
        let Section { id, name, position, retired_at } = section;
        let saved = self
            .tx
            .prepare_cached("UPDATE section SET name = ?2, position = ?3, retired_at = ?4 WHERE id = ?1")?
            .execute((id.to_string(), name, position, retired_at.map(time)))?;
        if saved == 0 { Err(StoreError::NotFound("section")) } else { Ok(()) }
    }

    /// Notes which category of a site stories of a section went to by its name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_met_section(&mut self, site: SiteId, section: SectionId, category: u64) -> Result<(), StoreError> {
        self.tx.execute(
            "INSERT OR REPLACE INTO site_section_met (site, section, category) VALUES (?1, ?2, ?3)",
            (site.to_string(), section.to_string(), category),
        )?;
        Ok(())
    }

    /// A section gets another name: on sites where its stories went to a category by the old one they go there on, by number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_met_sections(&mut self, section: SectionId) -> Result<(), StoreError> {
        let id = section.to_string();
        sums::look_at(&self.tx, "site_section_met", "section", &id, self.trust())?;
        let kept = self.tx.execute(
            "INSERT OR IGNORE INTO site_section (site, section, category)
             SELECT site, section, category FROM site_section_met WHERE section = ?1",
            [&id],
        )?;
        self.tx.execute("DELETE FROM site_section_met WHERE section = ?1", [&id])?;
        self.changes.sites |= kept > 0;
        Ok(())
    }
}

fn sections(connection: &Connection, trust: Trust<'_>) -> Result<Vec<Section>, StoreError> {
    sums::note_all(connection, "section", trust)?;
    let mut statement =
        connection.prepare_cached("SELECT id, name, position, retired_at FROM section ORDER BY position, id")?;
    let mut rows = statement.query([])?;
    let mut sections = Vec::new();
    while let Some(row) = rows.next()? {
        sections.push(Section {
            id: row.parsed("id")?,
            name: row.get("name")?,
            position: row.get("position")?,
            retired_at: row.parsed_opt("retired_at")?,
        });
    }
    Ok(sections)
}
