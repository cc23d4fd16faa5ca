//! Serves a book, builds it again when it changes, and reloads its pages.

use crate::book::Job;
use anyhow::{Result, anyhow};
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, SystemTime};
use tiny_http::{Header, Request, Response, Server};
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::Role;
use tungstenite::{Message, WebSocket};

/// The path of the websocket.
pub const ENDPOINT: &str = "__livereload";
const POLL: Duration = Duration::from_millis(500);

/// What the requests' threads share with the builds.
#[derive(Default)]
struct Site {
    /// The folder of the HTML; locked for writing while it is rebuilt.
    folder: RwLock<PathBuf>,
    /// The open pages.
    pages: Mutex<Vec<Sender<()>>>,
}

/// Serves until the process is stopped.
pub fn run(job: &Job, port: u16, open: bool) -> Result<()> {
    let site = Site::default();
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("port {port} cannot be used: {error}; choose one with --port"))?;
    let url = format!("http://{}/", server.server_addr());
    let mut seen = state(job);
    rebuild(job, &site);
    println!("{url}");
    thread::scope(|scope| {
        scope.spawn(|| {
            for request in server.incoming_requests() {
                let site = &site;
                scope.spawn(move || {
                    // A browser that went away is no error.
                    let _ = answer(request, site);
                });
            }
        });
        if open && let Err(error) = opener::open_browser(&url) {
            eprintln!("error: {error}");
        }
        loop {
            thread::sleep(POLL);
            let now = state(job);
            if now != seen {
                seen = now;
                println!("rebuilding");
                rebuild(job, &site);
            }
        }
    })
}

/// Builds the book; where that fails, what was built before stays.
fn rebuild(job: &Job, site: &Site) {
    let mut folder = site.folder.write().unwrap_or_else(PoisonError::into_inner);
    match job.build() {
        Ok(html) => *folder = html,
        Err(error) => return eprintln!("error: {error:#}"),
    }
    drop(folder);
    let mut pages = site.pages.lock().unwrap_or_else(PoisonError::into_inner);
    pages.retain(|page| page.send(()).is_ok());
}

/// The files that the book is made of, and when they changed.
fn state(job: &Job) -> Vec<(PathBuf, Option<SystemTime>)> {
    let src = job.config().map_or("src".into(), |config| config.book.src);
    let mut found = Vec::new();
    let mut stack = vec![
        job.folder.join("book.toml"),
        job.folder.join(src),
        job.folder.join("theme"),
    ];
    while let Some(path) = stack.pop() {
        // A link is not followed: it may lead back up.
        let Ok(metadata) = path.symlink_metadata() else {
            continue;
        };
        if metadata.is_dir() {
            let entries = path.read_dir().into_iter().flatten().flatten();
            stack.extend(entries.map(|entry| entry.path()));
        } else {
            found.push((path, metadata.modified().ok()));
        }
    }
    found.sort();
    found
}

fn answer(request: Request, site: &Site) -> Result<()> {
    let url = request.url().split(['?', '#']).next().unwrap_or("");
    let url = percent_decoded(url.trim_start_matches('/'));
    if url == ENDPOINT {
        return live_reload(request, site);
    }
    let folder = site.folder.read().unwrap_or_else(PoisonError::into_inner);
    let Some((path, file)) = find(&folder, &url) else {
        let page = File::open(folder.join("404.html"));
        drop(folder);
        let header = header("Content-Type", "text/html; charset=utf-8")?;
        match page {
            Ok(page) => {
                let page = Response::from_file(page).with_status_code(404);
                request.respond(page.with_header(header))?;
            }
            Err(_) => request.respond(Response::from_string("not found").with_status_code(404))?,
        }
        return Ok(());
    };
    let response = Response::from_file(file)
        .with_header(header("Content-Type", content_type(&path))?)
        .with_header(header("Cache-Control", "no-store")?);
    request.respond(response)?;
    Ok(())
}

/// A file inside the folder.
fn find(folder: &Path, url: &str) -> Option<(PathBuf, File)> {
    let mut path = PathBuf::from(url);
    if !path
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    path = folder.join(path);
    if path.is_dir() {
        path.push("index.html");
    }
    let file = File::open(&path).ok()?;
    Some((path, file))
}

fn percent_decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [first, after @ ..] = rest {
        let escape = match rest {
            [b'%', high, low, ..] => std::str::from_utf8(&[*high, *low])
                .ok()
                .and_then(|digits| u8::from_str_radix(digits, 16).ok()),
            _ => None,
        };
        bytes.push(escape.unwrap_or(*first));
        rest = if escape.is_some() { &rest[3..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("`{value}` is no header"))
}

/// Keeps the websocket open until the book is built again.
fn live_reload(request: Request, site: &Site) -> Result<()> {
    let key = request
        .headers()
        .iter()
        .find(|header| header.field.equiv("Sec-WebSocket-Key"));
    let Some(key) = key.map(|key| derive_accept_key(key.value.as_str().as_bytes())) else {
        request.respond(Response::empty(400))?;
        return Ok(());
    };
    let response = Response::empty(101).with_header(header("Sec-WebSocket-Accept", &key)?);
    let (page, rebuilt) = channel();
    let mut pages = site.pages.lock().unwrap_or_else(PoisonError::into_inner);
    pages.push(page);
    drop(pages);
    let stream = request.upgrade("websocket", response);
    let mut socket = WebSocket::from_raw_socket(stream, Role::Server, None);
    if rebuilt.recv().is_ok() {
        socket.send(Message::text("reload"))?;
    }
    Ok(())
}
