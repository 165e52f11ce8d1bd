// Finds in a document what got through, whether or not it runs; a parsed text is searched like a page that is shown.

(root, product) => {
  const never = `base, iframe, frame, object, embed, applet, style, math, foreignObject, animate, set, use, marquee,
    plaintext, xmp, noscript, video, audio, source, [style], [srcdoc], [http-equiv], [formaction]`;
  const asked = ["src", "action", "data", "poster", "background", "xlink:href"];
  const named = "link[rel=canonical], link[rel=alternate], a";
  const found = [];
  if (root.documentElement.textContent.includes(product)) found.push("a template that was filled in");
  const search = (part) => {
    for (const element of part.querySelectorAll("*")) {
      const tell = (what) => found.push(`${what}: ${element.outerHTML.slice(0, 150)}`);
      const isScript = element.matches("script:not([src], [type$=json])");
      if (element.matches(never)) tell("an element that no page of ours has");
      if (isScript && element.textContent.includes("ran=")) tell("a script");
      for (const { name, value } of element.attributes) {
        if (name.includes("data-hurt")) tell("the mark");
        if (/^on/i.test(name)) tell("a handler");
        if (name !== "href" && !asked.includes(name)) continue;
        const { protocol, host } = URL.parse(value, location.href) ?? { protocol: "", host: "" };
        const isElsewhere = host !== location.host;
        if (!["http:", "https:", "mailto:"].includes(protocol)) tell("an address that runs");
        if (isElsewhere && !(name === "href" && element.matches(named))) tell("an address that is asked");
        if (isElsewhere && /^[/\\]/.test(value)) tell("an address that hides a host");
      }
      if (element.content instanceof DocumentFragment) search(element.content);
    }
  };
  search(root);
  return found;
}
