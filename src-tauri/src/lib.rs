//! The shell: a window, commands that hand over to the desk, and the threads beside them. No rule, no SQL, no HTTP here.

mod archivist;
pub mod arguments;
mod at_shell;
mod bundled;
mod commands;
mod failure;
mod keeper;
mod keyring;
mod newsdesk;
mod photo_scheme;
mod save_dialog;
mod single_instance;
mod transmitter;
mod window;
mod work;

pub use newsdesk::Newsdesk;

use arguments::Task;
use std::process::ExitCode;
use tauri::{Builder, Manager, RunEvent, Runtime};

/// Runs Newsdesk until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("NEWSDESK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = match arguments::read(std::env::args_os().skip(1), std::env::var_os("NEWSDESK_DATA")) {
        Ok(arguments) => arguments,
        Err(usage) => {
            tracing::error!("{usage}");
            return ExitCode::from(2);
        }
    };
    if arguments.task != Task::Window {
        return at_shell::run(&arguments.task, &arguments.data, &mut std::io::stdout()).unwrap_or_else(|error| {
            tracing::error!(%error, "nothing can be told");
            ExitCode::FAILURE
        });
    }
    let newsdesk = Newsdesk::open_beside(&arguments.data);
    let built = assemble(Builder::default(), newsdesk.clone())
        .setup(move |app| {
            window::open(app.handle(), &arguments.data)?;
            app.state::<Newsdesk>().listen_once_open(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(move |_, event| {
                if let RunEvent::Exit = event {
                    newsdesk.close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// Puts state and commands into an application; used by the real one and by the journeys in the tests.
pub fn assemble<R: Runtime>(builder: Builder<R>, newsdesk: Newsdesk) -> Builder<R> {
    let photos = newsdesk.clone();
    let commands = commands::handler(newsdesk.clone());
    builder
        .manage(newsdesk)
        .manage(window::Asked::default())
        .register_asynchronous_uri_scheme_protocol("photo", move |_, request, responder| {
            photo_scheme::answer(&photos, &request, responder);
        })
        .plugin(newsdesk::bind_events())
        .plugin(tauri_plugin_dialog::init())
        .on_window_event(window::on_event)
        .invoke_handler(commands)
}
