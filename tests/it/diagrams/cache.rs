//! Drawings and faults that are kept for the next run.

use super::{fence, without_ours};
use crate::site::files;
use crate::support::{Book, command, run};
use std::path::Path;

/// Runs the preprocessor on one page with this cache folder.
fn preprocess(cache: &Path, config: &serde_json::Value) -> String {
    let call = serde_json::json!([
        { "root": "/nonexistent", "renderer": "html", "mdbook_version": "0.5.4",
          "config": { "book": { "src": "src" }, "preprocessor": { "patterns": config } } },
        { "items": [{ "Chapter": { "name": "x", "content": fence("graph LR\n  A --> Cached"),
          "number": null, "sub_items": [], "path": "x.md", "source_path": "x.md", "parent_names": [] } }] }
    ]);
    let done = run(command().env("XDG_CACHE_HOME", cache), call.to_string());
    assert_eq!(done.code, Some(0), "{done:?}");
    done.stdout
}

#[test]
fn the_cache_only_saves_time() {
    let cache = tempfile::tempdir().unwrap();
    let none = serde_json::json!({ "profile": "adopt", "cache": false });
    let some = serde_json::json!({ "profile": "adopt" });
    let first = preprocess(cache.path(), &none);
    assert!(first.contains("Cached"), "{first}");
    assert_eq!(files(cache.path()), Vec::<std::path::PathBuf>::new());
    assert_eq!(preprocess(cache.path(), &some), first);
    let kept = files(cache.path());
    assert!(!kept.is_empty());
    assert_eq!(preprocess(cache.path(), &some), first, "from the cache");
    // What stands in the cache is really used: a changed entry shows.
    let drawing = kept
        .iter()
        .find(|path| path.to_string_lossy().contains("draw-"))
        .unwrap();
    let file = cache.path().join(drawing);
    let text = std::fs::read_to_string(&file).unwrap();
    let body = text.replacen(">Cached<", ">Known<", 1);
    assert_ne!(body, text);
    std::fs::write(&file, &body).unwrap();
    assert!(preprocess(cache.path(), &some).contains(">Known<"));
    for broken in ["", "{", "<svg>", &text[..text.len() / 2]] {
        std::fs::write(&file, broken).unwrap();
        assert_eq!(preprocess(cache.path(), &some), first, "{broken:.40}");
    }
    // A folder in its place, and a cache that is a file.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert_eq!(preprocess(cache.path(), &some), first);
    let blocked = cache.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    assert_eq!(preprocess(&blocked, &some), first);
}

/// What stands in the cache is as untrusted as what is drawn.
#[test]
fn a_changed_entry_of_the_cache_does_no_harm() {
    let cache = tempfile::tempdir().unwrap();
    let config = serde_json::json!({ "profile": "adopt" });
    let first = preprocess(cache.path(), &config);
    let kept = files(cache.path());
    assert_eq!(kept.len(), 1, "{kept:?}");
    let file = cache.path().join(&kept[0]);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut shown = 0;
    for (from, to) in [
        ("<g", "<script>alert(1)</script><g"),
        ("<g", "<g onload='alert(1)'"),
        ("<g", "<image href='https://evil.example/x.png'/><g"),
        ("<g", "<a href='https://evil.example'>x</a><g"),
        (
            "<g",
            "<foreignObject><iframe src='//evil.example'/></foreignObject><g",
        ),
        (
            "\"rules\":\"",
            "\"rules\":\"1}</style><style>body{position:fixed}",
        ),
        ("\"rules\":\"", "\"rules\":\"1,body{position:fixed}"),
        (
            "\"rules\":\"",
            "\"rules\":\"1{fill:url(https://evil.example/x.css)}",
        ),
        (">Cached<", "></text><script>alert(1)</script><"),
        (
            "\"view_box\":\"",
            "\"view_box\":\"'><script>alert(1)</script>",
        ),
    ] {
        let body = text.replace(from, to);
        assert_ne!(body, text);
        std::fs::write(&file, &body).unwrap();
        let page = preprocess(cache.path(), &config);
        let page = without_ours(&page);
        shown += usize::from(page.contains("patterns-diagram"));
        for bad in [
            "<script>alert",
            "onload",
            "evil.example",
            "body{position",
            "<image",
            "iframe",
        ] {
            assert!(!page.contains(bad), "{bad} of {to}");
        }
    }
    assert_eq!(
        shown, 10,
        "a diagram that is in order is drawn, whatever the cache says"
    );
    #[cfg(unix)]
    {
        std::fs::remove_file(&file).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&file).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(preprocess(cache.path(), &config), first);
        }
    }
}

