// Lints the scripts of the page and their tests: the recommended rules, and a few that keep the code plain.
import js from "@eslint/js";
import globals from "globals";

const plain = {
  "no-var": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  "object-shorthand": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
  curly: ["error", "multi-line"],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "no-console": ["error", { allow: ["warn", "error"] }],
};

// The page never writes HTML text: the script fills clones of the server's own templates.
const noHtmlStrings = {
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
      property,
      message: "Fill a clone of a template instead.",
    })),
  ],
};

export default [
  { ignores: ["**/node_modules/", ".venv*/", "htmlcov/", "coverage/"] },
  { ...js.configs.recommended, rules: { ...js.configs.recommended.rules, ...plain } },
  {
    files: ["frontend/static/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: noHtmlStrings,
  },
  {
    // This one is a classic script, so that the theme is there before the first paint.
    files: ["frontend/static/js/theme.js"],
    languageOptions: { sourceType: "script" },
  },
  {
    files: ["tests/**/*.js", "bench/**/*.js", "*.config.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    // A describe block is one long function, and a benchmark prints its result.
    rules: { "no-console": "off", "max-lines-per-function": "off" },
  },
];
