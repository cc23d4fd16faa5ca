//! Where the site's repository is, and the button that leads to a page's source in it.

use crate::import::answers::Findings;
use crate::import::book::Toml;
use crate::import::report::Fate;
use crate::import::settings::{Place, Settings};
use crate::import::value::Value;
use crate::text::link::is_external;

/// Hosts and the icons that mdBook has for them.
const ICONS: [(&str, &str); 3] = [
    ("gitlab", "fab-gitlab"),
    ("bitbucket", "fab-bitbucket"),
    ("codeberg", "fab-git-alt"),
];
/// Icons of Material that mdBook has as well, by the ends of their names.
const BRANDS: [&str; 8] = [
    "github",
    "github-alt",
    "square-github",
    "gitlab",
    "square-gitlab",
    "bitbucket",
    "git",
    "git-alt",
];

/// Writes the links to the repository and to a page's source there.
pub(super) fn write(toml: &mut Toml, settings: &Settings, place: &Place, found: &mut Findings) {
    let Some(repository) = settings.text("repo_url") else {
        return;
    };
    if !is_external(repository) {
        let words = format!("`{repository}` is no address: it is left out");
        found.insert("repo_url".to_owned(), (Fate::Lost, words));
        return;
    }
    toml.text("git-repository-url", repository);
    let (_, theme) = settings.theme();
    let own = theme.and_then(|theme| theme.at_path(&["icon", "repo"])?.text());
    let brand = own.and_then(|icon| icon.strip_prefix("fontawesome/brands/"));
    let brand = brand
        .filter(|name| BRANDS.contains(name))
        .map(|name| format!("fab-{name}"));
    let host = repository
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("");
    let by_host = ICONS
        .iter()
        .find(|(name, _)| host.contains(name))
        .map(|(_, icon)| (*icon).to_owned());
    if let Some(icon) = brand.or(by_host).filter(|icon| icon != "fab-github") {
        toml.text("git-repository-icon", &icon);
    }
    if own.is_some() {
        let words = "`git-repository-icon`, where mdBook has the icon".to_owned();
        found.insert("theme.icon".to_owned(), (Fate::Differs, words));
    }
    match edit_url(settings, place, repository, host) {
        Edit::To { template, guessed } => {
            toml.text("edit-url-template", &template);
            if guessed {
                let words = "`edit-url-template`; its branch `master` is MkDocs's guess, look whether yours is called so".to_owned();
                found.insert(
                    "theme.features.content.action.edit".to_owned(),
                    (Fate::Carried, words),
                );
            }
        }
        Edit::Off => {
            let words = "readers had no button to edit, so there is none: no `edit-url-template`"
                .to_owned();
            found.insert("edit_uri".to_owned(), (Fate::Carried, words));
        }
        Edit::Elsewhere(uri) => {
            let words = format!(
                "`{uri}` does not end with the pages' folder, `{}`: write `edit-url-template` yourself; `{{path}}` in it begins with that folder",
                place.src
            );
            found.insert("edit_uri".to_owned(), (Fate::Lost, words));
        }
    }
}

enum Edit {
    To { template: String, guessed: bool },
    Off,
    Elsewhere(String),
}

/// Where the button to edit leads. mdBook's `{path}` begins with the pages' folder.
fn edit_url(settings: &Settings, place: &Place, repository: &str, host: &str) -> Edit {
    let given = settings.root.get("edit_uri");
    let is_off = given.and_then(Value::text).is_some_and(str::is_empty);
    let has_button = !settings.is_material() || settings.has_feature("content.action.edit");
    if is_off || !has_button {
        return Edit::Off;
    }
    let own = settings
        .text("edit_uri_template")
        .map(|uri| uri.replace("{path_noext}.md", "{path}"));
    let own = own.map(|uri| uri.trim_end_matches("{path}").to_owned());
    let own = own.or_else(|| settings.text("edit_uri").map(str::to_owned));
    let guessed = own.is_none();
    let default = || match host {
        host if host.contains("github") || host.contains("gitlab") => {
            Some("edit/master/docs/".to_owned())
        }
        host if host.contains("bitbucket") => Some("src/default/docs/".to_owned()),
        _ => None,
    };
    let Some(uri) = own.or_else(default) else {
        return Edit::Off;
    };
    let base = if is_external(&uri) {
        uri.clone()
    } else {
        format!(
            "{}/{}",
            repository.trim_end_matches('/'),
            uri.trim_start_matches('/')
        )
    };
    let base = format!("{}/", base.trim_end_matches('/'));
    let folder = if place.src == "." {
        "/".to_owned()
    } else {
        format!("/{}/", place.src)
    };
    match base.strip_suffix(&folder) {
        Some(front) => Edit::To {
            template: format!("{front}/{{path}}"),
            guessed,
        },
        None => Edit::Elsewhere(uri),
    }
}
