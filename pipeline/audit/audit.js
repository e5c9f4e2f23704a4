"use strict";
(function () {
  const root = document.documentElement;
  function speak(language) {
    root.lang = language;
    root.dataset.language = language;
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.setAttribute("aria-pressed", String(button.dataset.speak === language));
    }
    try { localStorage.setItem("solieu-language", language); } catch { /* a file opened by double click may have none */ }
  }
  let known = null;
  try { known = localStorage.getItem("solieu-language"); } catch { /* as above */ }
  speak(known === "en" ? "en" : "vi");
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.addEventListener("click", () => speak(button.dataset.speak));
  }
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("article details")) details.open = true;
  });
})();
