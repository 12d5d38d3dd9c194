/** Writes: of one row, and of many. */

import type { Client, Settings } from "./client.js";
import { failed } from "./error.js";
import type { Shaped } from "./list.js";
import { query, rowPath } from "./query.js";
import { refused, succeeded, value } from "./result.js";
import type { Failed, Success } from "./result.js";
import type { FieldPath, IncludePath, Model, Row } from "./rows.js";
import type { ProblemItem } from "./wire.js";

/** Settings of a call that writes. */
export interface WriteOptions extends Settings {
  /** What tells this call from every other: sent again under the same key, it is answered as it was, and not done again. New rows get one unless given. */
  readonly idempotencyKey?: string | undefined;
}

/** Settings of a call that writes the row of a key. */
export interface MatchOptions extends WriteOptions {
  /**
   * The `ETag` that the row must have, as a call with the same `fields` and `include` gave it: with any other nothing is written, and
   * the status is 412.
   */
  readonly ifMatch?: string | undefined;
}

/** Settings of a call that may make its row. */
export interface UpsertOptions extends WriteOptions {
  /** `*`: the row is made, and one that is there is a 412. */
  readonly ifNoneMatch?: "*" | undefined;
}

/** What a write ended with. */
export type WriteResult<T, S extends number = 200> = Success<T, S> | Failed;

/** What becomes of the other rows where one cannot be written. */
export type OnError = "ABORT" | "SKIP_INVALID";

/** Which rows are written: those of a filter. One that means every row is refused unless `all` is true. */
export type Which<M extends Model> = {
  /** No more rows than that: if more match, none is written. */
  readonly atMost?: number | undefined;
} & (
  | { readonly filter: M["filter"]; readonly all?: boolean | undefined }
  | { readonly filter?: M["filter"] | undefined; readonly all: true }
);

/** Rows that were made. */
export interface Created<T> {
  /** In the order of what was given; null for one that was left out. */
  objects: (T | null)[];
  affected: number;
  /** Why rows were left out: `index` says which. */
  errors: ProblemItem[];
}

/** Rows that were changed. */
export interface Changed<T> {
  /** There if `fields` or `include` asks for them; null for one that was left out. */
  objects?: (T | null)[];
  affected: number;
  /** Why rows were left out; there if rows were given one by one. */
  errors?: ProblemItem[];
}

/** Rows that were deleted. */
export interface Deleted<T> {
  /** As they were; there if `fields` or `include` asks for them. */
  objects?: T[];
  affected: number;
}

type Fields<M extends Model> = readonly FieldPath<M>[];
type Includes<M extends Model> = readonly IncludePath<M>[];

/** A way to make one row. */
export interface Create<M extends Model, B, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** The new row. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, input: B, parameters?: Shaped<F, I>, options?: WriteOptions]
  ): Promise<Row<M, F, I>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, input: B, parameters?: Shaped<F, I>, options?: WriteOptions]
  ): Promise<WriteResult<Row<M, F, I>, 201>>;
}

/** A way to make many rows: all or none of them, unless `onError` says otherwise. */
export interface CreateMany<M extends Model, B, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** The new rows. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, inputs: readonly B[], parameters?: Shaped<F, I> & Each, options?: WriteOptions]
  ): Promise<Created<Row<M, F, I>>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, inputs: readonly B[], parameters?: Shaped<F, I> & Each, options?: WriteOptions]
  ): Promise<WriteResult<Created<Row<M, F, I>>, 200 | 201>>;
}

/** What a write of rows one by one takes. */
export interface Each {
  /** `ABORT` unless given: all rows are written, or none. */
  readonly onError?: OnError | undefined;
}

/** A way to change the row of a key. */
export interface Update<M extends Model, K, B, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** The changed row. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, key: K, input: B, parameters?: Shaped<F, I>, options?: MatchOptions]
  ): Promise<Row<M, F, I>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, key: K, input: B, parameters?: Shaped<F, I>, options?: MatchOptions]
  ): Promise<WriteResult<Row<M, F, I>>>;
}

/** A way to change the row of a unique key, or to make it. */
export interface Upsert<M extends Model, B, O extends string, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** The row. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, input: B, parameters: Shaped<F, I> & On<O>, options?: UpsertOptions]
  ): Promise<Row<M, F, I>>;
  /** The same as a union, discriminated on `status`: 201 is a new row. Only cancelling is thrown. */
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, input: B, parameters: Shaped<F, I> & On<O>, options?: UpsertOptions]
  ): Promise<WriteResult<Row<M, F, I>, 200 | 201>>;
}

/** By what a row is found. */
export interface On<O extends string> {
  /** The unique key, its members with commas between. */
  readonly on: O;
}

