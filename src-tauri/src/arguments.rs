//! What is said on the command line.

use std::{ffi::OsString, path::PathBuf};

/// How to use the program.
pub const USAGE: &str =
    "usage: newsdesk [--data DIR]                    opens the newsroom (NEWSDESK_DATA=DIR does the same)
       newsdesk backup [--data DIR] [--to DIR]    makes a copy and checks it
       newsdesk restore [--data DIR] [COPY]       lists the copies, or goes back to one
       newsdesk doctor [--data DIR] [--mend]      looks through every story and photo, and brings damaged entries back from the copies";

/// What the program is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Its work: a window.
    Window,
    /// A copy, then it ends.
    Backup {
        /// The folder that it is to lie in; the newsroom's places if none is named.
        to: Option<PathBuf>,
    },
    /// Going back to a copy, then it ends.
    Restore {
        /// Which; all are listed if none is named.
        copy: Option<String>,
    },
    /// Looking through everything, then it ends.
    Doctor {
        /// Damaged entries are brought back from the copies first.
        mend: bool,
    },
}

/// What is said on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The folder in which everything of the newsroom is kept.
    pub data: PathBuf,
    /// What to do.
    pub task: Task,
}

/// Reads the command line; `from_environment` is the value of `NEWSDESK_DATA`.
///
/// # Errors
/// [`USAGE`] if it is not understood, or if no folder is named and there is no home folder.
pub fn read(
    words: impl IntoIterator<Item = OsString>,
    from_environment: Option<OsString>,
) -> Result<Arguments, &'static str> {
    let mut words = words.into_iter();
    let mut data = from_environment.filter(|d| !d.is_empty()).map(PathBuf::from);
    let mut task = Task::Window;
    while let Some(word) = words.next() {
        match (word.to_str(), &mut task) {
            (Some("--data"), _) => data = Some(words.next().ok_or(USAGE)?.into()),
            (Some(word), _) if word.starts_with("--data=") => data = Some(word["--data=".len()..].into()),
            (Some("--to"), Task::Backup { to }) => *to = Some(words.next().ok_or(USAGE)?.into()),
            (Some("backup"), Task::Window) => task = Task::Backup { to: None },
            (Some("restore"), Task::Window) => task = Task::Restore { copy: None },
            (Some("doctor"), Task::Window) => task = Task::Doctor { mend: false },
            (Some("--mend"), Task::Doctor { mend }) => *mend = true,
            (Some(named), Task::Restore { copy }) if copy.is_none() && !named.starts_with('-') => {
                *copy = Some(named.to_owned());
            }
            _ => return Err(USAGE),
        }
    }
    Ok(Arguments { data: data.or_else(usual_folder).ok_or(USAGE)?, task })
}

fn usual_folder() -> Option<PathBuf> {
    let var = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let root = if cfg!(windows) {
        var("APPDATA")
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        // XDG Base Directory Specification 0.8.
        var("XDG_DATA_HOME").or_else(|| var("HOME").map(|home| home.join(".local/share")))
    };
    root.map(|root| root.join("newsdesk"))
}

#[cfg(test)]
mod tests {
    use crate::arguments::{Task, USAGE, read};
    use std::path::Path;

    fn data(words: &[&str], environment: Option<&str>) -> Result<std::path::PathBuf, &'static str> {
        read(words.iter().map(Into::into), environment.map(Into::into)).map(|a| a.data)
    }

    fn task(words: &[&str]) -> Result<Task, &'static str> {
        read(words.iter().map(Into::into), Some("/e".into())).map(|a| a.task)
    }

    #[test]
    fn the_folder_is_named_by_option_or_environment() {
        assert_eq!(data(&["--data", "/a b"], None).as_deref(), Ok(Path::new("/a b")));
        assert_eq!(data(&["--data=/c"], Some("/e")).as_deref(), Ok(Path::new("/c")), "the option wins");
        assert_eq!(data(&[], Some("/e")).as_deref(), Ok(Path::new("/e")));
        assert_eq!(data(&["--date"], None), Err(USAGE));
        assert_eq!(data(&["--data"], None), Err(USAGE));
    }

    #[test]
    fn a_shell_asks_for_a_copy_for_going_back_or_for_a_look() {
        assert_eq!(task(&[]), Ok(Task::Window));
        assert_eq!(task(&["backup"]), Ok(Task::Backup { to: None }));
        assert_eq!(task(&["backup", "--to", "/media/usb"]), Ok(Task::Backup { to: Some("/media/usb".into()) }));
        assert_eq!(task(&["restore", "--data", "/a"]), Ok(Task::Restore { copy: None }));
        assert_eq!(task(&["restore", "here/x"]), Ok(Task::Restore { copy: Some("here/x".into()) }));
        assert_eq!(task(&["doctor"]), Ok(Task::Doctor { mend: false }));
        assert_eq!(task(&["doctor", "--mend"]), Ok(Task::Doctor { mend: true }));
        for wrong in
            [&["--to", "/x"][..], &["restore", "a", "b"], &["doctor", "x"], &["backup", "--to"], &["back"], &["--mend"]]
        {
            assert_eq!(task(wrong), Err(USAGE), "{wrong:?}");
        }
    }
}
