//! TeX by the crate math-core: the only place that knows it.

use super::screen::screen;
use super::{Fault, Source};
use math_core::{LatexError, LatexToMathML, MathCoreConfig, MathDisplay};
use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// Longer formulas are not drawn.
const LONGEST: usize = 8 << 10;
/// Nor are those with more braces inside one another. Each is a level of the parser, with one byte.
const DEEPEST: usize = 64;
/// What can nest besides takes four bytes a level: four times what an unoptimised build needs.
const STACK: usize = 256 << 20;

/// Commands that the crate lacks. Each uses its arguments once, so that nothing can grow.
const MACROS: [(&str, &str); 13] = [
    ("textcolor", r"{\color{#1}#2}"),
    ("substack", r"\begin{subarray}{c}#1\end{subarray}"),
    ("widetilde", r"\tilde{#1}"),
    ("pmb", r"\boldsymbol{#1}"),
    ("mathnormal", r"{#1}"),
    ("mathclap", r"{#1}"),
    ("smash", r"{#1}"),
    ("mathds", r"\mathbb{#1}"),
    ("pod", r"\quad(#1)"),
    ("dotsc", r"\ldots"),
    ("dotsb", r"\cdots"),
    ("hdots", r"\ldots"),
    ("intop", r"\int"),
];
/// Commands for text, which no macro can hold, and others as long: places in the source stay right.
const TEXTS: [(&str, &str); 4] = [
    ("mbox", "text"),
    ("hbox", "text"),
    ("textup", "textrm"),
    ("textnormal", "textrm    "),
];
/// Environments that the crate lacks, and what comes next to them.
const ENVIRONMENTS: [(&str, &str); 6] = [
    ("{split}", "{aligned}"),
    ("{smallmatrix}", "{matrix}"),
    (r"\begin{eqnarray}", r"\begin{array}{rcl}"),
    (r"\end{eqnarray}", r"\end{array}"),
    (r"\begin{eqnarray*}", r"\begin{array}{rcl}"),
    (r"\end{eqnarray*}", r"\end{array}"),
];
/// What a tag needs around itself.
const TAGGED: (&str, &str) = (r"\begin{equation*}", "\n\\end{equation*}");

static CONVERTER: LazyLock<LatexToMathML> = LazyLock::new(|| {
    let macros = MACROS.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let config = MathCoreConfig {
        macros: macros.to_vec(),
        ..MathCoreConfig::default()
    };
    LatexToMathML::new(config).unwrap_or_default()
});

type Drawn = Result<String, Fault>;

/// Draws all formulas of a page.
pub fn draw(sources: &[Source]) -> Vec<Drawn> {
    let prepared: Vec<Result<Prepared<'_>, Fault>> = sources.iter().map(prepare).collect();
    let fit: Vec<&Prepared<'_>> = prepared.iter().flatten().collect();
    // One that the crate fails on takes none of the others with it.
    let drawn = guarded(&fit).unwrap_or_else(|| {
        let alone = |one| guarded(&[one]).and_then(|mut drawn| drawn.pop());
        let failed = || Err(Fault::new("drawing it failed"));
        fit.iter()
            .map(|one| alone(*one).unwrap_or_else(failed))
            .collect()
    });
    let mut drawn = drawn.into_iter();
    let failed = || Err(Fault::new("drawing it failed"));
    prepared
        .iter()
        .map(|source| match source {
            Ok(_) => drawn.next().unwrap_or_else(failed),
            Err(fault) => Err(fault.clone()),
        })
        .collect()
}

/// TeX as the crate takes it.
struct Prepared<'s> {
    tex: Cow<'s, str>,
    display: MathDisplay,
    /// Where the author's own text begins in it, if it stands there as written.
    written: Option<Range<usize>>,
}

