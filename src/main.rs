//! The `mdbook-patterns` binary: everything happens in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    mdbook_patterns::cli::main()
}
