//! Mermaid diagrams: checked, drawn, and kept for the next run.
//!
//! Each different diagram is checked and drawn once per run, whatever the number of
//! pages it stands on. Without the cargo feature `diagrams` nothing is.

#[cfg(feature = "diagrams")]
mod apart;
#[cfg(feature = "diagrams")]
mod cache;
#[cfg(feature = "diagrams")]
mod colour;
#[cfg(feature = "diagrams")]
mod correct;
#[cfg(feature = "diagrams")]
mod diagnose;
#[cfg(feature = "diagrams")]
mod dialect;
#[cfg(feature = "diagrams")]
mod flow;
#[cfg(feature = "diagrams")]
mod font;
#[cfg(feature = "diagrams")]
mod hint;
#[cfg(feature = "diagrams")]
mod labels;
#[cfg(feature = "diagrams")]
mod limits;
#[cfg(feature = "diagrams")]
mod lines;
#[cfg(feature = "diagrams")]
mod mermaid;
#[cfg(feature = "diagrams")]
mod order;
#[cfg(feature = "diagrams")]
mod outline;
#[cfg(feature = "diagrams")]
mod palette;
#[cfg(feature = "diagrams")]
mod path;
#[cfg(feature = "diagrams")]
mod screen;
mod sheet;
#[cfg(feature = "diagrams")]
mod style;
#[cfg(feature = "diagrams")]
mod svg;
#[cfg(feature = "diagrams")]
mod theme;
#[cfg(feature = "diagrams")]
mod twin;
#[cfg(feature = "diagrams")]
mod value;
#[cfg(feature = "diagrams")]
mod write;

#[cfg(feature = "diagrams")]
use crate::text::edit::{self, Edit};
use crate::text::maps::HashMap;
use serde::{Deserialize, Serialize};
pub use sheet::Rules;
use std::ops::Range;
#[cfg(feature = "diagrams")]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// What the threads that draw are called. A panic in one of them ends that drawing only.
pub const THREAD: &str = "diagram";

/// What the cache says of a diagram that parses.
#[cfg(feature = "diagrams")]
const SOUND: &str = "sound";

/// Whether this build can draw.
pub const AVAILABLE: bool = cfg!(feature = "diagrams");

/// What stands in a drawing for the page's own prefix of ids. No text from a book can hold it.
pub const ID: char = '\u{1}';

/// What is wrong with a diagram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// In the form of a diagnostic's message.
    pub message: String,
    /// The bytes of the source, where they are known.
    pub at: Option<Range<usize>>,
    /// What to do.
    pub help: Option<String>,
    /// Whether the author has to change something; else it only cannot be drawn.
    pub syntax: bool,
    /// What makes it parse, where that was tried.
    pub repair: Option<Repair>,
}

/// Pieces of a diagram's source and what stands there instead: with all of them it parses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair(pub Vec<(Range<usize>, String)>);

impl Repair {
    /// The source with all of them.
    #[cfg(feature = "diagrams")]
    fn applied(&self, source: &str) -> String {
        let edits = self.0.iter();
        let edits = edits.map(|(range, text)| Edit::replace(range.clone(), text.clone()));
        edit::apply(source, edits.collect::<Vec<Edit>>())
    }
}

impl Fault {
    #[cfg(feature = "diagrams")]
    fn undrawable(message: &str) -> Fault {
        Fault {
            message: message.to_owned(),
            at: None,
            help: None,
            syntax: false,
            repair: None,
        }
    }

    #[cfg(feature = "diagrams")]
    fn too_long() -> Fault {
        Fault::undrawable("it takes longer than two seconds")
            .help("make it smaller, or show an image of it")
    }

    #[cfg(feature = "diagrams")]
    fn help(self, help: &str) -> Fault {
        let help = Some(help.to_owned());
        Fault { help, ..self }
    }
}

/// What a drawing whose colours the author has fixed is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// The page: its colours follow the theme.
    None,
    /// Something light in every theme.
    Light,
    /// Something dark in every theme.
    Dark,
}

/// A diagram as SVG; harmless, with [`ID`] before each id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// What shows nothing by itself: ends of arrows, gradients. It is kept as it is, as the body is.
    #[serde(skip)]
    pub definitions: String,
    /// What else stands inside `<svg>`. It is kept as it is, behind all else.
    #[serde(skip)]
    pub body: String,
    /// The attribute `viewBox`.
    pub view_box: String,
    /// In CSS pixels.
    pub width: f32,
    /// In CSS pixels.
    pub height: f32,
    /// The author's `accTitle`.
    pub title: Option<String>,
    /// The author's `accDescr`.
    pub description: Option<String>,
    /// How many boxes it has.
    pub boxes: usize,
    /// What leads where in it, in words; empty where it has neither boxes nor messages.
    pub outline: String,
    /// Whether parts of it are links.
    pub links: bool,
    /// Drawings of the same number have the same stylesheet, of which each needs some rules.
    pub sheet: u64,
    /// Rules that stand before all others and have no specificity.
    pub colours: Rules,
    /// Those rules.
    pub rules: Rules,
    /// What it is shown on.
    pub paper: Paper,
}

