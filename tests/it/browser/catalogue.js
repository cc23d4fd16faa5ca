// A catalogue and a comparison of the example book, used as readers use them.

const shown = (doc) => [...doc.querySelectorAll(".patterns-list .r")].filter((e) => e.getClientRects().length);
const names = (doc) => shown(doc).map((e) => e.querySelector("a").textContent);
const box = (doc, name, value) => doc.querySelector(`[name="${name}"][value="${value}"]`);
const count = (doc, name, value) => box(doc, name, value).parentNode.querySelector("small").textContent;
const GOLD = ["Circuit Breaker", "Idempotency Key"];
const BRONZE = ["Two-Phase Commit", "Enterprise Service Bus"];

async function withScript() {
  let frame = await load("catalogue.html", 1200);
  let doc = frame.contentDocument;
  const said = () => doc.querySelector("[role=status]").textContent;
  check("all are shown at first", names(doc).length, 7);
  check("how many is said", said(), "7 of 7 shown");
  check("what is chosen is asked for in no address", frame.contentWindow.location.search, "");
  box(doc, "excellence_tier", "gold").parentNode.click();
  check("a click on a word chooses it", names(doc), GOLD);
  check("the change is said", said(), "2 of 7 shown");
  check("counts follow the choice", count(doc, "difficulty", "advanced"), "0");
  check("counts of the same field do not", count(doc, "excellence_tier", "bronze"), "2");
  box(doc, "excellence_tier", "bronze").click();
  check("two values of a field are or", names(doc), [...GOLD, ...BRONZE]);
  box(doc, "difficulty", "advanced").click();
  check("two fields are and", names(doc), ["Two-Phase Commit"]);
  await wait();
  await wait();
  await wait();
  const asked = new URLSearchParams(frame.contentWindow.location.search);
  check("the address holds the choice", [asked.getAll("excellence_tier"), asked.get("difficulty")], [["gold", "bronze"], "advanced"]);
  box(doc, "category", "resilience").click();
  check("nothing fits is said", said(), "No page fits this choice.");
  doc.querySelector(".patterns-filters [type=reset]").click();
  await wait();
  check("all are shown again", names(doc).length, 7);
  const find = doc.querySelector(".patterns-find input");
  find.value = "BUS service";
  find.dispatchEvent(new Event("input", { bubbles: true }));
  check("words are looked for in any order", names(doc), ["Enterprise Service Bus"]);
  const page = frame.contentWindow.location.pathname;
  find.focus();
  find.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  await wait();
  check("arrows in the text box turn no page", frame.contentWindow.location.pathname, page);
  const first = box(doc, "excellence_tier", "gold");
  first.focus();
  check("a choice has the keyboard's focus", doc.activeElement === first && first.tabIndex, 0);
  const ring = frame.contentWindow.getComputedStyle(first.nextElementSibling);
  check("and shows it", first.matches(":focus-visible") === (ring.outlineStyle !== "none"), true);
  frame.remove();

  frame = await load("catalogue.html?excellence_tier=bronze&related_pillars=state&x=1", 1200);
  doc = frame.contentDocument;
  check("an address brings its choice", box(doc, "excellence_tier", "bronze").checked, true);
  check("and its rows", names(doc).every((name) => BRONZE.includes(name)), true);
  check("what is chosen is not folded", doc.querySelector(".patterns-rest").open, true);
  await wait();
  await wait();
  await wait();
  check("the rest of the address stays", new URLSearchParams(frame.contentWindow.location.search).get("x"), "1");
  frame.remove();

  frame = await load("catalogue.html", 360);
  doc = frame.contentDocument;
  check("phones fold the filters", doc.querySelector(".patterns-facets").open, false);
  const main = doc.querySelector("main");
  check("and scroll in one direction", main.scrollWidth <= main.clientWidth, true);
  frame.remove();
}

async function withoutScript() {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-same-origin";
  frame.style.cssText = "width:1200px;height:900px";
  await new Promise((done) => {
    frame.onload = done;
    frame.src = "catalogue.html";
    document.body.append(frame);
  });
  const doc = frame.contentDocument;
  box(doc, "excellence_tier", "gold").checked = true;
  check("without a script, a value hides the others", names(doc), GOLD);
  box(doc, "excellence_tier", "bronze").checked = true;
  check("without a script, values are or", names(doc), [...GOLD, ...BRONZE]);
  box(doc, "difficulty", "advanced").checked = true;
  check("without a script, fields are and", names(doc), ["Two-Phase Commit"]);
  frame.remove();
}

async function comparison() {
  let frame = await load("compare.html", 1200);
  let doc = frame.contentDocument;
  let part = doc.querySelector(".patterns-compare");
  const choose = (title) => {
    const select = part.querySelector("select");
    select.value = [...select.options].find((o) => o.textContent === title).value;
    select.dispatchEvent(new Event("change"));
  };
  choose("Saga");
  choose("Circuit Breaker");
  const heads = () => [...part.querySelectorAll("thead th")].slice(1).map((e) => e.textContent);
  check("chosen pages stand side by side", heads(), ["Saga", "Circuit Breaker"]);
  const address = frame.contentWindow.location.search;
  frame.remove();
  frame = await load("compare.html" + address, 1200);
  doc = frame.contentDocument;
  part = doc.querySelector(".patterns-compare");
  check("the address brings them back", heads(), ["Saga", "Circuit Breaker"]);
  frame.remove();
}

withScript()
  .then(withoutScript)
  .then(comparison)
  .catch((error) => check("it runs", String(error), ""))
  .then(() => report(said));
