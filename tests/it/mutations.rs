//! Pages of the example, mutated by lines, bytes and splices: whatever becomes of them, `invariants` holds.
//! Each case has a number from which all of it follows: `SEED=7 cargo test --test it mutations` runs case 7.

use crate::corpus::chapters;
use crate::invariants::Invariants;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// `SplitMix64`: all that is random about a case.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What stands before a line or within it and means something.
const INDENTS: &[&str] = &[
    "    ", "  ", " ", "\t", "> ", "- ", "1. ", ">", "        ", ": ", "# ", "!!! ",
];
const SIGNS: &[&str] = &[
    "`",
    "```",
    "*",
    "**",
    "_",
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ":",
    "|",
    "~",
    "=",
    "==",
    "+",
    "++",
    "^",
    "\"",
    "'",
    "\\",
    "#",
    "-",
    "---",
    "!",
    "?",
    "&",
    ",",
    " ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\0",
    "\u{feff}",
    "é",
    "🏆",
    "\u{200b}",
    "\u{2028}",
    "\u{85}",
    "\u{301}",
    "\u{202e}",
    "<!--",
    "-->",
    "</",
    "{{",
    "}}",
    "$",
    "%",
    "<div markdown>",
    "</div>",
    "<script>",
    "<b>",
    "<details>",
    "<h1>",
    "&amp;",
    "&#0;",
    "0",
    "a",
    "TODO",
    "Ã©",
];
const LINES: &[&str] = &[
    "---",
    "...",
    "!!! note",
    "??? warning \"x\"",
    "=== \"Tab\"",
    "```",
    "~~~",
    "```mermaid",
    "    x",
    "<div class=\"truth-box\">",
    "</div>",
    "<!-- TEMPLATE INSTRUCTIONS -->",
    "<!-- END TEMPLATE INSTRUCTIONS -->",
    "<!-- patterns: allow(page-length) -->",
    "<!-- GOAL: x -->",
    "{{#include ../pillars/work.md}}",
    "{{#include ../laws/law1-failure.md:3:9}}",
    "--8<-- \"pillars/work.md\"",
    "--8<-- \"src/laws/law1-failure.md:3:9\"",
    "--8<--\npillars/work.md:2:4\n--8<--",
    "<!-- --8<-- [start:a] -->",
    "{{#quick-reference}}",
    "[TOC]",
    "*[API]: x",
    "[^1]: x",
    "[x]: y.md",
    "|---|---|",
    "# T",
    "## Level 1: Intuition (5 min)",
    "## Essential Question",
    "**Why?**",
    "essential_question: Why?",
    "excellence_tier: gold",
    "related_laws: [law1-failure",
    "? x",
    "- x",
    "x: &a *a",
    // What fixes are for.
    "best-for: x",
    "reading-time: 5 min # x",
    "essential_question: >",
    "essential-question: 'It''s'",
    "## Level 2",
    "Level 3 **Deep** (7 minutes)",
    "===",
    "> ## Level 4: x {#b}",
    "!!! danger \"🥈 Silver Tier\"",
    "!!! \"Gold Tier\"",
    "**Why \\*so*: `x` #1 \"y\"?**",
    "x<!-- GOAL: y --><!-- GOAL: z -->y",
    "<!-- ESSENTIAL QUESTION - MUST BE PROMINENT --> x",
    "<!-- patterns: allow(broken-link, page-length) --> x",
    "[x](#level-2) â€™ naÃ¯ve",
    "===",
    "",
];

/// A page as bytes, so that a mutation may tear a character; at last it is made a text again.
fn mutated(random: &mut Random, text: &str, others: &[(String, String)]) -> String {
    let mut page = text.as_bytes().to_vec();
    let most = *random.one(&[1, 6, 30]);
    for _ in 0..=random.below(most) {
        match random.below(12) {
            0..=4 => lines(random, &mut page),
            5..=8 => bytes(random, &mut page),
            9..=10 => splice(random, &mut page, others),
            _ => whole(random, &mut page),
        }
    }
    String::from_utf8_lossy(&page).into_owned()
}

