//! The commands of the editor: which there are, what each is called, and when it can be given.

use crate::{
    bridge::editor::{CursorState, finish_typing},
    remarks,
    state::{story::Story, tools::Shown},
    texts::{Name, Texts},
    widgets::icon::Icon,
};
use leptos::{prelude::*, task::spawn_local};

/// What stands on a button.
#[derive(Clone, Copy)]
pub(crate) enum Face {
    Icon(Icon),
    Letters(&'static str),
}

/// A button of the toolbar.
pub(crate) struct Tool {
    /// The editor's name of the command.
    pub(crate) command: &'static str,
    /// What the button is called.
    pub(crate) name: fn(Texts) -> &'static str,
    /// Its keys, which the editor hears.
    pub(crate) keys: &'static str,
    pub(crate) face: Face,
    /// Whether it holds at the cursor; none for what is no state.
    pub(crate) pressed: Option<fn(&CursorState) -> bool>,
    /// Whether it can do something at the cursor.
    pub(crate) open: fn(&CursorState) -> bool,
}

const fn tool(command: &'static str, name: fn(Texts) -> &'static str, keys: &'static str, face: Face) -> Tool {
    Tool { command, name, keys, face, pressed: None, open: |_| true }
}

/// The buttons, group by group.
pub(crate) const GROUPS: [&[Tool]; 6] = [
    &[
        Tool { open: |at| at.can_undo, ..tool("undo", Texts::tool_undo, "Ctrl+Z", Face::Icon(Icon::Undo)) },
        Tool { open: |at| at.can_redo, ..tool("redo", Texts::tool_redo, "Ctrl+Y", Face::Icon(Icon::Redo)) },
    ],
    &[
        Tool { pressed: Some(|at| at.bold), ..tool("bold", Texts::tool_bold, "Ctrl+B", Face::Letters("B")) },
        Tool { pressed: Some(|at| at.italic), ..tool("italic", Texts::tool_italic, "Ctrl+I", Face::Letters("I")) },
        Tool {
            pressed: Some(|at| at.link.is_some()),
            ..tool("link", Texts::tool_link, "Ctrl+Shift+K", Face::Icon(Icon::Link))
        },
    ],
    &[
        Tool {
            pressed: Some(|at| at.block == "paragraph"),
            ..tool("paragraph", Texts::tool_paragraph, "Ctrl+Alt+0", Face::Letters("¶"))
        },
        Tool {
            pressed: Some(|at| at.block == "subhead2"),
            ..tool("subhead2", Texts::tool_subhead2, "Ctrl+Alt+2", Face::Letters("H2"))
        },
        Tool {
            pressed: Some(|at| at.block == "subhead3"),
            ..tool("subhead3", Texts::tool_subhead3, "Ctrl+Alt+3", Face::Letters("H3"))
        },
    ],
    &[
        Tool {
            pressed: Some(|at| at.block == "bullet_list"),
            ..tool("bullet_list", Texts::tool_bullet_list, "Ctrl+Shift+8", Face::Icon(Icon::Bullets))
        },
        Tool {
            pressed: Some(|at| at.block == "ordered_list"),
            ..tool("ordered_list", Texts::tool_ordered_list, "Ctrl+Shift+7", Face::Icon(Icon::Numbers))
        },
        Tool { open: |at| at.numbers.is_some(), ..tool("numbers", Texts::tool_numbers, "", Face::Letters("1…")) },
        Tool {
            pressed: Some(|at| at.block == "quote"),
            ..tool("quote", Texts::tool_quote, "Ctrl+Shift+9", Face::Icon(Icon::Quote))
        },
    ],
    &[tool("figure", Texts::tool_figure, "", Face::Icon(Icon::Picture))],
    &[tool("remark", Texts::make_remark, "Ctrl+Alt+M", Face::Icon(Icon::Remark))],
];

/// What can be done with the table in which the cursor stands, by the editor's names.
pub(crate) const TABLE: [(&str, Name); 10] = [
    ("row_before", Texts::row_before),
    ("row_after", Texts::row_after),
    ("row_delete", Texts::row_delete),
    ("column_before", Texts::column_before),
    ("column_after", Texts::column_after),
    ("column_delete", Texts::column_delete),
    ("header_row", Texts::header_row),
    ("merge_cells", Texts::merge_cells),
    ("split_cell", Texts::split_cell),
    ("table_delete", Texts::table_delete),
];

/// Carries out a command of the editor, or opens the dialogue that it needs.
pub(crate) fn press(story: Story, command: &'static str) {
    spawn_local(async move {
        // A word that is open has to arrive first, or the input method loses it.
        finish_typing().await;
        let shown = story.tools.shown;
        match command {
            "link" => {
                shown.set(Some(Shown::Link(story.cursor.with_untracked(|at| at.link.clone()).unwrap_or_default())))
            }
            "numbers" => shown.set(story.cursor.with_untracked(|at| at.numbers.clone()).map(Shown::Numbers)),
            "figure" => shown.set(Some(Shown::Photo)),
            "remark" => remarks::writing::begin(story, false),
            _ => {
                story.with_editor(|editor| editor.command(command, ""));
                story.with_editor(|editor| editor.focus());
            }
        }
    });
}
