//! What is asked of the program at a shell, without a window: a copy, going back to one, a look through everything.

mod words;

use crate::{arguments::Task, at_shell::words::Words};
use chrono::{DateTime, Utc};
use contract::keeping::{CopyReason, CopyView};
use desk::{
    DeskError, SystemClock,
    keeping::{self, Recovery, StoreError},
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Does it, and tells on `out` in the language of the shell.
///
/// # Errors
/// If `out` cannot be written.
pub(crate) fn run(task: &Task, folder: &Path, out: &mut dyn Write) -> io::Result<ExitCode> {
    let say = Words::of_the_shell();
    let done = match task {
        Task::Window => return Ok(ExitCode::SUCCESS),
        Task::Backup { to } => back_up(folder, to.as_deref(), say, out)?,
        Task::Restore { copy: None } => list(folder, say, out)?,
        Task::Restore { copy: Some(copy) } => restore(folder, copy, say, out)?,
        Task::Doctor { .. } if keeping::is_nowhere(folder) => {
            writeln!(out, "{} {}", say.pick("Không có tòa soạn nào ở", "There is no newsroom in"), folder.display())?;
            false
        }
        Task::Doctor { mend } => (!mend || mend_entries(folder, say, out)?) & examine(folder, !mend, say, out)?,
    };
    Ok(if done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn back_up(folder: &Path, to: Option<&Path>, say: Words, out: &mut dyn Write) -> io::Result<bool> {
    let copied = match keeping::back_up(folder, to, &SystemClock) {
        Ok(copied) => copied,
        Err(error) => return trouble(&error, say, out),
    };
    let mut all = true;
    for (place, made) in copied {
        match made {
            Ok(made) => {
                writeln!(
                    out,
                    "{} {}",
                    say.pick("Đã sao lưu và kiểm tra:", "Copied and checked:"),
                    made.file.display()
                )?;
                writeln!(out, "  {} {}", say.pick("ảnh mới chép:", "photos new there:"), made.new_photos)?;
                for hash in &made.damaged_photos {
                    all = false;
                    writeln!(
                        out,
                        "  {} {hash}",
                        say.pick("ảnh hỏng trong kho, không chép:", "damaged here, not copied:")
                    )?;
                }
            }
            Err(error) => {
                all = false;
                let why = say.reason(&error);
                writeln!(out, "{} {}: {why}", say.pick("Không sao lưu được vào", "No copy in"), place.display())?;
            }
        }
    }
    Ok(all)
}

fn list(folder: &Path, say: Words, out: &mut dyn Write) -> io::Result<bool> {
    let copies = keeping::copies(folder);
    if copies.is_empty() {
        writeln!(out, "{}", say.pick("Chưa có bản sao nào.", "There are no copies."))?;
        return Ok(false);
    }
    for CopyView { id, at, reason, bytes, .. } in &copies {
        let reason = match reason {
            CopyReason::Regular => say.pick("bản sao", "copy"),
            CopyReason::BeforeUpgrade => say.pick("trước khi nâng cấp", "before an upgrade"),
            CopyReason::PutAside => say.pick("cất lại trước khi khôi phục", "put aside when restoring"),
        };
        writeln!(out, "{}  {}  {:>9} KB  {reason}", id, when(*at, say), bytes / 1000)?;
    }
    let how = say.pick("Khôi phục: newsdesk restore TÊN-BẢN-SAO", "To go back: newsdesk restore COPY");
    writeln!(out, "{how}")?;
    Ok(true)
}

fn restore(folder: &Path, copy: &str, say: Words, out: &mut dyn Write) -> io::Result<bool> {
    let file = keeping::named(folder, copy).or_else(|error| {
        let path = PathBuf::from(copy);
        if path.is_file() { Ok(path) } else { Err(error) }
    });
    match file.and_then(|file| keeping::recover(folder, &Recovery::Copy(file), &SystemClock)) {
        Ok(()) => {
            let aside = say.pick(
                "Đã khôi phục. Dữ liệu trước đó được cất lại và có thể khôi phục như một bản sao.",
                "Restored. What was there is put aside, and can be restored like a copy.",
            );
            writeln!(out, "{aside}")?;
            Ok(true)
        }
        Err(DeskError::Store(StoreError::NotFound(_))) => {
            writeln!(out, "{} {copy}", say.pick("Không có bản sao nào tên là", "There is no copy named"))?;
            list(folder, say, out)?;
            Ok(false)
        }
        Err(error) => trouble(&error, say, out),
    }
}

/// Entries that read alike, such as kept versions of one story, once with their number.
fn counted(entries: Vec<String>) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for entry in entries {
        match counted.iter_mut().find(|(known, _)| *known == entry) {
            Some((_, count)) => *count += 1,
            None => counted.push((entry, 1)),
        }
    }
    counted.into_iter().map(|(entry, count)| if count > 1 { format!("{entry} ×{count}") } else { entry }).collect()
}

/// Brings damaged entries back from the copies; false if some could not be.
fn mend_entries(folder: &Path, say: Words, out: &mut dyn Write) -> io::Result<bool> {
    let keeping::RowsBack { back, left, aside } = match keeping::mend_entries(folder, &SystemClock) {
        Ok(rows) => rows,
        Err(error) => return trouble(&error, say, out),
    };
    let rows: Vec<_> = back.iter().map(|entry| entry.row.clone()).collect();
    for (entry, known) in back.iter().zip(say.entries(folder, &rows)) {
        let how = if entry.older {
            say.pick("Lấy lại như lúc sao lưu", "Back as it was at the copy of")
        } else {
            say.pick("Lấy lại đúng như lần ghi cuối, từ bản sao", "Back as it was written last, from the copy of")
        };
        writeln!(out, "{how} {}: {known}", when(entry.copied_at, say))?;
    }
    if let Some(aside) = aside {
        writeln!(
            out,
            "{} {}",
            say.pick("Dữ liệu trước đó được cất lại:", "What was there is put aside:"),
            aside.display()
        )?;
    }
    for entry in counted(say.entries(folder, &left)) {
        writeln!(out, "{} {entry}", say.pick("Không bản sao nào có bản lành:", "No copy has it sound:"))?;
    }
    Ok(left.is_empty())
}

fn examine(folder: &Path, tell_how: bool, say: Words, out: &mut dyn Write) -> io::Result<bool> {
    let health = match keeping::examine(folder) {
        Ok(health) => health,
        Err(error) => return trouble(&error, say, out),
    };
    if health.is_sound() {
        writeln!(out, "{}", say.pick("Mọi bài và mọi ảnh đều nguyên vẹn.", "Every story and every photo is whole."))?;
        return Ok(true);
    }
    let keeping::Health { gone, missing_changes, desk, rows, photos, missing_photos, damaged_photos } = health;
    if gone {
        writeln!(out, "{}", say.pick("Tệp bài viết đã mất.", "The stories' file is gone."))?;
    }
    if let Some(missing) = missing_changes {
        writeln!(out, "{} {missing}", say.pick("Số lần lưu gần nhất bị thiếu:", "Last changes that are missing:"))?;
    }
    if let Some(why) = &desk {
        writeln!(out, "{} {why}", say.pick("Tệp bài viết bị hỏng:", "The stories' file is damaged:"))?;
    }
    if let Some(why) = &photos {
        writeln!(out, "{} {why}", say.pick("Kho ảnh bị hỏng:", "The photos' file is damaged:"))?;
    }
    // Whoever has just tried to get them back knows how; and without copies there is nothing to get them back from.
    let tell_how = tell_how && !rows.is_empty() && !keeping::copies(folder).is_empty();
    for entry in counted(say.entries(folder, &rows)) {
        writeln!(out, "{} {entry}", say.pick("Khác với lúc ghi:", "Not what was written:"))?;
    }
    for hash in missing_photos {
        writeln!(out, "{} {hash}", say.pick("Thiếu ảnh:", "Photo missing:"))?;
    }
    for hash in damaged_photos {
        writeln!(out, "{} {hash}", say.pick("Ảnh hỏng:", "Photo damaged:"))?;
    }
    if tell_how {
        let how = say.pick(
            "Lấy lại riêng các mục này: newsdesk doctor --mend",
            "To get these entries back: newsdesk doctor --mend",
        );
        writeln!(out, "{how}")?;
    }
    list(folder, say, out)?;
    Ok(false)
}

fn trouble(error: &DeskError, say: Words, out: &mut dyn Write) -> io::Result<bool> {
    writeln!(out, "{} {}", say.pick("Không làm được:", "Not done:"), say.reason(error))?;
    Ok(false)
}

fn when(at: DateTime<Utc>, say: Words) -> String {
    if say.vietnamese { copydesk::date_time_vi(at) } else { copydesk::date_time_en(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_read_alike_are_told_once_with_their_number() {
        let entries = ["bản lưu", "bài", "bản lưu", "bản lưu"].map(str::to_owned).to_vec();
        assert_eq!(counted(entries), ["bản lưu ×3", "bài"]);
    }
}
