//! Keys as they are written on paper: `Ctrl+Shift+K`.

use web_sys::KeyboardEvent;

/// A key with what is held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chord {
    /// Ctrl; on a Mac the command key does as well.
    pub(crate) ctrl: bool,
    /// Shift.
    pub(crate) shift: bool,
    /// Alt.
    pub(crate) alt: bool,
    /// The key as the browser names it; letters are capitals.
    pub(crate) key: &'static str,
}

impl Chord {
    /// Reads `Ctrl+Alt+T`. Signs that need Shift on some keyboards (`?`, `+`) are written without it.
    pub(crate) fn read(written: &'static str) -> Self {
        let mut chord = Self { ctrl: false, shift: false, alt: false, key: "" };
        let mut rest = written;
        while let Some((held, more)) = rest.split_once('+').filter(|(held, _)| !held.is_empty()) {
            match held {
                "Ctrl" => chord.ctrl = true,
                "Shift" => chord.shift = true,
                "Alt" => chord.alt = true,
                _ => break,
            }
            rest = more;
        }
        chord.key = match rest {
            "Esc" => "Escape",
            "↑" => "ArrowUp",
            "↓" => "ArrowDown",
            key => key,
        };
        chord
    }

    /// Does it write a sign where letters are typed?
    pub(crate) fn is_sign(self) -> bool {
        !self.ctrl && !self.alt && self.key.chars().count() == 1
    }

    /// Is this the key that was pressed?
    pub(crate) fn is(self, event: &KeyboardEvent) -> bool {
        self.matches(
            &event.key(),
            &event.code(),
            (event.ctrl_key() || event.meta_key(), event.shift_key(), event.alt_key()),
        )
    }

    fn matches(self, key: &str, code: &str, (ctrl, shift, alt): (bool, bool, bool)) -> bool {
        if (ctrl, alt) != (self.ctrl, self.alt) {
            return false;
        }
        let letter = |letter: &str| letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_alphabetic());
        if letter(self.key) {
            // With Alt, or a Vietnamese layout, the sign may be another one than the key's.
            let by_place = code.strip_prefix("Key") == Some(self.key);
            return shift == self.shift && (key.eq_ignore_ascii_case(self.key) || by_place);
        }
        match self.key {
            // Shift is part of the sign, on some keyboards.
            "?" => key == "?",
            "+" => key == "+" || key == "=",
            "-" => key == "-" || key == "_",
            "0" => shift == self.shift && (key == "0" || code == "Digit0" || code == "Numpad0"),
            other => shift == self.shift && key == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: (bool, bool, bool) = (false, false, false);
    const CTRL: (bool, bool, bool) = (true, false, false);

    #[test]
    fn keys_are_known_by_what_is_printed_on_them() {
        assert!(Chord::read("Ctrl+K").matches("k", "KeyK", CTRL));
        assert!(!Chord::read("Ctrl+K").matches("K", "KeyK", (true, true, false)), "Ctrl+Shift+K sets a link");
        assert!(!Chord::read("Ctrl+K").matches("k", "KeyK", NONE));
        assert!(Chord::read("Shift+F3").matches("F3", "F3", (false, true, false)));
        assert!(!Chord::read("F3").matches("F3", "F3", (false, true, false)));
    }

    #[test]
    fn signs_are_known_wherever_the_keyboard_has_them() {
        assert!(Chord::read("Ctrl++").matches("=", "Equal", CTRL), "nobody holds Shift to enlarge");
        assert!(Chord::read("Ctrl++").matches("+", "NumpadAdd", CTRL));
        assert!(Chord::read("Ctrl+-").matches("-", "Minus", CTRL));
        assert!(Chord::read("?").matches("?", "Slash", (false, true, false)));
        assert!(Chord::read("Ctrl+Alt+T").matches("†", "KeyT", (true, false, true)), "Alt changes the sign");
    }
}
