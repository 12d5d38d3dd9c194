/** Query strings and paths, as the server reads them. */

import { PARAMETERS } from "./wire.js";

/**
 * The query string of parameters, with its `?`; empty if there are none.
 *
 * Lists stand with commas between; a filter is JSON, which keeps every type and every nesting.
 * What is undefined or an empty list is left out.
 */
export function query(parameters: object): string {
  const pairs = Object.entries<unknown>(parameters as Parameters).map(([name, value]) => {
    const text = Array.isArray(value) ? value.join() : typeof value === "object" ? JSON.stringify(value) : value;
    return text === undefined || text === "" ? "" : `${PARAMETERS[name] ?? name}=${encoded(`${text}`)}`;
  });
  const text = pairs.filter((pair) => pair).join("&");
  return text && `?${text}`;
}

interface Parameters {
  readonly [name: string]: unknown;
}

/** The path of a row: its key's members go where the braces are. */
export function rowPath(path: string, key: unknown): string {
  return path.replace(/{([^}]+)}/g, (_, name: string) => {
    const part = encoded(String(typeof key === "object" && key ? (key as Record<string, unknown>)[name] : key));
    // Such segments would be taken for a way to another path.
    if (/^\.{0,2}$/.test(part)) throw new TypeError(`no row has the key \`${part}\``);
    return part;
  });
}

/** Percent-encoded, but for what is common in lists and needs no encoding. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/%(2C|3A)/g, decodeURIComponent);
}
