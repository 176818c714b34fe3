//! Words and letters that a site, or what stands before it, does not take.

use crate::{
    board::Desk,
    error::DeskError,
    sites::letters_as_entities,
    transmission::{Obstacle, payload::Payload},
};
use contract::sending::TransmissionView;
use newsroom::{Action, Changes, Deed, Difference, Staff, TransmissionId, Trouble, merge::texts};
use store::StoreError;
use wordpress::{Client, Error};

/// Questions to a site in one search; firewalls lock out who asks much. Halving 20,000 words takes about 50.
const QUESTIONS: u32 = 60;
/// Letters of refused words that are shown.
const SHOWN: usize = 200;

impl Desk {
    /// Sends letters that the site's database cannot hold as entities, to this site from now on, and tries again. Pages show
    /// them as what they are.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`] if no such letters stopped it, also if this
    /// person may not see its story.
    pub fn send_letters_as_entities(
        &self,
        me: &Staff,
        id: TransmissionId,
    ) -> Result<(TransmissionView, Changes), DeskError> {
        let t = self.sending_for(me, Action::SendLettersAsEntities, id)?;
        if t.trouble != Some(Trouble::Letters) {
            return Err(StoreError::NotFound("letters").into());
        }
        self.store.transact(self.act(Some(me)), |tx| {
            tx.set_setting(&letters_as_entities(t.site), "yes")?;
            tx.audit(Some(t.article), &Deed::LettersAsEntities, None)
        })?;
        self.try_again(me, Action::SendLettersAsEntities, id)
    }

    /// Finds the words of a story that a firewall refuses, by halving; they are noted with the sending. None if the words are
    /// not what is refused. Nothing is changed on the site.
    ///
    /// # Errors
    /// [`newsroom::Refusal::Role`] for reporters; [`StoreError::NotFound`] if no firewall stopped it, also if this person may
    /// not see its story; [`DeskError::Site`] if the site cannot be asked.
    pub fn find_refused_words(&self, me: &Staff, id: TransmissionId) -> Result<(Option<String>, Changes), DeskError> {
        let t = self.sending_for(me, Action::FindRefusedWords, id)?;
        if t.trouble != Some(Trouble::Firewall) || t.finished_at.is_some() {
            return Err(StoreError::NotFound("firewall").into());
        }
        let payload = self.approved_payload(&t).map_err(|obstacle| match obstacle {
            Obstacle::Local(error) => error,
            _ => DeskError::Stale,
        })?;
        let site = self.site(t.site)?;
        let client = self.client_or_refuse(&site)?;
        // Where harmless words are refused too, it is not the words.
        let all = words(&payload);
        let found = if client.lets_through("tin")? { halve(&all, |words| refuses(&client, words))? } else { None };
        let found = found.map(|words| words.join(" ").chars().take(SHOWN).collect::<String>());
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            let mut t = tx.transmission(id)?;
            if let Some(words) = found.clone().filter(|_| t.trouble == Some(Trouble::Firewall)) {
                t.differences = vec![Difference::RefusedWords(words)];
                tx.save_transmission(&t)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok((found, changes))
    }
}

/// All words of a story, in the order in which they are read.
fn words(payload: &Payload) -> Vec<String> {
    let manuscript = &payload.manuscript;
    let lines = manuscript.lines().into_iter().map(|(_, text)| text.to_owned());
    let blocks = texts(&manuscript.body.doc.content).into_iter().map(|(_, text, _)| text);
    lines.chain(blocks).flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn refuses(client: &Client<'_>, words: &[String]) -> Result<bool, Error> {
    Ok(!client.lets_through(&words.join(" "))?)
}

/// The fewest words in a row that are refused, found by leaving away halves of what is refused, then single words at the
/// ends; none if all together are let through.
fn halve(words: &[String], refused: impl Fn(&[String]) -> Result<bool, Error>) -> Result<Option<&[String]>, Error> {
    if words.is_empty() || !refused(words)? {
        return Ok(None);
    }
    let mut rest = words;
    let mut questions = 1;
    let mut part = rest.len() / 2;
    while part > 0 && questions < QUESTIONS {
        // Cut from the end first, then from the beginning, by smaller and smaller parts.
        questions += 1;
        if rest.len() > part && refused(&rest[..rest.len() - part])? {
            rest = &rest[..rest.len() - part];
            part = part.min(rest.len() / 2);
            continue;
        }
        questions += 1;
        if rest.len() > part && refused(&rest[part..])? {
            rest = &rest[part..];
            part = part.min(rest.len() / 2);
            continue;
        }
        part /= 2;
    }
    Ok(Some(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'w>(words: &'w [String], refused: &[&str]) -> Option<&'w [String]> {
        halve(words, |asked| Ok(asked.join(" ").contains(&refused.join(" ")))).unwrap()
    }

    #[test]
    fn halving_finds_the_refused_words_wherever_they_stand() {
        for count in [1, 2, 3, 10, 333, 20_000] {
            let words: Vec<String> = (0..count).map(|n| format!("w{n};")).collect();
            for first in [0, count / 3, count - 1] {
                let refused: Vec<&str> = words[first..(first + 3).min(count)].iter().map(String::as_str).collect();
                assert_eq!(found(&words, &refused).unwrap(), refused, "{count} words, from {first}");
            }
            assert_eq!(found(&words, &["select"]), None);
        }
    }

    #[test]
    fn a_firewall_is_asked_sixty_times_at_most() {
        let words: Vec<String> = (0..200_000).map(|n| format!("w{n};")).collect();
        // Words that are refused together stand far apart: little can be left away.
        for refused in [["w9;", "w199990;"], ["w66666;", "w133333;"], ["w0;", "w199999;"]] {
            let asked = std::cell::Cell::new(0);
            let rest = halve(&words, |some| {
                asked.set(asked.get() + 1);
                Ok(refused.iter().all(|word| some.iter().any(|other| other == word)))
            });
            let rest = rest.unwrap().unwrap();
            assert!(refused.iter().all(|word| rest.iter().any(|other| other == word)), "{refused:?}");
            assert!(asked.get() <= QUESTIONS + 1, "{refused:?}: {} questions", asked.get());
        }
    }
}
