//! Applying the fixes of diagnostics until none is left.
//!
//! Pure: texts in, texts out. A fix is applied whole or not at all. Fixes that
//! overlap or touch wait for the next pass, in which all rules look again.

use crate::diagnostic::Fix;
use crate::diagnostic::located::Located;
use crate::engine;
use crate::engine::rerun::Rerun;
use crate::engine::{Chapter, Input, Outcome};
use crate::page::Frontmatter;
use crate::template::fields::is_field;
use crate::text::edit;
use crate::text::edit::Edit;
use crate::text::maps::HashMap;
use crate::text::span::{File, Span};
use std::collections::BTreeMap;

/// More passes than any page needs: of fixes that touch, each pass settles half.
const MAX_PASSES: usize = 16;

/// Why the fixes of a page are not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// They bring each other back.
    NotSettling,
    /// The new text would differ outside of the fixes.
    LosesText,
    /// The frontmatter could be read before, and could not any more.
    BreaksFrontmatter,
}

/// A page that fixes change.
#[derive(Debug)]
pub struct FixedPage {
    /// Its file, relative to the book's root, with `/`.
    pub file: String,
    /// What it was, byte-order mark included.
    pub old: String,
    /// What it is now.
    pub new: String,
    /// How many violations were settled.
    pub fixed: usize,
}

/// A book after its fixes.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The pages that changed, by file.
    pub pages: Vec<FixedPage>,
    /// The pages that stay as they were, by file, and why.
    pub refused: Vec<(String, Refusal)>,
    /// What the new texts leave to say.
    pub remaining: Outcome,
}

struct State {
    /// The chapters that this file is.
    chapters: Vec<usize>,
    old: String,
    fixed: usize,
    passes: usize,
    refused: Option<Refusal>,
}

/// Applies all fixes of diagnostics that are `wanted`. The chapters hold the
/// files' whole texts.
pub fn book(input: &Input, mut chapters: Vec<Chapter>, wanted: impl Fn(&Located) -> bool) -> Fixed {
    let mut states: BTreeMap<String, State> = BTreeMap::new();
    for (index, chapter) in chapters.iter().enumerate() {
        let Some(path) = &chapter.source_path else {
            continue;
        };
        let state = states
            .entry(engine::join(&input.src, path))
            .or_insert_with(|| State {
                chapters: Vec::new(),
                old: chapter.content.clone(),
                fixed: 0,
                passes: 0,
                refused: None,
            });
        state.chapters.push(index);
    }
    let mut rerun = Rerun::new(input);
    // Every page changes in at most `MAX_PASSES` rounds and is then taken back once.
    loop {
        let outcome = rerun.run(&chapters);
        let mut fixes: HashMap<&str, Vec<&Fix<Edit<File>>>> = HashMap::default();
        for located in &outcome.diagnostics {
            if let Some(fix) = &located.fix
                && wanted(located)
            {
                fixes.entry(located.file()).or_default().push(fix);
            }
        }
        let mut changed = false;
        for (file, state) in &mut states {
            if let Some(fixes) = fixes.get(file.as_str())
                && let Some(text) = state.advance(&chapters, fixes)
            {
                changed = true;
                for chapter in &state.chapters {
                    chapters[*chapter].content.clone_from(&text);
                }
            }
        }
        if !changed {
            return finish(states, &chapters, outcome);
        }
    }
}

impl State {
    /// The page's next text, where there is another one.
    fn advance(&mut self, chapters: &[Chapter], fixes: &[&Fix<Edit<File>>]) -> Option<String> {
        if self.refused.is_some() {
            return None;
        }
        let text = &chapters[*self.chapters.first()?].content;
        let chosen = choose(text, fixes);
        if chosen.is_empty() {
            return None;
        }
        let edits: Vec<Edit<File>> = chosen
            .iter()
            .flat_map(|fix| fix.edits.iter().cloned())
            .collect();
        let next = if self.passes == MAX_PASSES {
            Err(Refusal::NotSettling)
        } else {
            apply(text, edits)
        };
        match next {
            Ok(text) => {
                self.passes += 1;
                self.fixed += chosen.len();
                Some(text)
            }
            Err(refusal) => {
                self.refused = Some(refusal);
                Some(self.old.clone())
            }
        }
    }
}

