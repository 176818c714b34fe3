//! The fault matrix: every request of every scene meets every fault, and afterwards each story and each photo is there once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use crate::Wish;
use crate::case::{Case, Fixture, Scene, Verdict};
use crate::failure::Failure;
use crate::fault::Fault;
use crate::secrets::Secrets;
use crate::test_site::TestSite;

/// Cases whose words are printed; the others would only repeat them.
const SHOWN: usize = 40;

/// Cases after which it is told how far the run is.
const STEP: usize = 100;

/// What many cases came to.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    cases: usize,
    exact: usize,
    duplicates: usize,
    missing: usize,
    copies: usize,
}

impl Tally {
    fn count(&mut self, verdict: &Verdict) {
        self.cases += 1;
        self.exact += usize::from(verdict.is_exact());
        self.duplicates += usize::from(verdict.duplicate);
        self.missing += usize::from(verdict.missing);
        self.copies += verdict.copies;
    }

    fn line(&self) -> String {
        let Self { cases, exact, duplicates, missing, .. } = self;
        format!("{cases} cases, {exact} exact, {duplicates} duplicates, {missing} missing")
    }
}

/// Plays the matrix, or a slice of it, and prints what came of it. `false` where a case is not exact or a secret was found.
///
/// # Errors
/// When a case cannot be played at all.
pub(crate) fn run(wish: &Wish, log: &Path) -> Result<bool, Failure> {
    let fixture = Fixture::new(TestSite::open(wish.site_json.as_deref())?, log)?;
    println!(
        "site: {}{}",
        fixture.test_site.access.address,
        if fixture.test_site.is_bundled() { " (bundled)" } else { "" }
    );
    let plan = plan(&fixture)?;
    let count = wish.each.map(|each| each * kinds(&plan).len()).or(wish.slice);
    let all_cases = slice(&plan, count.unwrap_or(plan.len()), wish.seed);
    let cases = all_cases.get(wish.from.saturating_sub(1)..).unwrap_or_default();
    println!("{} of {} cases", cases.len(), plan.len());
    let secrets = Secrets::of(&fixture.test_site.access);
    let (mut tallies, mut all) = (BTreeMap::<Fault, Tally>::new(), Tally::default());
    let (mut leaks, mut shown) = (Vec::new(), 0);
    let began = Instant::now();
    for (case, number) in cases.iter().zip(wish.from..) {
        if number % STEP == 0 {
            println!("  {number} cases, {:.0} s: {}", began.elapsed().as_secs_f64(), all.line());
        }
        let (verdict, folder) = fixture.play(*case)?;
        tallies.entry(case.fault).or_default().count(&verdict);
        all.count(&verdict);
        leaks.extend(secrets.found_in(folder.path())?);
        if !verdict.is_exact() && shown < SHOWN {
            shown += 1;
            println!("NOT EXACT {}", verdict.wrong.join("; "));
        }
    }
    leaks.extend(secrets.found_in(log)?);
    for fault in Fault::ALL {
        if let Some(tally) = tallies.get(&fault) {
            println!("{:<31} {}", fault.name(), tally.line());
        }
    }
    let each = began.elapsed().as_secs_f64() / cases.len().max(1) as f64;
    let took = began.elapsed().as_secs_f64();
    println!("{took:.0} s, {each:.2} s a case; {} copies made in vain and removed again", all.copies);
    for leak in &leaks {
        println!("a secret lies in {}", leak.display());
    }
    println!("secrets: {} found in the newsroom's files and the log", leaks.len());
    let failed = all.cases - all.exact + usize::from(!leaks.is_empty());
    println!("{} passed, {failed} failed", all.exact);
    println!("{}", all.line());
    Ok(failed == 0 && all.cases > 0)
}

