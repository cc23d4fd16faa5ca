//! Lists of pages as readers use them: with real keys and a real mouse, without JavaScript, on paper, and
//! on a slow phone.

use super::devtools::{DOWN, ENTER, RIGHT, SPACE, TAB, Tab};
use super::{PHONE, SKIPPED, chromium, example_with_gallery};
use crate::site::Site;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

const NAMES: &str = "[...document.querySelectorAll('.patterns-list .r')].filter(e => e.getClientRects().length)\
    .map(e => e.querySelector('a').textContent)";
const SAID: &str = "document.querySelector('.patterns-list output').textContent";
const FOCUS: &str =
    "(e => e.name + (e.type === 'checkbox' ? '=' + e.value : ''))(document.activeElement)";
/// The address is written a moment after the choice.
const ADDRESS: &str = "new Promise(done => setTimeout(() => done(location.pathname.split('/').pop() + location.search), 400))";

fn address(site: &Site, page: &str) -> String {
    format!("file://{}/{page}", site.html_folder().display())
}

fn tab() -> Option<Tab> {
    let found = chromium();
    if found.is_none() {
        println!("{SKIPPED}");
    }
    Some(Tab::open(&found?))
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn lists_are_filtered_with_keys_and_mouse() {
    let Some(mut tab) = tab() else { return };
    let site = example_with_gallery("profile = \"adopt\"");
    tab.size(1200, 900);
    tab.go(&address(&site, "catalogue.html"));
    // From what stands before the list, Tab leads into the text box.
    tab.click("main > p");
    tab.press(TAB);
    assert_eq!(tab.say(FOCUS), "q");
    tab.write("bus");
    assert_eq!(tab.say(NAMES), json!(["Enterprise Service Bus"]));
    // Arrows turn no page while they move in a word.
    tab.press(RIGHT);
    assert_eq!(tab.say(ADDRESS), "catalogue.html?q=bus");
    tab.press(ENTER);
    assert_eq!(
        tab.say(ADDRESS),
        "catalogue.html?q=bus",
        "Enter sends nothing"
    );
    tab.say("(document.activeElement.select(), 0)");
    tab.press(("Delete", 46, ""));
    assert_eq!(tab.say(SAID), "7 of 7 shown");
    // The summary of the filters, then their values one by one.
    tab.press(TAB);
    while tab.say(FOCUS) != "excellence_tier=gold" {
        tab.press(TAB);
    }
    let ring = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle";
    assert_eq!(tab.say(ring), "solid", "a key shows where it is");
    tab.press(SPACE);
    assert_eq!(
        tab.say(NAMES),
        json!(["Circuit Breaker", "Idempotency Key"])
    );
    tab.press(TAB);
    tab.press(TAB);
    assert_eq!(tab.say(FOCUS), "excellence_tier=bronze");
    tab.press(SPACE);
    assert_eq!(tab.say(SAID), "4 of 7 shown");
    tab.press_shift(TAB);
    tab.press_shift(TAB);
    tab.press(SPACE);
    assert_eq!(
        tab.say(NAMES),
        json!(["Two-Phase Commit", "Enterprise Service Bus"])
    );
    assert_eq!(tab.say(ADDRESS), "catalogue.html?excellence_tier=bronze");
    // The mouse goes on from there.
    tab.click("[name=difficulty][value=advanced] + span");
    assert_eq!(tab.say(NAMES), json!(["Two-Phase Commit"]));
    tab.click(".patterns-shown button");
    assert_eq!(tab.say(ADDRESS), "catalogue.html");
    assert_eq!(tab.say(SAID), "7 of 7 shown");
    // And what is found is one click away.
    tab.click(".patterns-list .r:not([hidden]) a");
    tab.until("Page.loadEventFired");
    assert_eq!(
        tab.say("document.querySelector('main h1').textContent"),
        "Circuit Breaker"
    );
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn lists_are_filtered_with_keys_and_mouse_without_javascript() {
    let Some(mut tab) = tab() else { return };
    let site = example_with_gallery("profile = \"adopt\"");
    tab.size(1200, 900);
    tab.send(
        "Emulation.setScriptExecutionDisabled",
        &json!({ "value": true }),
    );
    tab.go(&address(&site, "catalogue.html"));
    assert_eq!(tab.say("document.querySelector('.live')"), Value::Null);
    tab.click("[name=excellence_tier][value=gold] + span");
    assert_eq!(
        tab.say(NAMES),
        json!(["Circuit Breaker", "Idempotency Key"])
    );
    tab.press(TAB);
    tab.press(TAB);
    tab.press(SPACE);
    assert_eq!(tab.say(NAMES).as_array().unwrap().len(), 4);
    tab.click("[name=difficulty][value=advanced] + span");
    assert_eq!(tab.say(NAMES), json!(["Two-Phase Commit"]));
    tab.click(".patterns-shown button");
    assert_eq!(tab.say(NAMES).as_array().unwrap().len(), 7);
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn pages_are_compared_with_keys() {
    let Some(mut tab) = tab() else { return };
    let site = example_with_gallery("profile = \"adopt\"");
    tab.size(1200, 900);
    tab.go(&address(&site, "compare.html"));
    let heads = "[...document.querySelectorAll('.patterns-choice + .patterns-compared thead th')].slice(1).map(e => e.textContent)";
    tab.say("(document.querySelector('.patterns-choice select').focus(), 0)");
    // Keys pass through pages on their way to one: none of these is taken.
    tab.press(DOWN);
    tab.press(DOWN);
    tab.write("Sag");
    assert_eq!(tab.say(heads), json!([]));
    tab.press(ENTER);
    assert_eq!(tab.say(heads), json!(["Saga"]));
    let focus = "document.activeElement.localName";
    assert_eq!(
        tab.say(focus),
        "select",
        "the next page is chosen from here"
    );
    // Letters in quick succession are one word.
    tab.say("new Promise(done => setTimeout(done, 1500))");
    tab.write("Two");
    tab.press(TAB);
    let label = "document.activeElement.getAttribute('aria-label')";
    assert_eq!(tab.say(label), "Add a page");
    tab.press(SPACE);
    assert_eq!(tab.say(heads), json!(["Saga", "Two-Phase Commit"]));
    assert_eq!(
        tab.say(ADDRESS),
        "compare.html?compare=coordination%2Fsaga&compare=coordination%2Ftwo-phase-commit"
    );
    // What only one of them says stands where the template has it.
    let rows = "[...document.querySelectorAll('.patterns-choice + .patterns-compared tbody th')].map(e => e.firstChild.data.trim())";
    let rows: Vec<String> = serde_json::from_value(tab.say(rows)).unwrap();
    assert_eq!(rows[..2], ["Tier", "Status"], "{rows:?}");
    tab.press_shift(TAB);
    assert_eq!(tab.say(label), "Remove: Two-Phase Commit");
    tab.press(ENTER);
    assert_eq!(tab.say(heads), json!(["Saga"]));
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn on_paper_lists_have_rows_and_no_filters() {
    let Some(mut tab) = tab() else { return };
    let site = example_with_gallery("profile = \"adopt\"");
    // A4 between margins.
    tab.size(718, 1000);
    tab.go(&address(&site, "catalogue.html"));
    tab.click("[name=excellence_tier][value=gold] + span");
    tab.send("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let shown = "[...document.querySelectorAll('.patterns-filters,.patterns-choice')].filter(e => e.getClientRects().length).length";
    assert_eq!(tab.say(shown), 0);
    assert_eq!(
        tab.say(NAMES),
        json!(["Circuit Breaker", "Idempotency Key"])
    );
    let over = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('main'))";
    assert_eq!(tab.say(over), 0);
}

/// How many rows a long list has.
const ROWS: usize = 1_000;
/// What a first answer may look at: the filters, and a screenful of rows with what is in them.
const ELEMENTS: u64 = 450;
/// The same where rows go: each once.
const GOING: u64 = 1_200;
/// So much slower than a desk is a phone that is not new.
const SLOWER: u32 = 4;
/// What a choice may take there, in seconds: people take less for at once.
const SECONDS: f64 = 0.1;

/// A catalogue of many rows. Forty pages make it, and their rows are repeated: a build of a thousand takes long.
fn long() -> Site {
    let words = ["queue", "lease", "shard", "token", "ledger"];
    let page = |at: usize| {
        format!(
            "---\ntype: pattern\ntitle: Pattern {at}\nexcellence_tier: {}\ncategory: {}\ndifficulty: {}\n\
             reading_time: {at} min\ntagline: A {} that keeps what others would have lost by then\n\
             tags: [tag{}, tag{}]\n---\n\n# Pattern {at}\n",
            ["gold", "silver", "bronze"][at % 3],
            ["resilience", "coordination", "scaling", "communication"][at % 4],
            ["beginner", "intermediate", "advanced"][at / 3 % 3],
            words[at % 5],
            at % 6,
            at % 7,
        )
    };
    let pages: Vec<(String, String)> = (0..40).map(|at| (format!("p{at}.md"), page(at))).collect();
    let mut chapters = vec![("index.md", "# All\n\n{{#patterns catalog}}\n")];
    chapters.extend(
        pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let site = Site::new("profile = \"adopt\"", &chapters);
    assert!(site.build());
    let file = site.html_folder().join("index.html");
    let html = fs::read_to_string(&file).unwrap();
    let (before, rest) = html.split_once("<tbody>").unwrap();
    let (rows, behind) = rest.split_once("</tbody>").unwrap();
    let mut long = format!("{before}<tbody>");
    for _ in 0..ROWS / 40 {
        let _ = write!(long, "{rows}");
    }
    fs::write(&file, format!("{long}</tbody>{behind}")).unwrap();
    site
}

/// How many elements get their style anew until an answer is drawn.
fn elements(tab: &mut Tab, choice: &str) -> u64 {
    let categories = json!({ "includedCategories": ["devtools.timeline"] });
    tab.send(
        "Tracing.start",
        &json!({ "transferMode": "ReportEvents", "traceConfig": categories }),
    );
    tab.say(&until_drawn(choice));
    tab.send("Tracing.end", &json!({}));
    let told = tab.until("Tracing.tracingComplete");
    let events = told
        .iter()
        .filter(|it| it["method"] == "Tracing.dataCollected");
    let events = events.flat_map(|it| it["params"]["value"].as_array().unwrap());
    let counts = events.filter(|it| it["name"] == "UpdateLayoutTree");
    counts
        .filter_map(|it| it["args"]["elementCount"].as_u64())
        .sum()
}

fn until_drawn(choice: &str) -> String {
    format!(
        "new Promise(done => {{ {choice}; requestAnimationFrame(() => {{ const c = new MessageChannel();
         c.port1.onmessage = () => done(0); c.port2.postMessage(0); }}); }})"
    )
}

