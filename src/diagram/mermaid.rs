//! Mermaid by the crate merman: the only place that knows it.

use crate::diagram::diagnose::diagnose;
use crate::diagram::dialect::{self, Respelt};
use crate::diagram::svg::{Dark, Undrawable};
use crate::diagram::{Drawing, Fault, Paper, flow, font, hint, limits, svg, theme, twin};
use merman::svg::{SvgEnvironment, SvgPipeline, SvgRenderOptions};
use merman::{
    Engine, MermaidConfig, OperationControl, ParseDiagnosticSpanKind, ParseOptions, RenderError,
    RenderOutput, RenderRequest, Renderer, SvgRequest, TerminalDiagnostic,
};
use std::ops::Range;
use std::sync::LazyLock;

/// The id that drawings are made with; it never reaches a page.
pub(super) const ROOT: &str = "drawing";

static LIGHT: LazyLock<Renderer> = LazyLock::new(|| renderer("default", true));
static ENVIRONMENT: LazyLock<SvgEnvironment> =
    LazyLock::new(|| SvgEnvironment::deterministic().with_text_measurement_policy(font::metrics()));
static DARK: LazyLock<Renderer> = LazyLock::new(|| renderer("dark", true));
/// For diagrams whose authors chose a theme: no colour of ours is of it.
static PLAIN: LazyLock<[Renderer; 2]> =
    LazyLock::new(|| ["default", "dark"].map(|theme| renderer(theme, false)));

/// The kinds of diagrams for which the library has a look of its own.
const STYLED: &[&str] = &[
    "agentflow",
    "class",
    "er",
    "flowchart",
    "requirement",
    "sequence",
    "state",
    "swimlane",
    "usecase",
    "venn",
];

fn renderer(theme: &str, coloured: bool) -> Renderer {
    // SVG labels are clipped in one diagram of a hundred, HTML labels in one of three.
    let mut config = serde_json::json!({
        "theme": theme,
        "look": "classic",
        "layout": "dagre",
        "securityLevel": "strict",
        "htmlLabels": false,
        "flowchart": { "htmlLabels": false },
        "dompurifyConfig": purifier(),
    });
    // What holds for all would win all the same, but the library would write it into a copy of its
    // configuration, and work out the theme anew, for each diagram.
    for kind in STYLED {
        config[*kind]["theme"] = theme.into();
        config[*kind]["look"] = "classic".into();
    }
    for kind in ["state", "swimlane"] {
        config[kind]["layout"] = "dagre".into();
    }
    for kind in ["flowchart", "state"] {
        // As wide as their labels, as Mermaid 11 has them; the later default draws huge circles.
        config[kind]["minNodeWidth"] = 0.into();
        // As many words on a line as there: its font is narrower than the book's.
        config[kind]["wrappingWidth"] = 220.into();
    }
    if coloured {
        config["themeVariables"] = theme::variables(theme);
        for (kind, options) in theme::options(theme).as_object().into_iter().flatten() {
            config[kind] = options.clone();
        }
    }
    Renderer::new()
        .with_engine(Engine::new().with_site_config(MermaidConfig::from_value(config)))
        .with_parse_options(ParseOptions::strict())
}

/// What the library leaves in labels. It makes sets of these lists for each label anew, and its own have six
/// hundred names; in SVG nothing else of HTML shows but as words.
fn purifier() -> serde_json::Value {
    serde_json::json!({
        "ALLOWED_TAGS": [
            "#text", "a", "abbr", "b", "big", "blockquote", "br", "center", "code", "dd", "del", "details", "dfn", "div", "dl",
            "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
            "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody",
            "td", "th", "thead", "tr", "tt", "u", "ul", "var",
        ],
        "ALLOWED_ATTR": [
            "align", "alt", "class", "color", "colspan", "height", "href", "id", "rowspan", "size", "src", "style", "target",
            "width",
        ],
        "FORBID_TAGS": ["style"],
    })
}

/// What the drawer gave, one drawing of each theme: as untrusted as its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheets {
    /// In Mermaid's default theme.
    pub light: String,
    /// In its dark theme.
    pub dark: Dark,
}

/// What is wrong with a diagram, if anything.
pub fn check(source: &str) -> Result<(), Fault> {
    read(source, |source, control| {
        match LIGHT.prepare_semantic(source, control.clone()) {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(RenderError::NoDiagram),
            Err(error) => Err(error),
        }
    })
}

/// Has the library read a source, unless mermaid.js would reject it.
fn read<T>(
    source: &str,
    work: impl FnOnce(&str, &OperationControl) -> Result<T, RenderError>,
) -> Result<T, Fault> {
    if let Some(fault) = dialect::rejected(source) {
        return Err(fault);
    }
    let control = OperationControl::new().with_deadline(limits::OF_ONE);
    let respelt = Respelt::of(source);
    let result = work(&respelt.text, &control);
    result.map_err(|error| {
        let fault = respelt.fault(fault(&error, &respelt.text));
        let is_about_text = matches!(&error, RenderError::Parse(_)) && fault.help.is_none();
        if !is_about_text {
            return fault;
        }
        diagnose(source, fault.at, &|text| parses(text, &control))
    })
}

