"use strict";
// What the reader chose is kept where the browser allows it; a file opened from disk may not.
const kept = {
  read(name) {
    try { return localStorage.getItem(`neocloud-${name}`); } catch { return null; }
  },
  write(name, value) {
    try { localStorage.setItem(`neocloud-${name}`, value); } catch { /* the choice lasts this visit */ }
  },
};

const titles = { en: "Neocloud: what GPU compute costs", zh: "Neocloud：GPU 算力的价格" };

function speak(language) {
  const root = document.documentElement;
  root.lang = language === "zh" ? "zh-Hans" : "en";
  document.title = titles[language];
  const label = `label${language === "zh" ? "Zh" : "En"}`;
  for (const element of document.querySelectorAll("[data-label-en]")) {
    element.setAttribute("aria-label", element.dataset[label]);
  }
  press("language", language);
  kept.write("language", language);
  drawAll(language);
  document.dispatchEvent(new CustomEvent("language"));
}

function paint(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  press("themeChoice", theme);
  kept.write("theme", theme);
}

function press(kind, chosen) {
  const attribute = kind === "language" ? "data-language" : "data-theme-choice";
  for (const button of document.querySelectorAll(`button[${attribute}]`)) {
    button.setAttribute("aria-pressed", String(button.dataset[kind] === chosen));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-language], button[data-theme-choice]");
  if (button?.dataset.language) speak(button.dataset.language);
  if (button?.dataset.themeChoice) paint(button.dataset.themeChoice);
});

// The contents say where the reader is.
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    for (const link of document.querySelectorAll(".contents a")) {
      if (link.hash === `#${entry.target.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}, { rootMargin: "-10% 0px -80% 0px" });
document.querySelectorAll("main > section").forEach((section) => watcher.observe(section));

// A width at which the labels change size asks for new drawings; between, Vega follows by itself.
window.matchMedia("(max-width: 599px)").addEventListener("change", () =>
  drawAll(document.documentElement.lang === "en" ? "en" : "zh"));
