//! The schema of the server in numbered steps, and the table of moves as SQL.

use crate::Error;
use newsroom::moves::{Condition, RULES, Rule};
use newsroom::staff::Role;
use postgres::Transaction;

/// The steps, from 1. One that landed is never changed.
const STEPS: [&str; 5] = [
    include_str!("schema/0001_newsroom.sql"),
    include_str!("schema/0002_sight.sql"),
    include_str!("schema/0003_laws.sql"),
    include_str!("schema/0004_stories.sql"),
    include_str!("schema/0005_exchange.sql"),
];

/// Number of the schema that this program knows.
pub const SCHEMA: i64 = STEPS.len() as i64;

/// Takes the steps behind `from`, and writes the table of moves anew. Run as the owner.
///
/// # Errors
/// As the statements.
pub(crate) fn upgrade(tx: &mut Transaction<'_>, from: i64) -> Result<(), Error> {
    for (number, step) in (1_i32..).zip(STEPS).filter(|(number, _)| i64::from(*number) > from) {
        tx.batch_execute(step)?;
        tx.execute("INSERT INTO newsroom.migration (number) VALUES ($1)", &[&number])?;
    }
    tx.batch_execute(&rules_sql())?;
    Ok(())
}

/// The statements that make the server's table of moves that of [`RULES`].
#[must_use]
pub fn rules_sql() -> String {
    let rows = RULES.iter().enumerate().map(|(place, Rule { what, from, to, roles, conditions, .. })| {
        let roles = array(roles.iter().map(|role| role_name(*role)));
        let conditions = array(conditions.iter().map(|condition| condition_name(*condition)));
        let (what, from, to) = (what.as_str(), from.as_str(), to.as_str());
        format!("INSERT INTO newsroom.rule VALUES ({place}, '{what}', '{from}', '{to}', {roles}, {conditions});\n")
    });
    std::iter::once("DELETE FROM newsroom.rule;\n".to_owned()).chain(rows).collect()
}

fn array(names: impl Iterator<Item = &'static str>) -> String {
    format!("'{{{}}}'", names.collect::<Vec<_>>().join(","))
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Reporter => "reporter",
        Role::Editor => "editor",
        Role::Chief => "chief",
    }
}

/// The names by which the server's laws know the conditions.
const fn condition_name(condition: Condition) -> &'static str {
    match condition {
        Condition::Author => "author",
        Condition::FourEyes => "four_eyes",
        Condition::Claimant => "claimant",
        Condition::Reason => "reason",
        Condition::ReadyToFile => "ready_to_file",
        Condition::ReadyToApprove => "ready_to_approve",
        Condition::ApprovedAsIs => "approved_as_is",
        Condition::LaterHour => "later_hour",
        Condition::NotSending => "not_sending",
        Condition::MayBeLive => "may_be_live",
        Condition::Live => "live",
        Condition::NotLive => "not_live",
        Condition::HandedIn => "handed_in",
        Condition::WasDraft => "was_draft",
    }
}
