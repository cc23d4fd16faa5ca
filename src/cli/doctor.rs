//! `mdbook-patterns doctor [BOOK]`

use crate::cli::{ListFormat, output};
use crate::host::doctor;
use crate::host::doctor::{Finding, Gravity};
use crate::host::facts::facts;
use crate::report::harmless;
use crate::report::tone::Tone;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// Looks at everything; whether there is no problem.
pub fn run(root: &Path, format: ListFormat) -> Result<bool, String> {
    let findings = doctor::findings(&facts(root)?);
    let report = match format {
        ListFormat::Human => human(&findings),
        ListFormat::Json => json!({ "version": 1, "checks": findings }).to_string() + "\n",
    };
    output::write(&report, None)?;
    Ok(findings.iter().all(|found| found.level == Gravity::Ok))
}

fn human(findings: &[Finding]) -> String {
    let mut out = String::new();
    for found in findings {
        let level = match found.level {
            Gravity::Ok => Tone::Good.paint("ok"),
            Gravity::Warn => Tone::Warning.paint("warn"),
            Gravity::Error => Tone::Error.paint("error"),
        };
        let _ = writeln!(
            out,
            "{level}[{}]: {}",
            found.check,
            harmless(&found.message)
        );
        if let Some(help) = &found.help {
            let _ = writeln!(out, "  = help: {}", harmless(help));
        }
    }
    out
}
