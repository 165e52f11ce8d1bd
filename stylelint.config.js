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
    // A rule of one or two short declarations reads well on one line.
    "declaration-block-single-line-max-declarations": 3,
    // A page that needs no vendor prefix should not carry one, but Safari has no other name for these two.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust", "backdrop-filter"] }],
    "declaration-no-important": true,
    "color-named": "never",
  },
};
