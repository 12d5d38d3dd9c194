/** The vectors that the clients of all languages share. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import * as operations from "public-client";
import { ApiError, createClient } from "public-client";
import type { CallOptions, Client } from "public-client";
import { GraphqlError, query } from "public-client/graphql";

interface Case {
  readonly name: string;
  readonly call: Call;
  readonly exchanges: readonly { readonly request: Expected; readonly response: Said }[];
  readonly outcome: { readonly value?: unknown; readonly items?: unknown[]; readonly error?: object; readonly not_modified?: true };
}

interface Call {
  readonly operation?: string;
  readonly form?: "value" | "items" | "pages" | "rows";
  readonly selection?: object;
  readonly input?: unknown;
  readonly key?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly take?: number;
}

interface Expected {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | { readonly json: unknown }>>;
  readonly headers?: Readonly<Record<string, string | null | { readonly made: true }>>;
  readonly body?: unknown;
}

interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
  readonly fails?: string;
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const camels = (all: object = {}): object => Object.fromEntries(Object.entries(all).map(([name, value]) => [camel(name), value]));

function check(expected: Expected, url: URL, init: RequestInit, made: Set<string | null>): void {
  assert.deepEqual([init.method ?? "GET", url.pathname], [expected.method, expected.path]);
  if (expected.query) {
    const sent = Object.fromEntries([...url.searchParams].map(([name, text]) => {
      const isJson = typeof expected.query?.[name] === "object";
      return [name, isJson ? { json: JSON.parse(text) as unknown } : text];
    }));
    assert.deepEqual(sent, expected.query);
    assert.equal([...url.searchParams].length, Object.keys(expected.query).length);
  }
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    if (typeof value !== "object" || !value) assert.equal(headers.get(name), value, name);
    else assert.ok(made.add(headers.get(name)).size === 1 && (headers.get(name)?.length ?? 0) >= 16, name);
  }
  if (expected.body !== undefined) assert.deepEqual(JSON.parse(String(init.body)), expected.body);
}

function say({ status = 200, headers = {}, body, text, fails }: Said): Response {
  if (fails) throw new TypeError(fails);
  const content = text ?? JSON.stringify(body);
  return new Response(status === 304 || status === 204 ? null : content, { status, headers });
}

type Any = ((client: Client, ...rest: unknown[]) => unknown) & { readonly iterate: Any; readonly pages: Any; readonly safe: Any };

async function run(client: Client, call: Call, options: CallOptions): Promise<object> {
  if (call.selection) return { value: await query(client, call.selection as { posts: { id: true } }, options) };
  const found = Object.values(operations as Record<string, unknown>).find((one) => (one as { id?: string }).id === call.operation);
  assert.ok(found, `no operation ${call.operation}`);
  const operation = found as Any;
  const keys = Object.values(call.key ?? {});
  const key = call.key ? [keys.length === 1 ? keys[0] : call.key] : [];
  const input = call.input === undefined ? [] : [call.input];
  const parameters = call.operation?.endsWith("_delete") ? [] : [camels(call.parameters)];
  const rest = [...key, ...input, ...parameters, options];
  if ((call.form ?? "value") === "value") {
    if (options.ifNoneMatch && call.input === undefined) {
      const { status } = (await operation.safe(client, ...rest)) as { status: number };
      return status === 304 ? { not_modified: true } : { status };
    }
    return { value: (await operation(client, ...rest)) ?? null };
  }
  const walk = { items: operation.iterate, pages: operation.pages, rows: operation, value: operation }[call.form ?? "value"];
  const items: unknown[] = [];
  for await (const item of walk(client, ...rest) as AsyncIterable<unknown>) {
    items.push(item);
    if (items.length === call.take) break;
  }
  return { items };
}

function told(error: unknown, wanted: object): object {
  assert.ok(error instanceof ApiError, String(error));
  const errors = error instanceof GraphqlError ? error.errors : error.problem?.errors ?? [];
  const all = { status: error.status, code: error.code, message: error.message, request_id: error.requestId ?? null, errors: errors.length };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in wanted));
}

for (const file of ["reads", "writes", "graphql"]) {
  const text = readFileSync(new URL(`../../wire/${file}.json`, import.meta.url), "utf8");
  for (const { name, call, exchanges, outcome } of (JSON.parse(text) as { cases: Case[] }).cases) {
    test(`${file}: ${name}`, async () => {
      mock.method(Math, "random", () => 0);
      let at = 0;
      const failures: unknown[] = [];
      const made = new Set<string | null>();
      const fetch = async (address: string, init: RequestInit): Promise<Response> => {
        const exchange = exchanges[at++];
        try {
          assert.ok(exchange, "one request too many");
          check(exchange.request, new URL(address), init, made);
        } catch (failure) {
          // The client would take it for a fault of the network.
          failures.push(failure);
        }
        return say(exchange?.response ?? {});
      };
      const { token, ...options } = (call.options ?? {}) as { token?: string };
      const client = createClient({ baseUrl: "http://server", fetch, auth: token });
      const got = await run(client, call, camels(options)).catch((error: unknown) => ({ error: told(error, outcome.error ?? {}) }));
      mock.restoreAll();
      if (failures.length) throw failures[0];
      assert.deepEqual(got, outcome);
      assert.equal(at, exchanges.length);
    });
  }
}
