//! `mdbook-patterns fix`: what it writes, and what it leaves alone.

use crate::fix::{FIXED, PAGE, book, fix, only, read, snapshot};
use crate::support::{command, run};
use std::fs;
use std::path::Path;

/// A file after its part of a unified diff, which has to fit exactly.
#[track_caller]
pub fn patch(diff: &str, file: &str, old: &str) -> String {
    let end = if file.contains(' ') { "\t" } else { "" };
    let header = format!("--- a/{file}{end}\n+++ b/{file}{end}\n");
    let Some(at) = diff.find(&header) else {
        return old.to_owned();
    };
    let mut lines = diff[at + header.len()..].split_inclusive('\n').peekable();
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let mut new = String::new();
    let mut done = 0;
    while let Some(header) = lines.next_if(|line| line.starts_with("@@ ")) {
        let mut words = header.split_whitespace().skip(1);
        let mut range = |sign: char| {
            let word = words.next().unwrap().strip_prefix(sign).unwrap();
            let (start, count) = word.split_once(',').unwrap_or((word, "1"));
            (
                start.parse::<usize>().unwrap(),
                count.parse::<usize>().unwrap(),
            )
        };
        let ((start, mut olds), (_, mut news)) = (range('-'), range('+'));
        let start = if olds == 0 { start } else { start - 1 };
        new.extend(old[done..start].iter().copied());
        done = start;
        while olds + news > 0 {
            let line = lines.next().unwrap();
            let (sign, mut text) = line.split_at(1);
            if lines.next_if(|line| line.starts_with('\\')).is_some() {
                text = text.strip_suffix('\n').unwrap();
            }
            if sign != "+" {
                assert_eq!(old[done], text);
                (done, olds) = (done + 1, olds - 1);
            }
            if sign != "-" {
                new.push_str(text);
                news -= 1;
            }
        }
    }
    new.extend(old[done..].iter().copied());
    new
}

#[test]
fn a_dry_run_writes_nothing_and_prints_a_patch() {
    let crlf = format!("\u{feff}{}", PAGE.replace('\n', "\r\n"));
    let unended = PAGE.trim_end();
    let at_end = format!("{PAGE}\n<!-- GOAL: end -->");
    let pages = [
        ("a.md", PAGE),
        ("sub dir/b.md", &crlf),
        ("ü.md", unended),
        ("d.md", &at_end),
        ("e.md", "# E\n"),
    ];
    let book = book(&pages);
    book.write(
        "src/SUMMARY.md",
        "- [A](a.md)\n- [B](<sub dir/b.md>)\n- [Ü](ü.md)\n- [D](d.md)\n- [E](e.md)\n",
    );
    let before = snapshot(book.path());
    let dry = fix(book.path(), &["--dry-run"]);
    assert_eq!(dry.code, Some(0), "{dry:?}");
    assert_eq!(
        dry.stderr,
        "would fix 13 violations in 4 files; no violation remains\n"
    );
    assert!(
        dry.stdout
            .starts_with("--- a/src/a.md\n+++ b/src/a.md\n@@ -1,12 +1,10 @@\n ---\n"),
        "{dry:?}"
    );
    assert_eq!(snapshot(book.path()), before);
    let git = std::process::Command::new("git").arg("--version").output();
    if git.is_ok() {
        let mut git = std::process::Command::new("git");
        let applied = run(
            git.current_dir(book.path()).args(["apply", "--check", "-"]),
            &dry.stdout,
        );
        assert_eq!(applied.code, Some(0), "{applied:?}");
    }
    assert_eq!(fix(book.path(), &[]).code, Some(0));
    for (path, old) in pages {
        let file = format!("src/{path}");
        assert_eq!(
            patch(&dry.stdout, &file, old),
            read(book.path(), &file),
            "{path}"
        );
    }
    assert_eq!(
        read(book.path(), "src/sub dir/b.md"),
        format!("\u{feff}{}", FIXED.replace('\n', "\r\n"))
    );
    assert_eq!(read(book.path(), "src/ü.md"), FIXED.trim_end());
}

#[test]
fn a_diff_is_coloured_for_terminals_only_and_harmless() {
    let hostile = "a\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}b\rc";
    let page = format!("---\ntype: pattern\nbest-for: x\n---\n{hostile}\n");
    let book = book(&[("a.md", &page)]);
    let plain = fix(book.path(), &["--dry-run"]);
    assert!(
        !plain
            .stdout
            .contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\r']),
        "{plain:?}"
    );
    let mut forced = command();
    forced
        .env("CLICOLOR_FORCE", "1")
        .arg("fix")
        .arg(book.path())
        .arg("--dry-run");
    let forced = run(&mut forced, "");
    assert!(
        forced
            .stdout
            .contains("\u{1b}[31m-best-for: x\u{1b}[0m\n\u{1b}[32m+best_for: x\u{1b}[0m\n"),
        "{forced:?}"
    );
    assert!(!forced.stdout.contains("\u{1b}]"), "{forced:?}");
    // The file has what it had.
    fix(book.path(), &[]);
    assert_eq!(
        read(book.path(), "src/a.md"),
        page.replace("best-for", "best_for")
    );
}

