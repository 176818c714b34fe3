//! What readers wait for: pages of the bundled site beside those of a real WordPress with the same stories, and how both grow.

mod failure;
mod paper;
mod stories;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::paper::Paper;

const HELP: &str = "\
newsdesk-readers bench site [--site-json FILE] [--posts N,N...] [--times N]

  Fills a new bundled site, and the WordPress that FILE describes, with N stories, the first number first (1000,10000,100000), and
  takes the time of front page, section, story, feed, search and lists of the interface N times (21) each, in turns.

FILE is one that tests/wordpress/site.sh has written; nobody else may use that site meanwhile. Without it, the bundled site is
measured alone.";

/// A page of ours may take this much of what WordPress takes.
const SHARE: f64 = 0.3;
/// A page of ours may take this much with the most stories of what it takes with the fewest.
const GROWTH: f64 = 2.0;
/// Longest that one page is asked for again and again.
const LIMIT: Duration = Duration::from_secs(60);
/// Fewest times.
const TIMES: usize = 5;
/// Answers that are not counted: the first ones fill caches, on either side.
const WARM: usize = 3;

struct Wish {
    site_json: Option<PathBuf>,
    posts: Vec<usize>,
    times: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.as_slice() {
        [command, kind, rest @ ..] if command == "bench" && kind == "site" => {
            Wish::of(rest).and_then(|wish| run(&wish))
        }
        _ => Err(Failure::Usage("what?".to_owned())),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Usage(why)) => {
            eprintln!("newsdesk-readers: {why}\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(failure) => {
            eprintln!("newsdesk-readers: {failure}");
            ExitCode::FAILURE
        }
    }
}

impl Wish {
    fn of(words: &[String]) -> Result<Self, Failure> {
        let mut wish = Self { site_json: None, posts: vec![1_000, 10_000, 100_000], times: 21 };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| Failure::Usage(format!("{word} needs a value")))?;
            let number = |text: &str| {
                let number = text.parse::<usize>().ok().filter(|number| *number > 0);
                number.ok_or_else(|| Failure::Usage(format!("\"{text}\" is no number")))
            };
            match word.as_str() {
                "--site-json" => wish.site_json = Some(PathBuf::from(value)),
                "--posts" => wish.posts = value.split(',').map(number).collect::<Result<_, _>>()?,
                "--times" => wish.times = number(value)?.max(TIMES),
                _ => return Err(Failure::Usage(format!("unknown argument {word}"))),
            }
        }
        wish.posts.sort_unstable();
        Ok(wish)
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Front,
    Section,
    Story,
    Feed,
    SearchOften,
    SearchRare,
    List,
    ListOfSection,
}

const PAGES: [Page; 8] = [
    Page::Front,
    Page::Section,
    Page::Story,
    Page::Feed,
    Page::SearchOften,
    Page::SearchRare,
    Page::List,
    Page::ListOfSection,
];

impl Page {
    fn name(self) -> &'static str {
        match self {
            Self::Front => "front page",
            Self::Section => "section",
            Self::Story => "story",
            Self::Feed => "feed",
            Self::SearchOften => "search, a frequent word",
            Self::SearchRare => "search, one story",
            Self::List => "REST list",
            Self::ListOfSection => "REST list of a section",
        }
    }

    /// The address for the `time`th asking, of `count` stories: not always the same one.
    fn address(self, paper: &Paper, time: usize, count: usize) -> String {
        // Spread over all stories.
        let number = 1 + (time * 7_919 + 13) % count;
        match self {
            Self::Front => "/".to_owned(),
            Self::Section => paper.section(time),
            Self::Story => format!("/{}/", stories::story(number).slug),
            Self::Feed => "/feed/".to_owned(),
            // "thành phố", "cửa khẩu", "kinh tế", "giao thông"
            Self::SearchOften => paper.search(
                ["th%C3%A0nh+ph%E1%BB%91", "c%E1%BB%ADa+kh%E1%BA%A9u", "kinh+t%E1%BA%BF", "giao+th%C3%B4ng"][time % 4],
            ),
            // Its number is in the headline of one story alone, if not as a part of larger numbers.
            Self::SearchRare => paper.search(&number.to_string()),
            Self::List => "/wp-json/wp/v2/posts".to_owned(),
            Self::ListOfSection => {
                format!("/wp-json/wp/v2/posts?categories={}", paper.sections[time % paper.sections.len()].id)
            }
        }
    }
}

