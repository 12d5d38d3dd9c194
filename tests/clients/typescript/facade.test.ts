/** The facade does what the functions do. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { listPosts } from "public-client";
import { createClient } from "public-client/facade";
import { answer, page } from "./server.js";
import type { Said } from "./server.js";

test("every form of an operation", async () => {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url.slice("http://server".length));
    return answer(page([{ id: "a" }]) as Exclude<Said, Error | "silence">);
  };
  const client = createClient({ baseUrl: "http://server", fetch });
  const found = await client.posts.list({ fields: ["id"] });
  assert.equal(found.items[0]?.id, "a");
  for await (const post of client.posts.list.iterate({ include: ["author"] })) assert.ok("id" in post);
  await client.posts.get("b");
  await client.orderLines.get.safe({ order_id: 1, line_no: 2 });
  await client.posts.export().next();
  await client.posts.createMany([{ slug: "a", title: "A", body: "", author_id: "u" }]);
  await client.posts.delete.safe("b");
  // Functions take it, too.
  await listPosts(client);
  assert.deepEqual(asked, [
    "/posts?fields=id", "/posts?include=author&first=20", "/posts/b", "/order_lines/1/2", "/posts/export",
    "/posts/bulk", "/posts/b", "/posts",
  ]);
});
