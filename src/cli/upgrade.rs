//! `mdbook-patterns fix --to TEMPLATE`: pages of older editions get what the newest one has more.

use crate::cli::fix::{refusal, write};
use crate::cli::{configuration, input, template};
use crate::engine;
use crate::engine::baseline::Baseline;
use crate::engine::fix::{self, FixedPage};
use crate::host::disk;
use crate::report::harmless;
use crate::report::human::plural;
use crate::report::tone::Tone;
use std::path::Path;

/// Adds it, or shows what would be added.
pub fn run(root: &Path, name: &str, dry_run: bool) -> Result<bool, String> {
    let mut book = disk::load(root)?;
    book.forget_what_is_to_come();
    let chosen = configuration::read(&book.settings, root)?;
    let table = chosen.config.templates.iter().find(|own| own.name == name);
    let table = table.ok_or_else(|| template::unknown(name, &chosen.config))?;
    if table.editions.is_empty() {
        return Err(format!(
            "the template `{name}` has one edition only: keep the older page and name it under `editions = [{{ file = \"…\", until = \"…\" }}]` in its table of book.toml"
        ));
    }
    let baseline = Baseline::default();
    let input = input::checking(
        book.files,
        &book.settings,
        chosen.config,
        chosen.rules,
        baseline,
    );
    let outcome = engine::upgrade(&input, book.chapters.clone(), name).whole()?;
    let mut errors = Vec::new();
    let mut changed = 0;
    for (file, upgrade) in outcome.upgrades {
        let located = match upgrade {
            Ok(located) => located,
            Err(why) => {
                errors.push(format!("`{file}`: {why}; it is as it was"));
                continue;
            }
        };
        let path = |it: &&engine::Chapter| {
            let path = it.source_path.as_deref();
            path.is_some_and(|path| engine::join(&input.src, path) == file)
        };
        let Some(chapter) = book.chapters.iter().find(path) else {
            continue;
        };
        let edits = located.fix.map(|fix| fix.edits).unwrap_or_default();
        let new = match fix::apply(&chapter.content, edits) {
            Ok(new) => new,
            Err(why) => {
                errors.push(refusal(&file, why));
                continue;
            }
        };
        let page = FixedPage {
            file,
            old: chapter.content.clone(),
            new,
            fixed: 1,
        };
        match write(root, &input.src, &page, dry_run) {
            Ok(()) => {
                changed += 1;
                if !dry_run {
                    let (verb, file) = (Tone::Good.paint("changed"), harmless(&page.file));
                    tell!("{verb} {file} (new: {})", harmless(&located.message));
                }
            }
            Err(error) => errors.push(error),
        }
    }
    let line = match (changed, dry_run) {
        (0, _) => "no page is held to an older edition; nothing to do".to_owned(),
        (_, true) => format!("would change {}", plural(changed, "page")),
        (_, false) => format!(
            "{} now: write what is new, then run `mdbook-patterns check`",
            match changed {
                1 => "1 page keeps to the newest edition".to_owned(),
                _ => format!("{changed} pages keep to the newest edition"),
            }
        ),
    };
    if changed > 0 || errors.is_empty() {
        tell!("{line}");
    }
    if errors.is_empty() {
        Ok(true)
    } else {
        Err(errors.join("\n"))
    }
}
