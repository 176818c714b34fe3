//! Every word that the window shows, in both languages, as one typed table.
//!
//! A text is a method of [`Texts`]; both translations stand in one line, so neither can be forgotten.
//! Read inside a reactive closure, a text follows the language switch.

mod documents;
mod entry;
mod failures;
mod find;
mod first_steps;
mod keeping;
mod lines;
mod moves;
mod palette;
mod photos;
mod remarks;
mod rescue;
mod revisions;
mod sections;
mod sending;
mod shelves;
mod sites;
mod staff;
mod story;
mod templates;
mod tools;
mod when;

pub(crate) use when::to_the_second;

use leptos::prelude::{Get, RwSignal, Set, expect_context};

/// A language of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The tag of BCP 47, for `<html lang>` and for keeping.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}

/// A text that is found when it is shown.
pub(crate) type Name = fn(Texts) -> &'static str;

/// The words in the language of the moment.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    lang: RwSignal<Lang>,
}

impl Texts {
    /// Words that begin in this language.
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang: RwSignal::new(lang) }
    }

    /// The words of the window, which [`crate::app::App`] provides.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// The language of the moment.
    pub(crate) fn lang(self) -> Lang {
        self.lang.get()
    }

    /// A text as views take it: it follows the language switch. One closure for all texts keeps the interface small, where each
    /// of its own is a kilobyte of code.
    pub(crate) fn said(
        self,
        text: fn(Texts) -> &'static str,
    ) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || text(self)
    }

    /// Changes the language of the whole window.
    pub(crate) fn speak(self, lang: Lang) {
        self.lang.set(lang);
    }

    /// One of two words.
    fn pick<T>(self, vi: T, en: T) -> T {
        match self.lang() {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// Declares fixed texts: `name: "Vietnamese", "English";`.
macro_rules! words {
    ($($name:ident : $vi:literal, $en:literal;)*) => {
        impl $crate::texts::Texts {
            $(pub(crate) fn $name(self) -> &'static str {
                self.pick($vi, $en)
            })*
        }
    };
}
use words;

/// Declares texts with something to fill in: `name(argument: type): "Vietnamese {argument}", "English {argument}";`.
macro_rules! phrases {
    ($($name:ident($($argument:ident : $kind:ty),+) : $vi:literal, $en:literal;)*) => {
        impl $crate::texts::Texts {
            $(pub(crate) fn $name(self, $($argument: $kind),+) -> String {
                match self.lang() {
                    $crate::texts::Lang::Vi => format!($vi),
                    $crate::texts::Lang::En => format!($en),
                }
            })*
        }
    };
}
use phrases;

words! {
    app_name: "Newsdesk", "Newsdesk";
    cancel: "Thôi", "Cancel";
    close: "Đóng", "Close";
    language: "Ngôn ngữ", "Language";
    switch_language: "English", "Tiếng Việt";
    theme: "Giao diện sáng hoặc tối", "Light or dark";
    theme_auto: "Theo máy", "Auto";
    theme_light: "Sáng", "Light";
    theme_dark: "Tối", "Dark";
    loading: "Đang mở…", "Opening…";
    opening_folds: "Sắp lại các bài để tìm kiếm", "Putting the stories in order for searching";
    try_again: "Thử lại", "Try again";
    dismiss: "Bỏ thông báo này", "Dismiss this message";
    copy: "Chép địa chỉ", "Copy address";
    copied: "Đã chép địa chỉ.", "Address copied.";
    no_shell: "Trang này là phần giao diện của Newsdesk và chỉ chạy trong cửa sổ của chương trình. Hãy mở Newsdesk từ danh sách ứng dụng.",
        "This page is the interface of Newsdesk and runs only inside the program's window. Please open Newsdesk from your applications.";
}
