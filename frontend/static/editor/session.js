// What the editor keeps in this tab and nowhere else: the token, and what is to be told after a reload.

/** Give the token, or nothing. */
export function token() {
  return sessionStorage.getItem("token");
}

export function signIn(secret) {
  sessionStorage.setItem("token", secret);
}

export function signOut() {
  sessionStorage.removeItem("token");
  sessionStorage.removeItem("told");
}

/** Leave a note for the page that comes. */
export function leave(note) {
  sessionStorage.setItem("told", JSON.stringify(note));
}

/** Take the note that was left, once. */
export function take() {
  const note = JSON.parse(sessionStorage.getItem("told") ?? "null");
  sessionStorage.removeItem("told");
  return note;
}
