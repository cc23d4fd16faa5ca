// Tabs. Only pages with tabs have it. `cargo xtask assets` makes tabs.min.js of it.

const make = (tag) => document.createElement(tag);
const area = (e) => e.getBoundingClientRect();

// Content tabs after the WAI-ARIA practices. Equal titles switch together, also on later pages.
function patternsTabs() {
  const KEY = "mdbook-patterns-tabs";
  const sets = [];
  const opens = new Map();
  let number = 0;
  const attempt = (f) => {
    try {
      return f();
    } catch {}
  };
  const chosen = () => [].concat(attempt(() => JSON.parse(localStorage[KEY])) ?? []);
  const show = (set, at) =>
    set.forEach(({ tab, panel }, i) => {
      tab.setAttribute("aria-selected", i === at);
      tab.tabIndex = i === at ? 0 : -1;
      panel.hidden = i === at ? false : "until-found";
    });
  const choose = (set, at) => {
    const { tab, title } = set[at];
    const top = area(tab).top;
    for (const other of sets) {
      const same = other === set ? at : other.findIndex((e) => e.title === title);
      if (same >= 0) show(other, same);
    }
    tab.focus();
    scrollBy(0, area(tab).top - top);
    const titles = [...new Set([title, ...chosen()])].slice(0, 30);
    attempt(() => (localStorage[KEY] = JSON.stringify(titles)));
  };
  const key = (event, set, at) => {
    const step = getComputedStyle(event.target).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // mdBook turns pages with these keys.
    choose(set, (to + set.length) % set.length);
  };
  const follow = () => {
    const target = document.getElementById(attempt(() => decodeURIComponent(location.hash.slice(1))));
    const panel = (e) => e?.closest(".patterns-tab");
    for (let e = panel(target); e; e = panel(e.parentElement)) opens.get(e)();
    if (panel(target)) target.scrollIntoView();
  };
  for (const box of document.querySelectorAll(".patterns-tabs")) {
    const list = make("div");
    const panels = [...box.querySelectorAll(":scope > .patterns-tab")];
    const set = panels.map((panel, at) => {
      const tab = make("button");
      const label = panel.firstElementChild.cloneNode(true);
      const title = label.textContent.trim();
      // No links in a button, and no number of a footnote: its id would be there twice.
      for (const e of label.querySelectorAll("a,p,[id]")) e.replaceWith(...(e.id ? [] : e.childNodes));
      tab.id = `patterns-tab-${++number}`;
      tab.append(...label.childNodes);
      tab.role = "tab";
      tab.onclick = () => choose(set, at);
      tab.onkeydown = (event) => key(event, set, at);
      panel.id ||= `${tab.id}-panel`;
      panel.role = "tabpanel";
      panel.tabIndex = 0;
      opens.set(panel, (panel.onbeforematch = () => show(set, at)));
      panel.setAttribute("aria-labelledby", tab.id);
      tab.setAttribute("aria-controls", panel.id);
      list.append(tab);
      return { tab, panel, title };
    });
    list.className = "patterns-tablist";
    list.role = "tablist";
    box.prepend(list);
    sets.push(set);
    const wanted = chosen().map((title) => set.findIndex((e) => e.title === title));
    const first = panels.findIndex((e) => e.matches(".patterns-selected"));
    show(set, [...wanted, first, 0].find((at) => at >= 0));
  }
  follow();
  addEventListener("hashchange", follow);
}

// print.html has the script of every page: only the first one runs.
if (!window.mdbookPatternsTabs) {
  window.mdbookPatternsTabs = true;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", patternsTabs);
  else patternsTabs();
}