fn finish(states: BTreeMap<String, State>, chapters: &[Chapter], remaining: Outcome) -> Fixed {
    let mut fixed = Fixed {
        remaining,
        ..Fixed::default()
    };
    for (file, state) in states {
        let Some(chapter) = state.chapters.first() else {
            continue;
        };
        if let Some(refusal) = state.refused {
            fixed.refused.push((file, refusal));
        } else if state.old != chapters[*chapter].content {
            fixed.pages.push(FixedPage {
                file,
                old: state.old,
                new: chapters[*chapter].content.clone(),
                fixed: state.fixed,
            });
        }
    }
    fixed
}

/// The fixes that can be applied together: whole ones, none next to another.
pub fn choose<'f>(text: &str, fixes: &[&'f Fix<Edit<File>>]) -> Vec<&'f Fix<Edit<File>>> {
    let start = |fix: &Fix<Edit<File>>| fix.edits.iter().map(|edit| edit.span.start).min();
    let mut sorted: Vec<&Fix<Edit<File>>> = fixes.to_vec();
    sorted.sort_by_key(|fix| start(fix));
    // By where they start: none overlaps another, so the last one that starts before an edit's end reaches farthest.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for fix in sorted {
        let is_free = |edit: &Edit<File>| {
            let before = taken.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, end)| *end < edit.span.start)
        };
        if is_sound(text, 0, fix) && fix.edits.iter().all(is_free) {
            for edit in &fix.edits {
                let end = taken.entry(edit.span.start).or_default();
                *end = edit.span.end.max(*end);
            }
            chosen.push(fix);
        }
    }
    chosen
}

/// Whether a fix can be applied to the text, which begins at the byte `start` of the file, changes it, and
/// joins no words.
pub(super) fn is_sound(text: &str, start: usize, fix: &Fix<Edit<File>>) -> bool {
    let edits = fix.edits.iter().map(|edit| {
        let range = edit.span.start.checked_sub(start)?..edit.span.end.checked_sub(start)?;
        Some((Span::<File>::new(range), edit.text.as_str()))
    });
    let Some(mut edits) = edits.collect::<Option<Vec<_>>>() else {
        return false;
    };
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let in_order = edits
        .windows(2)
        .all(|pair| pair[0].0.end <= pair[1].0.start);
    let changes = |(span, new): &(Span<File>, &str)| span.of(text).is_some_and(|old| old != *new);
    let joins = |(span, new): &(Span<File>, &str)| {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let old = &text[span.range()];
        new.is_empty()
            && !old.is_empty()
            && is_word(text[..span.start].chars().next_back())
            && is_word(text[span.end..].chars().next())
            && !(is_word(old.chars().next()) && is_word(old.chars().next_back()))
    };
    let inside = |(span, _): &(Span<File>, &str)| span.of(text).is_some();
    in_order && edits.iter().all(inside) && edits.iter().any(changes) && !edits.iter().any(joins)
}

/// Applies edits that do not overlap, and makes sure that nothing else is changed.
pub fn apply(text: &str, mut edits: Vec<Edit<File>>) -> Result<String, Refusal> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let new = edit::apply(text, edits.clone());
    if !is_spliced(text, &edits, &new) || !keeps_words(text, &edits, &new) {
        Err(Refusal::LosesText)
    } else if reads(text) && !reads(&new) {
        Err(Refusal::BreaksFrontmatter)
    } else {
        Ok(new)
    }
}

/// Whether nothing is wrong with the frontmatter.
fn reads(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    Frontmatter::parse(text, is_field).problems.is_empty()
}

/// Whether `new` is `text` with exactly these edits, byte for byte.
fn is_spliced(text: &str, edits: &[Edit<File>], new: &str) -> bool {
    let mut at = 0;
    let mut rest = new;
    for edit in edits {
        let next = text
            .get(at..edit.span.start)
            .and_then(|kept| rest.strip_prefix(kept))
            .and_then(|rest| rest.strip_prefix(edit.text.as_str()));
        let Some(next) = next else {
            return false;
        };
        rest = next;
        at = edit.span.end;
    }
    text.get(at..) == Some(rest)
}

