//! Templates.

use crate::{
    columns::{Columns, readable, time},
    error::StoreError,
    open::Store,
    sums::{self, Trust},
    transact::Transaction,
};
use newsroom::{TemplateId, template::Template};
use rusqlite::{OptionalExtension, Row, named_params};

impl Store {
    /// All templates, in the order of their making.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn templates(&self) -> Result<Vec<Template>, StoreError> {
        let connection = self.read();
        sums::note_all(&connection, "template", Trust::None)?;
        let mut statement = connection.prepare_cached("SELECT * FROM template ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut templates = Vec::new();
        while let Some(row) = rows.next()? {
            templates.extend(readable(from_row(row))?);
        }
        Ok(templates)
    }

    /// A pattern that stories begin from, with its words.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn template(&self, id: TemplateId) -> Result<Template, StoreError> {
        let connection = self.read();
        sums::look_at(&connection, "template", "id", &id.to_string(), Trust::None)?;
        connection
            .prepare_cached("SELECT * FROM template WHERE id = ?1")?
            .query_row([id.to_string()], |row| Ok(from_row(row)))
            .optional()?
            .unwrap_or(Err(StoreError::NotFound("template")))
    }
}

impl Transaction<'_> {
    /// Adds a template, or changes the one with its id.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_template(&mut self, template: &Template) -> Result<(), StoreError> {
        self.changes.templates = true;
        self.tx.execute(
            "INSERT INTO template (id, name, purpose, section, headline, standfirst, doc, updated_at)
             VALUES (:id, :name, :purpose, :section, :headline, :standfirst, :doc, :at)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, purpose = excluded.purpose,
               section = excluded.section, headline = excluded.headline, standfirst = excluded.standfirst,
               doc = excluded.doc, updated_at = excluded.updated_at",
            named_params! {
                ":id": template.id.to_string(),
                ":name": template.name,
                ":purpose": template.purpose,
                ":section": template.section.map(|s| s.to_string()),
                ":headline": template.headline,
                ":standfirst": template.standfirst,
                ":doc": template.doc,
                ":at": time(self.act.at),
            },
        )?;
        Ok(())
    }

    /// Removes a template; one that is not there is no error.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove_template(&mut self, id: TemplateId) -> Result<(), StoreError> {
        self.changes.templates = true;
        self.tx.execute("DELETE FROM template WHERE id = ?1", [id.to_string()])?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<Template, StoreError> {
    Ok(Template {
        id: row.parsed("id")?,
        name: row.get("name")?,
        purpose: row.get("purpose")?,
        section: row.parsed_opt("section")?,
        headline: row.get("headline")?,
        standfirst: row.get("standfirst")?,
        doc: row.get("doc")?,
    })
}
