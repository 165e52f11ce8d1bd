// Light or dark: a classic script that applies what the reader chose before anything is painted, and changes it.

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try {
      return localStorage.getItem("theme") ?? "system";
    } catch {
      return "system"; // A browser that keeps nothing follows the system.
    }
  }

  function keep(theme) {
    try {
      if (theme === "system") localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // The choice then lasts as long as the page.
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  // From the system's colours the first step goes to the others, so that something is seen to change.
  function after(theme) {
    const cycle = dark.matches ? ["system", "light", "dark"] : ["system", "dark", "light"];
    return cycle[(cycle.indexOf(theme) + 1) % cycle.length];
  }

  function label(button, theme) {
    const words = JSON.parse(document.getElementById("words")?.textContent ?? "null");
    if (words) button.setAttribute("aria-label", words.theme_label.replace("{theme}", words.theme[theme]));
  }

  function takeOver() {
    const button = document.getElementById("theme");
    if (!button) return;
    button.hidden = false;
    label(button, root.dataset.theme ?? "system");
    button.addEventListener("click", () => {
      const theme = after(root.dataset.theme ?? "system");
      apply(theme);
      keep(theme);
      label(button, theme);
    });
  }

  apply(kept());
  document.addEventListener("DOMContentLoaded", takeOver);
})();
