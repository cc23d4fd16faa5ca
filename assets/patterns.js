// One function per feature; the end of the file runs them. `cargo xtask assets` makes patterns.min.js of it, and diagrams.min.js of diagrams.js.

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

// The path of levels stays below mdBook's menu bar and marks the level that is being read.
function patternsLevels() {
  const navs = document.querySelectorAll(".patterns-levels");
  if (navs.length !== 1) return;
  const nav = navs[0];
  const content = nav.closest(".content") || nav;
  const menu = document.getElementById("mdbook-menu-bar");
  const steps = [...nav.querySelectorAll("a")].map((a) => [document.getElementById(a.getAttribute("href").slice(1)), a]);
  const rank = Math.max(...steps.map(([heading]) => (heading ? heading.tagName[1] : 1)));
  const headings = [...document.querySelectorAll("main :is(h1,h2,h3,h4,h5,h6)")].filter((heading) => heading.tagName[1] <= rank);
  let due = 0;
  const update = () => {
    const top = Math.max(0, menu ? area(menu).bottom : 0);
    const stuck = innerHeight >= 480 && area(nav).top < top; // As the stylesheet asks: a zoomed window has no room for it.
    if (stuck !== nav.classList.contains("patterns-stuck")) {
      nav.style.height = stuck ? nav.offsetHeight + "px" : "";
      nav.classList.toggle("patterns-stuck", stuck);
    }
    nav.style.setProperty("--pw", nav.clientWidth + "px");
    nav.style.setProperty("--py", top + "px");
    nav.style.setProperty("--pe", area(content).left - area(nav).left + "px");
    const line = top + innerHeight / 3;
    const passed = headings.filter((h) => h.getClientRects().length && area(h).top < line);
    for (const [heading, a] of steps) {
      if (heading && heading === passed[passed.length - 1]) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  };
  const soon = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(update);
  };
  let width = 0;
  const again = () => {
    if (width === nav.clientWidth) return;
    width = nav.clientWidth;
    nav.classList.remove("patterns-stuck");
    nav.style.height = "";
    soon();
  };
  addEventListener("scroll", soon, { passive: true });
  new ResizeObserver(again).observe(nav);
  soon();
}

// print.html has the script of every page: only the first one runs.
if (!window.mdbookPatterns) {
  window.mdbookPatterns = [patternsTabs, patternsLevels];
  const start = () => mdbookPatterns.map((feature) => feature());
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