#[test]
fn a_read_only_file_stays_and_the_others_are_fixed() {
    let book = book(&[("a.md", PAGE), ("b.md", PAGE), ("c.md", PAGE)]);
    let file = book.path().join("src/b.md");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let mut expected = snapshot(book.path());
    let run = fix(book.path(), &[]);
    run.is_refused(&[
        "error: `src/b.md` is read-only; it is as it was",
        "fixed 6 violations in 2 files; 3 warnings remain",
    ]);
    for path in ["src/a.md", "src/c.md"] {
        expected.insert(path.to_owned(), FIXED.as_bytes().to_vec());
    }
    assert_eq!(snapshot(book.path()), expected);
    let run = fix(book.path(), &[]);
    run.is_refused(&[
        "`src/b.md` is read-only",
        "nothing fixed; 3 warnings remain",
    ]);
}

/// The kernel refuses to write on, as on a full disk.
#[cfg(unix)]
#[test]
fn a_write_that_fails_midway_leaves_the_file() {
    let long = format!("{PAGE}{}", "Another line.\n".repeat(1000));
    let book = book(&[("a.md", &long), ("b.md", PAGE)]);
    let mut expected = snapshot(book.path());
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" fix \"$1\""])
        .arg(crate::site::BINARY)
        .arg(book.path());
    let run = run(&mut shell, "");
    run.is_refused(&[
        "error: `src/a.md` cannot be written: ",
        "; it is as it was",
        "fixed 3 violations in 1 file; 3 warnings remain",
    ]);
    expected.insert("src/b.md".to_owned(), FIXED.as_bytes().to_vec());
    // Not even a half-written file beside it.
    assert_eq!(snapshot(book.path()), expected);
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_files_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = book(&[("sub/a.md", PAGE)]);
    let folder = book.path().join("src/sub");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let can_write = fs::write(folder.join("probe"), "").is_ok();
    let run = (!can_write).then(|| fix(book.path(), &[]));
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    if let Some(run) = run {
        run.is_refused(&["`src/sub/a.md` cannot be written: "]);
        assert_eq!(read(book.path(), "src/sub/a.md"), PAGE);
    } else {
        eprintln!("skipped: this user may write into every folder");
    }
}

#[cfg(unix)]
#[test]
fn no_file_outside_of_the_book_is_written() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("page.md"), PAGE).unwrap();
    let book = book(&[("a.md", PAGE)]);
    symlink(
        outside.path().join("page.md"),
        book.path().join("src/link.md"),
    )
    .unwrap();
    symlink(outside.path(), book.path().join("src/folder")).unwrap();
    let up = format!(
        "../../{}/page.md",
        outside.path().file_name().unwrap().to_str().unwrap()
    );
    book.write(
        "src/SUMMARY.md",
        format!("- [A](a.md)\n- [L](link.md)\n- [F](folder/page.md)\n- [U]({up})\n"),
    );
    for arguments in [&["--dry-run"][..], &[]] {
        let run = fix(book.path(), arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        run.says(&[
            "error: `src/link.md` is a file outside of the book; it is as it was",
            "error: `src/folder/page.md` is a file outside of the book",
            &format!("error: `src/{up}` is a file outside of the book"),
            "3 violations in 1 file; 9 warnings",
        ]);
        assert!(!run.stdout.contains("link.md"));
        assert_eq!(read(outside.path(), "page.md"), PAGE);
    }
    assert_eq!(read(book.path(), "src/a.md"), FIXED);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let book = book(&[("a.md", "# A\n")]);
    book.write("parts/real.md", PAGE);
    let real = book.path().join("parts/real.md");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../parts/real.md", book.path().join("src/link.md")).unwrap();
    book.write("src/SUMMARY.md", "- [L](link.md)\n");
    assert_eq!(fix(book.path(), &[]).code, Some(0));
    assert_eq!(read(book.path(), "parts/real.md"), FIXED);
    let mode = fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(
        fs::symlink_metadata(book.path().join("src/link.md"))
            .unwrap()
            .is_symlink()
    );
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_is_fixed_once() {
    let book = book(&[("a.md", PAGE)]);
    std::os::unix::fs::symlink("a.md", book.path().join("src/link.md")).unwrap();
    book.write("src/SUMMARY.md", "- [A](a.md)\n- [L](link.md)\n");
    let run = fix(book.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.stderr.contains("changed"), "{run:?}");
    assert_eq!(read(book.path(), "src/link.md"), FIXED);
}

#[test]
fn runs_that_fix_the_same_are_at_peace() {
    let names: Vec<String> = (0..60).map(|n| format!("p{n}.md")).collect();
    let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), PAGE)).collect();
    let book = book(&pages);
    let start = || {
        command()
            .arg("fix")
            .arg(book.path())
            .stderr(std::process::Stdio::null())
            .spawn()
    };
    let mut runs = [start().unwrap(), start().unwrap(), start().unwrap()];
    for run in &mut runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    let files = snapshot(book.path());
    assert_eq!(files.len(), names.len() + 2, "nothing is left beside them");
    assert!(
        names
            .iter()
            .all(|name| files[&format!("src/{name}")] == FIXED.as_bytes())
    );
}

