//! What was done here, as operations: noted in the same transaction, whatever the change was.

use crate::{
    columns::time,
    error::StoreError,
    shared::{
        is_shared,
        kinds::{Rows, content, deed, rows_of, thing_of, told},
        known, thing_id, typed, value,
    },
    sums::Touched,
    transact::Act,
};
use newsroom::{Kind, SharedStory, StaffId, ThingId};
use rusqlite::{Connection, OptionalExtension, named_params};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A thing as it is to be told; none as long as somebody types in it.
pub(super) type Told = BTreeMap<ThingId, Option<Value>>;

/// Notes the operation of a change that is about to be committed, in a newsroom of several laptops: every shared thing that it
/// touched. Somebody who types makes one operation until it is told: the story goes as it stands then.
pub(crate) fn capture(connection: &Connection, act: &Act, touched: &Touched) -> Result<(), StoreError> {
    if !is_shared(connection)? {
        return Ok(());
    }
    let (mut things, mut lines, mut gone) = (Told::new(), Vec::new(), false);
    for (table, row) in touched.rows() {
        match rows_of(&table) {
            Rows::Own => {}
            Rows::Deeds => lines.push(row),
            Rows::Of(kind, column) => match thing_of(connection, &table, row, kind, column)? {
                Some(id) => drop(things.insert(id, None)),
                None => gone |= kind == Kind::Template,
            },
        }
    }
    let only_story = things.keys().all(|id| id.kind == Kind::Story) && things.len() == 1 && lines.is_empty();
    if let Some(story) = things.keys().next().filter(|_| only_story) {
        return note_typing(connection, act, story);
    }
    let mut changed = Told::new();
    for id in things.into_keys() {
        let Some(now) = content(connection, &id, touched.trust())? else { continue };
        if is_news(connection, &id, &now)? {
            changed.insert(id, Some(now));
        }
    }
    if gone {
        changed.extend(removed_templates(connection)?.into_iter().map(|id| (id, Some(Value::Null))));
    }
    let operation = Uuid::now_v7();
    for (place, seq) in lines.iter().enumerate() {
        let id = ThingId { kind: Kind::Deed, key: format!("{operation}/{place}") };
        changed.insert(id.clone(), deed(connection, *seq)?);
        connection.prepare_cached("INSERT INTO unsaid (seq, operation, key) VALUES (?1, ?2, ?3)")?.execute((
            seq,
            operation.to_string(),
            &id.key,
        ))?;
    }
    if changed.is_empty() {
        return Ok(());
    }
    for (id, now) in changed.iter().filter(|(id, _)| id.kind == Kind::Story) {
        end_typing(connection, id, now.as_ref())?;
    }
    queue(connection, operation, act, &changed, false)
}

/// False if the server has it so, and nothing that waits says otherwise: what changed was a column that no other laptop has.
fn is_news(connection: &Connection, id: &ThingId, now: &Value) -> Result<bool, StoreError> {
    let Some((_, Some(before))) = known(connection, id)? else { return Ok(true) };
    Ok(before != *now || newest_waiting(connection, id)?.is_some())
}

/// The templates that the server has and this laptop no longer. Nothing else is ever removed.
fn removed_templates(connection: &Connection) -> Result<Vec<ThingId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, key FROM thing WHERE kind = 'template' AND content <> 'null'
           AND NOT EXISTS (SELECT 1 FROM template WHERE template.id = thing.key)",
    )?;
    let ids = statement.query_map([], thing_id)?;
    Ok(ids.filter_map(Result::transpose).collect::<Result<_, _>>()?)
}

/// Puts an operation at the end of what waits.
pub(super) fn queue(connection: &Connection, id: Uuid, act: &Act, things: &Told, open: bool) -> Result<(), StoreError> {
    connection.prepare_cached("INSERT INTO operation (id, author, at, open) VALUES (?1, ?2, ?3, ?4)")?.execute((
        id.to_string(),
        act.actor.map(|person| person.to_string()),
        time(act.at),
        open,
    ))?;
    for (thing, content) in things {
        set_content(connection, id, thing, 0, content.as_ref())?;
    }
    Ok(())
}

