//! A person chooses the own passphrase, in place of an invitation's secret or of an older one.

use crate::{Error, Member, line::ANSWER};
use postgres_protocol::password::scram_sha_256;

impl Member {
    /// From now on this person comes in with this passphrase, and with no other. What the server gets is a verifier
    /// (SCRAM-SHA-256, RFC 7677), made here.
    ///
    /// # Errors
    /// As those of the line. It is not known then which of the two holds.
    pub fn choose_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        let verifier = scram_sha_256(passphrase.as_bytes());
        self.line.ask(ANSWER, move |client| {
            Ok(client.batch_execute(&format!("ALTER ROLE CURRENT_USER PASSWORD '{verifier}'"))?)
        })
    }
}
