// Deep links, keys, buttons, printing.
function fromHash() {
  const match = /#finding=([^&]+)/.exec(location.hash);
  const wanted = match ? decodeURIComponent(match[1]) : "";
  return data.findings.find((f) => f.id === wanted) || data.findings.find((f) => f.key === wanted);
}
function isTyping(event) { return event.target.closest("input, select, textarea, dialog") !== null; }
const KEYS = {
  j: () => next(1), ArrowDown: () => next(1), k: () => next(-1), ArrowUp: () => next(-1),
  c: () => confirmFinding(), d: () => askReason("dismissed"), s: () => askReason("corrected"), n: () => askReason("note"),
  u: () => undoDecision(), l: () => cover(!sheets.isCovered),
};
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  if (event.key === "?") { byId("keys").showModal(); event.preventDefault(); return; }
  if (event.key === "/" && byId("search")) { byId("search").focus(); event.preventDefault(); return; }
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || !state.current) return;
  if (event.key.startsWith("Arrow") && event.target.closest(".scroll")) return;
  action();
  event.preventDefault();
}
function showUnsaved() {
  const badge = byId("unsaved");
  badge.hidden = !store.unsaved;
  badge.textContent = store.unsaved;
  if (!store.isKept) announce("Trình duyệt không nhớ được quyết định: hãy xuất ra tệp trước khi đóng.", "This browser keeps no decisions: export them before closing.");
}
function printAll() {
  const chosen = list.shown.length ? list.shown : data.findings;
  byId("printed").replaceChildren(...chosen.map((finding, place) => {
    const review = decisionOf(finding);
    return make("article", { class: levelOf(finding) },
      make("h3", {}, `${place + 1}. `, named("kind", finding.kind), " ", tagOf(finding)),
      make("p", { class: "soft small" }, text(pathOf(finding)), say(`, trang ${finding.page}`, `, page ${finding.page}`), finding.place ? " · " : "", finding.place ? text(finding.place) : ""),
      make("p", {}, "“", text(finding.quote), "”"),
      make("p", {}, say("Văn bản ghi: ", "As printed: "), make("b", { class: "stated" }, text(finding.stated || "–")), say("; theo các số khác: ", "; by the other numbers: "), make("b", { class: "expected" }, text(finding.expected || "–"))),
      make("p", { lang: "vi" }, finding.vi || ""), make("p", { lang: "en" }, finding.en || ""),
      finding.suggestion ? make("p", {}, sayCorrection(finding), ": ", make("b", {}, saySuggestion(finding))) : null,
      review ? make("p", {}, named("review", review.review), ": ", text([review.corrected, review.note].filter(Boolean).join("; "))) : null);
  }));
  byId("printed").hidden = false;
}
function wire() {
  for (const button of document.querySelectorAll("[data-speak]")) button.addEventListener("click", () => { speak(button.dataset.speak); if (sheets.shown) for (const sheet of sheets.shown) sheet.draw(); });
  byId("export").addEventListener("click", exportDecisions);
  byId("import").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", () => { if (byId("file").files[0]) importDecisions(byId("file").files[0]); byId("file").value = ""; });
  byId("print").addEventListener("click", () => window.print());
  byId("help").addEventListener("click", () => byId("keys").showModal());
  window.addEventListener("beforeprint", printAll);
  window.addEventListener("afterprint", () => { byId("printed").hidden = true; });
  document.addEventListener("keydown", onKey);
  window.addEventListener("beforeunload", (event) => { if (store.unsaved && !store.isKept) event.preventDefault(); });
  window.addEventListener("storage", () => { readStore(); tell(); });
}
function wireList() {
  let timer = 0;
  byId("search").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(showList, 60); });
  for (const select of document.querySelectorAll(".filters select")) select.addEventListener("change", showList);
  store.listeners.push(() => {
    fillSelect("review", "Đã xem và chưa xem", "Reviewed or not", reviewOf, (review) => words.review[review]);
    showList();
    if (state.current) showDetail(state.current);
    showUnsaved();
  });
}
speak(recall("solieu-language") === "en" ? "en" : "vi");
readStore();
wire();
showUnsaved();
const isDocument = document.body.classList.contains("document");
if (byId("search")) {
  prepareList();
  wireList();
  arrangeList();
  if (isDocument) afterPaint(drawList); else drawList(); // on its page the finding comes first
}
if (document.body.classList.contains("index")) { // a link from the workbook: on to the document's page
  const wanted = /[#&]document=([0-9a-f]{16})(?:&|$)/.exec(location.hash);
  if (wanted && data.documents[wanted[1]]) location.replace("documents/" + wanted[1] + ".html" + location.hash);
}
if (isDocument) {
  byId("coverage").addEventListener("click", () => cover(!sheets.isCovered));
  document.querySelector(".to-list").addEventListener("click", () => { document.body.dataset.view = "list"; markCurrent(true); });
  window.addEventListener("hashchange", () => choose(fromHash(), true));
  const first = fromHash();
  choose(first || list.shown[0], true);
  if (!first) document.body.dataset.view = "list";
  byId("list").addEventListener("click", (event) => { // the same link again: on a phone it leads back to the page
    const item = event.target.closest(".item");
    if (item && state.current && item.dataset.id === state.current.id) choose(state.current, false);
  });
}
loadServed();
