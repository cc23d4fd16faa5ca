//! Without a command: the preprocessor.

use crate::cli::configuration::Chosen;
use crate::cli::{configuration, input, print};
use crate::config;
use crate::config::OnServe;
use crate::diagram::Diagrams;
use crate::engine;
use crate::engine::Input;
use crate::engine::told::Told;
use crate::host::disk;
use crate::host::files;
use crate::host::protocol;
use crate::host::protocol::Call;
use crate::render::Target;
use crate::render::rope::Rope;
use crate::report::shown::{Detail, OF_A_BUILD};
use crate::report::tone::Tone;
use std::io::{BufWriter, IsTerminal as _, Read as _, Write as _};
use std::path::PathBuf;

/// Reads a book, writes it back; whether it is free of denied violations.
pub fn run() -> Result<bool, String> {
    let mut stdin = std::io::stdin().lock();
    if stdin.is_terminal() {
        return Err(
            "standard input is a terminal: mdBook runs this command during `mdbook build`; \
                    to check a book, run `mdbook-patterns check`"
                .to_owned(),
        );
    }
    let mut input = Vec::new();
    stdin
        .read_to_end(&mut input)
        .map_err(|error| format!("standard input: {error}"))?;
    let mut call = protocol::parse(&input)?;
    drop(input);
    let first = is_first_run(&call);
    if let Some(warning) = call.warning.take().filter(|_| first) {
        tell!("{}: {warning}", Tone::Warning.paint("warning"));
    }
    let root = PathBuf::from(&call.root);
    let Chosen {
        config,
        rules,
        mut found,
    } = configuration::read(&call.settings, &root)?;
    let serving = call.settings.serving && config.on_serve == OnServe::Show;
    let target = match call.renderer.as_str() {
        "html" => Target::Html {
            panel: serving,
            stylesheet: !call.settings.installed.css,
            script: !call.settings.installed.js,
        },
        _ => Target::Markdown,
    };
    let files = call.settings.files(&root);
    let baseline = disk::baseline(config.baseline.as_deref(), &root, &files)?;
    let draws =
        matches!(target, Target::Html { .. }) && config.diagrams == config::DiagramMode::Svg;
    let input = Input {
        target: Some(target),
        diagrams: Diagrams::new(config.cache, draws),
        listed: disk::listed(&files, &call.settings.src),
        read_files: true,
        told: Told::First(OF_A_BUILD),
        ..input::checking(files, &call.settings, config, rules, baseline)
    };
    let chapters = call.take_chapters();
    let mut outcome = engine::run(&input, chapters).whole()?;
    outcome.diagnostics.splice(0..0, found.drain(..));
    outcome.count();
    let denied = outcome.summary.deny > 0 && !serving;
    print::warnings(&outcome);
    if first || denied {
        print::all(&outcome, Detail::Build);
    }
    if denied {
        return Ok(false);
    }
    write(&call, outcome.rendered).map_err(|error| format!("standard output: {error}"))?;
    Ok(true)
}

/// mdBook calls once per renderer; only the first call of a build reports.
fn is_first_run(call: &Call) -> bool {
    let chosen = call.settings.table["renderers"].as_array();
    let runs = |name: &str| chosen.is_none_or(|names| names.iter().any(|chosen| chosen == name));
    let first = call.settings.renderers.iter().find(|name| runs(name));
    !call.settings.renderers.contains(&call.renderer) || first == Some(&call.renderer)
}

fn write(call: &Call, contents: Vec<Rope>) -> std::io::Result<()> {
    let stdout = std::io::stdout();
    let mut out = BufWriter::with_capacity(1 << 16, files::unsearched(&stdout)?);
    call.write(contents, &mut out)?;
    out.flush()
}
