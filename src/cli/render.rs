//! `mdbook-patterns render FILE [--explain]`

use crate::cli::configuration::{self, Chosen};
use crate::cli::{RenderFormat, input, output, print};
use crate::diagram::Diagrams;
use crate::engine::baseline::Baseline;
use crate::engine::include::Stage;
use crate::engine::{self, include, join};
use crate::host::disk;
use crate::render::Target;
use crate::report;
use std::path::{Path, PathBuf};

/// Prints the text of a page as mdBook gets it, or how it came about.
pub fn run(file: &Path, format: RenderFormat, explains: bool) -> Result<bool, String> {
    let root = book_of(file)?;
    let book = disk::load(&root)?;
    let src = root.join(&book.settings.src);
    let path = disk::within(&src, file).ok_or_else(|| {
        format!(
            "`{}` does not stand below `{}`, the source folder of its book",
            file.display(),
            src.display()
        )
    })?;
    let chapters = book.chapters;
    let Some(chapter) = chapters
        .iter()
        .position(|chapter| chapter.source_path.as_deref() == Some(&path))
    else {
        return Err(format!(
            "`{}` is no chapter of its book: list it in `{}`",
            file.display(),
            src.join("SUMMARY.md").display()
        ));
    };
    let Chosen { config, rules, .. } = configuration::read(&book.settings, &root)?;
    let cache = config.cache;
    let mut input = input::checking(
        book.files,
        &book.settings,
        config,
        rules,
        Baseline::default(),
    );
    input.diagrams = Diagrams::new(cache, true);
    input.target = Some(match format {
        RenderFormat::Html => Target::Html {
            panel: false,
            stylesheet: false,
            script: false,
        },
        RenderFormat::Markdown => Target::Markdown,
    });
    let content = explains.then(|| chapters[chapter].content.clone());
    let outcome = engine::explain(&input, chapters, &path).whole()?;
    print::warnings(&outcome);
    if let Some(content) = content {
        let name = join(&input.src, &path);
        let text = content.trim_start_matches('\u{feff}');
        let whole = include::Book {
            files: &*input.files,
            src: &input.src,
            config: &input.config,
            most: include::MAX_COST,
        };
        // Changes are made of what the page includes too.
        let expanded = include::expand(text, &name, Stage::Written, whole).text;
        let text = expanded.map_or_else(|| text.to_owned(), |(text, _)| text);
        output::write(&report::steps::list(&name, &text, &outcome.steps), None)?;
    } else {
        output::text(&outcome.rendered[chapter].to_string())?;
    }
    Ok(true)
}

/// The folder of the book that a file belongs to: the nearest one above it with a book.toml.
fn book_of(file: &Path) -> Result<PathBuf, String> {
    let whole = std::path::absolute(file).map_err(|why| format!("`{}`: {why}", file.display()))?;
    let folders = whole.ancestors().skip(1);
    let book = folders
        .map(Path::to_owned)
        .find(|folder| disk::is_book(folder));
    book.ok_or_else(|| {
        format!(
            "no folder above `{}` has a `book.toml`: name a page of a book",
            file.display()
        )
    })
}
