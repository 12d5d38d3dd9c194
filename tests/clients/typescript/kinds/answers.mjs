/** Rows of random values, as a server gives them, against their schema: `answers.mjs URL`. */

import assert from "node:assert/strict";
import * as schemas from "kinds-client/zod";

/** Fields whose constraints random values do not keep. */
const constrained = ["medium", "email", "words", "latitude", "longitude"];

const answer = await fetch(process.argv[2]);
const page = await answer.json();
assert.equal(answer.status, 200, JSON.stringify(page));
const { error } = schemas.KindsPage.safeParse(page);
const wrong = (error?.issues ?? []).filter(({ path }) => !path.some((key) => constrained.includes(key)));
const told = wrong.map(({ path, message }) => {
  const value = path.reduce((value, key) => value?.[key], page);
  return `${path.join(".")}: ${message}: ${JSON.stringify(value)}`;
});
assert.deepEqual(told.slice(0, 20), []);

// Each member is looked at: another type in its place is refused, but for any JSON.
const members = Object.keys(page.items[0]);
for (const name of members.filter((name) => name !== "document")) {
  const spoiled = { ...page, items: [{ ...page.items[0], [name]: Symbol("none") }] };
  const found = schemas.KindsPage.safeParse(spoiled).error?.issues.map(({ path }) => path[2]) ?? [];
  assert.ok(found.includes(name), name);
}
console.log(`${page.items.length} rows of ${members.length} members`);