/// Lines removed, doubled, swapped, joined, moved in or written anew.
fn lines(random: &mut Random, page: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = page
        .split_inclusive(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if lines.is_empty() {
        return;
    }
    // The first lines are worth more than others: there is the frontmatter.
    let end = if random.below(3) == 0 {
        lines.len().min(30)
    } else {
        lines.len()
    };
    let at = random.below(end);
    let until = (at + 1 + random.below(4)).min(lines.len());
    match random.below(8) {
        0 => drop(lines.drain(at..until)),
        1 => {
            let copies = lines[at..until].to_vec();
            lines.splice(at..at, copies);
        }
        2 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        3 => {
            while lines[at].last().is_some_and(u8::is_ascii_whitespace) {
                lines[at].pop();
            }
        }
        4 | 5 => {
            let indent = random.one(INDENTS).as_bytes();
            for line in &mut lines[at..until] {
                line.splice(0..0, indent.iter().copied());
            }
        }
        6 => {
            for line in &mut lines[at..until] {
                let blank = line.iter().take_while(|b| **b == b' ').count();
                line.drain(..blank);
            }
        }
        _ => lines.insert(at, format!("{}\n", random.one(LINES)).into_bytes()),
    }
    *page = lines.concat();
}

/// A few bytes removed, overwritten or put in, or a word misspelt.
fn bytes(random: &mut Random, page: &mut Vec<u8>) {
    let end = if random.below(3) == 0 {
        page.len().min(1500)
    } else {
        page.len()
    };
    let at = random.below(end);
    let until = (at + random.below(5)).min(page.len());
    let misspelt: Vec<u8> = page[at..until]
        .iter()
        .map(|byte| match byte {
            b'_' => b'-',
            b'-' => b'_',
            letter if letter.is_ascii_lowercase() => letter.to_ascii_uppercase(),
            other => other.to_ascii_lowercase(),
        })
        .collect();
    let new: &[u8] = match random.below(6) {
        0 => &[],
        2 => &misspelt,
        1 => &[u8::try_from(random.below(256)).unwrap()],
        _ => random.one(SIGNS).as_bytes(),
    };
    page.splice(at..until, new.iter().copied());
}

/// A piece of a page put into another, in the place of a piece or between two.
fn splice(random: &mut Random, page: &mut Vec<u8>, others: &[(String, String)]) {
    let other = random.one(others).1.as_bytes();
    let from = random.below(other.len());
    let length = [20, 200, 2000][random.below(3)];
    let piece = &other[from..(from + random.below(length)).min(other.len())];
    let at = random.below(page.len());
    let removed = random.below(2) * random.below(length);
    let until = (at + removed).min(page.len());
    page.splice(at..until, piece.iter().copied());
}

/// Line ends, the byte-order mark, the end of the page.
fn whole(random: &mut Random, page: &mut Vec<u8>) {
    match random.below(4) {
        0 => {
            let text = String::from_utf8_lossy(page).replace('\n', "\r\n");
            *page = text.into_bytes();
        }
        1 => drop(page.splice(0..0, "\u{feff}".bytes())),
        2 => page.truncate(random.below(page.len())),
        _ => {
            while page.last() == Some(&b'\n') {
                page.pop();
            }
        }
    }
}

/// The frontmatter and some lines of a page: as good as the whole, and quicker.
fn window(random: &mut Random, text: &str) -> String {
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let front = all.iter().skip(1).position(|line| line.trim() == "---");
    let front = if random.below(6) == 0 {
        0
    } else {
        front.map_or(0, |n| n + 2)
    };
    let from = front + random.below(all.len() - front);
    let until = (from + 1 + random.below(60)).min(all.len());
    [&all[..front], &all[from..until]].concat().concat()
}

/// Every second page of a case is cut down; another one is left as it is, to be linked to.
fn case(seed: u64, example: &[(String, String)]) -> Vec<(String, String)> {
    let random = &mut Random(seed);
    let mut pages: Vec<(String, String)> = Vec::new();
    for _ in 0..=random.below(3) {
        let (path, text) = random.one(example);
        if pages.iter().all(|(other, _)| other != path) {
            let cut = if random.below(8) == 0 {
                text.clone()
            } else {
                window(random, text)
            };
            pages.push((path.clone(), mutated(random, &cut, example)));
        }
    }
    pages
}

struct Mutations {
    example: Vec<(String, String)>,
    invariants: [Invariants; 2],
}

impl Mutations {
    fn new() -> Mutations {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example/src");
        let page = |path: std::path::PathBuf| {
            let text = fs::read_to_string(src.join(&path)).unwrap();
            (path.to_str().unwrap().replace('\\', "/"), text)
        };
        let example: Vec<_> = chapters(&src).into_iter().map(page).collect();
        let included: BTreeMap<String, String> = example
            .iter()
            .map(|(path, text)| (format!("src/{path}"), text.clone()))
            .collect();
        Mutations {
            example,
            invariants: [false, true].map(|drawing| Invariants::new(drawing, &included)),
        }
    }

    fn fault(&self, seed: u64, pages: &[(String, String)]) -> Option<String> {
        let invariants = &self.invariants[usize::from(seed.is_multiple_of(8))];
        let found = catch_unwind(AssertUnwindSafe(|| invariants.broken(pages)));
        match found {
            Ok(found) => found.err(),
            Err(_) => Some("it panics".to_owned()),
        }
    }

    /// Fails with the case's number and the least pages that show its fault.
    fn run(&self, seed: u64) {
        let mut pages = case(seed, &self.example);
        let Some(fault) = self.fault(seed, &pages) else {
            return;
        };
        let kind = |fault: &str| fault.split(['"', ':']).next().unwrap_or("").to_owned();
        let until = Instant::now() + Duration::from_secs(40);
        let is_same = |pages: &[(String, String)]| {
            let found = self.fault(seed, pages);
            Instant::now() < until && found.is_some_and(|found| kind(&found) == kind(&fault))
        };
        for index in (0..pages.len()).rev() {
            let mut fewer = pages.clone();
            fewer.remove(index);
            if is_same(&fewer) {
                pages = fewer;
            }
        }
        for index in 0..pages.len() {
            let mut piece = pages[index].1.split_inclusive('\n').count().div_ceil(2);
            while piece > 0 {
                let mut at = 0;
                loop {
                    let mut lines: Vec<&str> = pages[index].1.split_inclusive('\n').collect();
                    if at >= lines.len() {
                        break;
                    }
                    lines.drain(at..(at + piece).min(lines.len()));
                    let mut fewer = pages.clone();
                    fewer[index].1 = lines.concat();
                    if is_same(&fewer) {
                        pages = fewer;
                    } else {
                        at += piece;
                    }
                }
                piece /= 2;
            }
        }
        let last = self.fault(seed, &pages).unwrap_or(fault);
        panic!("SEED={seed}: {last}\n{pages:#?}");
    }
}

#[test]
fn mutated_pages_break_nothing() {
    let mutations = Mutations::new();
    if let Some(seed) = std::env::var_os("SEED") {
        return mutations.run(seed.to_str().unwrap().parse().unwrap());
    }
    for seed in 0..20 {
        mutations.run(seed);
    }
}

/// The same for a minute, or as long as `SECONDS` says, from another case on.
#[test]
#[ignore = "takes a minute; `cargo xtask test` runs it"]
fn many_mutated_pages_break_nothing() {
    let mutations = Mutations::new();
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first: u64 = number("FIRST").unwrap_or(1000);
    let until = Instant::now() + Duration::from_secs(number("SECONDS").unwrap_or(60));
    let mut seed = first;
    while Instant::now() < until {
        mutations.run(seed);
        seed += 1;
    }
    println!("{} cases", seed - first);
}