/// Says what an operation makes of a thing, and from which version it started.
pub(super) fn set_content(
    connection: &Connection,
    operation: Uuid,
    thing: &ThingId,
    base: u64,
    content: Option<&Value>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO operation_thing (operation, kind, key, base, content) VALUES (:operation, :kind, :key, :base, :content)
             ON CONFLICT DO UPDATE SET base = excluded.base, content = excluded.content",
        )?
        .execute(named_params! {
            ":operation": operation.to_string(),
            ":kind": thing.kind.as_str(),
            ":key": thing.key,
            ":base": base,
            ":content": content.map(Value::to_string),
        })?;
    Ok(())
}

/// Somebody changed the text of a story: one operation, however long it takes.
fn note_typing(connection: &Connection, act: &Act, story: &ThingId) -> Result<(), StoreError> {
    let typing = open_operation(connection, story)?;
    if typing.is_some_and(|(_, author)| author == act.actor) {
        return Ok(());
    }
    let things = Told::from([(story.clone(), None)]);
    queue(connection, Uuid::now_v7(), act, &things, true)
}

/// Something else was done with a story than typing, which is an operation of its own. What was typed goes before it, as it stood:
/// the text as it is, where the story stood before.
fn end_typing(connection: &Connection, story: &ThingId, now: Option<&Value>) -> Result<(), StoreError> {
    let (Some((typing, _)), Some(now)) = (open_operation(connection, story)?, now) else { return Ok(()) };
    let stood = match newest_waiting(connection, story)? {
        Some(content) => Some(content),
        None => known(connection, story)?.and_then(|(_, content)| content),
    };
    let mut typed_before: SharedStory = typed(stood.as_ref().unwrap_or(now))?;
    typed_before.manuscript = typed::<SharedStory>(now)?.manuscript;
    set_content(connection, typing, story, 0, Some(&told(&typed_before)?))?;
    connection.prepare_cached("UPDATE operation SET open = 0 WHERE id = ?1")?.execute([typing.to_string()])?;
    Ok(())
}

/// The operation of somebody who types in a story, and who.
fn open_operation(connection: &Connection, story: &ThingId) -> Result<Option<(Uuid, Option<StaffId>)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, author FROM operation JOIN operation_thing ON operation = id
         WHERE kind = 'story' AND key = ?1 AND open = 1 AND begun = 0",
    )?;
    let found = statement
        .query_row([&story.key], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))
        .optional()?;
    let Some((id, author)) = found else { return Ok(None) };
    let unreadable = |e: uuid::Error| StoreError::Unreadable { what: "operation", why: e.to_string() };
    let author = author.map(|author| author.parse().map_err(unreadable)).transpose()?;
    Ok(Some((id.parse().map_err(unreadable)?, author)))
}

/// What the newest waiting operation makes of a thing, if one has it whole.
pub(super) fn newest_waiting(connection: &Connection, id: &ThingId) -> Result<Option<Value>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT content FROM operation_thing JOIN operation ON operation.id = operation
         WHERE kind = ?1 AND key = ?2 AND content IS NOT NULL ORDER BY place DESC LIMIT 1",
    )?;
    let found: Option<String> = statement.query_row((id.kind.as_str(), &id.key), |row| row.get(0)).optional()?;
    found.map(|content| value(&content)).transpose()
}

/// The things of an operation, in the order of their kinds: base and content.
pub(super) fn things_of(
    connection: &Connection,
    operation: Uuid,
) -> Result<Vec<(ThingId, u64, Option<Value>)>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT kind, key, base, content FROM operation_thing WHERE operation = ?1")?;
    let mut rows = statement.query([operation.to_string()])?;
    let mut things = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(id) = thing_id(row)? else { continue };
        let content: Option<String> = row.get("content")?;
        things.push((id, row.get("base")?, content.map(|content| value(&content)).transpose()?));
    }
    // The numbers of lines count, also beyond nine.
    things.sort_by_key(|(id, ..)| (id.kind, id.key.len(), id.key.clone()));
    Ok(things)
}