fn prepare(source: &Source) -> Result<Prepared<'_>, Fault> {
    let tex = source.tex.as_str();
    if tex.len() > LONGEST {
        return Err(Fault::new("it is longer than 8 KiB"));
    }
    if depth(tex) > DEEPEST {
        return Err(Fault::new("more than 64 braces stand inside one another"));
    }
    let display = if source.display {
        MathDisplay::Block
    } else {
        MathDisplay::Inline
    };
    let texts = with_known_texts(tex);
    let tex = texts.as_ref();
    if ENVIRONMENTS.iter().any(|(name, _)| tex.contains(name)) {
        let next = |tex: String, (name, other): &(&str, &str)| tex.replace(name, other);
        return Ok(Prepared {
            tex: ENVIRONMENTS.iter().fold(tex.to_owned(), next).into(),
            display,
            written: None,
        });
    }
    let numbered = ["equation", "align", "gather", "multline"];
    let mut begins = memchr::memmem::find_iter(tex.as_bytes(), r"\begin{");
    let has_place = begins.any(|at| {
        let name = tex[at + r"\begin{".len()..].split('}').next();
        let name = name.map(|name| name.trim_end_matches('*'));
        name.is_some_and(|name| numbered.contains(&name))
    });
    let (before, behind) = TAGGED;
    if source.display && !has_place && tex.contains(r"\tag{") {
        return Ok(Prepared {
            tex: format!("{before}{tex}{behind}").into(),
            display,
            written: Some(before.len()..before.len() + tex.len()),
        });
    }
    let written = Some(0..tex.len());
    Ok(Prepared {
        tex: texts,
        display,
        written,
    })
}

/// TeX with [`TEXTS`] as the crate knows them.
fn with_known_texts(tex: &str) -> Cow<'_, str> {
    let mut known = Cow::Borrowed(tex);
    let mut behind = 0;
    for at in memchr::memchr_iter(b'\\', tex.as_bytes()) {
        // `\\\\` is a command of its own.
        if at < behind {
            continue;
        }
        let rest = &tex[at + 1..];
        behind = at + 1 + usize::from(rest.starts_with('\\'));
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let found = TEXTS.iter().find(|(name, _)| *name == &rest[..len]);
        if let Some((_, other)) = found {
            known.to_mut().replace_range(at + 1..at + 1 + len, other);
        }
    }
    known
}

/// How many braces stand inside one another at most; those that are escaped count too.
fn depth(tex: &str) -> usize {
    let mut open = 0usize;
    let mut deepest = 0;
    for byte in tex.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// Converts formulas so that none can end the program; `None` where the crate fails on one.
fn guarded(sources: &[&Prepared<'_>]) -> Option<Vec<Drawn>> {
    if sources.is_empty() {
        return Some(Vec::new());
    }
    let snippets: Vec<(&str, MathDisplay)> = sources
        .iter()
        .map(|source| (&*source.tex, source.display))
        .collect();
    let work = || {
        let converted = CONVERTER.convert_all(&snippets).into_iter();
        let screened = converted.zip(sources).map(|(result, source)| {
            let mathml = result.map_err(|error| fault(&error, source))?.mathml;
            screen(&mathml)
                .ok_or_else(|| Fault::new("the drawing is too large or too deep to show"))
        });
        screened.collect()
    };
    let work = AssertUnwindSafe(work);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread
            .spawn_scoped(scope, || catch_unwind(work).ok())
            .ok()?;
        thread.join().ok().flatten()
    })
}

/// The crate's messages are sentences; ours go on behind a colon.
fn fault(error: &LatexError, source: &Prepared<'_>) -> Fault {
    let message = error.error_message();
    let message = message.trim_end_matches('.').replace('"', "`");
    let mut chars = message.chars();
    let message = chars.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(chars).collect()
    });
    let at = source.written.as_ref().and_then(|written| {
        let start = error.0.start.checked_sub(written.start)?;
        let end = error.0.end.checked_sub(written.start)?;
        (start <= end && end <= written.len()).then_some(start..end)
    });
    Fault { message, at }
}
