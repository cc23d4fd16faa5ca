// The path of levels. Only pages with levels have it. `cargo xtask assets` makes levels.min.js of it.

const area = (e) => e.getBoundingClientRect();

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
if (!window.mdbookPatternsLevels) {
  window.mdbookPatternsLevels = true;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", patternsLevels);
  else patternsLevels();
}
