// Talking to the API as the owner: one request, and what its answer means to people.

import { token } from "./session.js";
import { put } from "./words.js";

export const API = "/api/v1";
export const TEXT = "text/plain";

/** Send JSON, or a text; whatever happens, the answer is { status, ok, body, tag, wait }, with status 0 for none. */
export async function ask(method, path, { body = null, text = null, tag = "", key = "", secret = token() } = {}) {
  const headers = { Authorization: `Bearer ${secret}` };
  if (body) headers["Content-Type"] = "application/json";
  if (text) headers["Content-Type"] = TEXT;
  if (tag) headers["If-Match"] = tag;
  if (key) headers["Idempotency-Key"] = key;
  try {
    const sent = text ?? (body && JSON.stringify(body));
    const answer = await fetch(API + path, { method, headers, body: sent, cache: "no-store" });
    const said = await answer.text();
    return {
      status: answer.status,
      ok: answer.ok,
      body: said ? JSON.parse(said) : null,
      tag: answer.headers.get("ETag") ?? "",
      wait: answer.headers.get("Retry-After") ?? "",
    };
  } catch {
    return { status: 0, ok: false, body: null, tag: "", wait: "" };
  }
}

const OWN_REASONS = [400, 403, 409, 422];

/** Say in words why something was not done. */
export function explain({ status, wait }, words) {
  const told = {
    0: words.no_answer,
    400: words.refused,
    401: words.expired,
    403: words.narrow,
    404: words.gone,
    409: words.refused,
    412: words.outdated,
    413: words.too_large,
    422: words.refused,
    507: words.full,
  };
  if (wait) return put(words.wait, { seconds: wait });
  return told[status] ?? put(words.failed, { status });
}

/** Give what the server itself says of a refusal, where our words cannot know it. */
export function reason({ status, body }) {
  return OWN_REASONS.includes(status) ? (body?.errors?.[0]?.detail ?? body?.detail ?? "") : "";
}

/** Where an entry stands, or where one is added. */
export function pathOf(collection, key) {
  return key ? `/${collection}/${encodeURIComponent(key)}` : `/${collection}`;
}

/** Find the change that last wrote an entry: its number, or why there is none (a status). */
export async function lastChange(collection, key) {
  const wanted = new URLSearchParams({ per_page: "1", collection, key });
  const answer = await ask("GET", `/changes?${wanted}`);
  return { change: answer.body?.items?.[0]?.id ?? null, status: answer.status };
}

/** Make a key under which a write is done once, however often it is sent. */
export function newKey() {
  // randomUUID is only there where the address is secure; a profile may be tried on a plain one.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