/// Seconds of the page's own thread: what others do with the machine counts less.
fn seconds(tab: &mut Tab) -> f64 {
    let metrics = tab.send("Performance.getMetrics", &json!({}));
    let metrics = metrics["metrics"].as_array().unwrap();
    let task = metrics.iter().find(|it| it["name"] == "TaskDuration");
    task.unwrap()["value"].as_f64().unwrap()
}

#[test]
#[ignore = "needs Chromium; `cargo xtask test` runs it"]
fn a_thousand_rows_answer_at_once_on_a_slow_phone() {
    let Some(mut tab) = tab() else { return };
    let site = long();
    tab.send(
        "Performance.enable",
        &json!({ "timeDomain": "threadTicks" }),
    );
    tab.size(PHONE, 800);
    tab.go(&address(&site, "index.html"));
    assert_eq!(tab.say(SAID), format!("{ROWS} of {ROWS} shown"));
    tab.say("document.querySelectorAll('details').forEach(e => e.open = true)");
    let quiet = "new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 500))";
    let click = |value: &str| format!("document.querySelector('[value={value}]').click()");
    let find = |word: &str| {
        format!(
            "(e => {{ e.value = '{word}'; e.dispatchEvent(new Event('input', {{ bubbles: true }})); }})(document.querySelector('.patterns-find input'))"
        )
    };
    // What is chosen, how many rows then fit, and what the answer may look at.
    let choices = [
        (click("gold"), 350, GOING),
        (click("silver"), 675, ELEMENTS),
        (click("advanced"), 200, GOING),
        (click("advanced"), 675, ELEMENTS),
        (click("gold"), 325, GOING),
        (click("silver"), ROWS, ELEMENTS),
        (find("l"), ROWS, ELEMENTS),
        (find("lease"), 200, GOING),
        (find(""), ROWS, ELEMENTS),
    ];
    for (choice, rows, most) in &choices {
        tab.say(quiet);
        let counted = elements(&mut tab, choice);
        assert!(counted <= *most, "{choice}: {counted} elements");
        tab.say(quiet);
        assert_eq!(tab.say(SAID), format!("{rows} of {ROWS} shown"), "{choice}");
        let shown = "[...document.querySelectorAll('.r')].filter(e => !e.hidden).length";
        assert_eq!(tab.say(shown), *rows, "{choice}");
    }
    tab.slow_down(SLOWER);
    let mut best = [f64::MAX; 9];
    for _ in 0..3 {
        for ((choice, ..), best) in choices.iter().zip(&mut best) {
            tab.say(quiet);
            let before = seconds(&mut tab);
            tab.say(&until_drawn(choice));
            *best = best.min(seconds(&mut tab) - before);
        }
    }
    println!("{best:.3?} s, {SLOWER} times slower");
    assert!(best.iter().all(|it| *it < SECONDS), "{best:.3?}");
}
