// A request as the command that sends the same; the token is never in it.

/** Write a curl command for a POSIX shell; `file` is the name of one that is sent as it is, `type` what it comes as. */
export function curl(method, url, { body = null, tag = "", file = "", type = "" } = {}) {
  const options = [`-X ${method}`, '-H "Authorization: Bearer $TOKEN"'];
  if (tag) options.push(`-H ${quoted(`If-Match: ${tag}`)}`);
  if (body) options.push(`-H ${quoted("Content-Type: application/json")}`, `--data ${quoted(JSON.stringify(body))}`);
  if (file) options.push(`-H ${quoted(`Content-Type: ${type}`)}`, `--data-binary ${quoted(`@${file}`)}`);
  return ["curl", ...options, quoted(url)].join(" \\\n  ");
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
