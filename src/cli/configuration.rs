//! What a book's configuration says, for every command; what is wrong with it.

use crate::cli::print;
use crate::config::Config;
use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::engine::files::{Entry, Files as _};
use crate::engine::include;
use crate::host::book_toml::{BookToml, ConfigError, TemplateFile};
use crate::host::files::{open, text};
use crate::host::protocol::Settings;
use crate::host::{book_toml, disk};
use crate::report;
use crate::rules::settings::BookRules;
use crate::schema::INVALID;
use std::path::Path;

/// What a book's configuration says.
#[derive(Debug, Default)]
pub struct Chosen {
    /// What is switched on and off.
    pub config: Config,
    /// The rules' levels and options.
    pub rules: BookRules,
    /// What is wrong and stops nothing, as findings about book.toml.
    pub found: Vec<Located>,
}

/// Reads `[preprocessor.patterns]`. A rule that does not exist is a finding about
/// book.toml, and so is a file that is not there to be appended; any other mistake means that nothing can be checked.
pub fn read(settings: &Settings, root: &Path) -> Result<Chosen, String> {
    let BookToml {
        mut config,
        rules,
        mut errors,
    } = disk::book_toml(settings, root);
    config.words.speak(&settings.language);
    config.links = settings.links;
    config.redirects.clone_from(&settings.redirects);
    errors.extend(missing_appendices(settings, root, &config, &rules));
    errors.extend(unmatched(settings, root, &config, &rules));
    errors.extend(templates(settings, root, &config, &rules));
    let mut found = Vec::new();
    if !errors.is_empty() {
        let toml = text(open(&root.join("book.toml"))).unwrap_or_default();
        found = book_toml::located(&errors, &toml);
    }
    if errors.iter().all(|error| error.rule.is_some()) {
        return Ok(Chosen {
            config,
            rules,
            found,
        });
    }
    print::each(&found);
    Err(format!(
        "{} in the configuration of mdbook-patterns",
        report::human::plural(errors.len(), "mistake")
    ))
}

/// The globs that match no page, neither a chapter nor a file beside them.
fn unmatched(
    settings: &Settings,
    root: &Path,
    config: &Config,
    rules: &BookRules,
) -> Vec<ConfigError> {
    if config.globs.is_empty() {
        return Vec::new();
    }
    let own = rules
        .all()
        .iter()
        .find(|own| own.rule == book_toml::UNMATCHED);
    let level = own.map_or(LintLevel::Warn, |own| own.level);
    let files = settings.files(root);
    let listed = disk::listed(&files, &settings.src);
    let on_disk = files.markdown(&settings.src);
    let pages = listed.iter().chain(&on_disk).map(String::as_str);
    book_toml::unmatched(config, &settings.src, &pages.collect::<Vec<_>>(), level)
}

/// Templates without a readable file, and pages that two of them claim.
fn templates(
    settings: &Settings,
    root: &Path,
    config: &Config,
    rules: &BookRules,
) -> Vec<ConfigError> {
    let own = rules.all().iter().find(|own| own.rule == INVALID);
    let level = own.map_or(LintLevel::Deny, |own| own.level);
    let has_own = !config.templates.is_empty() || config.pattern_file.is_some();
    if !has_own || level == LintLevel::Allow {
        return Vec::new();
    }
    let files = settings.files(root);
    let on_disk = files.markdown(&settings.src);
    let listed = disk::listed(&files, &settings.src);
    let pages = listed.iter().chain(&on_disk).map(String::as_str);
    let mut pages: Vec<&str> = pages.collect();
    pages.sort_unstable();
    pages.dedup();
    let state = |file: &str| match files.entry(file) {
        Entry::File if files.text(file).is_some() => TemplateFile::Readable,
        Entry::File => TemplateFile::NoText,
        Entry::Endless(what) => TemplateFile::NoFile(what),
        Entry::Nothing if root.join(file).is_dir() => TemplateFile::NoFile("a folder"),
        Entry::Nothing => TemplateFile::Missing,
    };
    book_toml::template_faults(config, &settings.src, &pages, level, state)
}

/// What `append` names and is not there.
fn missing_appendices(
    settings: &Settings,
    root: &Path,
    config: &Config,
    rules: &BookRules,
) -> Vec<ConfigError> {
    const RULE: &str = "snippet-missing";
    let own = rules.all().iter().find(|own| own.rule == RULE);
    let level = own.map_or(LintLevel::Deny, |own| own.level);
    if config.append.is_empty() || level == LintLevel::Allow {
        return Vec::new();
    }
    let files = settings.files(root);
    let missing = include::missing_appendices(include::Book {
        files: &files,
        src: &settings.src,
        config,
        most: include::MAX_COST,
    });
    let missing = missing.into_iter();
    let missing = missing.map(|(index, message, help)| ConfigError {
        path: vec!["append".to_owned(), index.to_string()],
        message,
        help,
        rule: Some((RULE, level)),
    });
    missing.collect()
}

/// The configuration of a book, or of the one in the current folder, or of none.
pub fn here(book: Option<&Path>) -> Result<Chosen, String> {
    let root = book.unwrap_or(Path::new("."));
    if book.is_none() && !disk::is_book(root) {
        return Ok(Chosen::default());
    }
    let chosen = read(&disk::settings(root)?, root)?;
    print::each(&chosen.found);
    Ok(chosen)
}
