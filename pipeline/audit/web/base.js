// What all parts share: the data, elements made of text only, two languages, folded text for searching.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const root = document.documentElement;
const byId = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
function say(vi, en) {
  const both = document.createDocumentFragment();
  both.append(make("span", { lang: "vi" }, vi), make("span", { lang: "en" }, en));
  return both;
}
function named(group, key) {
  const word = words[group][key];
  return word ? say(word.vi, word.en) : key;
}
function wordOf(group, key) {
  const word = words[group][key];
  return word ? word[language()] : key;
}
function text(value) { return make("bdi", {}, value === null || value === undefined ? "" : value); }
function fold(value) {
  return (value || "").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/\s+/g, " ");
}
function language() { return root.dataset.language === "en" ? "en" : "vi"; }
function remember(key, value) {
  try { localStorage.setItem(key, value); return true; } catch { return false; } // a file opened by double click may have none
}
function recall(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}
function relabel(scope) {
  for (const element of scope.querySelectorAll("[data-vi]")) {
    const words = element.dataset[language()];
    if (element.tagName === "OPTION") { element.textContent = words; continue; }
    element.setAttribute("aria-label", words);
    if ("placeholder" in element) element.placeholder = words;
  }
}
function speak(chosen) {
  root.lang = chosen;
  root.dataset.language = chosen;
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.setAttribute("aria-pressed", String(button.dataset.speak === chosen));
  }
  relabel(document);
  remember("solieu-language", chosen);
}
function afterPaint(action) { // once the browser has shown what is there now
  requestAnimationFrame(() => setTimeout(action));
}
