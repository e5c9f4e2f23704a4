// The list of findings: filters, groups, one link for each; a slip's other checks stand below its best.
const SEVERITIES = ["major", "minor", "note", "question"];
const list = { shown: [], items: new Map(), hidden: new Set(), turn: 0 };
const AT_ONCE = 60; // items drawn before the first paint; 1,000 take 0.1 s, which nobody should wait for

function levelOf(finding) { return finding.question ? "question" : finding.severity; }
function linkOf(finding) {
  const here = "#finding=" + encodeURIComponent(finding.id);
  return document.body.classList.contains("index") ? "documents/" + finding.document + ".html" + here : here;
}
function foldedOf(finding) { // made when somebody searches
  finding.folded = finding.folded || fold([
    finding.quote, finding.stated, finding.expected, finding.place, finding.section, finding.vi, finding.en, finding.suggestion, finding.suggestion_en,
    pathOf(finding), finding.rule, words.kind[finding.kind].vi, words.kind[finding.kind].en,
  ].join(" "));
  return finding.folded;
}
function prepareList() {
  fillSeverities();
  fillSelect("kind", "Mọi loại", "All kinds", (f) => f.kind, (kind) => words.kind[kind] || { vi: kind, en: kind });
  fillSelect("place", "Mọi địa bàn", "All places", (f) => f.place || "", (place) => (place ? { vi: place, en: place } : { vi: "(không rõ)", en: "(unknown)" }));
  fillSelect("document", "Mọi tài liệu", "All documents", (f) => f.document, (id) => { const path = data.documents[id].path; return { vi: path, en: path }; });
  fillSelect("review", "Đã xem và chưa xem", "Reviewed or not", reviewOf, (review) => words.review[review]);
  const groups = { severity: ["theo mức độ", "by severity"], page: ["theo trang", "by page"], kind: ["theo loại", "by kind"], place: ["theo địa bàn", "by place"] };
  if (byId("document")) groups.document = ["theo tài liệu", "by document"];
  byId("group").replaceChildren(...Object.entries(groups).map(([value, [vi, en]]) => make("option", { value, "data-vi": "Xếp " + vi, "data-en": "Group " + en })));
  relabel(byId("filters"));
}
function fillSeverities() {
  const names = { ...words.severity, question: { vi: "Cần hỏi lại", en: "Open question" } };
  byId("severities").replaceChildren(...SEVERITIES.map((level) => {
    const count = data.findings.filter((f) => levelOf(f) === level).length;
    const chip = make("button", { type: "button", class: "chip " + level, "aria-pressed": "true", "data-level": level, disabled: !count },
      say(names[level].vi, names[level].en), make("b", {}, " " + count));
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      if (chip.getAttribute("aria-pressed") === "true") list.hidden.delete(level); else list.hidden.add(level);
      showList();
    });
    return chip;
  }));
}
function fillSelect(id, vi, en, valueOf, nameOf) {
  const select = byId(id);
  if (!select) return;
  const chosen = select.value;
  const counts = new Map();
  for (const finding of data.findings) counts.set(valueOf(finding), (counts.get(valueOf(finding)) || 0) + 1);
  const options = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, count]) => {
    const name = nameOf(value);
    return make("option", { value: "=" + value, "data-vi": `${name.vi} (${count})`, "data-en": `${name.en} (${count})` });
  });
  select.replaceChildren(make("option", { value: "", "data-vi": vi, "data-en": en }), ...options);
  select.value = [...select.options].some((o) => o.value === chosen) ? chosen : "";
  relabel(select.parentElement);
}
function isWanted(finding, terms) {
  const is = (id, value) => { const select = byId(id); return !select || !select.value || select.value === "=" + value; };
  return !list.hidden.has(levelOf(finding)) && is("kind", finding.kind) && is("place", finding.place || "") && is("document", finding.document)
    && is("review", reviewOf(finding)) && terms.every((term) => foldedOf(finding).includes(term));
}
function groupOf(finding) {
  switch (byId("group").value) {
    case "page": return [String(finding.page).padStart(6, "0"), say("Trang " + finding.page, "Page " + finding.page)];
    case "kind": return [finding.kind, named("kind", finding.kind)];
    case "place": return [finding.place || "\uffff", finding.place ? text(finding.place) : say("Không rõ địa bàn", "Place unknown")];
    case "document": return [pathOf(finding), text(pathOf(finding))];
    default: {
      const level = levelOf(finding);
      return [String(SEVERITIES.indexOf(level)), level === "question" ? say("Cần hỏi lại", "Open questions") : named("severity", level)];
    }
  }
}
function showList() {
  arrangeList();
  drawList();
}
function arrangeList() {
  const terms = fold(byId("search").value).split(" ").filter(Boolean);
  const groups = new Map();
  for (const finding of data.findings.filter((f) => isWanted(f, terms))) {
    const [key, title] = groupOf(finding);
    if (!groups.has(key)) groups.set(key, { title, findings: [] });
    groups.get(key).findings.push(finding);
  }
  list.groups = [...groups].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, group]) => group);
  list.shown = list.groups.flatMap((group) => group.findings);
  showCount();
}
function drawList() {
  const left = list.groups.flatMap((group) => {
    const items = make("ol", { class: "items" });
    return group.findings.map((finding, place) => ({ finding, items, before: group.findings[place - 1], group: place ? null : group }));
  });
  list.items.clear();
  list.turn += 1;
  byId("list").replaceChildren();
  drawItems(left, AT_ONCE, list.turn);
}
function drawItems(left, count, turn) {
  if (turn !== list.turn) return; // another list has been asked for meanwhile
  for (const { finding, items, before, group } of left.splice(0, count)) {
    if (group) byId("list").append(make("h3", { class: "group" }, group.title, make("b", {}, " " + group.findings.length)), items);
    items.append(makeItem(finding, before));
  }
  markCurrent();
  if (left.length) afterPaint(() => drawItems(left, AT_ONCE * 5, turn)); else list.isMoved = false;
}
function showCount() {
  const findings = list.shown.filter((f) => !f.question);
  const slips = new Set(findings.map((f) => f.slip)).size, questions = list.shown.length - findings.length;
  const all = data.findings.filter((f) => !f.question).length;
  byId("count").replaceChildren(say(
    `${findings.length} / ${all} phát hiện (${slips} chỗ), ${questions} điểm cần hỏi lại`,
    `${findings.length} of ${all} findings (${slips} places), ${questions} open questions`));
}
function makeItem(finding, before) {
  const isMore = before && before.slip === finding.slip && !finding.primary;
  const review = reviewOf(finding);
  const figures = make("span", { class: "figures" });
  if (finding.stated) figures.append(make("b", { class: "stated" }, text(finding.stated)));
  if (finding.expected) figures.append(make("span", { class: "soft" }, " → "), make("b", { class: "expected" }, text(finding.expected)));
  const where = make("span", { class: "soft small where" });
  if (byId("document")) where.append(text(pathOf(finding)), ", ");
  where.append(say("trang " + finding.page, "page " + finding.page), finding.line ? say(", dòng " + finding.line, ", line " + finding.line) : "");
  if (finding.place) where.append(" · ", text(finding.place));
  const link = make("a", { href: linkOf(finding), class: "item " + levelOf(finding) + (isMore ? " more" : "") + " is-" + review, "data-id": finding.id },
    make("span", { class: "kind" }, named("kind", finding.kind), review === "open" ? null : make("em", { class: "state " + review }, named("review", review))),
    figures, make("span", { class: "quote" }, text(finding.quote)), where);
  list.items.set(finding.id, link);
  return make("li", {}, link);
}
function markCurrent(isMoved) {
  list.isMoved = isMoved || list.isMoved;
  const item = state.current && list.items.get(state.current.id);
  if (list.marked !== item && list.marked) list.marked.removeAttribute("aria-current");
  list.marked = item;
  if (!item) return;
  item.setAttribute("aria-current", "true");
  if (list.isMoved) item.scrollIntoView({ block: "nearest" });
  list.isMoved = false;
}
