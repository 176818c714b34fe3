//! Newsdesk, the desktop editorial workstation.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    // Some graphics drivers and virtual displays show an empty window with WebKit's DMA-BUF renderer (tauri#9304).
    if cfg!(target_os = "linux") && std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // SAFETY: no other thread runs yet.
        unsafe { std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1") };
    }
    newsdesk_shell::run()
}
