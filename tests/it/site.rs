//! A book in a temporary folder, built the way `mdbook build` builds it.

use mdbook_driver::MDBook;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once};
use tempfile::TempDir;
use tracing::field::Field;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// The binary under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_mdbook-patterns");

/// What the preprocessor said, in the book's folder.
const LOG: &str = "patterns.log";

/// A book and what was built of it.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A book with this table `[preprocessor.patterns]` and these chapters.
    pub fn new(table: &str, chapters: &[(&str, &str)]) -> Site {
        let site = Site {
            folder: TempDir::new().unwrap(),
        };
        let outputs = "[output.html]\n[output.markdown]\n";
        site.write(
            "book.toml",
            &format!("[book]\ntitle = \"Test\"\n\n[preprocessor.patterns]\n{table}\n\n{outputs}"),
        );
        let mut summary = String::from("# Summary\n\n");
        for (path, text) in chapters {
            let _ = writeln!(summary, "- [{path}]({})", path.replace(' ', "%20"));
            site.write(&format!("src/{path}"), text);
        }
        site.write("src/SUMMARY.md", &summary);
        site
    }

    /// A copy of a book folder; `None`, with a word, where it is absent.
    pub fn copy(from: &Path, table: &str) -> Option<Site> {
        if !from.join("book.toml").is_file() {
            println!("skipped: no book at {}", from.display());
            return None;
        }
        let site = Site {
            folder: TempDir::new().unwrap(),
        };
        copy_folder(&from.join("src"), &site.path().join("src"));
        site.write(
            "book.toml",
            &format!("[book]\ntitle = \"Copy\"\n\n[preprocessor.patterns]\n{table}\n"),
        );
        Some(site)
    }

    /// The book in a folder, as it is.
    pub fn of(folder: TempDir) -> Site {
        Site { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// The book, with the binary under test as its preprocessor. What that says on
    /// standard error goes to [`LOG`]: mdBook would pass it on, past the test harness.
    fn load(&self) -> MDBook {
        let mut config = MDBook::load(self.path()).unwrap().config;
        let command = if cfg!(unix) {
            let log = self.path().join(LOG);
            format!(
                "sh -c 'exec \"$0\" \"$@\" 2>>\"{}\"' \"{BINARY}\"",
                log.display()
            )
        } else {
            BINARY.to_owned()
        };
        config
            .set("preprocessor.patterns.command", command)
            .unwrap();
        MDBook::load_with_config(self.path(), config).unwrap()
    }

    /// Tells the test harness what the preprocessor said: it is shown where the test fails.
    fn tell(&self) {
        if let Ok(log) = fs::read_to_string(self.path().join(LOG)) {
            eprintln!("{log}");
        }
    }

    /// Builds the book; whether that went well.
    pub fn build(&self) -> bool {
        let built = self.load().build();
        self.tell();
        built.is_ok()
    }

    /// Builds the book and returns mdBook's warnings.
    pub fn warnings(&self) -> Vec<String> {
        self.logged(Level::WARN)
    }

    /// Builds the book and returns the lines that `mdbook build` and the preprocessor write on a terminal.
    pub fn said(&self) -> Vec<String> {
        let lines = self.logged(Level::INFO).into_iter();
        let lines = lines.map(|line| format!("\u{1b}[32m INFO\u{1b}[0m {line}"));
        let mut said: Vec<String> = lines.collect();
        let own = fs::read_to_string(self.path().join(LOG)).unwrap_or_default();
        // The first line comes before preprocessors run, the others behind them.
        let first = said.len().min(1);
        said.splice(first..first, own.lines().map(str::to_owned));
        said
    }

    fn logged(&self, level: Level) -> Vec<String> {
        // A line that a thread without a listener says first is said to nobody, for good: so all have one.
        static EVERYWHERE: Once = Once::new();
        EVERYWHERE.call_once(|| {
            let _ = tracing::subscriber::set_global_default(Log::new(Level::INFO));
        });
        let log = Log::new(level);
        let built = tracing::subscriber::with_default(log.clone(), || self.build());
        assert!(built);
        let lines = log.lines.lock().unwrap();
        lines.clone()
    }

    /// Runs `mdbook test` on the book; whether all examples pass.
    pub fn test(&self) -> bool {
        let tested = self.load().test(Vec::new());
        self.tell();
        tested.is_ok()
    }

    /// The folder of the HTML.
    pub fn html_folder(&self) -> PathBuf {
        let nested = self.path().join("book/html");
        if nested.is_dir() {
            nested
        } else {
            self.path().join("book")
        }
    }

    /// The HTML of a chapter's content, without the stylesheet and the script.
    pub fn html(&self, path: &str) -> String {
        let page =
            fs::read_to_string(self.html_folder().join(path).with_extension("html")).unwrap();
        let start = page.find("<main>").unwrap() + "<main>".len();
        let end = page.find("</main>").unwrap();
        let mut content = page[start..end].to_owned();
        let opens =
            |content: &str, tag: &str| content.trim_start().starts_with(&format!("<{tag}>"));
        while let Some(tag) = ["style", "script"]
            .into_iter()
            .find(|tag| opens(&content, tag))
        {
            let close = format!("</{tag}>");
            let end = content.find(&close).unwrap() + close.len();
            content.replace_range(..end, "");
        }
        content
    }

    /// What the `markdown` renderer was given for a chapter.
    pub fn markdown(&self, path: &str) -> String {
        fs::read_to_string(self.path().join("book/markdown").join(path)).unwrap()
    }
}

/// Keeps the warnings that are logged in a thread.
#[derive(Clone)]
struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    level: Level,
}

impl Log {
    fn new(level: Level) -> Log {
        Log {
            lines: Arc::default(),
            level,
        }
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.level
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut |field: &Field, value: &dyn std::fmt::Debug| {
            if field.name() == "message" {
                self.lines.lock().unwrap().push(format!("{value:?}"));
            }
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// All files below a folder, relative to it, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// The example book, which is always there.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example")
}

/// Copies of the example book and of the real pages, where they are, with this table.
pub fn libraries(table: &str) -> Vec<Site> {
    let folders = [example(), corpus()];
    let copies = folders.iter().filter_map(|from| Site::copy(from, table));
    copies.collect()
}

/// The folder of real pages, beside the checkout.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// HTML with every run of white space as one space, and none beside tags; without the ids of tabs, which
/// say nothing of where they stand.
pub fn squeeze(html: &str) -> String {
    let mut pieces = html.split(" id=\"__tabbed_");
    let mut bare = pieces.next().unwrap_or("").to_owned();
    bare.extend(pieces.map(|piece| piece.split_once('"').map_or(piece, |(_, behind)| behind)));
    bare.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("> <", "><")
}
