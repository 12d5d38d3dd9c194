// The three newest posts, by the client in TypeScript.
import { createClient, listPosts } from "blog-client";

const client = createClient({ baseUrl: process.argv[2] ?? "http://127.0.0.1:8000" });

const page = await listPosts(client, {
  filter: { status: { eq: "published" } },
  include: ["author"],
  perPage: 3,
});
for (const { title, author } of page.items) console.log(`${title}, by ${author.name}`);
