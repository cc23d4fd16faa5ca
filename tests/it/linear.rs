//! Time and memory grow with the input, whatever it is.
//!
//! Whatever the dialect has is named in one list, [`CONSTRUCTS`]. What is new there is
//! written into that list as well.

mod constructs;

use crate::properties::input;
use crate::support::{self, Book, run};
use constructs::Make::{self, Body, Each, Fields, Run};
use constructs::{CONSTRUCTS, many, numbered};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::engine::baseline;
use mdbook_patterns::engine::{self, Chapter};
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use mdbook_patterns::render::Target;
use mdbook_patterns::report;
use mdbook_patterns::schema::draft::{Wish, draft};
use mdbook_patterns::schema::upgrade::additions;
use mdbook_patterns::schema::{Template, page};
use std::time::Instant;

/// Seconds that this thread has worked; where the system does not say, those that passed.
fn seconds(start: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|spent| spent.split(' ').next()?.parse::<u64>().ok());
    match spent {
        Some(nanoseconds) => std::time::Duration::from_nanos(nanoseconds).as_secs_f64(),
        None => start.elapsed().as_secs_f64(),
    }
}

/// Checks and renders a page and writes all reports; the seconds it takes.
fn look(text: &str) -> f64 {
    let path = Some("a.md".to_owned());
    let chapter = Chapter {
        name: "a".to_owned(),
        path: path.clone(),
        source_path: path,
        content: text.to_owned(),
    };
    let input = input(Some(Target::Html {
        panel: true,
        stylesheet: true,
        script: true,
    }));
    let start = Instant::now();
    let before = seconds(start);
    let outcome = engine::run(&input, vec![chapter]);
    let found = &outcome.diagnostics;
    // Of a page only so many are shown, and each takes its time.
    let shown = report::shown::shown(found, found.len(), report::shown::Detail::Some)
        .into_iter()
        .take(10);
    shown.for_each(|shown| drop(shown.human(true)));
    if found.len() < 50 {
        return seconds(start) - before;
    }
    report::json::report(found, &outcome.summary, "");
    report::sarif::report(found, "");
    report::github::report(found, "");
    report::short::report(found, "");
    baseline::write(found);
    seconds(start) - before
}

/// Reads a page as a template, says what that asks for, writes a page of it and holds another against it.
fn look_as_template(text: &str) -> f64 {
    let (kinds, options) = (Kinds::default(), MarkdownOptions::default());
    let wish = Wish {
        title: "T",
        fields: &[],
        today: "2026-07-31",
        number: None,
        all: true,
        title_field: "title",
    };
    let start = Instant::now();
    let before = seconds(start);
    let loaded = Template::read("t", "t.md".to_owned(), text, &kinds, &options);
    report::template::page(&loaded.template);
    draft(&page(text, &kinds, &options), &loaded.template, &wish);
    let own = Page::parse("# T\n", &kinds, &options);
    additions(&own, &loaded.template, &kinds, &options).ok();
    seconds(start) - before
}

/// By which power of the input time may grow: a little more than by the first, for sorting, for
/// memory that is further away, and for a machine that has other things to do.
const MOST: f64 = 1.2;

/// What grows faster among some constructs, from `small` bytes to four times as many.
fn faster_than_linear(constructs: &[Make], small: usize, tries: usize) -> Vec<String> {
    faster_than_linear_where(look, constructs, small, tries)
}

