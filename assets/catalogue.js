addEventListener("DOMContentLoaded", () => {
if (window.patternsLists) return;
window.patternsLists = true;
const all = (s, e = document) => [...e.querySelectorAll(s)];
const make = (tag, props) => Object.assign(document.createElement(tag), props);
const address = (names, pairs) => {
const q = new URLSearchParams(location.search);
names.forEach((n) => q.delete(n));
pairs.forEach(([n, v]) => q.append(n, v));
history.replaceState(null, "", location.pathname + (q.size ? "?" + q : "") + location.hash);
};
const asked = new URLSearchParams(location.search);
all(".patterns-list").forEach((list) => {
const form = list.querySelector("form"), out = form.querySelector("output"), find = form.querySelector("[type=search]");
const sets = all("fieldset", form).map((set) => all("input", set).map((input) => ({ input, key: input.classList[1].slice(1), label: input.parentNode, small: input.parentNode.querySelector("small"), was: -1 })));
const rows = all(".r", list).map((e) => ({ e, has: new Set(e.classList), hid: false }));
const groups = all("tbody,.patterns-cards", list).map((e) => ({ e, title: e.matches("tbody") ? e.querySelector(".patterns-group") : e.previousElementSibling, rows: rows.filter((r) => e.contains(r.e)) })).filter((g) => g.title?.matches(".patterns-group"));
const names = [...new Set(all("input", form).map((i) => i.name))];
const table = list.querySelector("table");
// Columns that keep their widths: rows come and go without a look at all others. Phones have no columns.
const phone = matchMedia("(max-width:700px)");
let fixed;
const fix = () => {
if (!table || fixed || phone.matches) return;
fixed = true;
const whole = table.offsetWidth, heads = all("thead th", table), widths = heads.map((e) => e.offsetWidth);
heads.forEach((e, i) => (e.style.width = (100 * widths[i]) / whole + "%"));
table.style.cssText = `table-layout:fixed;width:100%;min-width:${whole > table.parentNode.clientWidth ? whole + "px" : 0}`;
};
addEventListener("resize", () => { if (fixed) { fixed = false; table.style.cssText = ""; all("thead th", table).forEach((e) => (e.style.width = "")); } });
// What is chosen is answered at once: rows go in one step, and come a screenful first, the rest frame by frame.
let coming = [], frame;
const come = (most) => {
coming.splice(0, most).forEach((r) => (r.e.hidden = r.hid = false));
frame = coming.length && requestAnimationFrame(() => come(100));
};
// A text that changes touches no element: selectors with `:has()` look at each that comes or goes.
const write = (e, text) => (e.firstChild.data = text);
let sent;
const apply = () => {
const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
const chosen = sets.map((set) => set.filter((v) => v.input.checked).map((v) => v.key));
const counts = new Map();
let shown = 0;
coming = [];
for (const r of rows) {
if (words.length) r.text ??= r.e.textContent.toLowerCase();
let misses = words.every((w) => r.text.includes(w)) ? 0 : 9, miss = -1;
chosen.forEach((keys, i) => { if (keys.length && !keys.some((k) => r.has.has(k))) { misses++; miss = i; } });
if (misses < 2) for (const k of r.has) if (!misses || k[0] === String.fromCharCode(97 + miss)) counts.set(k, (counts.get(k) ?? 0) + 1);
r.fits = !misses;
shown += r.fits;
if (!r.fits && !r.hid) r.e.hidden = r.hid = true;
if (r.fits && r.hid) coming.push(r);
}
cancelAnimationFrame(frame);
come(40);
for (const v of sets.flat()) {
const n = counts.get(v.key) ?? 0;
if (n !== v.was) { write(v.small, (v.was = n)); v.label.classList.toggle("none", !n); }
}
for (const g of groups) g.title.hidden = !g.rows.some((r) => r.fits);
list.classList.toggle("asked", words.length + chosen.flat().length > 0);
write(out, shown ? out.dataset.shown.replace("%1", shown).replace("%2", rows.length) : out.dataset.none);
clearTimeout(sent);
sent = setTimeout(() => address(names, [...new FormData(form)].filter(([, v]) => v.trim())), 200);
};
out.setAttribute("role", "status");
find.value = asked.get(find.name) ?? "";
sets.flat().forEach(({ input }) => (input.checked = asked.getAll(input.name).includes(input.value)));
const [facets, rest] = all("details", form);
if (rest?.querySelector(":checked")) rest.open = true;
if (facets && innerWidth < 700 && !facets.querySelector(":checked")) facets.open = false;
list.classList.add("live");
// Rules that filter without a script ask all rows at each choice.
for (const { sheet } of all("style")) for (let i = sheet?.cssRules.length; i--; ) if (sheet.cssRules[i].selectorText?.startsWith("." + list.classList[1] + ":not(.live)")) sheet.deleteRule(i);
form.addEventListener("input", () => { fix(); apply(); });
form.addEventListener("reset", () => setTimeout(() => { sets.flat().forEach(({ input }) => (input.checked = false)); find.value = ""; apply(); }));
form.addEventListener("submit", (e) => e.preventDefault());
find.addEventListener("keydown", (e) => e.stopPropagation());
apply();
(window.requestIdleCallback ?? setTimeout)(fix);
});
all(".patterns-compare").forEach((box) => {
const [choose, differs, aspect, remove, add] = box.dataset.words.split("|");
const pages = new Map(all("details", box).map((e) => [e.dataset.page, e]));
const name = box.dataset.name, most = +box.dataset.most;
let chosen = asked.getAll(name).filter((id) => pages.has(id)).slice(0, most);
const bar = make("div", { className: "patterns-choice" });
const select = make("select");
select.setAttribute("aria-label", choose);
const plus = make("button", { type: "button", textContent: "+" });
plus.setAttribute("aria-label", add);
const view = make("div", { className: "table-wrapper patterns-compared" });
view.tabIndex = 0;
const title = (id) => pages.get(id).querySelector("summary").textContent;
const facts = (id) => new Map(all("dt", pages.get(id)).map((dt) => [dt.textContent, dt.nextElementSibling]));
// All pages say things in one order, and each leaves some out: what the fullest lack stands before what follows it.
const order = [], lists = [...pages.values()].map((e) => all("dt", e).map((dt) => dt.textContent));
lists.sort((a, b) => b.length - a.length).forEach((list) => list.reduceRight((next, label) => {
if (!order.includes(label)) order.splice(next ? order.indexOf(next) : order.length, 0, label);
return label;
}, ""));
const draw = (focus) => {
bar.replaceChildren(make("b", { textContent: choose }));
for (const id of chosen) {
const button = make("button", { type: "button", textContent: title(id) + " ×" });
button.setAttribute("aria-label", remove + ": " + title(id));
button.onclick = () => { chosen = chosen.filter((x) => x !== id); draw(true); };
bar.append(button);
}
select.replaceChildren(new Option(add + " …", ""), ...[...pages.keys()].filter((id) => !chosen.includes(id)).map((id) => new Option(title(id), id)));
if (chosen.length < most) bar.append(select, plus);
const table = make("table"), columns = chosen.map(facts);
const labels = [...new Set(columns.flatMap((c) => [...c.keys()]))];
const first = labels.shift();
table.style.setProperty("--n", columns.length);
const head = table.createTHead().insertRow();
head.append(make("th", { textContent: aspect }));
columns.forEach((c) => { const th = make("th", { scope: "col" }); th.append(...[...c.get(first).childNodes].map((n) => n.cloneNode(true))); head.append(th); });
labels.sort((a, b) => order.indexOf(a) - order.indexOf(b));
const body = table.createTBody();
for (const label of labels) {
const row = body.insertRow(), th = make("th", { scope: "row", textContent: label });
row.append(th);
const cells = columns.map((c) => c.get(label));
if (chosen.length > 1 && new Set(cells.map((c) => c?.textContent)).size > 1) { row.className = "patterns-differs"; th.append(" ", make("small", { textContent: differs })); }
cells.forEach((c) => row.insertCell().append(...(c ? [...c.childNodes].map((n) => n.cloneNode(true)) : [])));
}
view.hidden = !chosen.length;
view.replaceChildren(table);
pages.forEach((e) => (e.hidden = true));
address([name], chosen.map((id) => [name, id]));
if (focus) (chosen.length < most ? select : bar.querySelector("button")).focus();
};
const take = () => { if (select.value) { chosen.push(select.value); draw(true); } };
// Keys pass through pages on their way to one; a mouse takes one.
let keys = false;
select.onpointerdown = () => (keys = false);
select.onkeydown = (e) => { e.stopPropagation(); keys = true; if (e.key === "Enter" && select.value) { e.preventDefault(); take(); } };
select.onchange = () => keys || take();
plus.onclick = take;
box.prepend(bar, view);
draw();
});
});
