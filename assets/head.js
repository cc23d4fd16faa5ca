if (/\/print(\.html)?$/.test(location.pathname)) {
const d = document, seen = (window.patternsHeads ??= new Set());
const again = (text) => seen.has(text) || !seen.add(text);
if (!seen.size) {
addEventListener("load", () => d.querySelectorAll("main details").forEach((e) => (e.open = true)));
d.head.append(Object.assign(d.createElement("style"), { textContent: "@media screen{.patterns-diagram{content-visibility:auto;contain-intrinsic-size:auto 20em}}" }));
}
for (let e = d.currentScript, before; before = e.previousElementSibling, e.matches("style,script"); e = before)
if (again(e.textContent)) e.remove();
else if (e.sheet) for (let i = e.sheet.cssRules.length; i--; ) if (again(e.sheet.cssRules[i].cssText)) e.sheet.deleteRule(i);
}
