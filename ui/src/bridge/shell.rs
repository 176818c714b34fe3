//! Calls to the shell, and its events. Nothing else in the interface knows how they travel.

use contract::{
    Failure, FailureCode, Request,
    documents::{IMPORT_DOCUMENT, Imported},
    photos,
};
use js_sys::{JSON, Object, Reflect, Uint8Array};
use newsroom::{ArticleId, PhotoUse};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "core"], js_name = invoke)]
    async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "core"], js_name = invoke)]
    async fn invoke_raw(command: &str, bytes: &Uint8Array, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "event"], js_name = listen)]
    async fn listen_js(event: &str, handler: &Closure<dyn FnMut(JsValue)>) -> Result<JsValue, JsValue>;
}

/// True inside the shell's window, false in a plain browser.
pub(crate) fn is_in_shell() -> bool {
    Reflect::get(&js_sys::global(), &"__TAURI__".into()).is_ok_and(|shell| shell.is_object())
}

/// True where the shell serves photos as hosts of `http`: WebView2 on Windows.
pub(crate) fn is_windows() -> bool {
    web_sys::window().is_some_and(|window| window.navigator().user_agent().is_ok_and(|agent| agent.contains("Windows")))
}

/// Asks the shell.
///
/// # Errors
/// What the shell answers, or [`FailureCode::Internal`] if it cannot be reached or understood.
pub(crate) async fn ask<R: Request>(request: R) -> Result<R::Reply, Failure> {
    #[derive(Serialize)]
    struct Arguments<R> {
        request: R,
    }
    // As JSON text: what serde makes of a value is then the same on both sides, numbers of 64 bits included.
    let arguments = serde_json::to_string(&Arguments { request }).map_err(internal)?;
    let reply = call(R::COMMAND, arguments).await?;
    serde_json::from_str(&reply).map_err(internal)
}

/// The part of [`ask`] that is the same for all requests: once in the program, not once for each.
async fn call(command: &'static str, arguments: String) -> Result<String, Failure> {
    let arguments = JSON::parse(&arguments).map_err(|_| internal("the request is no JSON"))?;
    let reply = invoke(command, arguments).await.map_err(read_failure)?;
    Ok(json(&reply))
}

/// Gives the shell a photo's bytes.
///
/// # Errors
/// As [`ask`].
pub(crate) async fn add_photo(article: ArticleId, file_name: &str, bytes: &Uint8Array) -> Result<PhotoUse, Failure> {
    let headers = Object::new();
    set(&headers, photos::ARTICLE_HEADER, &article.to_string().into())?;
    hand_over(photos::ADD_PHOTO, headers, file_name, bytes).await
}

/// Gives the shell a document's bytes, of which it makes a draft.
///
/// # Errors
/// As [`ask`].
pub(crate) async fn import_document(file_name: &str, bytes: &Uint8Array) -> Result<Imported, Failure> {
    hand_over(IMPORT_DOCUMENT, Object::new(), file_name, bytes).await
}

async fn hand_over<T: DeserializeOwned>(
    command: &str,
    headers: Object,
    file_name: &str,
    bytes: &Uint8Array,
) -> Result<T, Failure> {
    let name = utf8_percent_encode(file_name, NON_ALPHANUMERIC).to_string();
    set(&headers, photos::FILE_NAME_HEADER, &name.into())?;
    let options = Object::new();
    set(&options, "headers", &headers)?;
    let reply = invoke_raw(command, bytes, &options).await.map_err(read_failure)?;
    read(&reply)
}

/// Listeners an event of the shell for as long as the window lives. A payload that cannot be read is not delivered.
pub(crate) async fn listen<T: DeserializeOwned + 'static>(event: &str, mut heard: impl FnMut(T) + 'static) {
    let handler = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let payload = Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::UNDEFINED);
        if let Ok(payload) = read(&payload) {
            heard(payload);
        }
    });
    if let Err(error) = listen_js(event, &handler).await {
        leptos::logging::error!("events are not heard: {error:?}");
    }
    handler.forget();
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), Failure> {
    Reflect::set(object, &key.into(), value).map(drop).map_err(|_| internal("an option cannot be set"))
}

fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Failure> {
    serde_json::from_str(&json(value)).map_err(internal)
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|json| json.as_string()).unwrap_or_else(|| "null".to_owned())
}

fn read_failure(error: JsValue) -> Failure {
    read(&error).unwrap_or_else(|_| internal(error.as_string().unwrap_or_else(|| format!("{error:?}"))))
}

fn internal(detail: impl ToString) -> Failure {
    Failure::with_detail(FailureCode::Internal, detail)
}