/** A way to change many rows. */
export interface UpdateMany<M extends Model, B, T, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** Changes rows, each by its own patch. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, items: readonly T[], parameters?: Shaped<F, I> & Each, options?: WriteOptions]
  ): Promise<Changed<Row<M, F, I>>>;
  /** Changes the rows of a filter, all by the same patch. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, patch: B, which: Shaped<F, I> & Which<M>, options?: WriteOptions]
  ): Promise<Changed<Row<M, F, I>>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, items: readonly T[], parameters?: Shaped<F, I> & Each, options?: WriteOptions]
  ): Promise<WriteResult<Changed<Row<M, F, I>>>>;
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, patch: B, which: Shaped<F, I> & Which<M>, options?: WriteOptions]
  ): Promise<WriteResult<Changed<Row<M, F, I>>>>;
}

/** A way to delete the row of a key. */
export interface Delete<K, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** Throws an `ApiError` of status 404 if there is none. */
  (...given: [...A, key: K, options?: MatchOptions]): Promise<void>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe(...given: [...A, key: K, options?: MatchOptions]): Promise<WriteResult<void, 204>>;
}

/** A way to delete the rows of a filter. */
export interface DeleteMany<M extends Model, A extends unknown[] = [client: Client]> {
  /** Its `operationId`. */
  readonly id: string;
  /** How many there were. */
  <const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, which: Shaped<F, I> & Which<M>, options?: WriteOptions]
  ): Promise<Deleted<Row<M, F, I>>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends Fields<M> = [], const I extends Includes<M> = []>(
    ...given: [...A, which: Shaped<F, I> & Which<M>, options?: WriteOptions]
  ): Promise<WriteResult<Deleted<Row<M, F, I>>>>;
}

/** Those of which the client is given already. */
export type BoundCreate<M extends Model, B> = Create<M, B, []>;
export type BoundCreateMany<M extends Model, B> = CreateMany<M, B, []>;
export type BoundUpdate<M extends Model, K, B> = Update<M, K, B, []>;
export type BoundUpsert<M extends Model, B, O extends string> = Upsert<M, B, O, []>;
export type BoundUpdateMany<M extends Model, B, T> = UpdateMany<M, B, T, []>;
export type BoundDelete<K> = Delete<K, []>;
export type BoundDeleteMany<M extends Model> = DeleteMany<M, []>;

type Send = (client: Client, ...given: any[]) => Promise<Success<unknown, number> | Failed>;

async function send(
  client: Client,
  method: string,
  path: string,
  body: unknown,
  parameters: object = {},
  options: MatchOptions & UpsertOptions = {},
): ReturnType<Send> {
  try {
    const own = new Headers(options.headers);
    // One for all tries, so that the server does once what it is asked again: 128 random bits.
    // `randomUUID` is not there on pages without TLS.
    const made = method === "POST" ? [...crypto.getRandomValues(new Uint32Array(4))].join("-") : undefined;
    for (const [name, text] of [["if-match", options.ifMatch], ["idempotency-key", options.idempotencyKey ?? made]] as const) {
      if (text && !own.has(name)) own.set(name, text);
    }
    const call = { path: path + query(parameters), method, accept: "application/json", body };
    const answer = await client.$send({ ...call, options: { ...options, headers: Object.fromEntries(own) } });
    if (answer.status > 299) throw failed(answer);
    return succeeded(answer);
  } catch (error) {
    return refused(error);
  }
}

function made<W>(id: string, safe: Send): W {
  const call = async (...given: Parameters<Send>): Promise<unknown> => value(await safe(...given));
  return Object.assign(call, { id, safe }) as unknown as W;
}

/** Writes what is behind the client as a body. */
function bodied<W>(method: string, id: string, path: string): W {
  return made<W>(id, (client, body: unknown, parameters, options) => send(client, method, path, body, parameters, options));
}

/** The same for the row of a key. */
function keyed<W>(method: string, id: string, path: string): W {
  return made<W>(id, async (client, key: unknown, body: unknown, parameters, options) =>
    send(client, method, rowPath(path, key), body, parameters, options));
}

/** Makes a way to make one row. */
export function create<M extends Model, B>(id: string, path: string): Create<M, B> {
  return bodied("POST", id, path);
}

/** Makes a way to make many rows. */
export function createMany<M extends Model, B>(id: string, path: string): CreateMany<M, B> {
  return bodied("POST", id, path);
}

/** Makes a way to change the row of a key. */
export function update<M extends Model, K, B>(id: string, path: string): Update<M, K, B> {
  return keyed("PATCH", id, path);
}

/** Makes a way to replace the row of a key. */
export function replace<M extends Model, K, B>(id: string, path: string): Update<M, K, B> {
  return keyed("PUT", id, path);
}

/** Makes a way to change the row of a unique key, or to make it. */
export function upsert<M extends Model, B, O extends string>(id: string, path: string): Upsert<M, B, O> {
  return bodied("PUT", id, path);
}

/** Makes a way to change many rows. */
export function updateMany<M extends Model, B, T>(id: string, path: string): UpdateMany<M, B, T> {
  return bodied("PATCH", id, path);
}

/** Makes a way to delete the row of a key. */
export function remove<K>(id: string, path: string): Delete<K> {
  return made(id, async (client, key: unknown, options) => send(client, "DELETE", rowPath(path, key), undefined, {}, options));
}

/** Makes a way to delete the rows of a filter. */
export function removeMany<M extends Model>(id: string, path: string): DeleteMany<M> {
  return made(id, (client, parameters, options) => send(client, "DELETE", path, undefined, parameters, options));
}