type Slot<T> = Arc<OnceLock<Result<T, Fault>>>;
type Memo<T> = Mutex<HashMap<String, Slot<T>>>;

/// The diagrams of one run.
#[derive(Debug, Default)]
#[cfg_attr(
    not(feature = "diagrams"),
    expect(dead_code, reason = "nothing is drawn")
)]
pub struct Diagrams {
    drawing: bool,
    checked: Memo<()>,
    drawn: Memo<Arc<Drawing>>,
    #[cfg(feature = "diagrams")]
    cache: Option<cache::Cache>,
    #[cfg(feature = "diagrams")]
    screen: screen::Screen,
    #[cfg(feature = "diagrams")]
    limits: limits::Limits,
    /// Whether any of them may be [`Diagrams::left_out`].
    #[cfg(feature = "diagrams")]
    leaves_out: AtomicBool,
}

impl Diagrams {
    /// Drawings are kept on disk where `cached` says so and the platform has a place for
    /// it. Where they will be drawn anyway, checking them needs no parse of its own.
    #[cfg_attr(
        not(feature = "diagrams"),
        expect(unused_variables, reason = "nothing is drawn")
    )]
    pub fn new(cached: bool, drawing: bool) -> Diagrams {
        Diagrams {
            #[cfg(feature = "diagrams")]
            cache: cached.then(cache::Cache::open).flatten(),
            drawing,
            ..Diagrams::default()
        }
    }

    /// Whether a diagram parses; always, where this build has no parser.
    #[cfg(feature = "diagrams")]
    pub fn check(&self, source: &str) -> Result<(), Fault> {
        once(&self.checked, source, || {
            if self.drawing {
                return match self.draw(source) {
                    Err(fault) if fault.syntax => self.confirmed(source, fault),
                    _ => Ok(()),
                };
            }
            let kept = self.cache.as_ref().and_then(|it| it.read("check", source));
            if kept.as_deref() == Some(SOUND) {
                return Ok(());
            }
            self.known_fault(source).map_or(Ok(()), Err)?;
            let checked = self.work_on(source, mermaid::check);
            self.keep_fault(source, checked)?;
            if let Some(cache) = &self.cache {
                cache.write("check", source, SOUND);
            }
            Ok(())
        })
    }

    /// Whether a diagram parses; always, where this build has no parser.
    #[cfg(not(feature = "diagrams"))]
    pub fn check(&self, _source: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// The diagram as SVG.
    #[cfg(feature = "diagrams")]
    pub fn draw(&self, source: &str) -> Result<Arc<Drawing>, Fault> {
        once(&self.drawn, source, || {
            let kept = self.cache.as_ref().and_then(|it| it.read("draw", source));
            let kept = kept.and_then(|text| read(&text));
            if let Some(drawing) = kept.filter(|kept| self.screen.passes(kept, source)) {
                return Ok(Arc::new(drawing));
            }
            // Nobody is denied anything by that: who asks whether it parses has it confirmed.
            self.kept_fault(source).map_or(Ok(()), Err)?;
            let drawn = self.work_on(source, mermaid::drawing);
            let drawing = self.keep_fault(source, drawn)?;
            if let Some(cache) = &self.cache
                && let Ok(head) = serde_json::to_string(&drawing)
            {
                let Drawing {
                    definitions, body, ..
                } = &drawing;
                cache.write("draw", source, &format!("{head}\n{definitions}\n{body}"));
            }
            Ok(Arc::new(drawing))
        })
    }

    /// What was found out about a diagram that did not parse, as it is kept.
    #[cfg(feature = "diagrams")]
    fn kept_fault(&self, source: &str) -> Option<Fault> {
        let kept = self.cache.as_ref()?.read("fault", source)?;
        let fault: Fault = serde_json::from_str(&kept).ok()?;
        let fits = |range: &Range<usize>| source.get(range.clone()).is_some();
        let repairs = fault.repair.iter().flat_map(|repair| &repair.0);
        let fits = fault.at.iter().all(fits) && repairs.into_iter().all(|(range, _)| fits(range));
        (fault.syntax && fits).then_some(fault)
    }

    /// The same, if it still does not parse. What is kept only says why: whoever changes it can
    /// deny no diagram that is in order.
    #[cfg(feature = "diagrams")]
    fn known_fault(&self, source: &str) -> Option<Fault> {
        let mut fault = self.kept_fault(source)?;
        let repair = fault.repair.take();
        let (fails, repairs) = self
            .work_on(source, move |source| {
                let repairs = repair.filter(|it| mermaid::is_sound(&it.applied(source)));
                Ok((!mermaid::is_sound(source), repairs))
            })
            .ok()?;
        fault.repair = repairs;
        fails.then_some(fault)
    }

    /// What keeps a diagram from being drawn; where that was only read, and does not hold, the
    /// diagram is drawn after all.
    #[cfg(feature = "diagrams")]
    fn confirmed(&self, source: &str, fault: Fault) -> Result<(), Fault> {
        let Some(cache) = self.cache.as_ref().filter(|it| it.has("fault", source)) else {
            return Err(fault);
        };
        if let Some(fault) = self.known_fault(source) {
            return Err(fault);
        }
        cache.remove("fault", source);
        slots(&self.drawn).remove(source);
        match self.draw(source) {
            Err(fault) if fault.syntax => Err(fault),
            _ => Ok(()),
        }
    }

    /// Keeps what was found out about a diagram that does not parse.
    #[cfg(feature = "diagrams")]
    fn keep_fault<T>(&self, source: &str, result: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &result
            && fault.syntax
            && let Some(cache) = &self.cache
            && let Ok(text) = serde_json::to_string(fault)
        {
            cache.write("fault", source, &text);
        }
        result
    }

    /// Does what takes time, within the limits of the diagram and of the run.
    #[cfg(feature = "diagrams")]
    fn work_on<T: Send + 'static>(
        &self,
        source: &str,
        work: impl FnOnce(&str) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        if source.len() > hint::SIZE_LIMIT {
            let obstacle = obstacle(source).unwrap_or("it is too large to draw");
            return Err(Fault::undrawable(obstacle));
        }
        let done = self.limits.admit().and_then(|()| {
            let source = source.to_owned();
            self.limits.guard(move || work(&source))
        });
        if done.as_ref().is_err_and(|fault| !fault.syntax) {
            self.leaves_out.store(true, Ordering::Relaxed);
        }
        done
    }

    /// Why a diagram was not drawn, or not even checked, where only this run could tell.
    #[cfg(feature = "diagrams")]
    pub fn left_out(&self, source: &str) -> Option<Fault> {
        if !self.leaves_out.load(Ordering::Relaxed) {
            return None;
        }
        let fault = fault_of(&self.drawn, source).or_else(|| fault_of(&self.checked, source))?;
        (!fault.syntax && obstacle(source).is_none()).then_some(fault)
    }

    /// Why a diagram was not drawn, or not even checked, where only this run could tell.
    #[cfg(not(feature = "diagrams"))]
    pub fn left_out(&self, _source: &str) -> Option<Fault> {
        None
    }

    /// The diagram as SVG.
    #[cfg(not(feature = "diagrams"))]
    pub fn draw(&self, _source: &str) -> Result<Arc<Drawing>, Fault> {
        Err(Fault {
            message: "this build cannot draw".to_owned(),
            at: None,
            help: None,
            syntax: false,
            repair: None,
        })
    }
}

