//! A browser without a window.

use std::path::Path;
use std::process::Command;

use crate::shared;

/// The DOM of a page after its scripts have run, or `None` without Chromium, in which case
/// the test says what it leaves out.
///
/// # Panics
///
/// If the browser fails.
pub fn dom(page: &Path, scratch: &Path, what: &str) -> Option<String> {
    let profile = scratch.join("chromium");
    // A browser that hangs is stopped, rather than stopping everything else.
    let output = Command::new("timeout")
        .args([
            "120",
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ])
        .arg("--disable-dev-shm-usage")
        .args(["--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync"])
        // A page in a frame is on the same disk, and is measured from outside.
        .args([
            "--allow-file-access-from-files",
            "--virtual-time-budget=10000",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output();
    // 127 is what `timeout` gives for a command that is not there.
    let found = output
        .ok()
        .filter(|output| output.status.code() != Some(127));
    let Some(output) = found else {
        shared::skip(&format!("{what}; there is no `chromium`"));
        return None;
    };
    assert!(output.status.success(), "chromium: {}", output.status);
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
