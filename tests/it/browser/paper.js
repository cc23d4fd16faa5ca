// Lays the page out in columns of a sheet's size, which break where sheets do, and says how they are filled.
// What could scroll breaks on paper, and not in columns.

function sheets(width, height) {
  const main = document.querySelector("main");
  const gap = 40;
  const style = document.createElement("style");
  style.textContent = `html,body,.page-wrapper,.page,.content{width:auto!important;height:auto!important;min-height:0!important;margin:0!important;padding:0!important;overflow:visible!important}
    main{position:absolute;inset:0 auto auto 0;box-sizing:border-box;width:${width}px!important;height:${height}px;max-width:none!important;margin:0!important;padding:0!important;columns:${width}px;column-gap:${gap}px;column-fill:auto}
    main *{overflow:visible!important}`;
  document.head.append(style);
  for (const e of document.querySelectorAll("main details")) e.open = true;
  const left = main.getBoundingClientRect().left;
  const top = main.getBoundingClientRect().top;
  const at = (box) => Math.floor((box.left - left + 1) / (width + gap));
  const all = [];
  const reach = (box, words) => {
    if (box.width < 1 || box.height < 1) return;
    const sheet = (all[at(box)] ??= { end: 0, begins: words });
    sheet.end = Math.max(sheet.end, (box.bottom - top) / height);
  };
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ALL);
  const range = document.createRange();
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (node.nodeType === Node.TEXT_NODE && node.data.trim() && parent.checkVisibility() && !parent.closest("svg,style,script,.patterns-unseen")) {
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) reach(box, node.data.trim().slice(0, 40));
    } else if (node.matches?.("img,svg,hr") && node.checkVisibility()) reach(node.getBoundingClientRect(), node.ariaLabel ?? node.localName);
  }
  const drawings = [...main.querySelectorAll(".patterns-diagram:not(.patterns-undrawn)>svg")];
  return {
    drawings: drawings.map((svg) => ({ name: svg.ariaLabel ?? "", share: svg.getBoundingClientRect().height / height })),
    sheets: Array.from(all, (sheet) => sheet ?? { end: 0, begins: "" }),
  };
}
