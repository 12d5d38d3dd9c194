/** Tokens: given, asked for, renewed once for many. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, listPosts } from "public-client";
import { answer, page, problem, server } from "./server.js";
import type { Said } from "./server.js";

test("a token, and one with a scheme of its own", async () => {
  const plain = server([page([])], { auth: "abc" });
  await listPosts(plain.client);
  assert.equal(plain.asked[0]?.headers.get("authorization"), "Bearer abc");
  const basic = server([page([])], { auth: "Basic abc=" });
  await listPosts(basic.client);
  assert.equal(basic.asked[0]?.headers.get("authorization"), "Basic abc=");
});

test("a token that is given is not tried again", async () => {
  const { client, asked } = server([problem(401, "UNAUTHENTICATED")], { auth: "abc" });
  await assert.rejects(listPosts(client), { status: 401, code: "UNAUTHENTICATED" });
  assert.equal(asked.length, 1);
});

test("many refusals at once make one new token", async () => {
  let given = 0;
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    const isFresh = new Headers(init.headers).get("authorization") === "Bearer token2";
    return answer((isFresh ? page([]) : problem(401, "UNAUTHENTICATED")) as Exclude<Said, Error | "silence">);
  };
  const auth = async (): Promise<string> => `token${++given}`;
  const client = createClient({ baseUrl: "http://server", fetch, auth });
  await Promise.all(Array.from({ length: 20 }, () => listPosts(client)));
  assert.equal(given, 2);
  await listPosts(client);
  assert.equal(given, 2);
});

test("a new token that is refused, too, is the end", async () => {
  let given = 0;
  const { client, asked } = server([problem(401, "UNAUTHENTICATED")], { auth: () => `${++given}` });
  await assert.rejects(listPosts(client), { status: 401 });
  assert.deepEqual([given, asked.length], [2, 2]);
});

test("a callback that fails is asked again by the next call", async () => {
  let given = 0;
  const auth = (): string => {
    if (++given === 1) throw new Error("signed out");
    return "ok";
  };
  const { client } = server([page([])], { auth });
  await assert.rejects(listPosts(client), /signed out/);
  await listPosts(client);
});