/// What was found out is kept, and believed only of a diagram that still does not parse.
#[test]
fn a_fault_that_is_kept_denies_no_diagram_that_is_in_order() {
    let cache = tempfile::tempdir().unwrap();
    let check = |source: &str| {
        let book = Book::new(&[("page.md", &fence(source))]);
        let mut command = command();
        let command = command.args(["check", "--only", "diagram-syntax", "--format", "json"]);
        let command = command.arg(book.path()).env("XDG_CACHE_HOME", cache.path());
        run(command, "").json()["diagnostics"]
            .as_array()
            .unwrap()
            .clone()
    };
    let bad = "graph LR\n  A[x (y)] --> B";
    let first = check(bad);
    assert_eq!(first.len(), 1);
    let kept = files(cache.path());
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(check(bad), first);
    // A changed entry has other words, and no fix that does not help.
    let entry = cache.path().join(&kept[0]);
    let text = std::fs::read_to_string(&entry).unwrap();
    std::fs::write(&entry, text.replace(r#""\"x (y)\"""#, r#""x [y""#)).unwrap();
    let changed = check(bad);
    assert_eq!(changed[0]["fix"], serde_json::Value::Null, "{changed:?}");
    // The fault of another diagram.
    let good = "graph LR\n  A --> B";
    assert!(check(good).is_empty());
    let sound = files(cache.path())
        .into_iter()
        .find(|name| *name != kept[0]);
    let sound = cache.path().join(sound.unwrap());
    let name = sound
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .replace("check-", "fault-");
    std::fs::remove_file(&sound).unwrap();
    std::fs::write(sound.with_file_name(name), text).unwrap();
    assert!(check(good).is_empty());
}

#[test]
fn a_fault_that_is_kept_hides_no_drawing_that_is_checked() {
    let cache = tempfile::tempdir().unwrap();
    let config = serde_json::json!({ "profile": "adopt" });
    let good = preprocess(cache.path(), &config);
    let kept = files(cache.path());
    let drawing = cache.path().join(&kept[0]);
    let name = drawing.file_name().unwrap().to_str().unwrap();
    let fault = drawing.with_file_name(name.replace("draw-", "fault-"));
    std::fs::remove_file(&drawing).unwrap();
    let lie = r#"{"message":"a lie","at":null,"help":null,"syntax":true,"repair":null}"#;
    std::fs::write(fault, lie).unwrap();
    assert_eq!(preprocess(cache.path(), &config), good);
    assert_eq!(files(cache.path()), kept, "what does not hold is forgotten");
}

#[test]
fn the_cache_lies_where_the_platform_says_and_nowhere_else() {
    let text = fence("graph LR\n  A --> B");
    for (xdg, home, expected) in [
        (None, Some("relative"), None),
        (Some("relative"), Some("relative"), None),
        (Some("relative"), Some("/HOME"), Some("HOME/.cache")),
        (Some("/CACHE"), Some("relative"), Some("CACHE")),
        (Some(""), Some(""), None),
    ] {
        let place = tempfile::tempdir().unwrap();
        let book = Book::new(&[("page.md", &text)]);
        let before = files(book.path());
        let mut command = command();
        command
            .current_dir(book.path())
            .args(["render", "src/page.md"]);
        for (name, value) in [("XDG_CACHE_HOME", xdg), ("HOME", home)] {
            match value {
                Some(path) if path.starts_with('/') => {
                    command.env(name, place.path().join(&path[1..]));
                }
                Some(path) => {
                    command.env(name, path);
                }
                None => {
                    command.env_remove(name);
                }
            }
        }
        let run = run(&mut command, "");
        assert!(run.stdout.contains("<svg"), "{run:?}");
        assert_eq!(files(book.path()), before, "{xdg:?} {home:?}");
        let kept = expected.map(|path| place.path().join(path).join("mdbook-patterns"));
        assert!(kept.is_none_or(|path| path.is_dir()), "{xdg:?} {home:?}");
    }
}
