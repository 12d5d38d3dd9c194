/** The entry for zod: what a schema takes, and what it refuses. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { listTags } from "public-client";
import type { PostFilter, Tag } from "public-client";
import * as schemas from "public-client/zod";
import { page, server } from "./server.js";

/** Where a schema finds mistakes. */
const mistakes = (schema: { safeParse(value: unknown): { error?: { issues: { path: PropertyKey[] }[] } } }, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join("."));

test("an answer, and one that is wrong", async () => {
  const good = schemas.TagPage.parse(await listTags(server([page([{ id: 1, label: "rust" }])]).client));
  const tag: Tag | undefined = good.items[0];
  assert.equal(tag?.label, "rust");
  const wrong = await listTags(server([page([{ id: "1", label: null }])]).client);
  assert.deepEqual(mistakes(schemas.TagPage, wrong), ["items.0.id", "items.0.label"]);
});

test("members are there, null where they may be, and relations if asked for", () => {
  assert.deepEqual(mistakes(schemas.Tag, { id: 1 }), ["label"]);
  assert.deepEqual(mistakes(schemas.Tag, { id: 1, label: "x", posts: [] }), []);
  assert.deepEqual(mistakes(schemas.Tag, { id: 1, label: "x", posts: undefined }), ["posts"]);
  assert.deepEqual(mistakes(schemas.Tag, { id: 2 ** 31, label: "x" }), ["id"]);
});

test("filters are closed, and go in circles", () => {
  const filter: PostFilter = schemas.PostFilter.parse({
    or: [{ title: { icontains: "a" } }, { author: { posts: { some: { not: { status: { in: ["draft"] } } } } } }],
    views: { between: ["1", "9"] },
  });
  assert.ok(filter.or?.length === 2);
  assert.deepEqual(mistakes(schemas.PostFilter, { views: { between: ["1"] } }), ["views.between"]);
  assert.deepEqual(mistakes(schemas.PostFilter, { views: { gt: "many" } }), ["views.gt"]);
  assert.deepEqual(mistakes(schemas.PostFilter, { title: { eqq: "a" } }), ["title"]);
  assert.deepEqual(mistakes(schemas.PostFilter, { or: [{}, { titel: {} }] }), ["or.1"]);
});

test("problem documents", () => {
  const problem = { type: "about:blank", title: "Not Found", status: 404, detail: "none", code: "NOT_FOUND", errors: [] };
  assert.deepEqual(mistakes(schemas.Problem, problem), []);
  assert.deepEqual(mistakes(schemas.Problem, { ...problem, status: 200, code: "WRONG" }), ["status", "code"]);
});
