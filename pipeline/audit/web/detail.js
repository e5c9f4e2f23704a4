// The chosen finding: what is printed, what follows, the numbers that decide, why, the suggestion, the decision.
const state = { current: null };

function showDetail(finding) {
  const review = decisionOf(finding);
  byId("detail").replaceChildren(
    make("p", { class: "where soft small" }, ...whereOf(finding)),
    make("h2", {}, named("kind", finding.kind), " ", tagOf(finding), review ? make("em", { class: "state " + review.review }, named("review", review.review)) : null),
    formulaLine(finding),
    make("p", { lang: "vi", class: "why" }, finding.vi || ""), make("p", { lang: "en", class: "why" }, finding.en || ""),
    finding.formula ? make("p", { class: "small" }, make("span", { class: "soft" }, say("Phép tính: ", "Calculation: ")), make("code", {}, text(finding.formula))) : null,
    decisionBar(finding, review));
}
function whereOf(finding) {
  const where = [say(`Trang ${finding.page}`, `Page ${finding.page}`)];
  if (finding.line) where.push(say(`, dòng ${finding.line}`, `, line ${finding.line}`));
  if (finding.place) where.push(" · ", text(finding.place));
  if (finding.section) where.push(" · ", text(finding.section));
  return where;
}
function tagOf(finding) {
  const tag = make("span", { class: "tag " + levelOf(finding) }, finding.question ? say("cần hỏi lại", "open question") : named("severity", finding.severity));
  if (finding.verdict !== "inconsistent" && !finding.question) tag.append(": ", named("verdict", finding.verdict));
  return tag;
}
function formulaLine(finding) {
  const line = make("div", { class: "formula" });
  if (finding.stated) line.append(make("div", { class: "printed" }, make("span", { class: "label" }, say("Văn bản ghi", "As printed")), make("b", { class: "stated" }, text(finding.stated))));
  if (finding.expected) line.append(make("div", {}, make("span", { class: "label" }, say("Theo các số khác", "By the other numbers")), make("b", { class: "expected" }, text(finding.expected))));
  if (finding.suggestion) line.append(make("div", { class: "suggestion" }, make("span", { class: "label" }, sayCorrection(finding)), make("b", {}, saySuggestion(finding))));
  const operands = finding.operands.map((operand, place) => {
    const chip = make("button", { type: "button", class: "operand" + (operand.accused ? " accused" : ""), "data-operand": place + 1 },
      make("sup", {}, String(place + 1)), " ", named("role", operand.role), " ", make("b", {}, text(operand.text)),
      operand.document ? make("span", { class: "soft small" }, " ", text((data.documents[operand.document] || {}).path || "")) : null);
    chip.addEventListener("click", () => { scrollToBox(place + 1); light(place + 1, true); setTimeout(() => light(place + 1, false), 1200); });
    for (const name of ["mouseenter", "focus"]) chip.addEventListener(name, () => light(place + 1, true));
    for (const name of ["mouseleave", "blur"]) chip.addEventListener(name, () => light(place + 1, false));
    return chip;
  });
  return make("div", {}, line, make("div", { class: "operands", role: "group", "aria-label": "Các số quyết định — the numbers that decide" }, ...operands));
}
function sayCorrection(finding) { // one edit, or a sentence that says that there is none
  return /^[^;→]{1,80} → [^;→]{1,80}$/.test(finding.suggestion) ? say("Sửa ít nhất", "Smallest correction") : say("Đề nghị", "Suggestion");
}
function saySuggestion(finding) {
  const inEnglish = finding.suggestion_en || finding.suggestion;
  return inEnglish === finding.suggestion ? text(finding.suggestion) : say(finding.suggestion, inEnglish);
}
function decisionBar(finding, review) {
  const button = (name, key, vi, en, action) => {
    const made = make("button", { type: "button", class: "decide " + name, "aria-pressed": String(Boolean(review) && review.review === name), "data-decide": name }, say(vi, en), make("kbd", { "aria-hidden": "true" }, key));
    made.addEventListener("click", action);
    return made;
  };
  const bar = make("div", { class: "decisions" },
    button("confirmed", "C", "Xác nhận sai", "Confirm", () => confirmFinding()),
    button("dismissed", "D", "Bỏ qua…", "Dismiss…", () => askReason("dismissed")),
    button("corrected", "S", "Đã sửa…", "Corrected…", () => askReason("corrected")),
    button("note", "N", "Ghi chú…", "Note…", () => askReason("note")));
  const said = review ? make("p", { class: "small note" }, review.isMuted ? say("Cả quy tắc đã được tắt: ", "The whole rule is muted: ") : "", text([review.corrected && "→ " + review.corrected, review.note].filter(Boolean).join("; "))) : null;
  return make("div", { class: "decision" }, bar, said, make("form", { id: "reason", hidden: true }));
}
function confirmFinding() { decide(state.current, "confirmed", (decisionOf(state.current) || {}).note || ""); next(1); }
function undoDecision() {
  const review = decisionOf(state.current);
  if (!review) return;
  if (review.isMuted) muteRule(state.current, "", false); else decide(state.current, "", "");
}
function askReason(what) {
  const finding = state.current, form = byId("reason"), review = decisionOf(finding) || {};
  const note = make("input", { type: "text", id: "reason-note", maxlength: 1000, value: review.note || "", autocomplete: "off" });
  const right = make("input", { type: "text", id: "reason-value", maxlength: 100, value: review.corrected || "", autocomplete: "off" });
  const mute = make("input", { type: "checkbox", id: "reason-mute" });
  const label = (vi, en, input) => make("label", {}, say(vi, en), input);
  form.replaceChildren(...[
    what === "corrected" ? label("Số đúng", "Right value", right) : null,
    label(what === "dismissed" ? "Lý do" : "Ghi chú", what === "dismissed" ? "Reason" : "Note", note),
    what === "dismissed" ? make("label", { class: "check" }, mute, say(` Bỏ qua mọi điểm của quy tắc ${finding.rule}`, ` Dismiss all findings of the rule ${finding.rule}`)) : null,
    make("button", { type: "submit" }, say("Ghi", "Save")),
  ].filter(Boolean));
  form.hidden = false;
  form.onsubmit = (event) => {
    event.preventDefault();
    if (what === "dismissed" && !note.value.trim()) { announce("Hãy ghi lý do bỏ qua.", "Say why it is dismissed."); note.focus(); return; }
    if (mute.checked) muteRule(finding, note.value, true);
    else decide(finding, what === "note" ? review.review || "confirmed" : what, note.value, what === "corrected" ? right.value : review.corrected);
    byId("detail").focus({ preventScroll: true });
    if (what === "dismissed") next(1);
  };
  form.onkeydown = (event) => { if (event.key === "Escape") { form.hidden = true; byId("detail").focus(); } };
  (what === "corrected" ? right : note).focus();
}
function choose(finding, isMoved) {
  if (!finding) return;
  state.current = finding;
  document.body.dataset.view = "page";
  showDetail(finding);
  showSheets(finding);
  markCurrent(isMoved);
  const accused = finding.operands.findIndex((o) => o.accused);
  if (matchMedia("(max-width: 60rem)").matches) {
    window.scrollTo(0, 0);
    centreBox(accused < 0 ? 1 : accused + 1);
  } else {
    byId("detail").parentElement.style.scrollPaddingTop = byId("detail").offsetHeight + "px"; // it covers the top of the page
    scrollToBox(accused < 0 ? 1 : accused + 1);
  }
}
function next(step) {
  const place = list.shown.findIndex((f) => state.current && f.id === state.current.id);
  const found = list.shown[place < 0 ? 0 : place + step];
  if (found) location.hash = "#finding=" + encodeURIComponent(found.id);
}
