//! The page's own colours in place of Mermaid's.
//!
//! A colour of Mermaid's default themes is known by what it is in both of them; colours that an
//! author has set are the same in both, or are another pair. What the names stand for is said in
//! `assets/diagrams.css`.

/// Light, dark, and the page's.
const COLOURS: &[(&str, &str, &str)] = &[
    // Nodes: ground and edge.
    ("#ececff", "#1f2020", "var(--dn)"),
    ("#9370db", "#ccc", "var(--db)"),
    // Lines and what ends them.
    ("#333", "#d3d3d3", "var(--dl)"),
    ("#333", "#f4f4f4", "var(--dl)"),
    ("#666", "#ccc", "var(--dl)"),
    // Text.
    ("#333", "#ccc", "var(--fg)"),
    ("#333", "#f9fffe", "var(--fg)"),
    ("#000", "#d3d3d3", "var(--fg)"),
    ("#000", "#b8b6b6", "var(--fg)"),
    ("#131300", "#e0dfdf", "var(--fg)"),
    ("#131300", "#ccc", "var(--fg)"),
    // Text and lines of C4, see `svg`.
    ("#444", "#d4d4d4", "var(--fg)"),
    // Groups.
    ("#ffffde", "#444", "var(--dg)"),
    ("#aa3", "#ffffff40", "var(--df)"),
    // Notes.
    ("#fff5ad", "#444", "var(--do)"),
    ("#fff5ad", "#474949", "var(--do)"),
    ("#aa3", "#2f2f2f", "var(--dp)"),
    // Behind what is written on a line.
    ("#e8e8e8cc", "#444", "var(--bg)"),
];

/// The page's colour for one that is `light` in the light theme and `dark` in the dark one.
pub fn of_page(light: &str, dark: &str) -> Option<&'static str> {
    let mut colours = COLOURS.iter();
    let found = colours.find(|known| (known.0, known.1) == (light, dark));
    found.map(|known| known.2)
}
