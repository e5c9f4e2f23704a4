// Pages: a picture with boxes over it, or the text in lines and tables with marks in it.
const sheets = { built: new Map(), isCovered: false };

function keyOf(documentId, page) { return documentId + "-" + page; }
function showSheets(finding) {
  const keys = finding.operands.map((o) => keyOf(o.document || finding.document, o.page));
  const wanted = [...new Set(keys.length ? keys : [keyOf(finding.document, finding.page)])];
  const shown = wanted.filter((key) => data.sheets[key]).map((key) => buildSheet(key));
  const isOther = !sheets.shown || shown.length !== sheets.shown.length || shown.some((sheet, place) => sheet !== sheets.shown[place]);
  if (isOther) byId("sheets").replaceChildren(...shown.map((sheet) => sheet.element)); // the same page again keeps its layout
  sheets.shown = shown;
  for (const sheet of shown) {
    sheet.marks = finding.operands.map((o, n) => ({ ...o, n: n + 1 })).filter((o) => keyOf(o.document || finding.document, o.page) === sheet.key);
    sheet.draw();
  }
  showLegend();
}
function buildSheet(key) {
  if (sheets.built.has(key)) return sheets.built.get(key);
  const source = data.sheets[key];
  const sheet = source.picture ? pictureSheet(key, source) : textSheet(key, source);
  sheet.element = make("figure", { class: "sheet " + (source.picture ? "picture" : "typed"), id: "sheet-" + key },
    make("figcaption", { class: "soft small" }, text(source.path), ", ", say("trang " + source.page, "page " + source.page)), sheet.body);
  sheets.built.set(key, sheet);
  return sheet;
}

// ---- a picture with boxes
const PAD = 1.5; // points around a box, so that it does not touch the digits
function pictureSheet(key, source) {
  const [width, height] = source.size;
  const image = make("img", { width: Math.round(width), height: Math.round(height), alt: `${source.path}, trang/page ${source.page}`, decoding: "async" });
  const stored = byId("picture-" + key);
  image.src = "data:image/webp;base64," + stored.textContent.trim();
  const layer = make("div", { class: "layer" });
  const sheet = { key, source, marks: [], body: make("div", { class: "paper" }, image, layer) };
  sheet.draw = () => layer.replaceChildren(
    ...(sheets.isCovered ? source.numbers.map((number) => numberBox(number, width, height)) : []),
    ...sheet.marks.filter((o) => o.box).map((o) => operandBox(o, width, height)));
  return sheet;
}
function place(element, box, width, height, pad) {
  const [x0, y0, x1, y1] = [box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad];
  Object.assign(element.style, { left: (100 * x0) / width + "%", top: (100 * y0) / height + "%", width: (100 * (x1 - x0)) / width + "%", height: (100 * (y1 - y0)) / height + "%" });
  return element;
}
function operandBox(operand, width, height) {
  const box = make("div", { class: "box" + (operand.accused ? " accused" : ""), "data-n": operand.n, title: `${wordOf("role", operand.role)}: ${operand.text}` }, make("b", { "aria-hidden": "true" }, operand.n));
  return place(box, operand.box, width, height, PAD);
}
function numberBox([, , kind, box], width, height) {
  return place(make("i", { class: "number k-" + kind, title: wordOf("mention_kind", kind) }), box, width, height, 0.5);
}

