//! A newsroom that was on one laptop comes to its server, whole: with what people wrote who have left since, and decisions that
//! were made long ago. Nobody's laptop could tell that by a login, so the owner does.

use crate::{
    Error, Owner,
    owner::{UPGRADE, as_owner},
};
use newsroom::{Kind, ThingId};
use postgres::{Transaction, types::Json};
use serde_json::Value;
use uuid::Uuid;

/// Things in one statement's array; a story with its text is some ten kilobytes.
const BATCH: usize = 200;

impl Owner {
    /// Puts a newsroom's things on the server, each in its first version, in one transaction. Those that are there already, as the
    /// first chief is, stay as they are. People among them are members, and get in once they are invited.
    ///
    /// # Errors
    /// As the statements; then nothing is changed. [`Error::Broken`] for a story or a person that cannot be read.
    pub fn import(&self, things: &[(ThingId, Value)]) -> Result<(), Error> {
        let names = self.names.clone();
        let mut things = things.to_vec();
        things.sort_by_key(|(id, _)| id.kind);
        self.line.ask(UPGRADE, move |client| {
            let mut tx = client.transaction()?;
            as_owner(&mut tx, &names, |tx| {
                for (id, content) in things.iter().filter(|(id, _)| id.kind == Kind::Staff) {
                    let login = content["login"].as_str().unwrap_or_default();
                    add_member(tx, &names.person(login)?, id, content)?;
                }
                // What names another kind finds it there.
                let kinds = things.chunk_by(|one, next| one.0.kind == next.0.kind);
                kinds.flat_map(|kind| kind.chunks(BATCH)).try_for_each(|batch| add_things(tx, batch))
            })?;
            Ok(tx.commit()?)
        })
    }
}

fn add_member(tx: &mut Transaction<'_>, role_name: &str, id: &ThingId, content: &Value) -> Result<(), Error> {
    let staff: Uuid = id.key.parse().map_err(|error: uuid::Error| Error::Broken(error.to_string()))?;
    tx.execute(include_str!("schema/import_member.sql"), &[&role_name, &staff, &Json(content)])?;
    Ok(())
}

fn add_things(tx: &mut Transaction<'_>, things: &[(ThingId, Value)]) -> Result<(), Error> {
    let kinds: Vec<&str> = things.iter().map(|(id, _)| id.kind.as_str()).collect();
    let keys: Vec<&str> = things.iter().map(|(id, _)| id.key.as_str()).collect();
    let contents: Vec<Json<&Value>> = things.iter().map(|(_, content)| Json(content)).collect();
    tx.execute(include_str!("schema/import_things.sql"), &[&kinds, &keys, &contents])?;
    for (id, content) in things.iter().filter(|(id, _)| id.kind == Kind::Story) {
        let story: Uuid = id.key.parse().map_err(|error: uuid::Error| Error::Broken(error.to_string()))?;
        tx.execute("SELECT newsroom.note_story($1, $2)", &[&story, &Json(content)])?;
    }
    Ok(())
}
