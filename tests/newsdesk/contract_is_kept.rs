//! The contract, the shell and the window's capability name the same commands.

use crate::window::Window;
use contract::people::{SignIn, TryReadyNewsroom};
use serde_json::Value;
use std::collections::BTreeSet;
use tauri::ipc::InvokeBody;
use tempfile::TempDir;

#[test]
fn every_command_of_the_contract_is_answered() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    window.ask(TryReadyNewsroom { stories: false }).unwrap();
    // While nobody is signed in, most are refused before they are looked for.
    window.ask(SignIn { login: "thuky".into(), password: "mongcai2026".into() }).unwrap();
    for command in contract::commands() {
        // Without arguments most refuse; a command that nobody registered panics in `call` as not found.
        let request = tauri::webview::InvokeRequest {
            cmd: command.to_owned(),
            callback: tauri::ipc::CallbackFn(0),
            error: tauri::ipc::CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(Value::Null),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: tauri::test::INVOKE_KEY.to_owned(),
        };
        if let Err(error) = tauri::test::get_ipc_response(window.webview(), request) {
            let words = error.to_string();
            assert!(!words.contains("not found") || words.contains("code"), "{command} is not registered: {words}");
            assert!(!words.contains("not allowed"), "{command} is not granted: {words}");
        }
    }
}

#[test]
fn the_window_is_granted_exactly_the_contract() {
    let configuration: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let granted: BTreeSet<String> = configuration["app"]["security"]["capabilities"][0]["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p.as_str().unwrap().to_owned())
        .filter(|p| !p.starts_with("core:"))
        .collect();
    let named = contract::commands().into_iter().map(|c| format!("allow-{}", c.replace('_', "-"))).collect();
    assert_eq!(granted, named, "nothing more, nothing less");
}