/// Whether every word that no edit is about is still a word of the new text. A
/// word next to inserted text may grow together with it; next to a deletion it may not.
fn keeps_words(text: &str, edits: &[Edit<File>], new: &str) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for (_, word) in words(new) {
        *counts.entry(word).or_default() += 1;
    }
    let mut rest = edits;
    for (start, word) in words(text) {
        let end = start + word.len();
        while let [first, more @ ..] = rest
            && first.span.end < start
        {
            rest = more;
        }
        let mut near = rest.iter().take_while(|edit| edit.span.start <= end);
        let is_meant = near
            .any(|edit| !edit.text.is_empty() || start < edit.span.end && edit.span.start < end);
        if is_meant {
            continue;
        }
        match counts.get_mut(word) {
            Some(count) if *count > 0 => *count -= 1,
            _ => return false,
        }
    }
    true
}

/// The words of a text and where they start.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .filter_map(move |piece| {
            let start = at;
            at += piece.len();
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            (!word.is_empty()).then_some((start, word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Applicability;

    fn in_file(edits: &[Edit]) -> Vec<Edit<File>> {
        edits.iter().cloned().map(Edit::of).collect()
    }

    fn chosen(text: &str, fixes: &[Vec<Edit>]) -> Vec<usize> {
        let fixes = fixes.iter().map(|edits| Fix {
            applicability: Applicability::Safe,
            edits: in_file(edits),
            takes_ids: Vec::new(),
        });
        let fixes: Vec<Fix<Edit<File>>> = fixes.collect();
        let refs: Vec<&Fix<Edit<File>>> = fixes.iter().collect();
        let position = |fix: &Fix<Edit<File>>| fixes.iter().position(|other| other == fix).unwrap();
        choose(text, &refs).into_iter().map(position).collect()
    }

    #[test]
    fn a_fix_is_taken_whole_or_waits() {
        let text = "one two three four";
        let two = vec![Edit::replace(4..7, "2")];
        let ends = vec![Edit::replace(0..3, "1"), Edit::replace(14..18, "4")];
        let overlaps = vec![Edit::replace(8..13, "3"), Edit::delete(6..7)];
        let touches = vec![Edit::delete(7..8)];
        assert_eq!(
            chosen(text, &[two, ends.clone(), overlaps, touches]),
            [1, 0]
        );
        assert_eq!(chosen(text, &[ends.clone(), ends]), [0]);
    }

    #[test]
    fn a_fix_that_cannot_be_right_is_left() {
        let text = "é one";
        for edits in [
            vec![],
            vec![Edit::delete(1..2)],
            vec![Edit::delete(3..99)],
            vec![Edit::delete(3..5), Edit::delete(4..6)],
            vec![Edit::replace(3..6, "one")],
        ] {
            assert_eq!(
                chosen(text, std::slice::from_ref(&edits)),
                [] as [usize; 0],
                "{edits:?}"
            );
        }
        assert!(chosen("a<!-- x -->b", &[vec![Edit::delete(1..11)]]).is_empty());
        assert_eq!(chosen("a <!-- x -->b", &[vec![Edit::delete(2..12)]]), [0]);
    }

    #[test]
    fn a_lost_word_is_noticed() {
        let kept = |text: &str, edit: Edit| apply(text, vec![edit.of()]);
        assert_eq!(
            kept("a<!-- x -->b", Edit::delete(1..11)),
            Err(Refusal::LosesText)
        );
        assert_eq!(
            kept("a <!-- x -->b", Edit::delete(2..12)).as_deref(),
            Ok("a b")
        );
        // A word whose letters are repaired is the fix's own.
        assert_eq!(
            kept("naÃ¯ve one", Edit::replace(2..6, "ï")).as_deref(),
            Ok("naïve one")
        );
        let edits = vec![Edit::delete(0..2), Edit::delete(1..3)];
        assert_eq!(apply("abcd", in_file(&edits)), Err(Refusal::LosesText));
        assert!(is_spliced("abcd", &in_file(&[Edit::delete(1..2)]), "acd"));
        assert!(!is_spliced("abcd", &in_file(&[Edit::delete(1..2)]), "ac"));
    }
}
