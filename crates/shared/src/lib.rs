//! A newsroom of several laptops: the schema and the laws of its server, which is a PostgreSQL with nothing of ours but SQL, and
//! the client that laptops speak to it with. docs/adr/0021 says why it is made like this.
//!
//! ```no_run
//! use shared::{Address, Member};
//! # fn main() -> Result<(), shared::Error> {
//! let address = Address { host: "db.example.vn".into(), port: 5432, database: "tin_bien".into(), ca_pem: "...".into() };
//! let member = Member::connect(&address, "thu.ha", "the passphrase of the invitation")?;
//! let mut read = 0;
//! loop {
//!     // Asked before the pages: what comes in meanwhile has a larger number.
//!     let newest = member.hello()?.newest;
//!     for arrival in member.pull(read, 200)? {
//!         read = arrival.number;
//!     }
//!     if read >= newest && !member.wait(std::time::Duration::from_secs(30))? {
//!         break;
//!     }
//! }
//! # Ok(()) }
//! ```

mod error;
mod import;
mod line;
mod member;
mod names;
mod owner;
mod passphrase;
mod schema;

pub use error::Error;
pub use member::{Hello, Member};
pub use names::{LONGEST_DATABASE, LONGEST_LOGIN};
pub use owner::{Founder, Owner};
pub use schema::{SCHEMA, rules_sql};

/// Where a newsroom's server is, and by whose word it is that one: all that an invitation says but login and passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Name or IP address; the server's certificate must be for it.
    pub host: String,
    /// TCP port, mostly 5432.
    pub port: u16,
    /// The database, which is one newsroom's; [`LONGEST_DATABASE`] letters `a-z0-9_` at most.
    pub database: String,
    /// Certificates of the authority that alone is trusted, as PEM. No authority of the computer counts.
    pub ca_pem: String,
}
