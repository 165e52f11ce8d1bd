// Light or dark: applies what the reader chose before anything is painted, and changes it.

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // A browser that keeps nothing follows the system, and a choice lasts as long as the page.
  function storage(act) {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  // The first step leaves the system's colours, so that something changes.
  function after(theme) {
    const cycle = dark.matches ? ["system", "light", "dark"] : ["system", "dark", "light"];
    return cycle[(cycle.indexOf(theme) + 1) % 3];
  }

  function takeOver() {
    const button = document.getElementById("theme");
    const words = JSON.parse(document.getElementById("words")?.textContent ?? "null");
    if (!button || !words) return;
    const show = (theme) => {
      apply(theme);
      button.setAttribute("aria-label", words.theme_label.replace("{theme}", words.theme[theme]));
    };
    button.hidden = false;
    show(root.dataset.theme ?? "system");
    button.addEventListener("click", () => {
      const theme = after(root.dataset.theme ?? "system");
      show(theme);
      storage((kept) => kept.setItem("theme", theme));
    });
  }

  // The first paint does not share the line with scripts, which have nothing to do before it.
  function loadScripts() {
    const scripts = /** @type {any} */ (document.getElementById("scripts"));
    if (scripts) requestAnimationFrame(() => setTimeout(() => document.head.append(scripts.content)));
  }

  apply(storage((kept) => kept.getItem("theme")));
  document.addEventListener("DOMContentLoaded", takeOver);
  document.addEventListener("DOMContentLoaded", loadScripts);
})();
