//! Diagrams that take too long or become too large.

use super::fence;
use crate::support::{Book, command, run};
use mdbook_patterns::diagram::Diagrams;
use std::time::{Duration, Instant};

/// Days that the drawer counts one by one, without a look at the clock.
fn endless(days: usize) -> String {
    format!(
        "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends\n  section x\n  y :a1, 2020-01-01, {days}d"
    )
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_diagram_that_takes_too_long_is_left_out_in_time_and_named() {
    let text = fence(&endless(90_000_000)) + "\n" + &fence("graph LR\n  A --> Drawn");
    let book = Book::new(&[("page.md", &text)]);
    for (arguments, what) in [
        (&["render", "src/page.md"][..], "is shown as code"),
        (
            &["check", "--quiet", "--only", "diagram-syntax"],
            "is not checked",
        ),
    ] {
        let start = Instant::now();
        let mut command = command();
        let done = run(command.current_dir(book.path()).args(arguments), "");
        assert!(start.elapsed() < Duration::from_secs(5), "{arguments:?}");
        assert_eq!(done.code, Some(0), "{done:?}");
        let warning = format!(
            "warning: src/page.md:3:1: this diagram {what}: it takes longer than two seconds; "
        );
        assert_eq!(done.stderr.matches(&warning).count(), 1, "{done:?}");
        assert_eq!(done.stderr.lines().count(), 1, "{done:?}");
        if arguments[0] == "render" {
            assert!(done.stdout.contains(">Drawn<"), "{done:?}");
            assert!(done.stdout.contains("<pre><code>gantt"), "{done:?}");
        }
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn many_diagrams_that_take_too_long_do_not_add_up() {
    let pages: Vec<(String, String)> = (0..40)
        .map(|n| (format!("p{n}.md"), fence(&endless(80_000_000 + n))))
        .collect();
    let book = Book::new(&pages);
    let start = Instant::now();
    let mut command = command();
    command
        .env("RAYON_NUM_THREADS", "2")
        .current_dir(book.path());
    let done = run(command.args(["render", "src/p0.md"]), "");
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(done.code, Some(0), "{done:?}");
    for (name, _) in pages {
        let place = format!("warning: src/{name}:3:1: this diagram is shown as code: ");
        assert_eq!(done.stderr.matches(&place).count(), 1, "{name}: {done:?}");
    }
    done.says(&["other diagrams of the book have taken too long; make those smaller"]);
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn sources_that_grow_without_end_are_refused_in_time() {
    let repeated = |count: usize, line: fn(usize) -> String| {
        let lines: Vec<String> = (0..count).map(line).collect();
        format!("graph LR\n{}", lines.join("\n"))
    };
    let nested = repeated(3000, |n| format!("subgraph s{n}")) + &"\nend".repeat(3000);
    let wide = repeated(4000, |n| format!("  A{n} --> A{}", (n * 7) % 4001));
    let brackets = format!("graph LR\n  A{}", "[".repeat(50_000));
    let huge = format!("graph LR\n  A[{}]", "x".repeat(200_000));
    for source in [nested, wide, brackets, huge] {
        let start = Instant::now();
        let _ = Diagrams::new(false, true).draw(&source);
        assert!(start.elapsed() < Duration::from_secs(20), "{source:.40}");
    }
}
