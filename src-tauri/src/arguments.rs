//! What is said on the command line.

use std::{ffi::OsString, path::PathBuf};

/// How to use the program.
pub const USAGE: &str = "usage: newsdesk [--data DIR]   (or NEWSDESK_DATA=DIR: the folder of the newsroom)";

/// What is said on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The folder in which everything of the newsroom is kept.
    pub data: PathBuf,
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
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--data") => data = Some(words.next().ok_or(USAGE)?.into()),
            Some(word) if word.starts_with("--data=") => data = Some(word["--data=".len()..].into()),
            _ => return Err(USAGE),
        }
    }
    Ok(Arguments { data: data.or_else(usual_folder).ok_or(USAGE)? })
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
    use crate::arguments::{USAGE, read};
    use std::path::Path;

    fn data(words: &[&str], environment: Option<&str>) -> Result<std::path::PathBuf, &'static str> {
        read(words.iter().map(Into::into), environment.map(Into::into)).map(|a| a.data)
    }

    #[test]
    fn the_folder_is_named_by_option_or_environment() {
        assert_eq!(data(&["--data", "/a b"], None).as_deref(), Ok(Path::new("/a b")));
        assert_eq!(data(&["--data=/c"], Some("/e")).as_deref(), Ok(Path::new("/c")), "the option wins");
        assert_eq!(data(&[], Some("/e")).as_deref(), Ok(Path::new("/e")));
        assert_eq!(data(&["--date"], None), Err(USAGE));
        assert_eq!(data(&["--data"], None), Err(USAGE));
    }
}
