//! Where links lead, as text: schemes, relative paths, percent signs.

use std::borrow::Cow;

/// Whether a link leaves the book: it has a scheme or a host.
pub fn is_external(dest: &str) -> bool {
    let is_scheme = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let begins_scheme = dest.starts_with(|c: char| c.is_ascii_alphabetic());
    dest.starts_with("//")
        || begins_scheme && dest.bytes().find(|byte| !is_scheme(byte)) == Some(b':')
}

/// A destination without its query and its anchor.
pub fn path_of(dest: &str) -> &str {
    let end = memchr::memchr2(b'#', b'?', dest.as_bytes());
    &dest[..end.unwrap_or(dest.len())]
}

/// Whether links begin at the same place on the pages `a` and `b`.
pub fn begin_alike(a: &str, b: &str) -> bool {
    let parts = |path: &str| {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let name = match file.strip_suffix(".md") {
            Some("README") => "index.md",
            _ => file,
        };
        (folder.to_owned(), name.to_owned())
    };
    a == b || parts(a) == parts(b)
}

/// A path with `/` and without `.`, empty parts and folders that it leaves again.
/// What leads out of where it begins stays in front.
pub fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The path relative to `src` that a relative link on the page `from` names;
/// `None` for external links, for a mere `#anchor` and for paths that leave `src`.
/// A trailing `/` stays.
pub fn target_path(from: &str, dest: &str) -> Option<String> {
    let path = path_of(dest);
    if path.is_empty() || is_external(dest) {
        return None;
    }
    let decoded = if path.contains('%') {
        Cow::Owned(percent_decode(path))
    } else {
        Cow::Borrowed(path)
    };
    let folder = from.rsplit_once('/').map(|(folder, _)| folder);
    let folder = folder.filter(|_| !decoded.starts_with('/'));
    let mut depth = folder.map_or(0, |folder| folder.split('/').count());
    let mut joined = String::with_capacity(from.len() + decoded.len());
    joined.push_str(folder.unwrap_or(""));
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                depth = depth.checked_sub(1)?;
                joined.truncate(joined.rfind('/').unwrap_or(0));
            }
            part => {
                if depth > 0 {
                    joined.push('/');
                }
                joined.push_str(part);
                depth += 1;
            }
        }
    }
    if decoded.ends_with('/') {
        joined.push('/');
    }
    Some(joined)
}

/// Where a link on the page `from` begins on a site with directory URLs, as MkDocs
/// makes it: there `x.md` is at `x/`. `None` where that is no other place, and for
/// links to `.md`, which mean files to MkDocs too.
pub fn page_url(from: &str, dest: &str) -> Option<String> {
    let path = path_of(dest);
    let stem = from.strip_suffix(".md")?;
    let is_index = matches!(stem.rsplit('/').next(), Some("index" | "README"));
    let means_file = path.strip_suffix(".md").is_some();
    let same = is_index || means_file || path.starts_with('/');
    (!same).then(|| format!("{stem}/index.md"))
}

/// The relative link from one page to another, both paths relative to `src`.
pub fn relative_link(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let common = folders
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let ups = vec![".."; folders.len() - common];
    ups.into_iter()
        .chain(to[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

/// A part of a URL without its `%xx`.
pub fn percent_decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3))
            .flatten();
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
