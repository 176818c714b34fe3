//! `newsdesk-site`: the city site as a program of its own.

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;

use site::{Options, SiteError};
use tokio::runtime::Runtime;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

const USAGE: &str = "newsdesk-site --data DIR [--port N] [--listen ADDR] [--url URL] [--demo] [--no-stories]

  --data DIR     everything of the site: site.sqlite, uploads/, site.json
  --port N       port to listen on; 0 (the default) takes a free one
  --listen ADDR  address to listen on (default 127.0.0.1: this computer only)
  --url URL      the address readers use, if it is another one
  --demo         make the four accounts, the sections and sample stories; write DIR/site.json
  --no-stories   with --demo: no sample stories

Prints \"ready URL\" when it serves. Ends at SIGTERM or SIGINT.";

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .init();
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(why) => {
            eprintln!("newsdesk-site: {why}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsdesk-site: {error}");
            ExitCode::FAILURE
        }
    }
}

struct Arguments {
    data: PathBuf,
    port: u16,
    listen: String,
    url: Option<String>,
    demo: bool,
    stories: bool,
}

impl Arguments {
    fn read(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut data = None;
        let mut arguments = Self {
            data: PathBuf::new(),
            port: 0,
            listen: "127.0.0.1".to_owned(),
            url: None,
            demo: false,
            stories: true,
        };
        while let Some(name) = given.next() {
            let mut value = || given.next().ok_or(format!("{name} needs a value"));
            match name.as_str() {
                "--data" => data = Some(PathBuf::from(value()?)),
                "--port" => arguments.port = value()?.parse().map_err(|_| "--port is not a port".to_owned())?,
                "--listen" => arguments.listen = value()?,
                "--url" => arguments.url = Some(value()?.trim_end_matches('/').to_owned()),
                "--demo" => arguments.demo = true,
                "--no-stories" => arguments.stories = false,
                _ => return Err(format!("unknown argument {name}")),
            }
        }
        arguments.data = data.ok_or("--data is missing")?;
        Ok(arguments)
    }
}

fn run(arguments: &Arguments) -> Result<(), SiteError> {
    let options = Options { url: arguments.url.clone(), ..Options::default() };
    let site = site::open(&arguments.data, options)?;
    if arguments.demo {
        site.seed_demo()?;
        if arguments.stories {
            site.seed_stories()?;
        }
    }
    let listener = TcpListener::bind((arguments.listen.as_str(), arguments.port))?;
    let running = site::serve(site, listener)?;
    if arguments.demo {
        running.site().write_site_json()?;
    }
    // Whoever reads "ready" may end the program at once.
    let ending = Ending::listen()?;
    let mut out = std::io::stdout();
    writeln!(out, "ready {}", running.url())?;
    out.flush()?;
    ending.wait()?;
    running.stop();
    Ok(())
}

/// The signals that end the program; heard from its making on.
struct Ending {
    runtime: Runtime,
    #[cfg(unix)]
    signals: [Signal; 2],
}

impl Ending {
    fn listen() -> Result<Self, SiteError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        #[cfg(unix)]
        let signals = {
            let _inside = runtime.enter();
            [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?]
        };
        Ok(Self {
            runtime,
            #[cfg(unix)]
            signals,
        })
    }

    #[cfg(unix)]
    fn wait(self) -> Result<(), SiteError> {
        let [mut terminate, mut interrupt] = self.signals;
        self.runtime.block_on(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        });
        Ok(())
    }

    #[cfg(not(unix))]
    fn wait(self) -> Result<(), SiteError> {
        Ok(self.runtime.block_on(tokio::signal::ctrl_c())?)
    }
}