/// Milliseconds of one page on one site.
struct Times(Vec<f64>);

impl Times {
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (share * (sorted.len().saturating_sub(1)) as f64).round() as usize;
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }
}

fn run(wish: &Wish) -> Result<bool, Failure> {
    let mut papers = vec![Paper::bundled()?];
    if let Some(file) = &wish.site_json {
        papers.push(Paper::wordpress(file)?);
    }
    let mut first: Vec<f64> = Vec::new();
    let mut missed = Vec::new();
    for count in &wish.posts {
        for paper in &mut papers {
            let began = Instant::now();
            paper.fill(*count)?;
            println!("{}: {count} stories, filled in {:.0} s", paper.name, began.elapsed().as_secs_f64());
        }
        println!("{:<26} {:>22} {:>22} {:>7} {:>7}", "ms, p50 (p95)", "bundled", "WordPress", "share", "growth");
        for (place, page) in PAGES.into_iter().enumerate() {
            let times = measure(&papers, page, *count, wish.times)?;
            let ours = times[0].at(0.5);
            let shown = |times: &Times| format!("{:.2} ({:.2})", times.at(0.5), times.at(0.95));
            let share = times.get(1).map(|theirs| ours / theirs.at(0.5));
            let growth = first.get(place).map(|few| ours / few);
            println!(
                "{:<26} {:>22} {:>22} {:>7} {:>7}",
                page.name(),
                shown(&times[0]),
                times.get(1).map_or_else(String::new, shown),
                share.map_or_else(String::new, |share| format!("{share:.3}")),
                growth.map_or_else(String::new, |growth| format!("{growth:.2}")),
            );
            if share.is_some_and(|share| share > SHARE) {
                missed.push(format!("{} with {count} stories is over {SHARE} of WordPress's", page.name()));
            }
            if growth.is_some_and(|growth| growth > GROWTH) {
                missed.push(format!("{} grows over {GROWTH} times by {count} stories", page.name()));
            }
            if first.len() == place {
                first.push(ours);
            }
        }
    }
    for why in &missed {
        println!("missed: {why}");
    }
    Ok(missed.is_empty())
}

/// In turns, so that what else the machine does is the same for both.
fn measure(papers: &[Paper], page: Page, count: usize, times: usize) -> Result<Vec<Times>, Failure> {
    let mut taken: Vec<Times> = papers.iter().map(|_| Times(Vec::new())).collect();
    let began = Instant::now();
    for time in 0..times + WARM {
        if time > TIMES + WARM && began.elapsed() > LIMIT {
            break;
        }
        for (paper, taken) in papers.iter().zip(&mut taken) {
            let url = format!("{}{}", paper.url, page.address(paper, time, count));
            let took = ask(&url)?;
            if time >= WARM {
                taken.0.push(took.as_secs_f64() * 1000.0);
            }
        }
    }
    Ok(taken)
}

/// How long a page takes to its last byte, on a connection of its own: PHP's server closes each.
fn ask(url: &str) -> Result<Duration, Failure> {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().new_agent();
    let began = Instant::now();
    let mut answer = agent.get(url).call()?;
    let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec()?;
    let took = began.elapsed();
    if answer.status() != 200 || body.len() < 200 {
        return Err(Failure::Wrong(format!("{url}: {} with {} bytes", answer.status(), body.len())));
    }
    Ok(took)
}
