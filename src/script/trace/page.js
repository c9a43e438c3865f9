"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const data = JSON.parse(get("screens").textContent);
  const links = [...document.querySelectorAll(".list a")];
  const ticks = [...document.querySelectorAll("#strip a")];
  const pages = [...document.querySelectorAll("article")];
  if (!links.length) return;
  document.documentElement.classList.add("js");
  // No browser shall scroll to what is not shown.
  pages.forEach((page) => page.removeAttribute("id"));
  const names = links.map((link) => link.getAttribute("href"));
  const screen = get("screen"), cells = get("cells");
  const marks = JSON.parse(screen.dataset.marks);
  const W = 10, H = 20;

  // The rows of each screen: those of the one before, but for what has changed.
  const shown = [];
  for (const [columns, count, ground, changed] of data.steps) {
    const rows = shown.length ? shown[shown.length - 1].rows.slice(0, count) : [];
    for (let i = 0; i < changed.length; i += 2) rows[changed[i]] = changed[i + 1];
    shown.push({ columns, count, ground, rows });
  }

  // A font size at which a character is as wide as a cell.
  const probe = document.createElement("b");
  probe.textContent = "0".repeat(100);
  probe.style.fontSize = "100px";
  cells.append(probe);
  const advance = probe.getBoundingClientRect().width / 100 || 60;
  probe.remove();
  cells.style.fontSize = (W * 100) / advance + "px";

  const put = (parent, kind, x, y, w, h, name) => {
    const it = document.createElement(kind);
    const s = it.style;
    s.left = x + "px"; s.top = y + "px"; s.width = w + "px"; s.height = h + "px";
    if (name) it.className = name;
    parent.append(it);
    return it;
  };

  // Lines and blocks fill their cells in every font only if they are drawn.
  const LIGHT = "─│┌┐└┘├┤┬┴┼╴╵╶╷╭╮╯╰", HEAVY = "━┃┏┓┗┛┣┫┳┻╋╸╹╺╻";
  const ARMS = [3, 12, 10, 9, 6, 5, 14, 13, 11, 7, 15, 1, 4, 2, 8, 10, 9, 5, 6];
  const boxes = (c) => {
    const code = c.codePointAt(0);
    const light = LIGHT.indexOf(c), heavy = HEAVY.indexOf(c);
    if (light >= 0 || heavy >= 0) {
      const arms = ARMS[Math.max(light, heavy)];
      const t = light >= 0 ? 1.25 : 2.5, x = (W - t) / 2, y = (H - t) / 2, out = [];
      if (arms & 3) out.push([arms & 1 ? 0 : x, y, (arms & 1 ? 0 : -x) + (arms & 2 ? W : x + t), t]);
      if (arms & 12) out.push([x, arms & 4 ? 0 : y, t, (arms & 4 ? 0 : -y) + (arms & 8 ? H : y + t)]);
      return out;
    }
    if (code === 0x2580) return [[0, 0, W, H / 2]];
    if (code > 0x2580 && code <= 0x2588) { const h = ((code - 0x2580) * H) / 8; return [[0, H - h, W, h]]; }
    if (code > 0x2588 && code <= 0x258f) return [[0, 0, ((0x2590 - code) * W) / 8, H]];
    if (code === 0x2590) return [[W / 2, 0, W / 2, H]];
    if (code === 0x2594) return [[0, 0, W, H / 8]];
    if (code === 0x2595) return [[(W * 7) / 8, 0, W / 8, H]];
    return null;
  };

  const text = (line, look, string, column, width) => {
    const name = "l" + look;
    if (width !== undefined) {
      put(line, "b", column * W, 0, width * W, H, name + " w").textContent = string;
      return column + width;
    }
    const plain = (from, to) => {
      const part = string.slice(from, to);
      if (part) put(line, "b", (column + from) * W, 0, part.length * W, H, name).textContent = part;
    };
    let from = 0;
    for (let i = 0; i < string.length; i++) {
      const drawn = boxes(string[i]);
      if (!drawn) continue;
      plain(from, i);
      let end = i + 1;
      const [a] = drawn;
      // One piece for what reaches from cell to cell.
      if (drawn.length === 1 && a[0] === 0 && a[2] === W) while (string[end] === string[i]) end++;
      const cell = put(line, "b", (column + i) * W, 0, (end - i) * W, H, name + " g");
      cell.textContent = string.slice(i, end);
      for (const [x, y, w, h] of drawn) {
        const ink = put(line, "u", (column + i) * W + x, y, w + (end - i - 1) * W, h, name);
        ink.style.backgroundColor = inks[look];
      }
      from = end;
      i = end - 1;
    }
    plain(from, string.length);
    return column + string.length;
  };

  // The colour of each look's characters, for what is drawn.
  const inks = {};
  for (const rule of get("looks").sheet.cssRules) {
    const found = /^\.l(\d+)$/.exec(rule.selectorText || "");
    if (found) inks[found[1]] = rule.style.color;
  }

  const paint = (place) => {
    const { columns, count, ground, rows } = shown[place];
    const page = document.createDocumentFragment();
    const pictures = new Map();
    for (let y = 0; y < count; y++) {
      const line = put(page, "div", 0, y * H, columns * W, H);
      let x = 0;
      for (const run of data.rows[rows[y]]) {
        if (run[0] >= 0) { x = text(line, run[0], run[1], x, run[2]); continue; }
        const [number, row, first, width] = run;
        const above = pictures.get([number, row - 1, first, width, x, y - 1].join());
        const it = above || put(page, "u", x * W, y * H, width * W, 0, "pic p" + (-1 - number));
        if (!above) it.style.backgroundPosition = -first * W + "px " + -row * H + "px";
        it.style.height = parseFloat(it.style.height) + H + "px";
        pictures.set([number, row, first, width, x, y].join(), it);
        x += width;
      }
    }
    if (pages[place].classList.contains("bad"))
      for (const [row, column, width] of marks)
        put(page, "u", column * W - 4, row * H - 3, width * W + 8, H + 6, "seal");
    cells.replaceChildren(page);
    cells.style.width = columns * W + "px";
    cells.style.height = count * H + "px";
    cells.style.backgroundColor = screen.style.backgroundColor = ground;
  };

  let now = -1, full = false;
  const fit = () => {
    const { columns, count } = shown[now];
    const most = Math.min(1.5, screen.clientWidth / (columns * W));
    // Cells of whole pixels leave no seams between them.
    const whole = Math.floor(most * W * devicePixelRatio) / (W * devicePixelRatio);
    const scale = full ? 1 : whole || most;
    const side = full ? 0 : Math.floor((screen.clientWidth - columns * W * scale) / 2);
    cells.style.transform = "scale(" + scale + ")";
    cells.style.setProperty("--paper", 680 / (columns * W));
    cells.style.marginLeft = side + "px";
    cells.style.marginTop = Math.min(side, H / 2) + "px";
    screen.style.height = full ? "" : Math.ceil(count * H * scale) + 2 * Math.min(side, H / 2) + 2 + "px";
    screen.classList.toggle("full", full);
    get("zoom").textContent = full ? "Fit" : "Full size";
  };
  const turn = (place, keep) => {
    place = Math.max(0, Math.min(links.length - 1, place));
    if (place === now) return;
    for (const all of [links, ticks, pages]) {
      if (now >= 0) all[now].classList.remove("on");
      all[place].classList.add("on");
    }
    if (now >= 0) links[now].removeAttribute("aria-current");
    links[place].setAttribute("aria-current", "step");
    now = place;
    paint(place);
    fit();
    get("where").textContent = "Step " + links[place].dataset.step + " of " + links[links.length - 1].dataset.step;
    get("back").disabled = place === 0;
    get("next").disabled = place === links.length - 1;
    const list = links[place].closest(".list");
    if (list.scrollHeight > list.clientHeight)
      list.scrollTop = links[place].offsetTop - list.clientHeight / 2;
    if (!keep) history.replaceState(null, "", names[place]);
  };
  const asked = () => names.indexOf(location.hash);
  const failing = pages.findIndex((page) => page.classList.contains("bad"));
  const start = asked();
  turn(start >= 0 ? start : failing >= 0 ? failing : 0, start < 0);
  if (start >= 0) scrollTo(0, 0);

  links.forEach((link, place) => link.addEventListener("click", (event) => {
    event.preventDefault();
    turn(place);
    if (screen.getBoundingClientRect().bottom < 60 || screen.getBoundingClientRect().top > innerHeight - 60)
      screen.scrollIntoView({ block: "start" });
  }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-go]");
    if (!link) return;
    event.preventDefault();
    turn(failing);
  });
  get("back").addEventListener("click", () => turn(now - 1));
  get("next").addEventListener("click", () => turn(now + 1));
  const zoom = (event) => {
    const box = cells.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    full = !full;
    fit();
    if (full && event.currentTarget === screen) {
      screen.scrollLeft = x * cells.offsetWidth - screen.clientWidth / 2;
      screen.scrollTop = y * cells.offsetHeight - screen.clientHeight / 2;
    }
  };
  get("zoom").addEventListener("click", zoom);
  screen.addEventListener("dblclick", zoom);
  const strip = get("strip");
  const drag = (event) => {
    if (event.type === "pointermove" && !event.buttons) return;
    event.preventDefault();
    const box = strip.getBoundingClientRect();
    turn(Math.floor((event.clientX - box.left) / ticks[0].getBoundingClientRect().width));
  };
  strip.addEventListener("pointerdown", drag);
  strip.addEventListener("pointermove", drag);
  strip.addEventListener("click", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    turn(to);
  });
  addEventListener("hashchange", () => { const place = asked(); if (place >= 0) turn(place, true); });
  addEventListener("resize", fit);
})();