/// Kills `fix` so many times while it writes. Each file is the old one or the new one,
/// mdBook would publish nothing of what is left, and the next run takes it away.
fn kill_while_it_writes(times: u64) {
    use std::io::BufRead as _;
    use std::time::Duration;
    let names: Vec<String> = (0..60).map(|n| format!("part{}/p{n}.md", n % 3)).collect();
    let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), PAGE)).collect();
    let book = book(&pages);
    let old = snapshot(book.path());
    let new = {
        assert_eq!(fix(book.path(), &[]).code, Some(0));
        snapshot(book.path())
    };
    let mut unfinished = 0;
    for round in 0..times {
        for name in &names {
            book.write(&format!("src/{name}"), PAGE);
        }
        let mut child = command()
            .arg("fix")
            .arg(book.path())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = std::io::BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        for _ in 0..=round % 40 {
            lines.read_line(&mut line).unwrap();
        }
        std::thread::sleep(Duration::from_micros(round * 137 % 1000));
        child.kill().unwrap();
        unfinished += u64::from(!child.wait().unwrap().success());
        for (path, text) in snapshot(book.path()) {
            let whole = old.get(&path) == Some(&text) || new.get(&path) == Some(&text);
            let unpublished = !old.contains_key(&path)
                && Path::new(&path)
                    .extension()
                    .is_some_and(|ending| ending == "md");
            assert!(whole || unpublished, "{path} in round {round}");
        }
        // Now and then, as it takes its time.
        if round % 4 == 3 {
            assert_eq!(fix(book.path(), &[]).code, Some(0));
            assert_eq!(snapshot(book.path()), new, "round {round}");
        }
    }
    assert!(
        unfinished > times / 2,
        "only {unfinished} of {times} were killed"
    );
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_run_that_is_killed_leaves_whole_files() {
    kill_while_it_writes(24);
}

#[test]
#[ignore = "takes a minute; the same as the one above, more often"]
fn a_run_that_is_killed_two_hundred_times_leaves_whole_files() {
    kill_while_it_writes(200);
}

#[test]
fn what_a_killed_run_left_is_taken_away_and_nothing_else() {
    let book = book(&[("a.md", PAGE), ("sub/b.md", "# B\n")]);
    let left = [
        "src/.mdbook-patterns-aB3dE6",
        "src/.mdbook-patterns-aB3dE7.md",
        "src/sub/.mdbook-patterns-000000.md",
    ];
    let kept = [
        "src/.mdbook-patterns-notes.md",
        "src/.mdbook-patterns",
        "src/.aB3dE6.md",
    ];
    for path in left.iter().chain(&kept) {
        book.write(path, "---\ntype: pattern\n---\n");
    }
    // They are nobody's pages.
    let toml = only(&["unlisted-page"]);
    book.write("book.toml", &toml);
    let run = book.check(&["--format", "short"]);
    assert!(!run.stdout.contains("aB3dE7"), "{run:?}");
    assert!(!run.stdout.contains("000000"), "{run:?}");
    let before = snapshot(book.path());
    fix(book.path(), &["--dry-run"]);
    assert_eq!(snapshot(book.path()), before);
    // Another run is about to give it its name.
    let soon = std::time::SystemTime::now() + std::time::Duration::from_secs(3);
    let in_use = book.path().join("src/.mdbook-patterns-inUse1.md");
    fs::File::create(&in_use)
        .unwrap()
        .set_modified(soon)
        .unwrap();
    fix(book.path(), &[]);
    let files = snapshot(book.path());
    for path in left {
        assert!(!files.contains_key(path), "{path}");
    }
    for path in kept {
        assert!(files.contains_key(path), "{path}");
    }
    assert!(in_use.exists());
}
