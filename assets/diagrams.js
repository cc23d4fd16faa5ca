// Full size for drawings. Only pages with drawings have it.

const make = (tag) => document.createElement(tag);

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
if (!window.mdbookPatternsDrawings) {
  window.mdbookPatternsDrawings = true;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", patternsDiagrams);
  else patternsDiagrams();
}
