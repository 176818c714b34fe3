//! Pictograms, drawn with strokes on a field of 24 by 24.

use leptos::prelude::*;

/// A pictogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A plus sign.
    Plus,
    /// A magnifying glass.
    Search,
    /// A cross.
    Cross,
    /// A tick.
    Tick,
    /// Back in time.
    Undo,
    /// Forward in time.
    Redo,
    /// Links of a chain.
    Link,
    /// A list with points.
    Bullets,
    /// A list with numbers.
    Numbers,
    /// Quotation marks.
    Quote,
    /// A picture.
    Picture,
    /// A waste bin.
    Bin,
    /// A star, hollow.
    Star,
    /// A page with a column beside it.
    Columns,
    /// An arrow out of a box.
    Outside,
    /// Two sheets.
    Copy,
    /// A door with an arrow.
    Leave,
    /// A tray with an arrow upwards.
    Outbox,
    /// A globe.
    Globe,
    /// Two people.
    People,
    /// A half-filled circle.
    Light,
    /// A triangle with an exclamation mark.
    Alert,
    /// A clock.
    Clock,
    /// Arrow into the text.
    Insert,
    /// A balloon of speech.
    Remark,
    /// A clock that runs backwards.
    History,
    /// A small arrow downwards.
    More,
    /// A page with lines.
    Page,
    /// A page with an arrow out of it.
    Export,
    /// Rows and columns.
    Table,
    /// An arrow head upwards.
    Up,
    /// An arrow head downwards.
    Down,
    /// A folder.
    Folder,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20 20",
            Icon::Cross => "M6 6l12 12M18 6 6 18",
            Icon::Tick => "M5 12.5l4.5 4.5L19 7.5",
            Icon::Undo => "M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3",
            Icon::Redo => "M15.5 5 20 9.5 15.5 14M20 9.5H10a5.5 5.5 0 0 0 0 11h3",
            Icon::Link => {
                "M10 13.5a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.6l-1.2 1.2M14 10.5a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.6l1.2-1.2"
            }
            Icon::Bullets => "M9.5 6H20M9.5 12H20M9.5 18H20M4.5 6h.1M4.5 12h.1M4.5 18h.1",
            Icon::Numbers => {
                "M10.5 6H20M10.5 12H20M10.5 18H20M4 4.5l1.5-.8V8.5M3.8 16.4c.3-1.6 2.7-1.5 2.6.1-.1 1-1.6 1.8-2.6 3.2h2.8"
            }
            Icon::Quote => "M9.5 7C6.5 8 5 10.2 5 13.5V17h4.5v-4.5H7.2M18.5 7c-3 1-4.5 3.2-4.5 6.5V17h4.5v-4.5h-2.3",
            Icon::Picture => "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.1",
            Icon::Bin => "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.2 10.5v5.5M13.8 10.5v5.5",
            Icon::Star => "M12 4l2.4 5.1 5.6.7-4.1 3.8 1.1 5.5L12 16.4 7 19.1l1.1-5.5L4 9.8l5.6-.7z",
            Icon::Columns => "M4 5h16v14H4zM14.5 5v14",
            Icon::Outside => "M13.5 4.5h6v6M19.5 4.5 11 13M17 13.5v6H4.5V7h6",
            Icon::Copy => "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
            Icon::Leave => "M14 4.5H5v15h9M10.5 12H20M16.5 8.5 20 12l-3.5 3.5",
            Icon::Outbox => "M4 13.5V19h16v-5.5M12 15V4.5M8 8l4-3.8L16 8",
            Icon::Globe => {
                "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM4 12h16M12 4c2.3 2.2 3.5 4.9 3.5 8s-1.200 5.800-3.500 8c-2.300-2.200-3.500-4.900-3.500-8s1.200-5.800 3.500-8z"
            }
            Icon::People => {
                "M9 11a3.200 3.200 0 1 0 0-6.400A3.200 3.200 0 0 0 9 11zM3.500 19c.2-3.500 2.300-5.200 5.500-5.200s5.300 1.700 5.500 5.200M15.500 4.900a3 3 0 0 1 0 5.800M17.200 14.200c2 .6 3.100 2.200 3.300 4.800"
            }
            Icon::Light => "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 4v16M12 8h6.500M12 12h8M12 16h6.500",
            Icon::Alert => "M12 4.500 21 19.500H3zM12 10v4.500M12 17h.1",
            Icon::Clock => "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.500V12l3 2",
            Icon::Remark => "M4 5h16v11h-8l-4.5 4v-4H4zM8 9h8M8 12h5",
            Icon::History => "M4.500 9.500a8 8 0 1 1-.3 4.500M4 4.500v5h5M12 8v4.500l3 1.800",
            Icon::More => "M7 10l5 5 5-5",
            Icon::Page => "M6 4h9l3.500 3.500V20H6zM9 10h6M9 13h6M9 16h4",
            Icon::Export => "M13 20H6V4h8l4.500 4.500V11M14 4v4.500h4.500M13 16h8M18 13l3 3-3 3",
            Icon::Table => "M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9",
            Icon::Up => "M6 15l6-6 6 6",
            Icon::Down => "M6 9l6 6 6-6",
            Icon::Folder => "M3.500 6h6l2 2.500h9V19h-17z",
            Icon::Insert => "M4 6h16M4 18h16M4 12h9M17 9l-3.500 3L17 15",
        }
    }

    /// The pictogram as part of a labelled control; screen readers pass over it.
    pub(crate) fn draw(self) -> impl IntoView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d=self.path() />
            </svg>
        }
    }
}
