// What the bar offers beside the list: the inbox, an import, and the hidden works, for who may have them.

import { ask } from "./api.js";
import { addStyles, clone, onAct } from "./dialogs.js";
import { placeHidden } from "./hidden.js";
import { put } from "./words.js";

let styles = null;

/** Put the buttons into the bar and the hidden works on the page; it is over when they are there. */
export async function offerDesk({ bar, words, stored, say, refused }) {
  bar.querySelector("[data-act=sign-out]").before(clone("desk"));
  const inbox = bar.querySelector("[data-act=inbox]");
  // Nothing waits for who may not see what waits.
  const counted = (total = 0) => {
    inbox.textContent = put(words.inbox, { count: total });
    inbox.hidden = !total;
  };
  const count = async () => counted((await ask("GET", "/inbox?per_page=1")).body?.total);
  const laid = () => {
    say(words.laid);
    return count();
  };
  onAct(bar, {
    inbox: () => open(import("./inbox.js"), ({ InboxDialog }) => new InboxDialog({ words, stored, counted }), refused),
    import: () => open(import("./importing.js"), ({ ImportDialog }) => new ImportDialog({ words, stored, laid }), refused),
  });
  await Promise.all([placeHidden(words), count()]);
}

// A dialog comes when it is first asked for, with the styles of both.
async function open(coming, act, refused) {
  styles ??= addStyles("desk.css");
  const [dialogs] = await Promise.all([coming, styles]).catch(() => []);
  if (dialogs) act(dialogs);
  else refused({ status: 0 });
}
