//! A window without a display, which asks as the interface does.

use contract::{
    Failure, Request,
    articles::{ListArticles, Shelf},
};
use newsdesk_shell::Newsdesk;
use newsroom::{ArticleId, Stage};
use serde_json::json;
use std::path::Path;
use tauri::{
    WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, mock_builder},
    webview::InvokeRequest,
};

pub struct Window {
    webview: WebviewWindow<MockRuntime>,
    newsdesk: Newsdesk,
    _app: tauri::App<MockRuntime>,
}

impl Window {
    pub fn open(folder: &Path) -> Self {
        let newsdesk = Newsdesk::open(folder);
        let app = newsdesk_shell::assemble(mock_builder(), newsdesk.clone())
            .build(tauri::generate_context!("tauri.conf.json"))
            .unwrap();
        let webview = WebviewWindowBuilder::new(&app, "desk", tauri::WebviewUrl::default()).build().unwrap();
        Self { webview, newsdesk, _app: app }
    }

    pub fn webview(&self) -> &WebviewWindow<MockRuntime> {
        &self.webview
    }

    pub fn newsdesk(&self) -> &Newsdesk {
        &self.newsdesk
    }

    /// The stories at a stage, as who is signed in gets them.
    pub fn shelf(&self, stage: Stage) -> Vec<ArticleId> {
        let rows = self
            .ask(ListArticles { shelf: Shelf::Stage(stage), search: String::new(), section: None, limit: 500 })
            .unwrap();
        rows.stories.into_iter().map(|row| row.id).collect()
    }

    /// Asks the shell.
    pub fn ask<R: Request>(&self, request: R) -> Result<R::Reply, Failure> {
        let reply = self.call(R::COMMAND, InvokeBody::Json(json!({ "request": request })), &[])?;
        Ok(serde_json::from_value(reply).unwrap())
    }

    /// Hands bytes over.
    pub fn hand_over(
        &self,
        command: &str,
        bytes: Vec<u8>,
        headers: &[(&str, &str)],
    ) -> Result<serde_json::Value, Failure> {
        self.call(command, InvokeBody::Raw(bytes), headers)
    }

    pub fn call(
        &self,
        command: &str,
        body: InvokeBody,
        headers: &[(&str, &str)],
    ) -> Result<serde_json::Value, Failure> {
        let mut request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" }.parse().unwrap(),
            body,
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        for (name, value) in headers {
            request.headers.insert(
                tauri::http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                tauri::http::HeaderValue::from_str(value).unwrap(),
            );
        }
        match tauri::test::get_ipc_response(&self.webview, request) {
            Ok(body) => Ok(body.deserialize().unwrap()),
            Err(error) => Err(serde_json::from_value(error.clone()).unwrap_or_else(|_| panic!("{command}: {error}"))),
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.newsdesk.close();
    }
}
