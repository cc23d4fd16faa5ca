//! A page in Chromium that is used as readers use it: real keys, a real mouse, a slow processor.
//!
//! Chromium speaks its `DevTools` protocol over two pipes, JSON with a zero byte behind each message.

use super::CHROMIUMS;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{PoisonError, RwLockReadGuard};
use tempfile::TempDir;

/// A running Chromium with one page.
pub struct Tab {
    chromium: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    session: Option<String>,
    number: u64,
    events: Vec<Value>,
    _profile: TempDir,
    _shared: RwLockReadGuard<'static, ()>,
}

/// A key as a keyboard sends it: its name, its code in Windows, and what it types.
pub type Key = (&'static str, u32, &'static str);
pub const TAB: Key = ("Tab", 9, "");
pub const SPACE: Key = (" ", 32, " ");
pub const ENTER: Key = ("Enter", 13, "\r");
pub const RIGHT: Key = ("ArrowRight", 39, "");
pub const DOWN: Key = ("ArrowDown", 40, "");

impl Tab {
    pub fn open(chromium: &Path) -> Tab {
        let shared = CHROMIUMS.read().unwrap_or_else(PoisonError::into_inner);
        let profile = TempDir::new().unwrap();
        let mut child = Command::new("sh")
            // Chromium reads orders at descriptor 3 and answers at 4.
            .args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null", "sh"])
            .arg(chromium)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--allow-file-access-from-files",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut tab = Tab {
            orders: child.stdin.take().unwrap(),
            answers: BufReader::new(child.stdout.take().unwrap()),
            chromium: child,
            session: None,
            number: 0,
            events: Vec::new(),
            _profile: profile,
            _shared: shared,
        };
        let target = tab.send("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = tab.send("Target.attachToTarget", &target);
        tab.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        tab.send("Page.enable", &json!({}));
        tab
    }

    fn read(&mut self) -> Value {
        let mut message = Vec::new();
        self.answers.read_until(0, &mut message).unwrap();
        assert_eq!(message.pop(), Some(0), "Chromium has gone");
        serde_json::from_slice(&message).unwrap()
    }

    /// Gives an order, and waits for its answer.
    pub fn send(&mut self, method: &str, params: &Value) -> Value {
        self.number += 1;
        let mut order = json!({ "id": self.number, "method": method, "params": params });
        if let Some(session) = &self.session {
            order["sessionId"] = session.as_str().into();
        }
        write!(self.orders, "{order}\0").unwrap();
        loop {
            let answer = self.read();
            if answer["id"] == self.number {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            self.events.push(answer);
        }
    }

    /// What Chromium tells by itself, until it tells this; without it.
    pub fn until(&mut self, method: &str) -> Vec<Value> {
        loop {
            if let Some(at) = self.events.iter().position(|it| it["method"] == method) {
                let mut told: Vec<Value> = self.events.drain(..=at).collect();
                told.pop();
                return told;
            }
            let event = self.read();
            self.events.push(event);
        }
    }

    pub fn size(&mut self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
        self.send("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Makes the processor as many times slower.
    pub fn slow_down(&mut self, times: u32) {
        self.send("Emulation.setCPUThrottlingRate", &json!({ "rate": times }));
    }

    /// Loads a page.
    pub fn go(&mut self, address: &str) {
        self.events.clear();
        self.send("Page.navigate", &json!({ "url": address }));
        self.until("Page.loadEventFired");
    }

    /// What an expression gives on the page, once it is there.
    pub fn say(&mut self, expression: &str) -> Value {
        let answer = self.send(
            "Runtime.evaluate",
            &json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }),
        );
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    /// Presses a key and lets it go.
    pub fn press(&mut self, (key, code, text): Key) {
        self.press_with(0, (key, code, text));
    }

    /// The same with Shift.
    pub fn press_shift(&mut self, key: Key) {
        self.press_with(8, key);
    }

    fn press_with(&mut self, modifiers: u32, (key, code, text): Key) {
        let mut event = json!({
            "type": "keyDown", "key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers
        });
        if !text.is_empty() {
            event["text"] = text.into();
        }
        self.send("Input.dispatchKeyEvent", &event);
        event["type"] = "keyUp".into();
        self.send("Input.dispatchKeyEvent", &event);
    }

    /// Types a word, letter by letter.
    pub fn write(&mut self, word: &str) {
        for letter in word.chars() {
            let key = letter.to_string();
            let down = json!({ "type": "keyDown", "key": key, "text": key });
            self.send("Input.dispatchKeyEvent", &down);
            self.send(
                "Input.dispatchKeyEvent",
                &json!({ "type": "keyUp", "key": key }),
            );
        }
    }

    /// Clicks into the middle of the first element of a selector, with the mouse.
    pub fn click(&mut self, selector: &str) {
        let place = self.say(&format!(
            "(() => {{ const e = document.querySelector({}); e.scrollIntoView({{ block: \"center\" }});
             const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()",
            json!(selector)
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.send("Input.dispatchMouseEvent", &event);
        }
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // Killed, it would leave its other processes and their files.
        let close = json!({ "id": 0, "method": "Browser.close" });
        let asked = write!(self.orders, "{close}\0");
        if asked.is_err() {
            let _ = self.chromium.kill();
        }
        let _ = self.chromium.wait();
    }
}
