// The cases that Python and JavaScript both run.

import { readFileSync } from "node:fs";

/** Read a file of cases by its name. */
export function cases(name) {
  return JSON.parse(readFileSync(new URL(`../shared/${name}-cases.json`, import.meta.url), "utf-8"));
}
