// Uses the tabs of two pages as a reader would and says what came of it.

const sets = (view) => [...view.document.querySelectorAll(".patterns-tabs")];
const buttons = (set) => [...set.querySelector(":scope > [role=tablist]").children];
const shown = (set) => buttons(set).filter((tab) => tab.ariaSelected === "true").map((tab) => tab.textContent).join();
const all = (view) => sets(view).map(shown);
const panels = (view) => [...view.document.querySelectorAll(".patterns-tab")];
const visible = (e) => e.checkVisibility({ contentVisibilityAuto: true }) && e.getBoundingClientRect().height > 0;

function press(view, key) {
  const options = { key, bubbles: true, cancelable: true };
  view.document.activeElement.dispatchEvent(new view.KeyboardEvent("keydown", options));
}

// What print sees: rules for it at work, rules for the screen not.
function print(view) {
  const media = (rules) => {
    for (const rule of rules) {
      if (!(rule instanceof view.CSSMediaRule)) continue;
      if (rule.media.mediaText === "print") rule.media.mediaText = "all";
      else if (rule.media.mediaText === "screen") rule.media.mediaText = "not all";
    }
  };
  for (const style of view.document.querySelectorAll("main style")) media(style.sheet.cssRules);
}

async function run() {
  localStorage.clear();
  const a = (await load("a.html", 1000)).contentWindow;
  check("the first or the marked one is shown", all(a), ["Rust", "Inner", "C", "Q"]);
  const [first, , third] = sets(a);
  const tabs = buttons(first);
  check("roles", [tabs[1].role, first.firstElementChild.role, panels(a)[0].role], ["tab", "tablist", "tabpanel"]);
  check("tabs lead to panels", tabs.map((tab) => a.document.getElementById(tab.getAttribute("aria-controls")).getAttribute("aria-labelledby") === tab.id), [true, true, true]);
  check("no link in a tab", first.querySelectorAll("[role=tab] a").length, 0);
  check("one tab stop", tabs.map((tab) => tab.tabIndex), [0, -1, -1]);
  const ids = [...a.document.querySelectorAll("[id]")].map((e) => e.id);
  check("ids are unique", ids.length - new Set(ids).size, 0);

  tabs[0].focus();
  press(a, "ArrowLeft");
  check("left wraps, and the same title follows", [shown(first), shown(third), a.document.activeElement.textContent], ["C", "C", "C"]);
  press(a, "Home");
  check("home", [shown(first), shown(third)], ["Rust", "Rust"]);
  press(a, "End");
  first.dir = "rtl";
  press(a, "ArrowRight");
  check("right is left in scripts that run so", shown(first), "Go x");
  first.dir = "";
  check("mdBook turned no page", a.location.pathname.endsWith("a.html"), true);
  tabs[2].click();

  const b = (await load("b.html", 1000)).contentWindow;
  check("the next page remembers", all(b), ["C", "Inner", "C", "Q"]);
  b.location.hash = "deep";
  await wait();
  check("a link opens what it leads into", [all(b), visible(b.document.getElementById("deep"))], [["Go x", "Other", "C", "Q"], true]);
  check("only what is shown shows", panels(b).filter(visible).length, 4);

  print(b);
  const titles = [...b.document.querySelectorAll(".patterns-tab > .patterns-title")];
  const folded = b.document.querySelector("details > :not(summary)");
  check("print shows all", [panels(b).every(visible), titles.every(visible), visible(folded), b.document.querySelectorAll("details[open]").length], [true, true, true, 0]);

  const printed = (await load("print.html", 1000)).contentWindow;
  check("print.html", [sets(printed).length, printed.document.querySelectorAll("[role=tablist]").length], [8, 8]);

  report(said);
}

run();
