// Loads print.html and says how long that takes and what is in it twice.

const frame = document.createElement("iframe");
frame.style.cssText = "width:1200px;height:900px";
frame.onload = () => {
  const { performance, document: doc } = frame.contentWindow;
  const { domContentLoadedEventEnd: end, navigationStart: start } = performance.timing;
  const ids = [...doc.querySelectorAll("main [id]")].map((e) => e.id);
  const count = (tag) => doc.querySelectorAll(`main ${tag}`).length;
  const texts = [...doc.querySelectorAll("main :is(style,script)")].map((e) => e.textContent);
  report({
    seconds: (end - start) / 1000,
    twice: [...new Set(ids.filter((id, at) => ids.indexOf(id) < at))],
    heads: texts.length - new Set(texts).size,
    folded: [...doc.querySelectorAll("main details:not([open])")].map((e) => e.textContent.slice(0, 40)),
    drawings: count(".patterns-diagram"),
  });
};
frame.src = "print.html";
document.body.append(frame);
