//! What a build shows of very many diagnostics is the same whether the others are kept or not.

use crate::invariants;
use mdbook_patterns::engine::told::Told;
use mdbook_patterns::engine::{self, Chapter, Outcome};
use mdbook_patterns::render::Target;
use mdbook_patterns::report::shown::{Detail, OF_A_BUILD, shown};
use mdbook_patterns::report::{human, statistics};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Pages of all kinds: clean ones, with warnings and errors of their own, with what only other pages tell.
fn page(kind: usize, other: usize) -> String {
    let link = |id: &str| format!("[x](p{other}.md#{id})\n");
    let same = "What stands word for word on many pages of a book is said once, and the others lead to it.\n";
    match kind {
        0 => "# Clean\n\nText.\n".to_owned(),
        1 => "# Warns\n\n##No space\n\n##Nor here {#here}\n".to_owned(),
        2 => format!("# Denied\n\n[gone](gone.md)\n\n{}", link("none")),
        3 => "---\ntype: pattern\ntitle: P\nexcellence_tier: gold\n---\n\n# P\n\n## Level 1: A\n\n<!-- patterns: allow(page-length) -->\n".to_owned(),
        4 => format!("# Same\n\n{same}\n{}", link("here")),
        _ => format!("# Same, {other}\n\n{same}\n{}", same.to_uppercase()),
    }
}

/// Few of them are denied: more than are shown come from late pages.
fn kind() -> impl Strategy<Value = usize> {
    prop::sample::select(vec![
        0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5,
    ])
}

fn run(chapters: &[Chapter], told: Told) -> Outcome {
    let target = Target::Html {
        panel: false,
        stylesheet: true,
        script: true,
    };
    let mut input = invariants::input(Some(target), false, &BTreeMap::new());
    input.told = told;
    engine::run(&input, chapters.to_vec())
}

/// What a build says.
fn said(outcome: &Outcome) -> Vec<String> {
    let count = outcome.tallies().count();
    let shown = shown(&outcome.diagnostics, count, Detail::Build).into_iter();
    let mut said: Vec<String> = shown.map(|shown| shown.human(false)).collect();
    said.push(statistics::human(outcome.tallies()));
    said.push(statistics::worst(outcome.tallies()));
    said.push(human::summary(&outcome.summary));
    said
}

fn chapters(kinds: &[(usize, usize)]) -> Vec<Chapter> {
    let pages = kinds.iter().enumerate();
    let chapter = |(number, (kind, other)): (usize, &(usize, usize))| {
        let path = Some(format!("p{number}.md"));
        Chapter {
            name: "a".to_owned(),
            path: path.clone(),
            source_path: path,
            content: page(*kind, *other),
        }
    };
    pages.map(chapter).collect()
}

#[test]
fn few_pages_of_many_are_kept_whole() {
    let book = chapters(&vec![(1, 0); 400]);
    let (all, few) = (run(&book, Told::All), run(&book, Told::First(OF_A_BUILD)));
    assert_eq!(few.tallies().count(), all.diagnostics.len());
    let kept = few.diagnostics.len();
    assert!(kept < all.diagnostics.len() / 2, "{kept}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_shown_need_not_be_kept(kinds in prop::collection::vec((kind(), 0..130_usize), 60..130), at in 0..60_usize) {
        let mut chapters = chapters(&kinds);
        // A book is not in the order of its files' names.
        chapters.rotate_left(at);
        let (all, few) = (run(&chapters, Told::All), run(&chapters, Told::First(OF_A_BUILD)));
        prop_assert_eq!(all.texts(), few.texts());
        prop_assert_eq!(said(&all), said(&few));
    }
}
