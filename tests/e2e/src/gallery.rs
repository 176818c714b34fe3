//! Pictures of every screen in every look, for people who judge them.

use std::fs;
use std::path::Path;

use crate::app::Newsdesk;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::runner::Bench;
use crate::{look, picture, tour};

/// Leaves them as `SCREEN-WIDTH-LANGUAGE-LIGHT.png`; with a filter, those whose name holds it.
pub(crate) fn run(bench: &Bench, out: &Path, filter: Option<&str>) -> Result<(), Failure> {
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let mut taken = 0;
    let mut take = |screen: &str, desk: Desk<'_>| {
        taken += in_every_look(desk, screen, out, filter)?;
        Ok(())
    };
    let mut newsdesk = Newsdesk::new(&bench.app)?;
    newsdesk.start()?;
    newsdesk.desk()?.try_ready()?;
    tour::of_the_desk(newsdesk.desk()?, &mut take)?;
    newsdesk.close()?;
    let mut newsdesk = Newsdesk::new(&bench.app)?;
    newsdesk.start()?;
    newsdesk.desk()?.try_ready()?;
    tour::of_sites(newsdesk.desk()?, bench, &mut take)?;
    newsdesk.close()?;
    println!("{taken} pictures in {}", out.display());
    Ok(())
}

/// How many pictures it left.
fn in_every_look(desk: Desk<'_>, screen: &str, out: &Path, filter: Option<&str>) -> Result<usize, Failure> {
    let zoom = look::zoom(desk)?;
    let sizes = look::SIZES.into_iter();
    let looks = sizes.flat_map(|size| look::LANGUAGES.map(|tag| look::LIGHTS.map(|light| (size, tag, light))).concat());
    let mut taken = 0;
    for (size, language, light) in looks {
        let name = format!("{screen}-{}-{language}-{light}.png", size.0);
        if filter.is_some_and(|part| !name.contains(part)) {
            continue;
        }
        look::size(desk, size, zoom)?;
        look::language(desk, language)?;
        look::light(desk, light)?;
        desk.pictures_show()?;
        look::painted(desk)?;
        picture::keep(&out.join(name), &desk.picture()?)?;
        taken += 1;
    }
    look::light(desk, "light")?;
    look::language(desk, "vi")?;
    look::size(desk, look::USUAL, zoom)?;
    Ok(taken)
}