/// All cases, kind by kind.
fn plan(fixture: &Fixture) -> Result<Vec<Case>, Failure> {
    let mut requests = Vec::new();
    for scene in Scene::ALL {
        // The second run counts: by then the site knows section and keywords.
        fixture.count(scene)?;
        let log = fixture.count(scene)?;
        println!("{scene:?}: {} requests", log.len());
        for (method, path) in &log {
            tracing::info!(?scene, method, path, "a request of a whole run");
        }
        requests.extend(log.into_iter().zip(1..).map(|((method, _), request)| (scene, request, method == "POST")));
    }
    let of = |fault: Fault| {
        let able = requests.iter().filter(move |(_, _, writes)| *writes || !fault.is_late());
        able.map(move |(scene, request, writes)| Case { scene: *scene, request: *request, writes: *writes, fault })
    };
    Ok(Fault::ALL.into_iter().flat_map(of).collect())
}

/// So many cases: as many of each kind as of any other while it has some left, those of a kind spread over its requests. What
/// changes the site is a kind of its own under each fault: a story is doubled there or nowhere. Another seed takes others.
fn slice(plan: &[Case], count: usize, seed: u64) -> Vec<Case> {
    let kinds = kinds(plan);
    let mut taken = Vec::new();
    for place in 0..plan.len() {
        // Each kind begins elsewhere, or all would meet the same few requests.
        let round = kinds.values().zip(seed..);
        let round = round.filter_map(|(kind, seed)| spread(place, kind.len(), seed).and_then(|at| kind.get(at)));
        taken.extend(round.copied());
        if taken.len() >= count {
            break;
        }
    }
    taken.truncate(count);
    taken.sort_by_key(|case| plan.iter().position(|other| other == case));
    taken
}

/// The cases of each kind: a fault, and whether the request that meets it changes the site.
fn kinds(plan: &[Case]) -> BTreeMap<(bool, Reverse<Fault>), Vec<Case>> {
    let mut kinds = BTreeMap::<_, Vec<Case>>::new();
    for case in plan {
        kinds.entry((!case.writes, Reverse(case.fault))).or_default().push(*case);
    }
    kinds
}

/// The `place`th of `length` things in an order that goes over all of them in long strides, each once.
fn spread(place: usize, length: usize, seed: u64) -> Option<usize> {
    fn divisor(a: usize, b: usize) -> usize {
        if b == 0 { a } else { divisor(b, a % b) }
    }
    if place >= length {
        return None;
    }
    // Near the golden section no stride comes back early; without a common divisor it meets all.
    let golden = (length * 618).div_ceil(1000);
    let stride = (golden..golden + length).find(|stride| divisor(*stride, length) == 1)?;
    let shift = usize::try_from(seed % length as u64).ok()?;
    Some((shift + place * stride) % length)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_slice_has_every_kind_and_repeats_nothing() {
        let case = |request, fault| Case { scene: Scene::Publish, request, writes: request <= 12, fault };
        let sizes = Fault::ALL.map(|fault| if fault.is_late() { 12 } else { 48 });
        let of = |(fault, size)| (1..=size).map(move |request| case(request, fault));
        let plan: Vec<Case> = Fault::ALL.into_iter().zip(sizes).flat_map(of).collect();
        for seed in 0..9 {
            let cases = slice(&plan, 60, seed);
            assert_eq!(cases, slice(&plan, 60, seed), "or a failure could not be looked at again");
            assert_eq!(cases.len(), 60);
            for fault in Fault::ALL {
                let met = |writes| cases.iter().filter(|case| case.fault == fault && case.writes == writes).count();
                assert!(met(true) >= 1 && (fault.is_late() || met(false) >= 1), "{fault:?}");
            }
            let written: BTreeSet<usize> = cases.iter().filter(|case| case.writes).map(|case| case.request).collect();
            assert!(written.len() >= 8, "each write meets something, or nearly: {written:?}");
        }
        let once = kinds(&slice(&plan, kinds(&plan).len(), 1));
        assert_eq!(once.keys().collect::<Vec<_>>(), kinds(&plan).keys().collect::<Vec<_>>(), "a case of each kind");
        assert!(once.values().all(|cases| cases.len() == 1), "and no second one of any");
        assert_eq!(slice(&plan, 9_999, 5), plan, "all of them, each once");
        assert_ne!(slice(&plan, 60, 1), slice(&plan, 60, 2));
        assert!(slice(&[], 9, 1).is_empty());
    }
}
