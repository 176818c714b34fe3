//! A second copy of the program on the same newsroom asks the first to come to the front.
//!
//! The lock on the folder decides who works in it; this is only a courtesy, by a Unix socket beside the lock that nobody
//! but the same user may open. On Windows there is none yet, and the person looks for the window himself.

use std::{io, path::Path};

#[cfg(unix)]
mod socket {
    use std::{
        fs,
        io::{self, Read, Write},
        os::unix::{
            fs::PermissionsExt,
            net::{UnixListener, UnixStream},
        },
        path::{Path, PathBuf},
        thread,
        time::Duration,
    };

    const ASK: &[u8] = b"show\n";
    const ANSWER: &[u8] = b"shown\n";
    /// A program that does not answer in this time does not answer.
    const PATIENCE: Duration = Duration::from_secs(2);

    fn place(folder: &Path) -> PathBuf {
        folder.join("newsdesk.sock")
    }

    pub(super) fn listen(folder: &Path, show: impl Fn() + Send + 'static) -> io::Result<()> {
        let place = place(folder);
        // Whoever holds the lock on the folder is the first, so a socket that is there is one of the past.
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&place)?;
        fs::set_permissions(&place, fs::Permissions::from_mode(0o600))?;
        thread::Builder::new().name("second-copy".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                if let Err(error) = stream.and_then(|stream| answer(stream, &show)) {
                    tracing::debug!(%error, "a second copy asked and was not answered");
                }
            }
        })?;
        Ok(())
    }

    fn answer(mut stream: UnixStream, show: &impl Fn()) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut asked = [0; ASK.len()];
        stream.read_exact(&mut asked)?;
        if asked == ASK {
            show();
            stream.write_all(ANSWER)?;
        }
        Ok(())
    }

    pub(super) fn ask(folder: &Path) -> io::Result<bool> {
        let mut stream = UnixStream::connect(place(folder))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(ASK)?;
        let mut answer = [0; ANSWER.len()];
        stream.read_exact(&mut answer)?;
        Ok(answer == ANSWER)
    }
}

/// Hears second copies from now on; `show` brings the window to the front.
///
/// # Errors
/// What the system says, for example of a folder whose path is too long for a socket (108 bytes on Linux).
#[cfg(unix)]
pub(crate) fn listen(folder: &Path, show: impl Fn() + Send + 'static) -> io::Result<()> {
    socket::listen(folder, show)
}

#[cfg(not(unix))]
pub(crate) fn listen(_: &Path, _: impl Fn() + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Asks the first copy to come to the front; false if it does not answer.
#[cfg(unix)]
pub(crate) fn raise_first(folder: &Path) -> bool {
    socket::ask(folder).unwrap_or_else(|error| {
        tracing::info!(%error, "the first copy cannot be asked");
        false
    })
}

#[cfg(not(unix))]
pub(crate) fn raise_first(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn the_first_copy_comes_to_the_front_when_a_second_asks() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!raise_first(folder.path()), "nobody is there");
        let (shown, seen) = mpsc::channel();
        listen(folder.path(), move || shown.send(()).unwrap()).unwrap();
        assert!(raise_first(folder.path()));
        seen.recv().unwrap();
    }

    #[test]
    fn a_socket_left_by_a_crash_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        drop(std::os::unix::net::UnixListener::bind(folder.path().join("newsdesk.sock")).unwrap());
        assert!(!raise_first(folder.path()), "nobody listens any more");
        listen(folder.path(), || {}).unwrap();
        assert!(raise_first(folder.path()));
    }
}