/// What keeps a diagram that is in order from being drawn, as far as its source tells; and the word
/// that says what kind of diagram it is.
#[cfg(feature = "diagrams")]
pub use hint::{kind, obstacle};

/// The word for the kind; none, where nothing is drawn.
#[cfg(not(feature = "diagrams"))]
pub fn kind(_source: &str) -> &'static str {
    ""
}

/// What keeps a diagram from being drawn; nothing, where nothing is drawn.
#[cfg(not(feature = "diagrams"))]
pub fn obstacle(_source: &str) -> Option<&'static str> {
    None
}

/// What is known so far. A poisoned lock guards a map that is whole all the same.
#[cfg(feature = "diagrams")]
fn slots<T>(memo: &Memo<T>) -> std::sync::MutexGuard<'_, HashMap<String, Slot<T>>> {
    memo.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(feature = "diagrams")]
fn fault_of<T>(memo: &Memo<T>, source: &str) -> Option<Fault> {
    slots(memo).get(source)?.get()?.as_ref().err().cloned()
}

/// A kept drawing, if it is one; whether it does no harm is not known yet.
#[cfg(feature = "diagrams")]
fn read(text: &str) -> Option<Drawing> {
    let (head, rest) = text.split_once('\n')?;
    let (definitions, body) = rest.split_once('\n')?;
    let mut drawing: Drawing = serde_json::from_str(head).ok()?;
    definitions.clone_into(&mut drawing.definitions);
    body.clone_into(&mut drawing.body);
    Some(drawing)
}

/// Does `work` for the first who asks; others wait for it.
#[cfg(feature = "diagrams")]
fn once<T: Clone>(
    memo: &Memo<T>,
    source: &str,
    work: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    let slot = Arc::clone(slots(memo).entry(source.to_owned()).or_default());
    slot.get_or_init(work).clone()
}
