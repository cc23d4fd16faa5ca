//! `mdbook-patterns new TEMPLATE TITLE`

use crate::cli::input;
use crate::cli::template::Chosen;
use crate::engine::files::Files as _;
use crate::engine::join;
use crate::host::{disk, save, summary};
use crate::report::harmless;
use crate::report::tone::Tone;
use crate::schema::draft::{Wish, draft};
use crate::template::fields::{PATTERN_TYPE, TITLE};
use crate::text::link::normal;
use crate::text::slug::slugify;
use crate::text::suggest::nearest;
use std::path::PathBuf;

/// What is asked for.
#[derive(clap::Args)]
pub struct Options {
    /// What book.toml calls the template
    template: String,
    /// The page's title
    title: String,
    /// A field and its value; may be given several times
    #[arg(long = "field", value_name = "NAME=VALUE")]
    fields: Vec<String>,
    /// The folder below `src`; else that of the template's first glob
    #[arg(long, value_name = "FOLDER")]
    dir: Option<String>,
    /// Also writes the fields and sections that are optional
    #[arg(long)]
    all: bool,
    /// The book's folder, the one with book.toml
    #[arg(long, default_value = ".")]
    book: PathBuf,
}

/// Writes a new page and lists it in SUMMARY.md.
pub fn run(options: &Options) -> Result<bool, String> {
    let root = options.book.as_path();
    let title = options.title.trim();
    if title.is_empty() || title.contains(char::is_control) {
        return Err(
            "the title is one line of text: `mdbook-patterns new adr \"Use PostgreSQL\"`"
                .to_owned(),
        );
    }
    let chosen = Chosen::read(root, &options.template)?;
    let Some(settings) = &chosen.settings else {
        return Err(format!(
            "`new` writes a page of a book, and there is none in `{}`: `--book` names its folder",
            root.display()
        ));
    };
    let fields = fields(&chosen, &options.fields)?;
    let files = settings.files(root);
    let src = settings.src.as_str();
    let table = &chosen.table;
    let folder = normal(options.dir.as_deref().unwrap_or(&table.folder));
    // Pattern pages say themselves what they are.
    let is_pattern = table.name == PATTERN_TYPE;
    let belongs = |page: &str| {
        if is_pattern {
            parent(page) == folder
        } else {
            table.pages.is_match(page)
        }
    };
    let listed = disk::listed(&files, src);
    let on_disk = files.markdown(src);
    let pages = on_disk
        .iter()
        .map(String::as_str)
        .filter(|page| belongs(page));
    let pages: Vec<&str> = pages.filter(|page| join(src, page) != table.file).collect();
    let names = pages.iter().filter(|page| parent(page) == folder);
    let names: Vec<&str> = names
        .map(|page| page.rsplit('/').next().unwrap_or(page))
        .collect();
    let title_line = chosen.template.title.as_ref().map(|title| title.span);
    let bare = chosen.text.trim_start_matches('\u{feff}');
    let heading = title_line.map_or("", |span| &bare[span.range()]);
    let number = number(&table.file, heading, &names);
    let slug = slugify(title);
    let name = match &number {
        Some(number) => format!("{number}-{slug}.md"),
        None => format!("{slug}.md"),
    };
    let page = if folder.is_empty() {
        name
    } else {
        format!("{folder}/{name}")
    };
    if !belongs(&page) {
        return Err(format!(
            "`{page}` would be no page of `{}`: its globs in book.toml do not match that path; `--dir` names another folder",
            options.template
        ));
    }
    let today = input::today().date().to_string();
    let parsed = crate::schema::page(bare, &chosen.config.kinds, &settings.markdown.options());
    let wish = Wish {
        title,
        fields: &fields,
        today: &today,
        number: number.as_deref(),
        all: options.all,
        title_field: TITLE.name,
    };
    let text = draft(&parsed, &chosen.template, &wish);
    let file = join(src, &page);
    let said = |verb: &str, file: &str| {
        tell!("{} {}", Tone::Good.paint(verb), harmless(file));
    };
    let list = join(src, "SUMMARY.md");
    let old = save::read(root, &list)?.filter(|_| !listed.contains(&page));
    let change = match old {
        Some(old) => {
            let new = summary::with_page(&old, title, &page, |other| {
                belongs(other) && join(src, other) != table.file
            });
            Some((save::target(root, &list)?, old, new))
        }
        None => None,
    };
    // Where the list cannot be written, there is no page that nobody finds.
    if let Some((path, old, new)) = &change {
        save::replace(path, old, new).map_err(|why| format!("`{list}` {why}"))?;
    }
    if let Err(why) = save::create(root, &file, &text) {
        if let Some((path, old, new)) = &change {
            let _ = save::replace(path, new, old);
        }
        return Err(format!("`{file}` {why}"));
    }
    said("wrote", &file);
    if change.is_some() {
        said("changed", &list);
    }
    Ok(true)
}

/// The fields that are given, each of which the template has.
fn fields(chosen: &Chosen, given: &[String]) -> Result<Vec<(String, String)>, String> {
    let known: Vec<&str> = chosen
        .template
        .fields
        .iter()
        .map(|field| field.key.as_str())
        .collect();
    let fields = given.iter().map(|given| {
        let Some((key, value)) = given.split_once('=') else {
            return Err(format!(
                "`--field {given}` has no `=`: write `--field status=proposed`"
            ));
        };
        if known.contains(&key) {
            return Ok((key.to_owned(), value.to_owned()));
        }
        let name = chosen.template.name.as_str();
        Err(match nearest(key, known.iter().copied()) {
            Some(near) => {
                format!("the template `{name}` has no field `{key}`; did you mean `{near}`?")
            }
            None => format!(
                "the template `{name}` has no field `{key}`; it has {}",
                known.join(", ")
            ),
        })
    });
    fields.collect()
}

fn parent(page: &str) -> &str {
    page.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The number behind the highest that a page has, with as many digits: if the template's name or
/// title has a place for one, or if most pages have one.
fn number(file: &str, heading: &str, names: &[&str]) -> Option<String> {
    let numbers = names.iter().filter_map(|name| {
        let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let number = name
            .get(..digits)
            .filter(|it| (1..=9).contains(&it.len()))?;
        name[digits..].starts_with(['-', '_']).then_some(number)
    });
    let numbers: Vec<&str> = numbers.collect();
    let name = file.rsplit('/').next().unwrap_or(file);
    let asks = [name, heading]
        .iter()
        .any(|text| text.contains("NNNN") || text.contains("0000"));
    if !(asks || numbers.len() * 2 > names.len()) {
        return None;
    }
    let width = numbers.iter().map(|it| it.len()).max().unwrap_or(4);
    let highest = numbers.iter().filter_map(|it| it.parse::<u64>().ok()).max();
    let next = highest.map_or(1, |highest| highest + 1);
    Some(format!("{next:0width$}"))
}
