//! Names of roles. A server may be several newsrooms', and roles are the whole server's: the part before the first dot is the
//! database, which has none itself, so that no two newsrooms meet in one role, and no person in a group.

use crate::Error;

/// Letters of a database's name at most: with a dot and a login it has to fit into the 63 bytes of a name (PostgreSQL's
/// `NAMEDATALEN`); a longer one would be cut, and could be another's.
pub const LONGEST_DATABASE: usize = 20;
/// Letters of a login at most, as [`LONGEST_DATABASE`].
pub const LONGEST_LOGIN: usize = 40;

/// The names that a newsroom has on its server.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    database: String,
}

impl Names {
    /// # Errors
    /// [`Error::Refused`] for a name that could be taken for another.
    pub(crate) fn of(database: &str) -> Result<Self, Error> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if database.is_empty() || database.len() > LONGEST_DATABASE || !database.chars().all(fits) {
            return Err(Error::Refused(format!("{database:?} is no name of a newsroom's database")));
        }
        Ok(Self { database: database.to_owned() })
    }

    /// The role that owns the newsroom's schema.
    pub(crate) fn owner(&self) -> String {
        format!("{}_owner", self.database)
    }

    /// The role of a person.
    ///
    /// # Errors
    /// [`Error::Refused`] for what is no login.
    pub(crate) fn person(&self, login: &str) -> Result<String, Error> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.';
        if login.is_empty() || login.len() > LONGEST_LOGIN || !login.chars().all(fits) {
            return Err(Error::Refused(format!("{login:?} is no login")));
        }
        Ok(format!("{}.{login}", self.database))
    }

    /// A statement with the newsroom's names in the places of `:owner`, `:member` and `:database`.
    pub(crate) fn fill(&self, sql: &str) -> String {
        sql.replace(":owner", &quoted(&self.owner()))
            .replace(":member", &quoted(&format!("{}_member", self.database)))
            .replace(":database", &quoted(&self.database))
    }
}

/// A name as SQL takes it literally.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_person_can_have_the_role_of_another_newsroom_or_of_a_group() {
        let names = Names::of("tin_bien").unwrap();
        assert_eq!(names.person("thu.ha").unwrap(), "tin_bien.thu.ha");
        for database in ["", "Tin", "tin.bien", "tin\"bien", "a_name_of_21_letters_"] {
            assert!(Names::of(database).is_err(), "{database}");
        }
        for login in ["", "Thu", "thu_ha", "thu\"; DROP ROLE x", &"a".repeat(41)] {
            assert!(names.person(login).is_err(), "{login}");
        }
        let longest = Names::of(&"d".repeat(LONGEST_DATABASE)).unwrap().person(&"l".repeat(LONGEST_LOGIN)).unwrap();
        assert!(longest.len() < 64, "else PostgreSQL cuts it");
    }
}
