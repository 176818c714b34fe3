//! All tests, layer by layer, the cheap ones first; a failure does not keep the next layer from running.

mod counts;
mod layers;
mod log;
mod parts;
mod wordpress;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::repository::Repository;
use crate::test::counts::Counts;
use crate::test::layers::{Context, LAYERS, Layer};
use crate::test::log::Log;
use crate::test::parts::Part;

/// Lines of a log that are shown when its layer fails.
const SHOWN: usize = 40;

/// What became of a layer.
pub(crate) enum Outcome {
    /// It ran.
    Ran(Counts),
    /// It could not: what it tests is not in this work tree.
    Skipped(&'static str),
}

/// Runs what was asked for, prints one summary, and a last line `N passed, N failed`.
///
/// # Errors
/// Only what concerns no single layer, such as an unknown option or a log that cannot be written.
pub(crate) fn run(repository: &Repository, words: &[String]) -> Result<ExitCode, Failure> {
    let plan = Plan::of(words)?;
    let began = Instant::now();
    let mut rows = Vec::new();
    for layer in LAYERS.iter().filter(|layer| plan.holds(layer)) {
        eprintln!("test: {} - {}", layer.name, layer.what);
        rows.push(row(repository, layer, &plan)?);
    }
    println!("{}", table(&rows, began.elapsed()));
    let all = rows.iter().map(Row::counts).fold(Counts::default(), Counts::and);
    println!("{} passed, {} failed", all.passed, all.failed);
    let well = all.failed == 0 && all.passed > 0;
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn row(repository: &Repository, layer: &'static Layer, plan: &Plan) -> Result<Row, Failure> {
    let began = Instant::now();
    let log = Log::create(&repository.target("test-logs"), layer.name, layer.limit)?;
    let mut context = Context { repository, log, filters: &plan.filters, long: plan.long };
    let outcome = (layer.run)(&mut context).or_else(|failure| {
        // The layer itself broke down: a program is missing, say.
        context.log.note(&failure.to_string()).map(|()| Outcome::Ran(Counts::of_check(false)))
    })?;
    let row = Row { name: layer.name, outcome, took: began.elapsed(), parts: context.log.parts().to_vec() };
    if row.counts().failed > 0 {
        println!("---- {} failed; the last lines of {}:", layer.name, context.log.path().display());
        println!("{}\n----", context.log.end(SHOWN)?);
    }
    eprintln!("test: {} {} in {:.1} s", layer.name, row.word(), row.took.as_secs_f64());
    Ok(row)
}

/// What to run.
#[derive(Debug, Default)]
struct Plan {
    wordpress: bool,
    quick: bool,
    /// Scenes that take minutes, too.
    long: bool,
    /// Names of layers; empty means all.
    layers: Vec<String>,
    /// Parts of names of tests; empty means all.
    filters: Vec<String>,
}

impl Plan {
    fn of(words: &[String]) -> Result<Self, Failure> {
        let mut plan = Self::default();
        for word in words {
            match word.as_str() {
                "--wordpress" => plan.wordpress = true,
                "--quick" => plan.quick = true,
                "--long" => plan.long = true,
                option if option.starts_with('-') => {
                    return Err(Failure::Usage(format!("test knows no {option}")));
                }
                name if LAYERS.iter().any(|layer| layer.name == name) => plan.layers.push(word.clone()),
                _ => plan.filters.push(word.clone()),
            }
        }
        plan.wordpress |= plan.layers.iter().any(|name| name == "wordpress");
        Ok(plan)
    }

    fn holds(&self, layer: &Layer) -> bool {
        if !self.layers.is_empty() {
            return self.layers.iter().any(|name| name == layer.name);
        }
        (layer.filtered || self.filters.is_empty())
            && (layer.quick || !self.quick)
            && (layer.name != "wordpress" || self.wordpress)
    }
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
    parts: Vec<Part>,
}

impl Row {
    fn counts(&self) -> Counts {
        match self.outcome {
            Outcome::Ran(counts) => counts,
            Outcome::Skipped(_) => Counts::default(),
        }
    }

    fn word(&self) -> String {
        match self.outcome {
            Outcome::Ran(counts) if counts.failed > 0 => "FAILED".to_owned(),
            Outcome::Ran(counts) if counts.skipped > 0 => format!("ok, {} left out", counts.skipped),
            Outcome::Ran(_) => "ok".to_owned(),
            Outcome::Skipped(why) => format!("skipped: {why}"),
        }
    }
}

/// Each layer with its time and its share of the whole, and the parts of it that took longest.
fn table(rows: &[Row], all: Duration) -> String {
    let head = format!("\n{:<10} {:>7} {:>7} {:>9} {:>5}  {}", "layer", "passed", "failed", "time", "share", "result");
    let mut lines = vec![head];
    for row in rows {
        let counts = row.counts();
        let took = format!("{:.1} s", row.took.as_secs_f64());
        let share = format!("{:.0} %", 100.0 * row.took.as_secs_f64() / all.as_secs_f64().max(0.001));
        let Counts { passed, failed, .. } = counts;
        lines.push(format!("{:<10} {passed:>7} {failed:>7} {took:>9} {share:>5}  {}", row.name, row.word()));
        lines.extend(parts::told(&row.parts).iter().map(|part| format!("{:>26}{part}", "")));
    }
    lines.push(format!("{:<26} {:>9}", "all together", format!("{:.1} s", all.as_secs_f64())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn planned(words: &[&str]) -> Vec<&'static str> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let plan = Plan::of(&words).unwrap();
        LAYERS.iter().filter(|layer| plan.holds(layer)).map(|layer| layer.name).collect()
    }

    #[test]
    fn the_layers_run_cheap_ones_first_and_wordpress_only_when_asked() {
        let usual = ["fmt", "tidy", "editor", "ui", "clippy", "rust", "sending", "window"];
        assert_eq!(planned(&[]), usual);
        assert_eq!(planned(&["--wordpress"])[..8], usual);
        assert_eq!(planned(&["--wordpress"])[8], "wordpress");
    }

    #[test]
    fn words_choose_layers_or_tests() {
        assert_eq!(planned(&["tidy", "fmt"]), ["fmt", "tidy"], "named layers, in the usual order");
        assert_eq!(planned(&["wordpress"]), ["wordpress"], "named, it needs no option");
        assert_eq!(planned(&["autosave"]), ["rust", "window"], "any other word is part of a test's name");
        assert_eq!(planned(&["--quick"]), ["fmt", "tidy", "editor", "rust"]);
        assert!(Plan::of(&["--quik".to_owned()]).is_err(), "a misspelt option must not run everything");
    }

    #[test]
    fn the_table_tells_how_long_each_layer_took_and_what_in_it() {
        let part = |what: &str, seconds| Part { what: what.to_owned(), took: Duration::from_secs(seconds) };
        let row = |name, seconds, parts| Row {
            name,
            outcome: Outcome::Ran(Counts { passed: 3, failed: 0, skipped: 0 }),
            took: Duration::from_secs(seconds),
            parts,
        };
        let rows = [row("rust", 75, vec![part("cargo test", 60), part("building", 15)]), row("window", 25, Vec::new())];
        let table = table(&rows, Duration::from_secs(100));
        let lines: Vec<&str> = table.trim().lines().collect();
        assert!(lines[1].starts_with("rust") && lines[1].contains("75.0 s  75 %"), "{table}");
        assert!(lines[2].ends_with("60.0 s  cargo test") && lines[3].ends_with("15.0 s  building"), "{table}");
        assert!(lines[4].starts_with("window") && lines[5].ends_with("100.0 s"), "{table}");
    }
}
