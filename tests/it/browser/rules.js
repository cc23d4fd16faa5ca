// What looks otherwise in print.html than with the whole stylesheet in its order: there the rules stand as its pages bring them.

const LOOKS = ["background-color", "border-top-width", "break-inside", "color", "column-count", "display", "float", "font-size", "font-weight", "line-height", "list-style-type", "margin-top", "mask-image", "max-width", "opacity", "padding-left", "position", "text-align", "width"];

function whole(doc) {
  const sheet = document.createElement("style");
  sheet.textContent = SHEET;
  document.head.append(sheet);
  const rules = new Set([...sheet.sheet.cssRules].map((rule) => rule.cssText));
  let taken = 0;
  for (const { sheet } of doc.querySelectorAll("main style")) {
    for (let at = sheet.cssRules.length; at--; ) {
      if (!rules.has(sheet.cssRules[at].cssText)) continue;
      sheet.deleteRule(at);
      taken++;
    }
  }
  doc.querySelector("main style").before(sheet);
  return taken;
}

async function look() {
  const found = { elements: 0, taken: 0, other: [] };
  for (const width of [1300, 390]) {
    const frames = [await load("print.html", width), await load("print.html", width)];
    const docs = frames.map((frame) => frame.contentDocument);
    found.taken = whole(docs[1]);
    await wait();
    // A font that only one of them has yet makes other widths. Those that no text has asked for yet are not waited for by `ready`.
    const fonts = docs.flatMap((doc) => [...doc.fonts]);
    await Promise.all(fonts.map((font) => font.load()));
    await wait();
    const [own, all] = docs.map((doc) => [...doc.querySelectorAll("main :not(style,script,svg *)")]);
    own.forEach((e, at) => {
      if (!e.className && !e.closest("table,li")) return;
      found.elements++;
      for (const part of ["", "::before", "::after"]) {
        const [a, b] = [e, all[at]].map((e) => e.ownerDocument.defaultView.getComputedStyle(e, part));
        for (const name of LOOKS) {
          const [one, other] = [a, b].map((style) => style.getPropertyValue(name));
          if (one !== other) found.other.push(`${width}: ${e.localName}.${e.className}${part} ${name}: ${one}, not ${other}`);
        }
      }
    });
    for (const frame of frames) frame.remove();
  }
  found.other = [...new Set(found.other)].slice(0, 40);
  report(found);
}

look();
