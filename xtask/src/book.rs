//! `cargo xtask book [FOLDER]`

use crate::{build, root, serve};
use anyhow::{Context as _, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Arguments {
    /// The book's folder [default: book-example]
    folder: Option<PathBuf>,
    /// Serves the book on 127.0.0.1 and builds it again when it changes
    #[arg(long)]
    serve: bool,
    /// The port to serve on
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Opens the book in a browser
    #[arg(long)]
    open: bool,
    /// Where the book is written, instead of its own build folder
    #[arg(long, value_name = "DIR")]
    dest: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    // Optimising takes longer than a book of any size saves.
    let binary = build(&[], "debug", "mdbook-patterns")?;
    let folder = match &arguments.folder {
        Some(folder) => absolute(folder)?,
        None => root().join("book-example"),
    };
    let job = Job {
        folder,
        dest: arguments.dest.as_deref().map(absolute).transpose()?,
        binary,
        live_reload: arguments.serve.then_some(serve::ENDPOINT),
        theme: None,
    };
    if arguments.serve {
        return serve::run(&job, arguments.port, arguments.open);
    }
    let index = job.build()?.join("index.html");
    println!("{}", index.display());
    if arguments.open {
        opener::open(&index)?;
    }
    Ok(())
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("`{}`", path.display()))
}

/// A book to build, and how.
pub struct Job {
    /// The book's folder.
    pub folder: PathBuf,
    /// Where the book is written; `None` for its own build folder.
    pub dest: Option<PathBuf>,
    /// The preprocessor.
    pub binary: PathBuf,
    /// The path of the websocket that tells pages to reload.
    pub live_reload: Option<&'static str>,
    /// The theme that readers get first, instead of the book's own.
    pub theme: Option<&'static str>,
}

impl Job {
    /// Builds the book and returns the folder of its HTML.
    pub fn build(&self) -> Result<PathBuf> {
        let book = MDBook::load_with_config(&self.folder, self.config()?)?;
        book.build()?;
        Ok(book.build_dir_for("html"))
    }

    /// The book's configuration, with the preprocessor put in.
    pub fn config(&self) -> Result<Config> {
        let toml = self.folder.join("book.toml");
        let mut config =
            Config::from_disk(&toml).with_context(|| format!("`{}`", toml.display()))?;
        config.update_from_env()?;
        // A chapter that does not exist is a mistake to report, not a file to write.
        config.build.create_missing = false;
        if let Some(dest) = &self.dest {
            config.build.build_dir.clone_from(dest);
        }
        if !config.contains_key("preprocessor.patterns") {
            config.set("preprocessor.patterns.profile", "adopt")?;
        }
        let binary = self.binary.to_string_lossy();
        config.set(
            "preprocessor.patterns.command",
            shlex::try_quote(&binary)?.as_ref(),
        )?;
        if let Some(theme) = self.theme {
            config.set("output.html.default-theme", theme)?;
            config.set("output.html.preferred-dark-theme", theme)?;
        }
        if let Some(endpoint) = self.live_reload {
            config.set("output.html.live-reload-endpoint", endpoint)?;
            config.set("output.html.site-url", "/")?;
        }
        Ok(config)
    }
}
