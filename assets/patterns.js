(() => {
  // print.html holds every page's copy.
  if (window.mdbookPatterns) return;
  window.mdbookPatterns = true;

  // The path of levels stays below mdBook's menu bar and marks the level that is being read.
  function levels() {
    const navs = document.querySelectorAll(".patterns-levels");
    if (navs.length !== 1) return;
    const nav = navs[0];
    const content = nav.closest(".content") || nav;
    const menu = document.getElementById("mdbook-menu-bar") || document.getElementById("menu-bar");
    const steps = [...nav.querySelectorAll("a")].map((a) => [document.getElementById(a.getAttribute("href").slice(1)), a]);
    const rank = Math.max(...steps.map(([heading]) => (heading ? heading.tagName[1] : 1)));
    const headings = [...document.querySelectorAll("main :is(h1,h2,h3,h4,h5,h6)")].filter((heading) => heading.tagName[1] <= rank);
    let due = 0;
    const update = () => {
      const top = Math.max(0, menu ? menu.getBoundingClientRect().bottom : 0);
      const stuck = nav.getBoundingClientRect().top < top;
      if (stuck !== nav.classList.contains("patterns-stuck")) {
        nav.style.height = stuck ? nav.offsetHeight + "px" : "";
        nav.classList.toggle("patterns-stuck", stuck);
      }
      nav.style.setProperty("--pw", nav.clientWidth + "px");
      nav.style.setProperty("--py", top + "px");
      nav.style.setProperty("--pe", content.getBoundingClientRect().left - nav.getBoundingClientRect().left + "px");
      const line = top + innerHeight / 3;
      const passed = headings.filter((h) => h.getClientRects().length && h.getBoundingClientRect().top < line);
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

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", levels);
  else levels();
})();
