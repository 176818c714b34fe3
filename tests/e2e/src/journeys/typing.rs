//! Nothing typed is lost.

use std::thread;
use std::time::Duration;

use crate::app::Newsdesk;
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::runner::Bench;
use crate::scene::{HEADLINE, REPORTER};

/// From the last letter to the power cut; the newsroom was promised 300 ms.
const CUT: Duration = Duration::from_millis(400);
const LETTERS: usize = 500;

/// 500 letters of text, then `kill -9` 400 ms after the last one; the same for a headline.
pub(super) fn survive_kill(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let text = five_hundred();
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.go_to_end()?;
    for chunk in text.as_chunks::<50>().0 {
        desk.keys(&chunk.iter().collect::<String>())?;
    }
    cut_power(newsdesk)?;
    let body = find_draft(newsdesk)?.body()?;
    let expected: String = text.iter().collect();
    ensure(body == expected, || format!("{} of {LETTERS} letters are there: {body}", body.chars().count()))?;

    let desk = newsdesk.desk()?;
    desk.click("#headline")?;
    desk.keys(HEADLINE)?;
    cut_power(newsdesk)?;
    let desk = find_draft(newsdesk)?;
    let headline = desk.value("#headline")?;
    ensure(headline == HEADLINE, || format!("the headline is \"{headline}\""))?;
    let body = desk.body()?;
    ensure(body == expected, || format!("the text is damaged by the second power cut: {body}"))
}

/// This wait is what is measured, and no waiting for something.
pub(super) fn cut_power(newsdesk: &mut Newsdesk) -> Result<(), Failure> {
    thread::sleep(CUT);
    newsdesk.kill()
}

fn find_draft(newsdesk: &mut Newsdesk) -> Result<crate::desk::Desk<'_>, Failure> {
    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.click("[data-testid=\"article-row\"]")?;
    desk.sees("[data-testid=\"stage\"]")?;
    Ok(desk)
}

fn five_hundred() -> Vec<char> {
    let sentence = "Thành phố Móng Cái tiếp tục đẩy mạnh thông quan; lượng xe tăng 12,5% so với năm ngoái. ";
    let mut letters: Vec<char> = sentence.chars().cycle().take(LETTERS - 1).collect();
    // A blank at the end would be lost to the reading and not to the program.
    letters.push('!');
    letters
}
