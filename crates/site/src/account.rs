//! Accounts, their roles and their application passwords.

use base64::Engine;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use crate::SiteError;

/// What somebody may do on the site: the four WordPress roles that a newsroom uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Everything, settings too.
    Administrator,
    /// Everybody's posts, photos, sections.
    Editor,
    /// Own posts, and may publish them.
    Author,
    /// Own drafts only; others publish them.
    Contributor,
}

impl Role {
    /// The name in the REST interface: `administrator`, `editor`, `author`, `contributor`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Editor => "editor",
            Self::Author => "author",
            Self::Contributor => "contributor",
        }
    }

    fn from_name(name: &str) -> Self {
        match name {
            "administrator" => Self::Administrator,
            "editor" => Self::Editor,
            "author" => Self::Author,
            _ => Self::Contributor,
        }
    }

    /// The capabilities of WordPress' own role table (`populate_roles`) that mean something here.
    pub(crate) fn capabilities(self) -> Vec<&'static str> {
        let mut all = vec!["read", "edit_posts", "delete_posts"];
        if self != Self::Contributor {
            all.extend(["publish_posts", "upload_files", "edit_published_posts", "delete_published_posts"]);
        }
        if matches!(self, Self::Editor | Self::Administrator) {
            all.extend([
                "edit_others_posts",
                "delete_others_posts",
                "edit_private_posts",
                "read_private_posts",
                "delete_private_posts",
                "manage_categories",
                "unfiltered_html",
            ]);
        }
        if self == Self::Administrator {
            all.extend(["manage_options", "list_users", "edit_users", "create_users"]);
        }
        all
    }

    pub(crate) fn can(self, capability: &str) -> bool {
        self.capabilities().contains(&capability)
    }
}

/// Somebody who may sign in.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: i64,
    pub(crate) login: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) role: Role,
}

const COLUMNS: &str = "id, login, email, name, role";

impl Account {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            login: row.get("login")?,
            email: row.get("email")?,
            name: row.get("name")?,
            role: Role::from_name(&row.get::<_, String>("role")?),
        })
    }

    pub(crate) fn can(&self, capability: &str) -> bool {
        self.role.can(capability)
    }

    pub(crate) fn by_id(db: &Connection, id: i64) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM account WHERE id = ?1"))?
            .query_row([id], Self::from_row)
            .optional()
    }

    /// By user name or e-mail address, as at a sign-in.
    pub(crate) fn by_login(db: &Connection, login: &str) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM account WHERE login = ?1 OR email = ?1"))?
            .query_row([login], Self::from_row)
            .optional()
    }

    pub(crate) fn all(db: &Connection) -> rusqlite::Result<Vec<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM account ORDER BY name, id"))?
            .query_map([], Self::from_row)?
            .collect()
    }

    /// Makes the account, or returns the one of that login as it is.
    pub(crate) fn provide(db: &Connection, login: &str, name: &str, role: Role) -> rusqlite::Result<i64> {
        if let Some(account) = Self::by_login(db, login)? {
            return Ok(account.id);
        }
        db.prepare_cached("INSERT INTO account (login, email, name, role) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![login, format!("{login}@example.test"), name, role.name()])?;
        Ok(db.last_insert_rowid())
    }
}

/// An application password in use, as `introspect` shows it.
#[derive(Clone, Debug)]
pub(crate) struct AppPassword {
    pub(crate) uuid: String,
    pub(crate) name: String,
    pub(crate) created: i64,
    pub(crate) last_used: Option<i64>,
}

/// Makes a new application password and returns it in groups of four. Only its hash is kept:
/// with 142 random bits a plain SHA-256 cannot be guessed back. An earlier one of that name ends.
pub(crate) fn issue_password(db: &Connection, login: &str, name: &str, now: i64) -> Result<String, SiteError> {
    let account = Account::by_login(db, login)?.ok_or_else(|| SiteError::UnknownAccount(login.to_owned()))?;
    let secret = random_text(24)?;
    let uuid = random_uuid()?;
    db.execute("DELETE FROM app_password WHERE account_id = ?1 AND name = ?2", params![account.id, name])?;
    db.execute(
        "INSERT INTO app_password (uuid, account_id, name, hash, created) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![uuid, account.id, name, digest(&secret).as_slice(), now],
    )?;
    let groups: Vec<&str> = (0..6).map(|i| &secret[4 * i..4 * i + 4]).collect();
    Ok(groups.join(" "))
}

/// Who is signed in by a `Basic` header. `None` for no header and for a wrong one alike: public
/// reads answer both as they answer anybody (facts of WordPress 6.1 and 7.1).
pub(crate) fn authenticate(db: &Connection, header: &str) -> rusqlite::Result<Option<(Account, AppPassword)>> {
    let Some((login, secret)) = credentials(header) else {
        return Ok(None);
    };
    let Some(account) = Account::by_login(db, &login)? else {
        return Ok(None);
    };
    let password = db
        .prepare_cached("SELECT uuid, name, created, last_used FROM app_password WHERE hash = ?1 AND account_id = ?2")?
        .query_row(params![digest(&secret).as_slice(), account.id], |row| {
            Ok(AppPassword { uuid: row.get(0)?, name: row.get(1)?, created: row.get(2)?, last_used: row.get(3)? })
        })
        .optional()?;
    Ok(password.map(|password| (account, password)))
}

/// Does that secret open that account?
pub(crate) fn opens(db: &Connection, login: &str, secret: &str) -> rusqlite::Result<bool> {
    let header = base64::engine::general_purpose::STANDARD.encode(format!("{login}:{secret}"));
    Ok(authenticate(db, &format!("Basic {header}"))?.is_some())
}

fn credentials(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (login, secret) = text.split_once(':')?;
    Some((login.to_owned(), secret.to_owned()))
}

/// Blanks do not count: the password is shown to people in groups.
fn digest(secret: &str) -> [u8; 32] {
    let letters: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::digest(letters.as_bytes()).into()
}

fn random_text(length: usize) -> Result<String, SiteError> {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut bytes = [0u8; 64];
        getrandom::fill(&mut bytes).map_err(SiteError::Random)?;
        // 248 = 4 * 62: bytes above it would make some letters likelier.
        let fair = bytes.iter().filter(|b| **b < 248);
        text.extend(fair.map(|b| char::from(LETTERS[usize::from(*b) % 62])));
    }
    text.truncate(length);
    Ok(text)
}

fn random_uuid() -> Result<String, SiteError> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(SiteError::Random)?;
    // Version 4, variant 1 (RFC 9562, section 5.4).
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let text = hex::encode(bytes);
    Ok(format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]))
}
