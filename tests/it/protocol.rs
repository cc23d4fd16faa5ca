//! What mdBook sees of the preprocessor.

use crate::support::{BROKEN, Book, Run, command, other_rules, run};
use serde_json::{Map, Value, json};

/// A call with all that mdBook 0.5 sends and some that it does not.
fn call() -> Value {
    let rules: Map<String, Value> = other_rules()
        .map(|rule| (rule.to_owned(), "allow".into()))
        .collect();
    json!([
        {
            "root": "/nonexistent",
            "config": {
                "book": { "src": "src", "title": "A book", "later": [1, 2.5] },
                "preprocessor": { "patterns": { "rules": rules } },
                "output": { "html": {} },
                "later": null
            },
            "renderer": "html",
            "mdbook_version": "0.5.4",
            "later": { "key": [true] }
        },
        {
            "items": [
                { "PartTitle": "A part" },
                chapter("Page", "page.md", "---\ntype: pattern\n---\n\n# Page\n\nText.\n"),
                "Separator",
                { "Chapter": { "name": "Draft", "content": "", "number": null, "sub_items": [
                    chapter("Under a draft", "deep.md", "# Deep\n")
                ], "path": null, "source_path": null, "parent_names": [] } },
                { "Video": { "url": "later", "content": "kept" } },
                "Later",
                17,
                null
            ],
            "later": "kept"
        }
    ])
}

fn chapter(name: &str, path: &str, content: &str) -> Value {
    json!({ "Chapter": {
        "name": name,
        "content": content,
        "number": [1, 2],
        "sub_items": [],
        "path": path,
        "source_path": path,
        "parent_names": ["A part"],
        "later": { "big": 18_446_744_073_709_551_615_u64, "float": 0.1 }
    } })
}

fn preprocess(call: &Value) -> Run {
    run(&mut command(), call.to_string())
}

/// The call with one page that denies.
fn broken() -> Value {
    let mut call = call();
    call[1]["items"][1]["Chapter"]["content"] = BROKEN.into();
    call
}

/// Takes the content out of every chapter.
fn without_content(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_content),
        Value::Object(map) => {
            if let Some(Value::Object(chapter)) = map.get_mut("Chapter") {
                chapter.remove("content");
            }
            map.values_mut().for_each(without_content);
        }
        _ => {}
    }
}

#[test]
fn supports_every_renderer() {
    for renderer in ["html", "markdown", "linkcheck", "", "--", "weird name"] {
        let run = run(command().args(["supports", "--", renderer]), "");
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    }
    assert_eq!(
        run(command().args(["supports", "html"]), "").code,
        Some(0),
        "as mdBook calls it"
    );
    let code = |arguments: &[&str]| run(command().arg("supports").args(arguments), "").code;
    assert_eq!(code(&["--help"]), Some(0));
    for wrong in [&[][..], &["html", "markdown"], &["--html"]] {
        assert_eq!(code(wrong), Some(2), "{wrong:?}");
    }
}

#[test]
fn only_content_changes() {
    for renderer in ["html", "markdown", "linkcheck", "test"] {
        let mut call = call();
        call[0]["renderer"] = renderer.into();
        let run = preprocess(&call);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stderr, "");
        let mut book = run.json();
        let page = book["items"][1]["Chapter"]["content"].as_str().unwrap();
        assert!(!page.contains("type: pattern"), "{page}");
        let deep = &book["items"][3]["Chapter"]["sub_items"][0];
        assert_eq!(deep["Chapter"]["content"], "# Deep\n");
        without_content(&mut book);
        without_content(&mut call[1]);
        assert_eq!(book, call[1], "{renderer}");
    }
}

#[test]
fn nested_chapters_come_back_in_place() {
    let mut inner = chapter("29", "29.md", "# 29\n");
    for depth in (0..29).rev() {
        let mut outer = chapter(
            &depth.to_string(),
            &format!("{depth}.md"),
            &format!("# {depth}\n"),
        );
        outer["Chapter"]["sub_items"] = json!([inner]);
        inner = outer;
    }
    let mut call = call();
    call[1]["items"] = json!([inner, chapter("last", "last.md", "# last\n")]);
    let run = preprocess(&call);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.json(), call[1]);
}

