//! `mdbook-patterns template NAME [--explain]` and `mdbook-patterns schema NAME`

use crate::cli::{configuration, explain, output};
use crate::config::{Config, TemplateTable};
use crate::engine::Markdown;
use crate::engine::files::Files as _;
use crate::host::disk;
use crate::host::protocol::Settings;
use crate::report;
use crate::schema::{Template, json_schema};
use crate::template::PAGE;
use crate::template::fields::PATTERN_TYPE as SEED;
use crate::text::suggest::nearest;
use std::path::{Path, PathBuf};

/// A template of a book, with what is needed to work with it.
pub struct Chosen {
    /// The book, if it is one of a book.
    pub settings: Option<Settings>,
    /// Its configuration.
    pub config: Config,
    /// Its table in book.toml.
    pub table: TemplateTable,
    /// Its text.
    pub text: String,
    /// What it asks for.
    pub template: Template,
}

impl Chosen {
    /// Reads the template of that name.
    pub fn read(root: &Path, name: &str) -> Result<Chosen, String> {
        if name == SEED && !disk::is_book(root) {
            return Ok(Chosen::seed(None, Config::default()));
        }
        let settings = disk::settings(root)?;
        let configuration::Chosen { config, .. } = configuration::read(&settings, root)?;
        if name == SEED {
            return Ok(Chosen::seed(Some(settings), config));
        }
        let table = config.templates.iter().find(|own| own.name == name);
        let Some(table) = table.cloned() else {
            return Err(unknown(name, &config));
        };
        let files = settings.files(root);
        let text = Some(&table.file).filter(|file| files.has(file));
        let text = text.and_then(|file| files.text(file)).ok_or_else(|| {
            format!(
                "the template `{}` cannot be read, or lies outside the book",
                root.join(&table.file).display()
            )
        })?;
        let options = settings.markdown.options();
        let loaded = Template::read(name, table.file.clone(), &text, &config.kinds, &options);
        Ok(Chosen {
            settings: Some(settings),
            config,
            table,
            text,
            template: loaded.template,
        })
    }

    /// The book's own edition of the pattern template, else the one that is there from the start. A
    /// page on which nothing stands yet is about to be written.
    fn seed(settings: Option<Settings>, config: Config) -> Chosen {
        let own = config.pattern.as_ref();
        let own = own.filter(|seed| !seed.text.trim().is_empty());
        let (text, file) = match own {
            Some(seed) => (seed.text.clone(), seed.template.file.name.clone()),
            None => (PAGE.to_owned(), format!("{SEED}.md")),
        };
        let options = settings.as_ref().map_or_else(
            || Markdown::default().options(),
            |settings| settings.markdown.options(),
        );
        let loaded = Template::read(SEED, file.clone(), &text, &config.kinds, &options);
        Chosen {
            settings,
            config,
            table: TemplateTable::new(SEED.to_owned(), file),
            text,
            template: loaded.template,
        }
    }
}

/// That a book has no template of that name.
pub(super) fn unknown(name: &str, config: &Config) -> String {
    let names: Vec<&str> = config
        .templates
        .iter()
        .map(|own| own.name.as_str())
        .collect();
    if names.is_empty() {
        return format!(
            "the book has no template `{name}`: name its page as `file` under `[preprocessor.patterns.templates.{name}]` in book.toml"
        );
    }
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("the book has no template `{name}`; did you mean `{near}`?"),
        None => format!(
            "the book has no template `{name}`; it has {}",
            names.join(", ")
        ),
    }
}

/// Which template, and what of it.
#[derive(clap::Args)]
pub struct Options {
    /// What book.toml calls it
    name: String,
    /// Prints what it asks for instead, in words
    #[arg(long)]
    explain: bool,
    /// The book's folder, the one with book.toml
    #[arg(long, default_value = ".")]
    book: PathBuf,
}

/// Prints a template, or what it asks for.
pub fn run(options: &Options) -> Result<bool, String> {
    let chosen = Chosen::read(&options.book, &options.name)?;
    if options.explain {
        return explain::print(&report::template::page(&chosen.template));
    }
    output::text(&chosen.text)?;
    Ok(true)
}

/// Prints the JSON Schema of a template's frontmatter.
pub fn schema(root: &Path, name: &str) -> Result<bool, String> {
    let chosen = Chosen::read(root, name)?;
    let schema = json_schema::of(&chosen.template);
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    output::text(&(text + "\n"))?;
    Ok(true)
}
