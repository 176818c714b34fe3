//! Straight double quotes.

use super::Letter;
use super::address::addresses;

/// Curls the straight quotes if every one has its partner.
pub(super) fn curled(letters: &[Letter]) -> Vec<Letter> {
    let Some(turns) = pairs(letters) else {
        return letters.to_vec();
    };
    let mut turns = turns.into_iter();
    let curl = |letter: &Letter| match letter.c {
        '"' => turns.next().map_or_else(|| letter.clone(), |c| Letter::instead(c, std::slice::from_ref(letter))),
        _ => letter.clone(),
    };
    letters.iter().map(curl).collect()
}

/// Which way each straight quote turns; `None` if they make no plain pairs: one is missing, one means inches, or they
/// stand within other quotes.
fn pairs(letters: &[Letter]) -> Option<Vec<char>> {
    let addresses = addresses(letters);
    let mut turns = Vec::new();
    let (mut open, mut curly) = (false, false);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before].c);
        let next = letters.get(at + 1).map(|next| next.c);
        match letter.c {
            '“' if !curly && !open => curly = true,
            '”' if curly => curly = false,
            '“' | '”' => return None,
            '"' => {
                let fits = if open { closes(before, next) } else { opens(before, next) };
                if curly || addresses[at] || !fits {
                    return None;
                }
                turns.push(if open { '”' } else { '“' });
                open = !open;
            }
            _ => {}
        }
    }
    (!open && !curly).then_some(turns)
}

fn opens(before: Option<char>, next: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{‘'-–—/:,;…=".contains(c))
        && next.is_some_and(|c| !c.is_whitespace() && !"\")]},;:!?".contains(c))
}

fn closes(before: Option<char>, next: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace() && !"\"([{".contains(c))
        && next.is_none_or(|c| c.is_whitespace() || ")]}.,;:!?…’'-–—/".contains(c))
}
