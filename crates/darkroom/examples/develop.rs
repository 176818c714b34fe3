//! Develops photos and says how long it took: `cargo run --release -p darkroom --example develop -- FOLDER PHOTO...`.
//! Renditions are written to the folder.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use darkroom::{Plan, develop, inspect};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name the folder to write to, then photos")?;
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let started = Instant::now();
        let negative = inspect(&bytes)?;
        let inspected = started.elapsed();
        let renditions = develop(&bytes, &Plan::default())?;
        println!("{path}: inspected in {inspected:?}, developed in {:?}", started.elapsed() - inspected);
        println!("{negative:#?}");
        let stem = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy();
        for rendition in renditions {
            println!("{rendition:?}");
            std::fs::write(
                Path::new(&folder).join(format!("{stem}-{}.jpg", rendition.print.size.as_str())),
                &rendition.jpeg,
            )?;
        }
    }
    Ok(())
}