/// Whether a source parses.
pub fn is_sound(source: &str) -> bool {
    parses(
        source,
        &OperationControl::new().with_deadline(limits::OF_ONE),
    )
}

/// Whether a source parses; all trials of one diagram share its time.
fn parses(source: &str, control: &OperationControl) -> bool {
    dialect::rejected(source).is_none() && {
        let respelt = Respelt::of(source);
        let read = LIGHT.prepare_semantic(&respelt.text, control.clone());
        matches!(read, Ok(Some(_)))
    }
}

/// The diagram in both themes, not screened yet.
pub fn draw(source: &str) -> Result<Sheets, Fault> {
    read(source, |source, control| {
        let is_plain = source.contains("theme");
        let [light, dark] = if is_plain {
            PLAIN.each_ref()
        } else {
            [&*LIGHT, &*DARK]
        };
        let light = drawn(light, source, control)?;
        let twin = (!is_plain).then(|| twin::dark(source, &light, ROOT, draw_both));
        let dark = match twin.flatten() {
            Some(dark) => dark,
            None => Dark::Whole(drawn(dark, source, control)?),
        };
        Ok(Sheets { light, dark })
    })
}

/// The diagram as the library draws it in both themes, if it can be drawn.
pub(super) fn draw_both(source: &str) -> Option<[String; 2]> {
    let control = OperationControl::new().with_deadline(limits::OF_ONE);
    let draw = |renderer| drawn(renderer, source, &control).ok();
    Some([draw(&LIGHT)?, draw(&DARK)?])
}

fn drawn(
    renderer: &Renderer,
    source: &str,
    control: &OperationControl,
) -> Result<String, RenderError> {
    let plain = render(renderer, source, control, None)?;
    // HTML inside a drawing would have to be screened too; as text it also prints.
    if plain.contains("<foreignObject") {
        render(renderer, source, control, Some(SvgPipeline::resvg_safe()))
    } else {
        Ok(plain)
    }
}

/// The drawing for a page, in another direction where it would be far too wide.
pub fn drawing(source: &str) -> Result<Drawing, Fault> {
    let wide = screened(&draw(source)?)?;
    let Some(turned) = flow::turned(source, &wide) else {
        return Ok(wide);
    };
    let turned = draw(&turned).and_then(|sheets| screened(&sheets));
    Ok(turned.ok().filter(flow::fits).unwrap_or(wide))
}

/// The drawing as it stands in a page: whatever is drawn or kept goes through here.
pub fn screened(sheets: &Sheets) -> Result<Drawing, Fault> {
    let Sheets { light, dark } = sheets;
    match svg::merge(light, dark, ROOT) {
        Ok(drawing) => Ok(drawing),
        // A theme that changes more than colours: the light drawing, on light paper.
        Err(Undrawable::Different) => {
            svg::merge(light, &Dark::Whole(light.clone()), ROOT).map(|drawing| Drawing {
                paper: Paper::Light,
                ..drawing
            })
        }
        Err(problem) => Err(problem),
    }
    .map_err(|_| Fault::undrawable("the drawing is too large or too deep to show"))
}

fn render(
    renderer: &Renderer,
    source: &str,
    control: &OperationControl,
    pipeline: Option<SvgPipeline>,
) -> Result<String, RenderError> {
    let request = SvgRequest {
        environment: ENVIRONMENT.clone(),
        options: SvgRenderOptions {
            diagram_id: Some(ROOT.to_owned()),
            ..SvgRenderOptions::default()
        },
        pipeline,
        ..SvgRequest::default()
    };
    match renderer.render(RenderRequest::svg(source, control.clone(), request))? {
        RenderOutput::Svg(Some(output)) => Ok(output.into_parts().0),
        _ => Err(RenderError::NoDiagram),
    }
}

fn fault(error: &RenderError, source: &str) -> Fault {
    match error {
        RenderError::Parse(error) => syntax(error, source),
        RenderError::NoDiagram => hint::unknown_type(source),
        RenderError::Cancelled(_) => Fault::too_long(),
        RenderError::ResourceLimitExceeded(_) => Fault::undrawable("it is too large to draw"),
        other => Fault::undrawable(&format!("{other}")),
    }
}

fn syntax(error: &TerminalDiagnostic, source: &str) -> Fault {
    let details = error.terminal_diagnostic_details();
    if details.code == "merman.parse.no_diagram_detected" {
        return hint::unknown_type(source);
    }
    let span = details.span.map(|span| span.start..span.end);
    // Other spans are guesses, and wrong more often than not.
    let exact = matches!(
        details.span_kind,
        Some(ParseDiagnosticSpanKind::Exact | ParseDiagnosticSpanKind::InsertionPoint)
    );
    let at: Option<Range<usize>> = span.filter(|_| exact);
    // The parser's words are about itself: see `diagnose`.
    Fault {
        message: String::new(),
        at,
        help: None,
        syntax: true,
        repair: None,
    }
}
