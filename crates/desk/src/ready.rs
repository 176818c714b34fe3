//! The ready newsroom, for trying: three people, the sections of the city site.

use crate::{
    board::Desk,
    error::DeskError,
    people::{NEWSROOM, add, hash, new_person},
};
use newsroom::{Changes, Role, Staff};

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
        self.make_newsroom(NAME, &SECTIONS, (name, login, READY_PASSWORD))?;
        let (_, changes) = self.store.transact(self.act(None), |tx| {
            for (name, login, role) in PEOPLE {
                add(tx, &new_person(name, login, role)?, &hash(READY_PASSWORD)?)?;
            }
            tx.set_setting(READY, "1")?;
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }

    /// Who may be tried, if this is the ready newsroom: in the order of the work.
    ///
    /// # Errors
    /// What the store says.
    pub fn trial_staff(&self) -> Result<Vec<Staff>, DeskError> {
        if self.store.setting(READY)?.is_none() || self.store.setting(NEWSROOM)?.is_none() {
            return Ok(Vec::new());
        }
        let mut staff = self.store.staff()?;
        let known = |s: &Staff| s.login == CHIEF.1 || PEOPLE.iter().any(|(_, login, _)| *login == s.login);
        staff.retain(known);
        staff.sort_by_key(|s| s.role);
        Ok(staff)
    }
}
