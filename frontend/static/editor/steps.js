// A dialog in steps: one thing at a time, what went wrong above it, and a way to sign in anew.

import { explain, reason } from "./api.js";
import { askToken, onAct, open } from "./dialogs.js";
import { english } from "./words.js";

export class Steps {
  busy = false;

  /** Open a template's dialog. */
  constructor(name, words) {
    this.words = words;
    this.dialog = open(name, () => this.leave());
    onAct(this.dialog, { again: () => this.signInAgain() });
  }

  find(selector) {
    return this.dialog.querySelector(selector);
  }

  // A button that is pressed twice acts once.
  async alone(act) {
    if (this.busy) return;
    this.busy = true;
    this.dialog.setAttribute("aria-busy", "true");
    try {
      await act();
    } finally {
      this.busy = false;
      this.dialog.removeAttribute("aria-busy");
    }
  }

  step(name) {
    this.say("");
    for (const part of this.dialog.querySelectorAll("[data-step]")) part.hidden = part.dataset.step !== name;
    (this.find(`[data-step="${name}"] h3`) ?? this.find("[data-title]")).focus();
    this.dialog.scrollTop = 0;
  }

  say(text, loose = [], again = false) {
    this.find("[data-summary]").textContent = text;
    this.find("[data-loose]").replaceChildren(...loose.filter(Boolean).map((said) => english("li", said)));
    this.find("[data-act=again]").hidden = !again;
  }

  refused(answer) {
    this.say(explain(answer, this.words), [reason(answer)], answer.status === 401);
    this.find(".summary").scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  async signInAgain() {
    if (await askToken(this.words)) this.say("");
  }

  leave() {
    if (!this.busy) this.dialog.close();
  }
}