#[test]
fn known_versions_are_silent() {
    for version in ["0.5.0", "0.5.4", "0.5.99", "0.5.0-beta.2", "0.5.4+build"] {
        let mut call = call();
        call[0]["mdbook_version"] = version.into();
        let run = preprocess(&call);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{version}");
    }
}

#[test]
fn mdbook_0_4_is_answered_in_kind() {
    let mut call = call();
    call[0]["mdbook_version"] = "0.4.52".into();
    let items = call[1]["items"].take();
    call[1] = json!({ "sections": items, "__non_exhaustive": null });
    let run = preprocess(&call);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let mut book = run.json();
    let page = book["sections"][1]["Chapter"]["content"].as_str().unwrap();
    assert!(!page.contains("type: pattern"), "{page}");
    without_content(&mut book);
    without_content(&mut call[1]);
    assert_eq!(book, call[1]);
}

#[test]
fn newer_versions_get_one_warning() {
    for version in ["0.6.0", "0.10.1", "1.0.0"] {
        let mut call = call();
        call[0]["mdbook_version"] = version.into();
        let run = preprocess(&call);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.json()["items"].is_array());
        assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
        run.says(&["warning", version, "0.4 and 0.5"]);
    }
}

#[test]
fn other_versions_are_refused() {
    for version in ["0.3.7", "0.0.28", "banana", "", "0.5"] {
        let mut call = call();
        call[0]["mdbook_version"] = version.into();
        preprocess(&call).is_refused(&[version, "0.4 and 0.5", env!("CARGO_PKG_VERSION")]);
    }
}

#[test]
fn what_is_not_a_call_is_refused() {
    let whole = call().to_string();
    for input in [
        "",
        " \n\t\r\n",
        "{",
        "[",
        "[{}",
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 1],
        &format!("{whole} x"),
        "banana",
        "null",
        "17",
        "\"text\"",
        "{}",
        "[]",
        "[1]",
        "[1, 2]",
        "[{}, {}]",
        "[[], []]",
        "[{}, {}, {}]",
    ] {
        run(&mut command(), input).is_refused(&["error: ", "mdbook-patterns check"]);
    }
    run(&mut command(), b"[\"\xff\xfe\"]").is_refused(&["error: "]);
}

#[test]
fn a_call_without_its_parts_is_refused() {
    for key in ["root", "renderer", "mdbook_version"] {
        for wrong in [None, Some(json!(null)), Some(json!(5)), Some(json!({}))] {
            let mut call = call();
            let context = call[0].as_object_mut().unwrap();
            context.shift_remove(key);
            context.extend(wrong.map(|value| (key.to_owned(), value)));
            preprocess(&call).is_refused(&[&format!("`{key}`")]);
        }
    }
    for book in [
        json!(null),
        json!([]),
        json!({}),
        json!({ "items": {} }),
        json!({ "sections": "x" }),
    ] {
        let mut call = call();
        call[1] = book;
        preprocess(&call).is_refused(&["`items`"]);
    }
}

#[test]
fn odd_items_come_back_as_they_are() {
    let mut call = call();
    call[1]["items"] = json!([
        { "Chapter": null },
        { "Chapter": 5 },
        { "Chapter": [] },
        { "Chapter": {} },
        { "Chapter": { "path": 5, "content": 5, "sub_items": 5 } },
        { "Chapter": { "path": "a.md", "content": null, "sub_items": null } },
        { "Chapter": { "path": "a.md", "content": "# A\n" } },
        [[]],
        {}
    ]);
    let run = preprocess(&call);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.json(), call[1]);
}

#[test]
fn an_odd_configuration_is_survived() {
    for config in [
        json!(null),
        json!(5),
        json!([]),
        json!({ "book": 5, "output": 5 }),
        json!({ "output": { "html": 5 }, "preprocessor": 5 }),
    ] {
        let mut call = call();
        call[0]["config"] = config;
        call[1]["items"] = json!([chapter("Page", "page.md", "# Page\n")]);
        let run = preprocess(&call);
        assert!(matches!(run.code, Some(0..=2)), "{run:?}");
        run.says(&[]);
    }
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{\"sub_items\":[", "]}")] {
        let deep = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        run(&mut command(), &deep).is_refused(&[]);
        let inside = call().to_string().replacen("\"Later\"", &deep, 1);
        run(&mut command(), inside).is_refused(&[]);
    }
}