fn faster_than_linear_where(
    look: fn(&str) -> f64,
    constructs: &[Make],
    small: usize,
    tries: usize,
) -> Vec<String> {
    let look_at = |offset: usize| {
        // All that is done for a page is done on one thread, whose time can be told from that of others.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        pool.unwrap().install(|| {
            look(&Run(":material-a: ").page(1000));
            let share = constructs.iter().skip(offset).step_by(4);
            let found = share.filter_map(|construct| grows(look, construct, small, tries));
            found.collect::<Vec<_>>()
        })
    };
    std::thread::scope(|scope| {
        let threads = [0, 1, 2, 3].map(|offset| scope.spawn(move || look_at(offset)));
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// What a construct takes, if that grows faster. What seems to in short pages is looked at again in
/// longer ones, where chance has less of a part in it, and all of it once more.
fn grows(look: fn(&str) -> f64, construct: &Make, small: usize, tries: usize) -> Option<String> {
    let seems = |small| grows_from(look, construct, small, tries);
    let again = || seems(small).and_then(|_| seems(4 * small));
    again().and_then(|_| again())
}

fn grows_from(
    look: fn(&str) -> f64,
    construct: &Make,
    small: usize,
    tries: usize,
) -> Option<String> {
    /// What takes less says nothing: as much is lost to chance.
    const LEAST: f64 = 0.02;
    let pages = [small, 4 * small].map(|bytes| construct.page(bytes));
    let [mut first, mut second] = [f64::INFINITY; 2];
    let mut exponent = 0.0;
    for _ in 0..tries {
        first = first.min(look(&pages[0]));
        second = second.min(look(&pages[1]));
        exponent = (second / first).log(4.0);
        if second < LEAST || exponent <= MOST {
            break;
        }
    }
    let name = construct.name();
    if std::env::var_os("LINEAR_TABLE").is_some() {
        println!("{name:54} {first:8.3} {second:8.3} {exponent:6.2}");
    }
    let grows = second >= LEAST && exponent > MOST;
    grows.then(|| format!("{name}: {first:.3} s, then {second:.3} s"))
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn whatever_a_page_holds_takes_its_share_of_time() {
    let wrong = faster_than_linear(CONSTRUCTS, 3 * 1024, 5);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The binary under a limit of memory.
#[cfg(unix)]
#[track_caller]
fn fits(book: &Book, arguments: &[&str], mebibytes: usize) {
    let mut limited = support::command_within(&format!("-v {}", mebibytes * 1024));
    limited.arg("check").arg(book.path()).args(arguments);
    // Each thread reserves memory that it does not use.
    limited.env("RAYON_NUM_THREADS", "1");
    let run = run(&mut limited, "");
    let start: String = run.stderr.chars().take(500).collect();
    assert!(matches!(run.code, Some(0 | 1)), "{:?} {start}", run.code);
}

/// Many diagnostics on one line, whose length each of them could take.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn whatever_a_page_holds_takes_its_share_of_memory() {
    let n = 100 * 1024;
    let pages = [
        Run("[a](x.md) "),
        Run(":material-a: "),
        Run("<"),
        Body(|n| format!("<!-- patterns: allow({}) -->\n", many("x, ", n))),
        Fields(|n| format!("related_laws: [{}]\n", numbered(|n| format!("t{n}, "), n))),
        // A fix of which each line repeats what stands before the first.
        Body(|n| many("\r", 2 * n) + &many("> [!tip] a\n", 2 * n)),
    ];
    for page in pages {
        let text = page.page(n);
        let book = Book::new(&[("a.md", &text)]);
        book.write("book.toml", "[preprocessor.patterns]\n");
        let report = book.path().join("report").display().to_string();
        fits(&book, &[], 400);
        fits(&book, &["--format", "json", "--output", &report], 400);
    }
    // One character after the other that means something to the parser by itself.
    let book = Book::new(&[("a.md", &many("<", 2 << 20))]);
    fits(&book, &[], 900);
}

/// The binary under a limit of seconds.
#[cfg(unix)]
#[track_caller]
fn takes_at_most(seconds: usize, book: &Book, arguments: &[&str]) -> support::Run {
    let mut limited = support::command_within(&format!("-t {seconds}"));
    let run = run(limited.args(arguments).arg(book.path()), "");
    assert!(matches!(run.code, Some(0 | 1)), "{:?}", run.code);
    run
}

/// A file's lines and marks are found once, whatever is put in of it and also what it has not.
#[cfg(unix)]
#[test]
fn parts_of_one_file_take_their_share_of_time() {
    let n = 200 * 1024;
    let marks = |n| {
        format!("ANCHOR: a{n}\nx\nANCHOR_END: a{n}\n--8<-- [start:b{n}]\nx\n--8<-- [end:b{n}]\n")
    };
    let page = |include| format!("# T\n\n{}", numbered(include, n));
    let book = Book::new(&[
        ("f", &numbered(marks, n)),
        ("a.md", &page(|n| format!("{{{{#include f:a{n}}}}}\n"))),
        ("b.md", &page(|n| format!("--8<-- \"src/f:b{n}\"\n\n"))),
        ("c.md", &page(|n| format!("--8<-- \"src/f:c{n}\"\n\n"))),
    ]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    takes_at_most(8, &book, &["check", "--format", "json"]);
}

/// A baseline of the same again and again, and of many measures of one rule.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_long_baseline_takes_its_share_of_time() {
    let list = "- **item**: text\n".repeat(9) + "\nText.\n\n";
    let pattern = "---\ntype: pattern\n---\n\n# A\n\n";
    for (rule, page) in [
        (
            "broken-link",
            "# A\n\n".to_owned() + &"[x](nowhere.md)\n\n".repeat(300_000),
        ),
        (
            "tables-over-lists",
            pattern.to_owned() + &list.repeat(40_000),
        ),
    ] {
        let book = Book::new(&[("a.md", &page)]);
        book.write("book.toml", "[preprocessor.patterns]\n");
        takes_at_most(12, &book, &["check", "--write-baseline", "--only", rule]);
        book.write(
            "book.toml",
            "[preprocessor.patterns]\nbaseline = \"patterns.baseline\"\n",
        );
        let run = takes_at_most(12, &book, &["check", "--only", rule, "--format", "short"]);
        assert_eq!(run.stdout, "", "{rule}");
    }
}

/// As many fixes as a page has words.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn many_fixes_of_one_page_take_their_share_of_time() {
    let page = "# A\n\n".to_owned() + &"naÃ¯ve text here\n\n".repeat(200_000);
    let book = Book::new(&[("a.md", &page)]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    let run = takes_at_most(14, &book, &["fix"]);
    run.says(&["fixed 200000 violations in 1 file"]);
}

/// Pages that include one another each come to the most that a page may; together they have a bound.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn pages_that_include_one_another_take_their_share_of_time() {
    const PAGES: usize = 120;
    let page = |index: usize| {
        let other = |step| format!("{{{{#include p{}.md}}}}\n", (index + step) % PAGES);
        (
            format!("p{index}.md"),
            (1..6).map(other).collect::<String>(),
        )
    };
    let book = Book::new(&(0..PAGES).map(page).collect::<Vec<_>>());
    book.write("book.toml", "[preprocessor.patterns]\n");
    let run = takes_at_most(8, &book, &["check", "--format", "short"]);
    let told = |words: &str| run.stderr.matches(words).count();
    assert_eq!(told("what the page includes is more than 8 MiB"), 8);
    assert_eq!(
        told("what the pages up to here include is more than 64 MiB"),
        PAGES - 8
    );
}

/// A book whose pages are held to a template with one section.
#[cfg(unix)]
fn held_to(template: &str, page: &str) -> Book {
    let book = Book::new(&[("a.md", page)]);
    book.write("t.md", template);
    book.write(
        "book.toml",
        "[preprocessor.patterns.templates.t]\nfile = \"t.md\"\npages = [\"a.md\"]\n",
    );
    book
}

/// A section that may occur several times is asked each time, and what it is held against is looked
/// for once.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_a_template_asks_of_many_sections_takes_its_share_of_time() {
    for asked in [
        "text = '(?<x>.*)', in = { x = \"Options\" }",
        "each = \"Options\", list = true",
        "box = true",
        "any = [{ section = \"None\" }, { table = true }]",
    ] {
        let template = format!(
            "# {{title}}\n\n## Options\n\n## Part\n\n<!-- patterns: repeat = true, {asked} -->\n"
        );
        let n = 60 * 1024;
        let items = numbered(|n| format!("- name {n}\n"), n);
        let parts = numbered(|n| format!("## Part\n\n!!! note\n    name {n}\n\n"), n);
        let page = format!("# T\n\n## Options\n\n{items}\n{parts}");
        let book = held_to(&template, &page);
        takes_at_most(15, &book, &["check", "--format", "json"]);
    }
}

/// Of fields, sections and blocks a template may have many, and each may be spoken of.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_a_template_holds_takes_its_share_of_time() {
    let constructs = [
        Fields(|n| numbered(|n| format!("k{n}: {{x}} # patterns: optional = true\n"), n)),
        Fields(|n| {
            numbered(
                |n| format!("k{n}: x # patterns: when = {{ k{n} = 'x' }}\n"),
                n,
            )
        }),
        Each(|n| format!("## S {n}\n\n<!-- patterns: table = true -->\n\n")),
        Each(|n| format!("## S {n}\n\n<!-- patterns: list = true -->\n!!! note\n    a\n\n")),
        Each(|n| format!("<!-- patterns: optional = true -->\n!!! note\n    {n}\n\n")),
        Each(|n| format!("<!-- patterns: optional = true -->\n| {n} |\n|---|\n|  |\n\n")),
        Each(|n| format!("| a{n} |\n|---|\n|  |\n\n")),
    ];
    let wrong = faster_than_linear_where(look_as_template, &constructs, 64 * 1024, 3);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a template asks of a section is bounded, and so is what is guessed of names.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn many_annotations_and_many_keys_take_their_share_of_time() {
    let n = 256 * 1024;
    let asked = numbered(
        |n| format!("<!-- patterns: list = {{ max = {n} }} -->\n\n"),
        n,
    );
    let template = format!("# {{title}}\n\n## Part\n\n{asked}");
    let page = format!("# T\n\n## Part\n\n{}", many("- a\n\n\n", n));
    let run = takes_at_most(8, &held_to(&template, &page), &["check"]);
    assert!(
        run.stderr
            .contains("more than 100 annotations of one section")
    );

    let fields = numbered(|n| format!("alpha{n}: {{x}}\n"), n);
    let template = format!("---\n{fields}---\n\n# {{title}}\n");
    let keys = numbered(|n| format!("omega{n}: x\n"), n);
    let page = format!("---\n{keys}---\n\n# T\n");
    let run = takes_at_most(8, &held_to(&template, &page), &["check"]);
    assert!(run.stderr.contains("a template of more than 1000 fields"));
}

/// A few bytes of a regular expression can stand for a mebibyte.
#[cfg(unix)]
#[test]
fn the_regular_expressions_of_a_template_have_a_bound() {
    let fields = numbered(
        |n| format!("k{n}: x # patterns: pattern = '\\w{{20}}'\n"),
        16 * 1024,
    );
    let book = held_to(&format!("---\n{fields}---\n\n# {{title}}\n"), "# T\n");
    fits(&book, &["--quiet"], 500);
    let run = book.check(&["--format", "short"]);
    let said = run.stdout + &run.stderr;
    let refused = "the template's regular expressions are too large together";
    assert!(said.contains(refused), "{said}");
}

/// Of these, what grew by the square was little: only long pages told it.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_long_pages_hold_takes_its_share_of_time() {
    let constructs = [
        Run("<div>a</div>"),
        Run("<table><tr><td>a"),
        Run("<!-- END TEMPLATE INSTRUCTIONS -->\n\n"),
        Run("```mermaid\na\n```\n\n"),
        Run("x\n\n/// caption\nx\n///\n\n"),
        Run("## Level 1: A (5 min)\n\n### B\n\na\n\n"),
    ];
    let wrong = faster_than_linear(&constructs, 96 * 1024, 2);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The same with pages of half a mebibyte. `LINEAR_TABLE=1` with `--nocapture` prints what each takes,
/// `LINEAR_BYTES` is the size of the smaller page. In a release build it takes a minute:
/// `cargo test --release --test it -- --ignored linear`.
#[test]
#[ignore = "takes minutes"]
fn whatever_a_large_page_holds_takes_its_share_of_time() {
    let small = std::env::var("LINEAR_BYTES").map_or(128 * 1024, |bytes| bytes.parse().unwrap());
    let wrong = faster_than_linear(CONSTRUCTS, small, 2);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