// ---- text with marks
// A long text is cut into stretches: those with marks are built at once, the others after the first paint, and the
// browser lays out only what is near the view. 1,000 findings on one page of text: 0.1 s to the first paint.
const STRETCH = 30; // lines
const STRETCHES_A_TURN = 12;
const LINE_LETTERS = 90, LINE_PIXELS = 30; // for the height of what is not laid out yet
function textSheet(key, source) {
  const sheet = { key, source, marks: [], runs: [], stretches: [], numbers: source.numbers, drawn: new Set() };
  const parts = source.parts.map((part, place) => {
    const letters = Array.from(part.text);
    const made = cutStretches(part.blocks, letters, part.start);
    sheet.stretches.push(...made);
    return make("div", { class: "part" }, place ? make("p", { class: "soft" }, "…") : null, ...made.map((stretch) => stretch.element));
  });
  sheet.body = make("div", { class: "paper" }, ...parts);
  sheet.draw = () => {
    for (const stretch of sheet.stretches) if (sheets.isCovered || sheet.marks.some((o) => o.start < stretch.end && o.end > stretch.start)) fillStretch(sheet, stretch);
    for (const run of sheet.runs) drawMarks(sheet, run);
    fillRest(sheet);
  };
  return sheet;
}
function cutStretches(blocks, letters, base) {
  const made = [];
  for (let i = 0; i < blocks.length; i += STRETCH) {
    const held = blocks.slice(i, i + STRETCH);
    const [start] = spanOf(held[0]), [, end] = spanOf(held[held.length - 1]);
    const lines = held.reduce((sum, block) => sum + (Array.isArray(block) ? Math.ceil((block[1] - block[0]) / LINE_LETTERS) : block.rows.length), 0);
    const element = make("div", { class: "stretch" });
    element.style.containIntrinsicSize = "auto " + LINE_PIXELS * lines + "px";
    made.push({ element, blocks: held, letters, base, start, end, isFilled: false });
  }
  return made;
}
function spanOf(block) {
  if (Array.isArray(block)) return block;
  const ends = block.rows.flatMap((row) => row.flatMap((cell) => cell.slice(2)));
  return [ends.reduce((least, end) => Math.min(least, end)), ends.reduce((most, end) => Math.max(most, end))];
}
function fillStretch(sheet, stretch) {
  if (stretch.isFilled) return;
  stretch.isFilled = true;
  const run = (element, start, end) => {
    const made = { element, start, end, letters: stretch.letters, base: stretch.base };
    sheet.runs.push(made);
    sheet.drawn.add(made);
    return element;
  };
  const first = sheet.runs.length;
  stretch.element.append(...stretch.blocks.map((block) => (Array.isArray(block) ? run(make("p", { dir: "auto" }), block[0], block[1]) : makeTable(block.rows, run))));
  for (const made of sheet.runs.slice(first)) drawMarks(sheet, made);
}
function fillRest(sheet) {
  const left = sheet.stretches.filter((stretch) => !stretch.isFilled).slice(0, STRETCHES_A_TURN);
  if (!left.length || sheet.isFilling) return;
  sheet.isFilling = true;
  afterPaint(() => {
    sheet.isFilling = false;
    for (const stretch of left) fillStretch(sheet, stretch);
    fillRest(sheet);
  });
}
function drawMarks(sheet, run) {
  const marks = sheet.marks.filter((o) => o.start < run.end && o.end > run.start);
  const numbers = sheets.isCovered ? numbersIn(sheet, run) : [];
  if (marks.length || numbers.length || sheet.drawn.has(run)) drawRun(run, marks, numbers);
  if (marks.length || numbers.length) sheet.drawn.add(run); else sheet.drawn.delete(run);
}
function makeTable(rows, run) {
  return make("div", { class: "scroll" }, make("table", {}, ...rows.map((row) => {
    const cells = [];
    let reached = 0;
    for (const [column, isHeader, ...spans] of row) {
      for (; reached < column; reached += 1) cells.push(make("td", {}));
      reached = column + 1;
      const cell = make(isHeader ? "th" : "td", {});
      for (let i = 0; i < spans.length; i += 2) cell.append(run(make("span", { dir: "auto" }), spans[i], spans[i + 1]));
      cells.push(cell);
    }
    return make("tr", {}, ...cells);
  })));
}
function numbersIn(sheet, run) {
  let low = 0, high = sheet.numbers.length;
  while (low < high) { const middle = (low + high) >> 1; if (sheet.numbers[middle][1] <= run.start) low = middle + 1; else high = middle; }
  const found = [];
  for (; low < sheet.numbers.length && sheet.numbers[low][0] < run.end; low += 1) found.push(sheet.numbers[low]);
  return found;
}
function drawRun(run, marks, numbers) {
  const cut = (start, end) => run.letters.slice(start - run.base, end - run.base).join("");
  const pieces = [];
  let reached = run.start;
  const stops = [
    ...marks.map((o) => ({ start: o.start, end: o.end, mark: o })),
    ...numbers.filter((n) => !marks.some((o) => o.start < n[1] && o.end > n[0])).map(([start, end, kind]) => ({ start, end, kind })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const stop of stops) {
    const start = Math.max(stop.start, reached, run.start), end = Math.min(stop.end, run.end);
    if (start >= end) { if (stop.mark && pieces.length) badge(pieces[pieces.length - 1], stop.mark); continue; }
    if (start > reached) pieces.push(cut(reached, start));
    const element = stop.mark
      ? make("mark", { class: "box" + (stop.mark.accused ? " accused" : ""), title: wordOf("role", stop.mark.role) }, cut(start, end))
      : make("i", { class: "number k-" + stop.kind, title: wordOf("mention_kind", stop.kind) }, cut(start, end));
    if (stop.mark) badge(element, stop.mark);
    pieces.push(element);
    reached = end;
  }
  if (reached < run.end) pieces.push(cut(reached, run.end));
  run.element.replaceChildren(...pieces);
}
function badge(element, operand) {
  if (typeof element === "string") return;
  element.dataset.n = element.dataset.n ? element.dataset.n + " " + operand.n : operand.n;
  element.append(make("sup", { "aria-hidden": "true" }, operand.n));
}

// ---- every number of the page by kind
function cover(isCovered) {
  sheets.isCovered = isCovered;
  byId("coverage").setAttribute("aria-pressed", String(isCovered));
  for (const sheet of sheets.shown || []) sheet.draw();
  showLegend();
}
function showLegend() {
  const legend = byId("legend");
  legend.hidden = !sheets.isCovered;
  if (!sheets.isCovered) return;
  const counts = new Map();
  for (const sheet of sheets.shown || []) for (const number of sheet.source.numbers) counts.set(number[2], (counts.get(number[2]) || 0) + 1);
  legend.replaceChildren(...Object.keys(words.mention_kind).filter((kind) => counts.has(kind)).map((kind) =>
    make("li", { class: kind === "unclassified" ? "loud" : null }, make("i", { class: "number k-" + kind }), named("mention_kind", kind), make("b", {}, " " + counts.get(kind)))));
}
function boxesOf(n) { return [...byId("sheets").querySelectorAll("[data-n]")].filter((box) => box.dataset.n.split(" ").includes(String(n))); }
function scrollToBox(n) {
  const [box] = boxesOf(n);
  if (box) box.scrollIntoView({ block: "center", inline: "center" });
}
function centreBox(n) { // in the frame of the pages: on a phone the verdict stays above them
  const [box] = boxesOf(n);
  if (!box) return;
  const frame = byId("sheets").getBoundingClientRect(), found = box.getBoundingClientRect();
  byId("sheets").scrollLeft += found.left + found.width / 2 - frame.left - frame.width / 2;
  byId("sheets").scrollTop += found.top + found.height / 2 - frame.top - frame.height / 4;
}
function light(n, isLit) { for (const box of boxesOf(n)) box.classList.toggle("lit", isLit); }
