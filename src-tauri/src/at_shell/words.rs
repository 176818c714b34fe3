//! The language of the shell: why something was not done, and what an entry is, in the words of people.

use contract::keeping::EntryKind;
use desk::{
    DeskError,
    keeping::{DamagedRow, KnownBy, StoreError, known_by},
};
use std::{borrow::Cow, env, path::Path};

/// Vietnamese, or English.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) vietnamese: bool,
}

impl Words {
    /// Vietnamese, unless the shell speaks English. By the rules of POSIX: the first of these that says something.
    pub(super) fn of_the_shell() -> Self {
        let said =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
        Self { vietnamese: !said.is_some_and(|value| value.to_string_lossy().starts_with("en")) }
    }

    pub(super) fn pick<'a>(self, vietnamese: &'a str, english: &'a str) -> &'a str {
        if self.vietnamese { vietnamese } else { english }
    }

    /// Why something was not done. What has no sentence of its own is told in the words of the program.
    pub(super) fn reason(self, error: &DeskError) -> String {
        match error {
            DeskError::Store(error) => self.store_reason(error),
            DeskError::EntriesNotInCopies => self
                .pick("các bản sao không có đủ những mục hỏng", "the copies do not have all damaged entries")
                .to_owned(),
            other if self.vietnamese => format!("lỗi của chương trình ({other})"),
            other => other.to_string(),
        }
    }

    fn store_reason(self, error: &StoreError) -> String {
        match error {
            // Which they are is told line by line.
            StoreError::DamagedRows(rows) => {
                format!("{} {}", rows.len(), self.pick("mục khác với lúc ghi", "entries are not what was written"))
            }
            other if !self.vietnamese => other.to_string(),
            StoreError::DiskFull => "đĩa đã đầy".to_owned(),
            StoreError::Unwritable(why) => format!("không ghi được tệp ({why})"),
            StoreError::AlreadyOpen => "một Newsdesk khác đang mở tòa soạn này".to_owned(),
            StoreError::TooNew { file, .. } => format!("{file} do một Newsdesk mới hơn ghi"),
            StoreError::Damaged(why) => format!("dữ liệu bị hỏng ({why})"),
            StoreError::Gone(file) => format!("{file} đã mất"),
            StoreError::Behind { missing } => format!("thiếu {missing} lần lưu gần nhất"),
            StoreError::PlaceGone(place) => format!("không tới được {}", place.display()),
            StoreError::NotFound(_) => "không tìm thấy".to_owned(),
            StoreError::Taken(what) => format!("đã có ({what})"),
            StoreError::Unreadable { .. } | StoreError::Sql(_) => format!("không đọc được dữ liệu ({error})"),
        }
    }

    /// Entries as people know them, one after the other.
    pub(super) fn entries(self, newsroom: &Path, rows: &[DamagedRow]) -> Vec<String> {
        // Where the file cannot be opened, each is told by its number.
        let known = known_by(newsroom, rows).unwrap_or_else(|error| {
            tracing::info!(%error, "what the entries are known by cannot be read");
            vec![None; rows.len()]
        });
        rows.iter().zip(known).map(|(row, known)| self.entry(row, known)).collect()
    }

    fn entry(self, row: &DamagedRow, known: Option<KnownBy>) -> String {
        let what = self.kind(row);
        let Some(KnownBy { name, author }) = known else {
            return format!("{what} {}", row.key_shown());
        };
        let name = match name.trim() {
            "" => Cow::Borrowed(self.pick("(chưa có tít)", "(no headline yet)")),
            name => Cow::Owned(format!("“{name}”")),
        };
        match author {
            Some(author) => format!("{what} {name} ({author})"),
            None => format!("{what} {name}"),
        }
    }

    fn kind(self, row: &DamagedRow) -> &str {
        match EntryKind::of_table(&row.table) {
            EntryKind::Story => self.pick("bài", "story"),
            EntryKind::KeptState => self.pick("phiên bản đã lưu của bài", "kept version of"),
            EntryKind::Photo => self.pick("ảnh trong bài", "photo in"),
            EntryKind::Remark => self.pick("nhận xét ở bài", "remark on"),
            EntryKind::Sending => self.pick("lượt gửi bài", "sending of"),
            EntryKind::Section => self.pick("chuyên mục", "section"),
            EntryKind::Site => self.pick("trang mạng", "site"),
            EntryKind::Template => self.pick("mẫu bài", "template"),
            EntryKind::Person => self.pick("nhân sự", "person"),
            EntryKind::Other => &row.table,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIETNAMESE: Words = Words { vietnamese: true };
    const ENGLISH: Words = Words { vietnamese: false };

    fn row(table: &str, key: &str) -> DamagedRow {
        DamagedRow { table: table.to_owned(), key: key.to_owned() }
    }

    #[test]
    fn an_entry_is_told_by_headline_and_author_else_by_its_number() {
        let known =
            |name: &str, author: Option<&str>| Some(KnownBy { name: name.into(), author: author.map(Into::into) });
        let story = row("article", "01a2");
        assert_eq!(VIETNAMESE.entry(&story, known("Chợ đêm", Some("Thu Hà"))), "bài “Chợ đêm” (Thu Hà)");
        assert_eq!(ENGLISH.entry(&story, known(" ", None)), "story (no headline yet)");
        assert_eq!(VIETNAMESE.entry(&story, None), "bài 01a2");
        assert_eq!(
            ENGLISH.entry(&row("remark", "7"), known("Chợ đêm", Some("Thu Hà"))),
            "remark on “Chợ đêm” (Thu Hà)"
        );
        assert_eq!(VIETNAMESE.entry(&row("audit", "7"), None), "audit 7");
    }

    #[test]
    fn reasons_are_in_the_language_of_the_shell_and_name_no_numbers_of_rows() {
        let reason = |say: Words, error| say.reason(&DeskError::from(error));
        assert_eq!(reason(VIETNAMESE, StoreError::AlreadyOpen), "một Newsdesk khác đang mở tòa soạn này");
        assert_eq!(reason(ENGLISH, StoreError::AlreadyOpen), "another Newsdesk works in this folder");
        let rows = || StoreError::DamagedRows(vec![row("article", "01a2"), row("article", "01a3")]);
        assert_eq!(reason(VIETNAMESE, rows()), "2 mục khác với lúc ghi");
        assert_eq!(reason(ENGLISH, rows()), "2 entries are not what was written");
    }
}
