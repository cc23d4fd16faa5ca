//! What Mermaid's themes leave to be set: colours on which words and lines can be read.
//!
//! Of charts, mind maps and the like each part has a colour of its own. Mermaid's are pale yellow on white
//! and black on black in places. Here each stands out from the page and from the words on it.

use serde_json::{Map, Value, json};

/// On white these are seen, and black text can be read on them.
const LIGHT: [&str; 12] = [
    "#81a4d5", "#c89a59", "#3db67a", "#c18fda", "#d98e8e", "#3eb1bb", "#d88ab1", "#88af3a",
    "#d19475", "#a09add", "#51b73d", "#d685d6",
];
/// The same hues; on dark ground these are seen, and white text can be read on them.
const DARK: [&str; 12] = [
    "#476693", "#7b613b", "#367053", "#854ea1", "#9e4c4c", "#376d72", "#9a4a72", "#596c34",
    "#895a42", "#615ab0", "#407036", "#944794",
];

/// The kinds of things in C4 of which Mermaid's colour is too light for white text, and darker ones.
const C4: [(&str, &str); 5] = [
    ("container", "#2b6cb0"),
    ("component", "#3d75ab"),
    ("external_system", "#6b6b6b"),
    ("external_container", "#6b6b6b"),
    ("external_component", "#6b6b6b"),
];

/// The variables of Mermaid's theme `default` or `dark`.
pub fn variables(theme: &str) -> Value {
    let is_dark = theme == "dark";
    let (colours, label) = if is_dark {
        (DARK, "#f4f4f4")
    } else {
        (LIGHT, "#111")
    };
    let mut all = Map::new();
    for (number, colour) in colours.iter().enumerate() {
        let pie = format!("pie{}", number + 1);
        for (name, value) in [
            (format!("cScale{number}"), *colour),
            (format!("cScaleLabel{number}"), label),
            (pie, *colour),
        ] {
            all.insert(name, value.into());
        }
    }
    for (number, colour) in colours.iter().take(8).enumerate() {
        all.insert(format!("git{number}"), (*colour).into());
        all.insert(format!("gitBranchLabel{number}"), label.into());
    }
    // Mermaid makes three of a chart's four quadrants of the first one's colour: in the page's they would not match.
    for number in 1..=4 {
        let ground = if is_dark { "#1f2020" } else { "#ececff" };
        all.insert(format!("quadrant{number}Fill"), ground.into());
    }
    let strong = if is_dark { "#a22" } else { "#c22" };
    for (name, value) in [
        ("pieOpacity", "1"),
        ("pieSectionTextColor", label),
        ("critBkgColor", strong),
    ] {
        all.insert(name.to_owned(), value.into());
    }
    if !is_dark {
        // The others of Mermaid's are too pale for lines, and in the dark they are not.
        let bars = json!({ "plotColorPalette": "#81a4d5,#9c4a1a,#2b7a4b,#7a3fa0,#b03a3a" });
        all.insert("xyChart".to_owned(), bars);
    }
    Value::Object(all)
}

/// What no theme of Mermaid's changes: the colours of C4, and those of packets. Of these each pair is known
/// to `palette`, which makes the page's own colours of them.
pub fn options(theme: &str) -> Value {
    let pick = |light: &'static str, dark: &'static str| if theme == "dark" { dark } else { light };
    let text = pick("#131300", "#e0dfdf");
    let mut c4 = Map::new();
    for (kind, colour) in C4 {
        for part in ["", "_db", "_queue"] {
            c4.insert(format!("{kind}{part}_bg_color"), colour.into());
            c4.insert(format!("{kind}{part}_border_color"), colour.into());
        }
    }
    json!({
        "c4": c4,
        "packet": {
            "startByteColor": text,
            "endByteColor": text,
            "labelColor": text,
            "titleColor": text,
            "blockStrokeColor": pick("#9370db", "#ccc"),
            "blockFillColor": pick("#ececff", "#1f2020"),
        },
    })
}
