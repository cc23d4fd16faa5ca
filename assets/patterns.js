// One function per feature; the end of the file runs them. `cargo xtask assets` makes patterns.min.js of it.

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

// Full size for drawings: the drawing itself moves into a dialog, and back. It opens at its natural size.
function patternsDiagrams() {
  for (const svg of document.querySelectorAll(".patterns-diagram > svg")) {
    const figure = svg.parentElement;
    const [full, close, fit, natural, closer, farther] = figure.dataset.words.split("|");
    const name = svg.ariaLabel || svg.querySelector("title")?.textContent;
    const button = make("button");
    const open = () => {
      const dialog = make("dialog");
      const tools = make("div");
      const place = svg.cloneNode();
      const held = new Map();
      let [scale, x, y] = [1, 0, 0];
      // As much of it stays in sight as a finger needs to take hold of it.
      const bound = (at, size, room) => Math.min(room - 48, Math.max(48 - size * scale, at));
      const put = () => {
        const [width, height] = size();
        x = bound(x, width, dialog.clientWidth);
        y = bound(y, height, dialog.clientHeight);
        svg.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
      };
      const size = () => [svg.clientWidth, svg.clientHeight];
      const pan = (dx, dy) => {
        x += dx;
        y += dy;
        put();
      };
      const zoom = (by, cx = dialog.clientWidth / 2, cy = dialog.clientHeight / 2) => {
        const next = Math.min(8, Math.max(0.1, scale * by));
        x = cx - ((cx - x) * next) / scale;
        y = cy - ((cy - y) * next) / scale;
        scale = next;
        put();
      };
      // In the middle where there is room, else from its beginning.
      const show = (fits) => {
        const [width, height] = size();
        const [wide, high] = [dialog.clientWidth, dialog.clientHeight - 56];
        scale = fits ? Math.min(8, wide / width, high / height) : 1;
        x = Math.max(0, (wide - width * scale) / 2);
        y = 56 + Math.max(0, (high - height * scale) / 2);
        put();
      };
      const back = () => {
        svg.style.transform = "";
        place.replaceWith(svg);
        dialog.remove();
        button.focus();
      };
      const tool = (label, sign, action) => {
        const e = make("button");
        e.ariaLabel = e.title = label;
        e.textContent = sign;
        e.onclick = action;
        tools.append(e);
      };
      tool(fit, "⤢", () => show(true));
      tool(natural, "100 %", () => show());
      tool(farther, "−", () => zoom(0.8));
      tool(closer, "+", () => zoom(1.25));
      tool(close, "✕", back);
      dialog.className = figure.className.replace("diagram", "full");
      dialog.ariaLabel = name;
      svg.replaceWith(place);
      dialog.append(tools, svg);
      dialog.onclose = back;
      dialog.onkeydown = (event) => {
        // mdBook takes Escape, the arrows and letters for itself wherever they are pressed.
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const step = { ArrowLeft: [64, 0], ArrowRight: [-64, 0], ArrowUp: [0, 64], ArrowDown: [0, -64] }[event.key];
        const by = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
        if (step) pan(...step);
        if (by) zoom(by);
        if (event.key === "0") show(true);
        if (event.key === "1") show();
      };
      dialog.onwheel = (event) => {
        event.preventDefault();
        if (event.ctrlKey) zoom(Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
        else pan(-event.deltaX, -event.deltaY);
      };
      dialog.onpointerdown = (event) => tools.contains(event.target) || held.set(event.pointerId, [event.clientX, event.clientY]);
      dialog.onpointermove = ({ pointerId, clientX, clientY }) => {
        const from = held.get(pointerId);
        if (!from) return;
        held.set(pointerId, [clientX, clientY]);
        const [dx, dy] = [clientX - from[0], clientY - from[1]];
        const other = [...held].find(([id]) => id !== pointerId)?.[1];
        if (!other) return pan(dx, dy);
        // Two fingers: what lay between them goes on lying there.
        const apart = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
        zoom(apart([clientX, clientY]) / apart(from), (from[0] + other[0]) / 2, (from[1] + other[1]) / 2);
        pan(dx / 2, dy / 2);
      };
      dialog.onpointerup = dialog.onpointercancel = dialog.onpointerleave = (event) => held.delete(event.pointerId);
      document.body.append(dialog);
      dialog.showModal();
      show();
    };
    button.className = "patterns-zoom";
    button.ariaLabel = `${full}: ${name}`;
    button.onclick = open;
    svg.onclick = (event) => svg.parentElement === figure && !event.target.closest("a") && open();
    figure.append(button);
  }
}

// print.html has the script of every page: only the first one runs.
if (!window.mdbookPatterns) {
  window.mdbookPatterns = [patternsTabs, patternsLevels, patternsDiagrams];
  const start = () => mdbookPatterns.map((feature) => feature());
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
