//! The commands. Exit codes: 0 clean, 1 violations, 2 could not run.

/// Says something on standard error. Where nobody can hear it, on a full disk or behind a closed pipe, what
/// is done goes on: the exit code says the rest.
macro_rules! tell {
    ($($what:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($what)*);
    }};
}

mod check;
mod configuration;
mod doctor;
mod editor;
mod explain;
mod export;
mod fix;
mod import;
mod input;
mod install;
mod level_flags;
mod new;
mod output;
mod preprocess;
mod print;
mod render;
mod rules;
mod status;
mod summary;
mod template;
mod threads;
mod upgrade;

use crate::diagram::THREAD;
use crate::report::harmless;
use crate::report::tone::Tone;
use crate::rules::rule::Rule;
use crate::template::Tier;
use crate::text::suggest::nearest;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use editor::Editor;
use std::path::PathBuf;
use std::process::ExitCode;

/// Renders and checks libraries of design patterns in an mdBook.
///
/// Without a command it is the preprocessor: it reads mdBook's JSON from
/// standard input and writes the book's JSON to standard output.
#[derive(Parser)]
#[command(name = "mdbook-patterns", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Tells mdBook whether a renderer is supported: every one is
    Supports {
        /// The renderer's name
        renderer: String,
    },
    /// Checks a book without building it
    Check {
        /// Books, by the folder with book.toml, or pages and folders of books; what is said of a page
        /// is what its whole book says of it
        #[arg(default_value = ".", value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// How diagnostics are written: for people to standard error, for machines to standard output
        #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
        format: CheckFormat,
        /// Writes the report to a file instead, all at once
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Shows all diagnostics, not only the first three of a rule on each page
        #[arg(long)]
        all: bool,
        /// Prints only how many there are of each rule: denied, warned, fixable, on how many pages
        #[arg(long, conflicts_with = "write_baseline")]
        statistics: bool,
        /// Says nothing where there is no violation
        #[arg(long)]
        quiet: bool,
        /// Writes today's violations to a file in the book's folder, `patterns.baseline` or what book.toml
        /// names; named there as `baseline`, it lets only new ones fail
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "")]
        write_baseline: Option<String>,
        #[command(flatten)]
        levels: level_flags::LevelFlags,
    },
    /// Applies the fixes that need no look, and says what is left
    Fix {
        /// The book's folder, the one with book.toml
        #[arg(default_value = ".")]
        book: PathBuf,
        /// Also applies fixes that are only probably right
        #[arg(long)]
        r#unsafe: bool,
        /// Writes nothing, prints what would change as a unified diff
        #[arg(long)]
        dry_run: bool,
        /// Applies only the fixes of this rule; may be given several times
        #[arg(long = "rule", value_name = "NAME")]
        rules: Vec<String>,
        /// Adds instead what the newest edition of this template has more to pages of older ones
        #[arg(long, value_name = "TEMPLATE", conflicts_with_all = ["unsafe", "rules"])]
        to: Option<String>,
    },
    /// Makes a book of a site for MkDocs or Zensical: writes book.toml and SUMMARY.md for the pages as they are
    Import {
        /// The configuration (`mkdocs.yml`, `zensical.toml` …), or the folder that has one
        #[arg(default_value = ".", value_name = "MKDOCS_YML")]
        path: PathBuf,
        /// Copies the pages into a folder of their own, and makes the book there
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        /// Writes nothing, prints what would change as a unified diff
        #[arg(long)]
        dry_run: bool,
        /// Takes local stylesheets, scripts and the favicon over
        #[arg(long)]
        assets: bool,
    },
    /// Writes stylesheet and script into the book, and names them and the preprocessor in book.toml
    Install {
        /// The book's folder, the one with book.toml
        #[arg(default_value = ".")]
        book: PathBuf,
        /// Writes instead what this editor's extensions read of the book's own templates
        #[arg(long, value_enum)]
        editor: Option<Editor>,
        /// Writes nothing, prints what would change as a unified diff
        #[arg(long)]
        dry_run: bool,
    },
    /// Says whether the book, mdBook and other preprocessors fit together
    Doctor {
        /// The book's folder, the one with book.toml
        #[arg(default_value = ".")]
        book: PathBuf,
        /// How it is written
        #[arg(long, value_enum, default_value_t = ListFormat::Human)]
        format: ListFormat,
    },
    /// Prints SUMMARY.md with the pages that it lacks: what is arranged in it stays as it is
    Summary {
        /// The book's folder, the one with book.toml
        #[arg(default_value = ".")]
        book: PathBuf,
        /// Writes SUMMARY.md and shows what changed
        #[arg(long)]
        write: bool,
    },
    /// Shows how each pattern page stands, worst first, and totals per tier and category
    Status(status::Arguments),
    /// Writes what is known of each pattern page, for other programs: fields, relations, measures
    Export(export::Arguments),
    /// Lists all rules: level, whether they can be fixed, options
    Rules {
        /// The book whose levels and options are shown; else that of the current folder, if it has one
        book: Option<PathBuf>,
        /// How the list is written
        #[arg(long, value_enum, default_value_t = ListFormat::Human)]
        format: ListFormat,
    },
    /// Writes a new page of a template of the book, and lists it in SUMMARY.md
    New(new::Options),
    /// Prints a template of the book, or what it asks for
    Template(template::Options),
    /// Prints the JSON Schema of a template's frontmatter, for editors and other tools
    Schema {
        /// What book.toml calls it
        name: String,
        /// The book's folder, the one with book.toml
        #[arg(long, default_value = ".")]
        book: PathBuf,
    },
    /// Prints the text of a page as mdBook gets it, or which transform made what of it
    Render {
        /// The page, a chapter of a book
        file: PathBuf,
        /// For which kind of renderer
        #[arg(long, value_enum, default_value_t = RenderFormat::Html)]
        format: RenderFormat,
        /// Prints each change instead: its place, the transform that made it, before and after
        #[arg(long)]
        explain: bool,
    },
    /// Prints what a rule says, why, and examples
    Explain {
        /// The rule's name
        #[arg(required_unless_present = "tier", conflicts_with = "tier")]
        rule: Option<String>,
        /// Prints what a page of this tier needs instead
        #[arg(long, value_parser = tier)]
        tier: Option<Tier>,
    },
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum CheckFormat {
    /// For people
    Human,
    /// For programs; its schema is `docs/check.schema.json`
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub's workflow commands, for annotations in pull requests
    Github,
    /// One line each, for editors
    Short,
}

