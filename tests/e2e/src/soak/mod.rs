//! The program under long strain, each kind a command of its own.

mod keystrokes;
mod tally;
mod writer;

pub(crate) use keystrokes::{Keystrokes, run as keystrokes, slice as keystrokes_slice};
