//! Vietnamese text rules: normalising and folding, old encodings, syllables, finding, typography, slugs, counting, order, dates and numbers.
//!
//! Everything here is pure: text and times in, text out. No clock, no files, no locale of the
//! machine; the same answer in the interface, on the desk and on the city site.
//!
//! ```
//! // One text for many spellings: search without marks, and with them but whichever way the tone is placed.
//! assert_eq!(copydesk::fold("Đạo đức"), "dao duc");
//! assert_eq!(copydesk::exact("Hoà"), copydesk::exact("hòa"));
//! // Decomposed letters, as macOS and Windows-1258 write them, become one character each.
//! assert_eq!(copydesk::nfc("Mo\u{301}ng Ca\u{301}i"), "Móng Cái");
//! // The end of a story's address.
//! assert_eq!(copydesk::slug("Cầu Bắc Luân II đạt 65,8%"), "cau-bac-luan-ii-dat-65-8");
//! // Typography is proposed as corrections, and made only when somebody accepts them.
//! let typed = "Hàng hóa ,dịch vụ...";
//! assert_eq!(copydesk::typography::apply(typed, &copydesk::typography::tidy(typed)), "Hàng hóa, dịch vụ…");
//! ```

mod count;
mod figures;
mod find;
pub mod legacy;
mod normal;
mod order;
mod parts;
mod scripts;
mod signs;
mod slug;
mod syllable;
pub mod typography;
mod when;

pub use count::{Length, READING_SPEED, ReadingTime, reading_minutes, reading_time, story_words, word_count};
pub use figures::{count_en, count_vi, number_en, number_vi};
pub use find::{Query, find, replacement};
pub use normal::{FOLD_VERSION, exact, fold, name_key, nfc, one_line, tone_normal};
pub use order::{collation_key, person_key};
pub use parts::{StoryParts, story_parts};
pub use scripts::{lowered, raised};
pub use slug::{SLUG_BYTES, slug};
pub use syllable::is_syllable;
pub use when::{
    NEWSROOM_OFFSET, date_en, date_time_en, date_time_short_en, date_time_short_vi, date_time_vi, date_vi,
    full_date_en, full_date_vi, local_input, parse_local, time,
};