/// Neither we nor mdBook, which reads the answer, take JSON that is nested any deeper.
#[test]
fn chapters_that_stand_too_deep_are_called_so() {
    let nested = |depth: usize| {
        let mut items = Vec::new();
        for n in 0..depth {
            let mut outer = chapter("x", &format!("{n}.md"), "# X\n");
            outer["Chapter"]["sub_items"] = items.into();
            items = vec![outer];
        }
        let mut call = call();
        call[1] = json!({ "items": items });
        preprocess(&call)
    };
    assert_eq!(nested(40).code, Some(0));
    nested(50).is_refused(&["nested too deeply", "SUMMARY.md", "nest it less"]);
}

#[test]
fn a_deny_fails_the_build() {
    let run = preprocess(&broken());
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    run.says(&[
        "error[frontmatter-syntax]",
        "src/page.md (made by another preprocessor):4:8",
        "1 denied in 1 of 1 pattern page",
    ]);
}

#[test]
fn serving_shows_a_deny_and_goes_on() {
    let mut call = broken();
    call[0]["config"]["output"]["html"]["live-reload-endpoint"] = "__livereload".into();
    let run = preprocess(&call);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&[
        "error[frontmatter-syntax]",
        "src/page.md (made by another preprocessor):4:8",
    ]);
    assert!(run.json()["items"].is_array());

    let table = &mut call[0]["config"]["preprocessor"]["patterns"];
    table["on-serve"] = "fail".into();
    let run = preprocess(&call);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    run.says(&["error[frontmatter-syntax]"]);
}

#[test]
fn several_renderers_get_one_report() {
    let mut call = broken();
    call[0]["mdbook_version"] = "0.6.0".into();
    let config = &mut call[0]["config"];
    config["preprocessor"]["patterns"]["rules"]["frontmatter-syntax"] = "warn".into();
    let reports = |call: &mut Value, renderers: &[&str]| {
        let runs = renderers.iter().map(|renderer| {
            call[0]["renderer"] = (*renderer).into();
            let run = preprocess(call);
            assert_eq!(run.code, Some(0), "{run:?}");
            assert!(run.json()["items"].is_array());
            assert_eq!(
                run.stderr.contains("is newer than"),
                run.stderr.contains("[frontmatter-syntax]")
            );
            run.stderr
        });
        let all: Vec<String> = runs.collect();
        all.concat().matches("[frontmatter-syntax]").count()
    };
    call[0]["config"]["output"] = json!({ "markdown": {}, "html": {}, "linkcheck": {} });
    let all = ["html", "linkcheck", "markdown"];
    assert_eq!(reports(&mut call, &all), 1);
    // mdBook leaves out the renderers that are not chosen.
    call[0]["config"]["preprocessor"]["patterns"]["renderers"] = json!(["markdown", "linkcheck"]);
    assert_eq!(reports(&mut call, &all[1..]), 1);
    // `mdbook test` has a renderer that no configuration names.
    assert_eq!(reports(&mut call, &["test"]), 1);
}

/// `script` lends the binary a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_told_what_to_run() {
    let binary = env!("CARGO_BIN_EXE_mdbook-patterns");
    let mut script = std::process::Command::new("script");
    script.args(["-qec", binary, "/dev/null"]);
    let Ok(output) = script.stdin(std::process::Stdio::null()).output() else {
        eprintln!("skipped: there is no `script` to lend a terminal");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("mdbook-patterns check"), "{text}");
}

/// More threads than a machine has, and none at all.
#[test]
fn threads_that_cannot_be_made_are_not_needed() {
    let book = Book::new(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    for number in ["0", "1", "10000", "18446744073709551615", "many"] {
        let mut command = command();
        command.env("RAYON_NUM_THREADS", number);
        let run = run(command.arg("check").arg(book.path()), "");
        assert_eq!(run.code, Some(0), "{number}: {run:?}");
        run.says(&[]);
    }
    // Stacks that no machine has room for: not one thread can be made.
    let mut command = command();
    command.env("RUST_MIN_STACK", "70368744177664");
    let run = run(command.arg("check").arg(book.path()), "");
    assert_eq!(run.code, Some(0), "{run:?}");
    run.says(&[]);
}
