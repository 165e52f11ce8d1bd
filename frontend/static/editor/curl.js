// A request as the command that sends the same; the token is never in it.

/** Write a curl command for a POSIX shell. */
export function curl(method, url, { body = null, tag = "" } = {}) {
  const options = [`-X ${method}`, '-H "Authorization: Bearer $TOKEN"'];
  if (tag) options.push(`-H ${quoted(`If-Match: ${tag}`)}`);
  if (body) options.push(`-H ${quoted("Content-Type: application/json")}`, `--data ${quoted(JSON.stringify(body))}`);
  return ["curl", ...options, quoted(url)].join(" \\\n  ");
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
