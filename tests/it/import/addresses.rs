//! Where old addresses and buttons to edit lead.

use super::{Project, followed};

#[test]
fn every_old_address_leads_to_a_page_with_the_same_heading() {
    for urls in [true, false] {
        let pages = [
            ("index.md", "# Top\n"),
            ("guide/index.md", "# Guide\n"),
            ("guide/Some page.md", "# Some page\n"),
            ("guide/ünï.md", "# Ünï\n"),
            ("other/README.md", "# Other\n"),
            ("both.md", "# Both as a page\n"),
            ("both/index.md", "# Both as a folder\n"),
            ("lonely.md", "# Lonely\n"),
            ("deep/er/x.md", "# X\n"),
        ];
        let config = format!(
            "site_name: X\nsite_url: https://example.org/a/b\nuse_directory_urls: {urls}\nnav: [index.md, guide/index.md, both.md]\n"
        );
        let site = Project::new(&config, &pages).imported().built();
        for (page, text) in pages {
            let stem = page.strip_suffix(".md").unwrap().replace("README", "index");
            let is_index = stem.ends_with("index");
            let old = if urls && !is_index {
                format!("{stem}/index.html")
            } else {
                format!("{stem}.html")
            };
            // Both have the address `/both/` in MkDocs, which shows the folder's index.
            if old == "both/index.html" && page == "both.md" {
                continue;
            }
            let heading = text.trim_start_matches("# ").trim();
            let html = followed(&site.html_folder(), &old);
            assert!(
                html.contains(&format!(">{heading}</a></h1>")),
                "{old}: no {heading:?}"
            );
        }
    }
}

/// mdBook makes no folder where a page or a file stands.
#[test]
fn no_old_address_stands_below_a_file() {
    let config = "site_name: X\nplugins:\n  - redirects:\n      redirect_maps:\n        'notes.html.md': notes.md\n        'logo.svg/x.md': notes.md\n        'gone.html.md': notes.md\n        'gone.md': notes.md\n        'old.md': notes.md\n";
    let pages = [("index.md", "# I\n"), ("notes.md", "# N\n")];
    let project = Project::new(config, &pages);
    project.write(
        "docs/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let project = project.imported();
    let toml = project.toml();
    let redirects = toml["output"]["html"]["redirect"].as_table().unwrap();
    let keys: Vec<&str> = redirects.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "/gone.html/index.html",
            "/gone/index.html",
            "/notes/index.html",
            "/old/index.html"
        ]
    );
    let report = project.read("import-report.md");
    for old in ["notes.html.md", "logo.svg/x.md"] {
        let line = format!("| `{old}` to `notes.md` |");
        assert!(report.contains(&line), "{report}");
    }
    project.built();
}

#[test]
fn the_edit_button_is_there_where_readers_had_one() {
    let material = |rest: &str| {
        format!("site_name: X\nrepo_url: https://github.com/a/b\ntheme:\n  name: material\n{rest}")
    };
    let feature = "  features: [content.action.edit]\n";
    let template = "https://github.com/a/b/edit/main/{path}";
    for (config, expected) in [
        (material(""), None),
        (material(feature) + "edit_uri: edit/main/docs\n", Some(template)),
        (material(feature) + "edit_uri: https://github.com/a/b/edit/main/docs/\n", Some(template)),
        (material(feature) + "edit_uri: ''\n", None),
        (material(feature), Some("https://github.com/a/b/edit/master/{path}")),
        (material(feature) + "edit_uri: edit/main/handbook/\n", None),
        ("site_name: X\nrepo_url: https://github.com/a/b\ntheme: readthedocs\nedit_uri: edit/main/docs/\n".to_owned(), Some(template)),
    ] {
        let project = Project::new(&config, &[("index.md", "# I\n")]).imported();
        let toml = project.toml();
        let found = toml["output"]["html"].get("edit-url-template").and_then(toml::Value::as_str);
        assert_eq!(found, expected, "{config}");
    }
}

#[test]
fn addresses_of_posts_lead_on() {
    let post = "---\ndate: 2024-03-09\n---\n# Hello, World of Ünï!\n";
    let named = "---\ndate:\n  created: 2023-11-30\nslug: own\n---\n# Named\n";
    let pages = [
        ("index.md", "# I\n"),
        ("blog/posts/hello.md", post),
        ("blog/posts/named.md", named),
        ("blog/posts/undated.md", "# U\n"),
    ];
    let project = Project::new("site_name: X\nplugins: [blog]\n", &pages).imported();
    let toml = project.toml();
    let redirects = toml["output"]["html"]["redirect"].as_table().unwrap();
    let keys: Vec<&str> = redirects.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "/blog/2023/11/30/own/index.html",
            "/blog/2024/03/09/hello-world-of-ünï/index.html",
            "/blog/posts/undated/index.html"
        ]
    );
    project.built();
}
