//! The ready newsroom, for trying: three people, the sections of the city site, and stories of some days if they are wanted.

mod script;
mod sending;
mod stories;
mod working_hours;

use crate::{
    board::Desk,
    error::DeskError,
    first_steps::begin_here,
    people::{NEWSROOM, add, hash, new_person},
    ready::{
        script::{Crew, Played},
        sending::{Later, keep_later},
        working_hours::{SetClock, ago, tomorrow_morning},
    },
};
use newsroom::{Changes, Role, SectionId, Staff};
use std::{cmp::Reverse, sync::Arc};
use store::StoreError;

/// The password of everybody in the ready newsroom.
pub const READY_PASSWORD: &str = "mongcai2026";
/// Sections of the city site of Móng Cái.
pub const SECTIONS: [&str; 4] = ["Tin trong thành phố", "Kinh tế - Cửa khẩu", "Văn hóa - Xã hội", "Chính quyền"];
/// Says in the settings that this is the ready newsroom.
const READY: &str = "ready_newsroom";
const NAME: &str = "Tòa soạn Cổng thông tin Móng Cái";
const PEOPLE: [(&str, &str, Role); 2] =
    [("Nguyễn Thu Hà", "phongvien", Role::Reporter), ("Trần Minh Quân", "bientap", Role::Editor)];
const CHIEF: (&str, &str) = ("Lê Thanh Mai", "thuky");

impl Desk {
    /// First run: makes the ready newsroom.
    ///
    /// # Errors
    /// [`DeskError::NewsroomExists`].
    pub fn make_ready_newsroom(&self) -> Result<Changes, DeskError> {
        let (name, login) = CHIEF;
        self.make_newsroom(NAME, &SECTIONS.join("\n"), (name, login, READY_PASSWORD))?;
        let (_, changes) = self.store.transact(self.act(None), |tx| {
            for (name, login, role) in PEOPLE {
                add(tx, &new_person(name, login, role)?, &hash(READY_PASSWORD)?)?;
            }
            tx.set_setting(READY, "1")?;
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }

    /// As [`Desk::make_ready_newsroom`], with stories if they are wanted. Where those cannot be written, the newsroom is there
    /// all the same.
    ///
    /// # Errors
    /// As [`Desk::make_ready_newsroom`].
    pub fn make_ready_newsroom_for_trial(&self, stories: bool) -> Result<(), DeskError> {
        self.make_ready_newsroom()?;
        if stories && let Err(error) = self.fill_ready_newsroom() {
            tracing::error!(%error, "the stories of the ready newsroom could not be written");
        }
        Ok(())
    }

    /// Writes the stories of the ready newsroom: its people did at the desk what they would have done, one thing after the
    /// other over some days of work, so that every shelf has something. What goes to readers goes when there is a site
    /// ([`Desk::go_on_in_ready_newsroom`]).
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and the like; what was written by then stays.
    pub fn fill_ready_newsroom(&self) -> Result<(), DeskError> {
        let [reporter, editor, chief] = [Role::Reporter, Role::Editor, Role::Chief].map(|role| self.one_of(role));
        let crew = Crew { reporter: reporter?, editor: editor?, chief: chief? };
        let sections: Vec<SectionId> = self.sections()?.iter().map(|section| section.id).collect();
        let (now, clock) = (self.now(), Arc::new(SetClock::new(self.now())));
        let then = self.by_clock(clock.clone());
        let mut played: Vec<Played> = stories::all().map(Played::new).collect();
        let mut acts: Vec<_> = stories::all()
            .enumerate()
            .flat_map(|(story, told)| told.acts.iter().map(move |(minutes, who, act)| (*minutes, story, *who, act)))
            .collect();
        // Of one story they stand in order already.
        acts.sort_by_key(|(minutes, ..)| Reverse(*minutes));
        for (minutes, story, who, act) in acts {
            clock.set(ago(now, minutes));
            if let Some(story) = played.get_mut(story) {
                story.play(&then, &sections, &crew, who, act)?;
            }
        }
        let morning = tomorrow_morning(now);
        let later = played.iter().filter_map(|played| Some((played.id?, played.story.then)));
        let later = later.flat_map(|(id, then)| Later::of(then, morning).into_iter().map(move |later| (id, later)));
        keep_later(self, &later.collect::<Vec<_>>())?;
        self.store.transact(self.act(None), begin_here).map(drop)
    }

    /// Somebody of this role who is here: in the ready newsroom, at its beginning, the one.
    fn one_of(&self, role: Role) -> Result<Staff, DeskError> {
        let here = self.store.all_staff()?.into_iter().filter(|known| known.left_at.is_none());
        let found = here.map(|known| known.staff).find(|staff| staff.role == role);
        Ok(found.ok_or(StoreError::NotFound("person"))?)
    }

    /// Who may be tried, if this is the ready newsroom: in the order of the work.
    ///
    /// # Errors
    /// What the store says.
    pub fn trial_staff(&self) -> Result<Vec<Staff>, DeskError> {
        if self.store.setting(READY)?.is_none() || self.store.setting(NEWSROOM)?.is_none() {
            return Ok(Vec::new());
        }
        let here = self.store.all_staff()?.into_iter().filter(|known| known.left_at.is_none());
        let mut staff: Vec<Staff> = here.map(|known| known.staff).collect();
        let known = |s: &Staff| s.login == CHIEF.1 || PEOPLE.iter().any(|(_, login, _)| *login == s.login);
        staff.retain(known);
        staff.sort_by_key(|s| s.role);
        Ok(staff)
    }
}
