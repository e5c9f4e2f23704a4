// Decisions: in the browser, in the file reviews.csv (export, import), or written by `solieu review` at once.
const COLUMNS = ["content_key", "rule", "review", "note", "corrected", "path", "page", "quote"];
const REVIEWS = ["confirmed", "dismissed", "corrected"];
const token = document.querySelector('meta[name="solieu-token"]').content;
const FOLDER = location.pathname.replace(/(documents\/)?[^/]*$/, ""); // the audits of a browser's files share one store
const STORE = "solieu-decisions:" + FOLDER;
// known: what reviews.csv said when the page was made; decisions: what was decided since, a review of "" takes it back
const store = { known: new Map(), decisions: new Map(), unsaved: 0, isKept: true, isServed: false, listeners: [] };

function decisionKey(decision) { return decision.content_key || "rule:" + decision.rule; }
function readStore() {
  for (const decision of data.decisions) store.known.set(decisionKey(decision), decision);
  if (token) return;
  for (const decision of parseStored()) store.decisions.set(decisionKey(decision), decision);
  store.unsaved = Number(recall(STORE + ":unsaved")) || 0;
}
function latest(key) { return store.decisions.get(key) || (store.isServed ? undefined : store.known.get(key)); }
function parseStored() {
  try { return JSON.parse(recall(STORE) || "[]").filter((d) => d && typeof d.rule === "string"); } catch { return []; }
}
function decisionOf(finding) {
  const own = latest(finding.key);
  if (own && own.review) return own;
  const muted = latest("rule:" + finding.rule);
  return muted && muted.review ? { ...muted, isMuted: true } : null;
}
function reviewOf(finding) { const found = decisionOf(finding); return found ? found.review : "open"; }
function decide(finding, review, note, corrected) {
  put({
    content_key: finding.key, rule: finding.rule, review, note: note || "", corrected: corrected || "",
    path: pathOf(finding), page: String(finding.page), quote: finding.quote,
  });
}
function muteRule(finding, note, isMuted) {
  put({ content_key: "", rule: finding.rule, review: isMuted ? "dismissed" : "", note: note || "", corrected: "", path: "", page: "", quote: "" });
}
function pathOf(finding) { return (data.documents[finding.document] || {}).path || ""; }
function put(decision) {
  store.decisions.set(decisionKey(decision), decision);
  store.unsaved += token ? 0 : 1;
  save(decision);
  tell();
}
function save(decision) {
  if (!token) { keep(); return; }
  fetch("/decisions", {
    method: "POST", headers: { "Content-Type": "application/json", "X-Solieu-Token": token }, body: JSON.stringify(decision),
  }).then((answer) => { if (!answer.ok) throw new Error(answer.status); }).catch(() => {
    announce("Không ghi được quyết định; hãy xuất ra tệp.", "The decision was not written; export it.");
    store.unsaved += 1; tell();
  });
}
function keep() { store.isKept = remember(STORE, JSON.stringify([...store.decisions.values()])) && remember(STORE + ":unsaved", store.unsaved); }
function tell() { for (const listener of store.listeners) listener(); }

// ---- the file
function quoteCell(value) {
  const flat = String(value || "").replace(/\s+/g, " ").trim();
  const safe = /^[=+\-@\t＝＋－＠]/.test(flat) ? "'" + flat : flat;
  return /[",\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}
function printCsv() {
  const all = new Map([...(store.isServed ? [] : store.known), ...store.decisions]); // of all documents, not of this page alone
  const rows = [...all.values()].filter((d) => REVIEWS.includes(d.review));
  rows.sort((a, b) => (decisionKey(a) < decisionKey(b) ? -1 : 1));
  return "\ufeff" + [COLUMNS, ...rows.map((row) => COLUMNS.map((c) => row[c]))].map((row) => row.map(quoteCell).join(",") + "\r\n").join("");
}
function parseCsv(source) {
  const rows = [[]];
  let cell = "", isQuoted = false;
  const input = source.replace(/^\ufeff/, "");
  for (let i = 0; i < input.length; i += 1) {
    const letter = input[i];
    if (isQuoted) {
      if (letter === '"' && input[i + 1] === '"') { cell += '"'; i += 1; }
      else if (letter === '"') isQuoted = false;
      else cell += letter;
    } else if (letter === '"') isQuoted = true;
    else if (letter === "," || letter === ";") { rows[rows.length - 1].push(cell); cell = ""; }
    else if (letter === "\n") { rows[rows.length - 1].push(cell); cell = ""; rows.push([]); }
    else if (letter !== "\r") cell += letter;
  }
  rows[rows.length - 1].push(cell);
  return rows.filter((row) => row.length > 1);
}
function readCsv(source) {
  const [head, ...rows] = parseCsv(source);
  if (!head || !head.includes("content_key") || !head.includes("review")) return null;
  return rows.map((row) => Object.fromEntries(COLUMNS.map((c) => [c, (row[head.indexOf(c)] || "").replace(/^'(?=[=+\-@])/, "")])))
    .filter((d) => REVIEWS.includes(d.review) && (d.content_key || d.rule));
}
function exportDecisions() {
  const link = make("a", { download: "reviews.csv", href: URL.createObjectURL(new Blob([printCsv()], { type: "text/csv" })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  store.unsaved = 0;
  if (!token) keep();
  tell();
  announce("Đặt tệp này làm reviews.csv của thư mục kết quả (dvc repro: corpus/reviews.csv) rồi chạy lại.", "Make this file the reviews.csv of the output folder (dvc repro: corpus/reviews.csv) and run again.");
}
function importDecisions(file) {
  return file.text().then((source) => {
    const found = readCsv(source);
    if (!found) { announce("Tệp này không phải reviews.csv.", "This file is no reviews.csv."); return; }
    for (const decision of found) { store.decisions.set(decisionKey(decision), decision); save(decision); }
    announce(`Đã nhập ${found.length} quyết định.`, `${found.length} decisions imported.`);
    tell();
  });
}
function loadServed() {
  if (!token) return;
  fetch("/decisions", { headers: { "X-Solieu-Token": token } }).then((answer) => answer.json()).then((rows) => {
    store.isServed = true;
    for (const decision of rows) store.decisions.set(decisionKey(decision), decision);
    tell();
  }).catch(() => announce("Không đọc được reviews.csv.", "reviews.csv could not be read."));
}
function announce(vi, en) {
  const line = byId("toast") || document.body.appendChild(make("p", { id: "toast", role: "status" }));
  line.replaceChildren(say(vi, en));
  line.hidden = false;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { line.hidden = true; }, 4000);
}
