// Dialogs: opened from the editor's templates, closed by Escape when they may be, asked and answered.

import { ask as send, explain } from "./api.js";
import { curl } from "./curl.js";
import { signIn } from "./session.js";

let parts = document;

/** Take the editor's templates. */
export function use(fragment) {
  parts = fragment;
}

/** Add a style sheet of the editor, and wait until it is there. */
export function addStyles(file) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(file, import.meta.url).href });
  document.head.append(link);
  return new Promise((loaded) => ["load", "error"].forEach((event) => link.addEventListener(event, loaded)));
}

/** Clone a template of the editor. */
export function clone(name) {
  const template = /** @type {any} */ (parts.getElementById(`editor-${name}`));
  return document.importNode(template.content, true).firstElementChild;
}

/** Open a dialog from a template; `leave` is what Escape and going back do, and closing gives the focus back. */
export function open(name, leave) {
  const dialog = clone(name);
  document.body.append(dialog);
  // A key pressed twice closes a dialog without a word, so the key itself is caught too.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  dialog.showModal();
  return dialog;
}

/** Ask a question, and wait for yes or no. */
export function confirm(name, question, fill = (_dialog) => {}) {
  return new Promise((answer) => {
    const done = (yes) => {
      dialog.close();
      answer(yes);
    };
    const dialog = open(`ask-${name}`, () => done(false));
    dialog.querySelector("[data-question]").textContent = question;
    fill(dialog);
    onAct(dialog, { yes: () => done(true), no: () => done(false) });
    dialog.querySelector("[data-act=no]").focus();
  });
}

/** Ask for a token until a good one is given; answer whether it was. */
export function askToken(words) {
  return new Promise((answer) => {
    const done = (yes) => {
      dialog.close();
      answer(yes);
    };
    const dialog = open("sign-in", () => done(false));
    const field = dialog.querySelector("input");
    const tell = (text) => fault(field, dialog.querySelector(".fault"), text);
    dialog.querySelector("form").addEventListener("submit", async () => {
      const secret = field.value.trim();
      const told = secret ? await refusal(secret, words) : words.no_token;
      if (!told) {
        signIn(secret);
        return done(true);
      }
      tell(told);
      return field.focus();
    });
    onAct(dialog, { cancel: () => done(false) });
    field.focus();
  });
}

// Nothing tells what a token may do. One that may not write the profile may write something else.
async function refusal(secret, words) {
  // A header takes no other characters, and no token has them.
  if (!/^[\x21-\x7e]+$/.test(secret)) return words.wrong_token;
  const { status, wait } = await send("PATCH", "/profile?dry_run=true", { body: {}, secret });
  if (status === 200 || status === 403) return "";
  if (status === 401) return words.wrong_token;
  return explain({ status, wait }, words);
}

/** Tell of a fault at its control in texts and elements, or take it back with none. */
export function fault(control, place, ...parts) {
  place.replaceChildren(...parts);
  place.hidden = !parts.length;
  if (parts.length) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** Let the buttons of an element act by their names. */
export function onAct(element, acts) {
  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && acts[button.dataset.act]) acts[button.dataset.act](button);
  });
}

/** Show the command that does the same, when it is asked for. */
export function offerCommand(dialog, words, request) {
  const details = dialog.querySelector(".command");
  const place = details.querySelector("[data-curl]");
  const write = () => {
    const { method, path, ...more } = request();
    place.textContent = curl(method, `${location.origin}${path}`, more);
  };
  details.addEventListener("toggle", write);
  dialog.addEventListener("input", () => details.open && write());
  onAct(details, {
    async copy(button) {
      write();
      await navigator.clipboard.writeText(place.textContent);
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    },
  });
}