/// What a page is rendered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum RenderFormat {
    /// mdBook's HTML renderer
    Html,
    /// Any other renderer
    Markdown,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ListFormat {
    /// A table for people
    Human,
    /// For programs
    Json,
}

/// How the status is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum StatusFormat {
    /// Tables for people
    Human,
    /// For programs; its schema is `docs/status.schema.json`
    Json,
    /// Tables for a page of the book
    Markdown,
}

/// How a library is written for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ExportFormat {
    /// Its schema is `docs/export.schema.json`
    Json,
    /// A row for each page
    Csv,
}

fn tier(word: &str) -> Result<Tier, String> {
    Tier::from_name(word).ok_or_else(|| {
        let names = Tier::ALL.map(Tier::name);
        match nearest(word, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a tier is {}", names.join(", ")),
        }
    })
}

/// Whether nothing but support is asked for. mdBook asks before every build; the whole
/// command line need not be made for that.
fn asks_for_support() -> bool {
    let mut arguments = std::env::args_os().skip(1);
    let command = arguments.next();
    let renderer = arguments.next();
    command.is_some_and(|command| command == "supports")
        && renderer.is_some_and(|renderer| !renderer.as_encoded_bytes().starts_with(b"-"))
        && arguments.next().is_none()
}

/// Runs the command line.
pub fn main() -> ExitCode {
    if asks_for_support() {
        return ExitCode::SUCCESS;
    }
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Of a drawing that fails, its diagram is told instead.
        if std::thread::current().name() != Some(THREAD) {
            hook(panic);
        }
    }));
    threads::with_threads(run)
}

fn run() -> ExitCode {
    let matches = Arguments::command().get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let result = match arguments.command {
        None => preprocess::run(),
        Some(Command::Supports { .. }) => Ok(true),
        Some(Command::Check {
            paths,
            format,
            output,
            all,
            statistics,
            quiet,
            write_baseline,
            levels,
        }) => {
            let matches = matches.subcommand_matches("check").unwrap_or(&matches);
            levels.changes(matches).and_then(|changes| {
                check::run(&check::Options {
                    paths: &paths,
                    format,
                    output,
                    all,
                    statistics,
                    quiet,
                    write_baseline,
                    changes,
                })
            })
        }
        Some(Command::Fix {
            book,
            r#unsafe,
            dry_run,
            rules,
            to,
        }) => {
            let wish = fix::Wish {
                rules,
                unsafe_too: r#unsafe,
                dry_run,
            };
            match to {
                Some(name) => upgrade::run(&book, &name, dry_run),
                None => fix::run(&book, &wish),
            }
        }
        Some(Command::Import {
            path,
            to,
            dry_run,
            assets,
        }) => import::run(&import::Options {
            path: &path,
            to: to.as_deref(),
            dry_run,
            assets,
        }),
        Some(Command::Install {
            book,
            editor,
            dry_run,
        }) => match editor {
            Some(Editor::Vscode) => editor::run(&book, dry_run),
            None => install::run(&book, dry_run),
        },
        Some(Command::Doctor { book, format }) => doctor::run(&book, format),
        Some(Command::Summary { book, write }) => summary::run(&book, write),
        Some(Command::Status(arguments)) => status::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::New(options)) => new::run(&options),
        Some(Command::Template(options)) => template::run(&options),
        Some(Command::Schema { name, book }) => template::schema(&book, &name),
        Some(Command::Render {
            file,
            format,
            explain,
        }) => render::run(&file, format, explain),
        Some(Command::Rules { book, format }) => rules::run(book.as_deref(), format),
        Some(Command::Explain {
            tier: Some(tier), ..
        }) => explain::tier(tier),
        Some(Command::Explain { rule, .. }) => explain::rule(&rule.unwrap_or_default()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            message.lines().for_each(error);
            ExitCode::from(2)
        }
    }
}

/// The rule of that name, or the nearest name in an error.
fn rule(name: &str) -> Result<&'static Rule, String> {
    crate::rules::find(name).ok_or_else(|| {
        let near = nearest(name, crate::rules::ALL.iter().map(|rule| rule.name));
        let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        format!("no rule is called `{name}`{hint}")
    })
}

/// Writes an error's line to standard error.
fn error(line: &str) {
    tell!("{}: {}", Tone::Error.paint("error"), harmless(line));
}
