//! What search engines and the book's own search are told of a page.

use crate::site::Site;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

const HOSTILE: &str =
    "</script><script>alert(1)</script> <!-- {{#include x.md}} {{{a}}} & \u{2028} \\\" '";

fn page(fields: &str) -> String {
    format!("---\ntype: pattern\n{fields}\n---\n\n# The *Title*\n\nText.\n")
}

/// The structured data of a page; null where there is none.
fn data(site: &Site) -> Value {
    let html = site.html("page.md");
    let Some((_, rest)) = html.split_once("<script type=\"application/ld+json\">") else {
        return Value::Null;
    };
    let json = rest.split_once("</script>").unwrap().0;
    assert!(
        !json.contains(['<', '>', '&', '\n', '\u{2028}']) && !json.contains("{{"),
        "{json}"
    );
    serde_json::from_str(json).unwrap()
}

fn build(table: &str, page: &str) -> Site {
    let site = Site::new(
        &format!("profile = \"adopt\"\n{table}"),
        &[("page.md", page)],
    );
    assert!(site.build());
    site
}

#[test]
fn pattern_pages_say_what_they_are() {
    let full = page(
        "title: Saga\nessential_question: Why?\ntagline: no\ncategory: data-management\ntags: [a, 'b c']\n\
         difficulty: advanced\nlast_updated: 2025-02-28\nintroduced: 1987-12",
    );
    let site = build("", &full);
    assert_eq!(
        data(&site),
        json!({
            "@context": "https://schema.org", "@type": "TechArticle", "headline": "Saga", "description": "Why?",
            "keywords": "Data management, a, b c", "dateModified": "2025-02-28", "inLanguage": "en",
            "proficiencyLevel": "Advanced",
        })
    );
    assert!(!site.markdown("page.md").contains("schema.org"));
    let bare = build(
        "",
        &page("description: What it is\nlast_updated: 2025-02-30"),
    );
    assert_eq!(
        data(&bare),
        json!({
            "@context": "https://schema.org", "@type": "TechArticle", "headline": "The Title",
            "description": "What it is", "inLanguage": "en",
        })
    );
    assert_eq!(data(&build("structured-data = false", &full)), Value::Null);
    assert_eq!(data(&build("", "# No pattern\n")), Value::Null);
}

#[test]
fn nothing_breaks_out_of_structured_data() {
    // A YAML string in double quotes has JSON's escapes.
    let text = serde_json::to_string(HOSTILE).unwrap();
    let site = build(
        "before = [\"links\"]",
        &page(&format!("title: {text}\ntagline: {text}")),
    );
    let data = data(&site);
    assert_eq!(data["headline"], HOSTILE);
    assert_eq!(data["description"], HOSTILE);
    assert!(site.html("page.md").contains("<p>Text.</p>"));
}

/// The documents of the search index by their place.
pub fn search(site: &Site) -> BTreeMap<String, Value> {
    let folder = site.html_folder();
    let index = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_index = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("searchindex")
    };
    let script = fs::read_to_string(index.into_iter().find(is_index).unwrap()).unwrap();
    let start = script.find("JSON.parse('").unwrap() + "JSON.parse('".len();
    let json = &script[start..script.rfind("'))").unwrap()];
    let index: Value =
        serde_json::from_str(&json.replace("\\'", "'").replace("\\\\", "\\")).unwrap();
    let docs = index["index"]["documentStore"]["docs"].as_object().unwrap();
    let url = |id: &str| {
        index["doc_urls"][id.parse::<usize>().unwrap()]
            .as_str()
            .unwrap()
    };
    docs.iter()
        .map(|(id, doc)| (url(id).to_owned(), doc.clone()))
        .collect()
}

#[test]
fn search_finds_what_readers_see_and_nothing_else() {
    let text = page(
        "title: Saga\ncategory: data-management\nessential_question: Whycard\ntagline: Taglinecard\n\
         tags: [hiddentag]\ntrade_offs: {pros: [Proquick], cons: [Conquick]}",
    ) + "\n<style>\n.hiddenstyle { color: red }\n</style>\n\n## More\n\nMoretext.\n\n## Quick Reference\n";
    let site = build("", &text);
    let docs = search(&site);
    let title = &docs["page.html#the-title"];
    assert_eq!(title["title"], "The Title");
    assert_eq!(title["breadcrumbs"], "page.md » The Title");
    let body = |doc: &Value| doc["body"].as_str().unwrap().to_owned();
    for word in ["Whycard", "Taglinecard", "Data management", "Text."] {
        assert!(body(title).contains(word), "{word}: {title}");
    }
    let quick = &docs["page.html#quick-reference"];
    for word in ["Proquick", "Conquick", "Trade-offs"] {
        assert!(body(quick).contains(word), "{word}: {quick}");
    }
    assert_eq!(docs["page.html#more"]["body"], "Moretext.");
    assert_eq!(docs.len(), 3, "{docs:?}");
    for doc in docs.values() {
        for hidden in [
            "schema.org",
            "hiddentag",
            "hiddenstyle",
            "patterns-",
            "color-mix",
        ] {
            assert!(!doc.to_string().contains(hidden), "{hidden}: {doc}");
        }
    }
}
