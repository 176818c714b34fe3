//! The server dies in the middle of its work.

use crate::{
    cluster::{CHIEF, Cluster, PASSWORD, Paper, REPORTER, applied, now},
    desk::Story,
};
use newsroom::{Operation, Pushed};
use shared::{Error, Member};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Pushes until an answer comes, as a laptop does: on a new line each time, and the same operation.
fn push_until_told(paper: &Paper, member: &mut Option<Member>, operation: &Operation) -> Pushed {
    let begun = Instant::now();
    loop {
        let line = match member.take() {
            Some(line) => Ok(line),
            None => Member::connect(&paper.address, REPORTER.login, PASSWORD),
        };
        let told = line.and_then(|line| line.push(operation).inspect(|_| *member = Some(line)));
        match told {
            Ok(pushed) => return pushed,
            Err(Error::Unreachable(_)) => assert!(begun.elapsed() < Duration::from_secs(60), "the server stays away"),
            Err(other) => panic!("{other}"),
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_the_server_said_stands_though_it_dies_and_nothing_stands_twice() {
    let cluster = Cluster::start(true);
    let paper = Paper::on(&cluster);
    let (told, laptops, each) = (AtomicUsize::new(0), 3, 40);
    let applied_numbers: BTreeSet<u64> = thread::scope(|scope| {
        let work: Vec<_> = (0..laptops)
            .map(|_| {
                scope.spawn(|| {
                    let mut member = None;
                    (0..each)
                        .map(|n| {
                            let story = Story::new(REPORTER);
                            let operation = story.told(REPORTER, Vec::new(), &[("created", None)]);
                            let first = push_until_told(&paper, &mut member, &operation);
                            if n % 10 == 0 {
                                assert_eq!(
                                    push_until_told(&paper, &mut member, &operation),
                                    first,
                                    "the same words again"
                                );
                            }
                            told.fetch_add(1, Ordering::Relaxed);
                            applied(first).0
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for after in [15, 60, 100] {
            while told.load(Ordering::Relaxed) < after {
                thread::sleep(Duration::from_millis(5));
            }
            cluster.crash();
        }
        work.into_iter().flat_map(|laptop| laptop.join().unwrap()).collect()
    });
    let all = laptops * each;
    assert_eq!(applied_numbers.len(), all, "each operation has a number of its own");
    let mut root = cluster.client(&paper.database, "postgres");
    let row = root.query_one(
        "SELECT (SELECT count(*) FROM newsroom.operation WHERE author = $1), (SELECT count(*) FROM newsroom.audit WHERE author = $1),
            (SELECT count(*) FROM newsroom.standing), (SELECT count(*) FROM newsroom.thing WHERE version > 1)",
        &[&REPORTER.id().0],
    );
    let row = row.unwrap();
    let counts: [i64; 4] = [0, 1, 2, 3].map(|column| row.get(column));
    let all = i64::try_from(all).unwrap();
    assert_eq!(counts, [all, all, all, 0], "operations, audit lines, stories, things that were written twice");
    let chief = Member::connect(&paper.address, CHIEF.login, PASSWORD).unwrap();
    let hello = chief.hello().unwrap();
    assert!(hello.newest >= *applied_numbers.last().unwrap() && (hello.now - now()).num_seconds().abs() < 5);
}
