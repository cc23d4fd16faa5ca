//! The house's own rules: who may name whom, who touches the disk, who prints, how long files are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms of `src/`, floor by floor from the bottom. A room may name the rooms
/// of the floors below, never one of its own floor or above.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["icons", "words"],
    &["template"],
    &["diagram", "formula"],
    &["material"],
    &["page"],
    &["diagnostic"],
    &["schema"],
    &["config"],
    &["pattern"],
    &["library"],
    &["catalogue"],
    &["rules", "render"],
    &["engine"],
    &["import"],
    &["report"],
    &["host"],
    &["cli"],
];

/// Below, and still not to be named: a page is Markdown, whatever the template and the language.
const NEVER: &[(&str, &str)] = &[
    ("material", "words"),
    ("page", "template"),
    ("page", "words"),
];

const MOST_LINES: usize = 450;

/// What only some places may write, and where: folders end in `/`.
const ONLY_IN: &[(&[&str], &[&str])] = &[
    // The cache of drawings is a folder of the platform's, outside of any book.
    (
        &[
            "std::fs",
            "File::open(",
            "canonicalize(",
            "read_dir(",
            ".is_file()",
            "tempfile::",
        ],
        &["host/", "diagram/cache.rs"],
    ),
    (&["\\u{1b}", "\\x1b"], &["report/"]),
    (
        &["println!", "print!", "stdout()", "stderr()", "dbg!"],
        &["cli/"],
    ),
    // One kind of map for all.
    (
        &["collections::Hash", "HashMap::new(", "HashSet::new("],
        &["text/maps.rs"],
    ),
];

/// A file of `src/`, its unit tests and comments left out.
struct Source {
    path: String,
    lines: usize,
    code: String,
}

fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let source = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or("");
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        Source {
            path: file
                .strip_prefix(&src)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/"),
            lines: text.lines().count(),
            code: code.lines().filter(is_code).collect::<Vec<_>>().join("\n"),
        }
    };
    files.into_iter().map(source).collect()
}

fn floor(room: &str) -> usize {
    let floor = FLOORS.iter().position(|floor| floor.contains(&room));
    floor.unwrap_or_else(|| panic!("`{room}` is on no floor"))
}

/// The rooms that a text names, as `crate::room`.
fn named(code: &str) -> impl Iterator<Item = &str> {
    let parts = code.split("crate::").skip(1);
    parts.map(|rest| {
        let end = rest.find(|c: char| c != '_' && !c.is_ascii_lowercase());
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// That what is `found` is what is expected, no more and no less.
#[track_caller]
fn is_exactly<T: Ord + std::fmt::Debug>(
    found: &BTreeSet<T>,
    expected: impl IntoIterator<Item = T>,
) {
    let expected: BTreeSet<T> = expected.into_iter().collect();
    let new: Vec<&T> = found.difference(&expected).collect();
    let gone: Vec<&T> = expected.difference(found).collect();
    assert!(new.is_empty(), "not allowed: {new:?}");
    assert!(gone.is_empty(), "no longer needed in the list: {gone:?}");
}

#[test]
fn arrows_lead_downwards() {
    let sources = sources();
    let mut wrong = BTreeSet::new();
    for source in &sources {
        let Some((room, _)) = source.path.split_once('/') else {
            continue;
        };
        for other in named(&source.code).filter(|other| *other != room) {
            assert!(!other.is_empty(), "{}: one `use` per room", source.path);
            if floor(other) >= floor(room) || NEVER.contains(&(room, other)) {
                wrong.insert((room, other));
            }
        }
    }
    is_exactly(&wrong, []);
}

#[test]
fn each_craft_has_its_room() {
    let mut wrong = BTreeSet::new();
    for source in sources() {
        for (words, places) in ONLY_IN {
            let allowed = |place: &&str| source.path.starts_with(place);
            if !places.iter().any(allowed) {
                let found = words.iter().filter(|word| source.code.contains(**word));
                wrong.extend(found.map(|word| format!("{word} in {}", source.path)));
            }
        }
    }
    is_exactly(&wrong, []);
}

#[test]
fn files_are_short() {
    let long = sources()
        .into_iter()
        .filter(|source| source.lines > MOST_LINES);
    let long = long.map(|source| source.path).collect();
    is_exactly(&long, []);
}

fn architecture() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap()
}

/// What is kept on disk must not outlive the code that made it.
#[test]
fn all_that_makes_drawings_tells_versions_of_the_cache_apart() {
    let folder = Path::new("src/diagram");
    let cache = std::fs::read_to_string(folder.join("cache.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // These only keep, refuse or leave out what others make.
        let makes = !["cache.rs", "limits.rs", "screen.rs"].contains(&name.as_str());
        let is_maker = cache.contains(&format!("include_str!(\"{name}\")"));
        assert_eq!(
            is_maker, makes,
            "{name} in `MAKERS` of src/diagram/cache.rs"
        );
    }
}

#[test]
fn every_room_is_on_the_map() {
    let map = architecture();
    let rooms = FLOORS.iter().flat_map(|floor| floor.iter().copied());
    let missing = rooms
        .clone()
        .filter(|room| !map.contains(&format!("`src/{room}/`")));
    is_exactly(&missing.collect(), []);
    let sources = sources();
    let folders = sources
        .iter()
        .filter_map(|source| source.path.split_once('/'));
    is_exactly(&folders.map(|(room, _)| room).collect(), rooms);
}

/// The names in backticks of a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_architecture_names_what_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = architecture();
    let (map, _) = map.split_once("## Dependencies").unwrap();
    // Fences would turn what is quoted inside out.
    let prose: String = map.split("```").step_by(2).collect();
    let mut wrong = Vec::new();
    let mut tests = 0;
    for name in quoted(&prose) {
        if ["src/", "tests/", "docs/"]
            .iter()
            .any(|folder| name.starts_with(folder))
        {
            wrong.extend((!root.join(name).exists()).then_some(name));
        } else if let Some((module, test)) = name.rsplit_once("::")
            && let file = format!("tests/it/{}.rs", module.replace("::", "/"))
            && let Ok(source) = std::fs::read_to_string(root.join(file))
            && test.contains('_')
        {
            tests += 1;
            let held = source.contains(&format!("fn {test}("));
            wrong.extend((!held).then_some(name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tests > 30, "{tests} tests are named");
}
