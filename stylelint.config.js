// Lints the style sheets: the standard rules, and the ones that this project sets aside with their reasons.
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // Layers decide what wins, so the order inside a file may follow the page.
    "no-descending-specificity": null,
    // The ids and classes of the old site are kept as anchors; ours are plain words with hyphens.
    "selector-id-pattern": null,
    // Blank lines group what belongs together; where they go is for the author to say.
    "declaration-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "rule-empty-line-before": null,
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    // A short rule reads well on one line; when a line is too long is for the author to say.
    "declaration-block-single-line-max-declarations": null,
    // Fonts that the reader's system has keep the names that their makers gave them.
    "value-keyword-case": ["lower", { ignoreProperties: ["font-family", "/^--(serif|sans|mono)/"] }],
    // Newer than the linter's list.
    "selector-pseudo-class-no-unknown": [true, { ignorePseudoClasses: ["target-current"] }],
    // A page should carry no vendor prefix, but Safari has no other name for these.
    "property-no-vendor-prefix": [
      true,
      { ignoreProperties: ["text-size-adjust", "-webkit-text-size-adjust", "backdrop-filter", "user-select"] },
    ],
    "color-named": "never",
  },
};
