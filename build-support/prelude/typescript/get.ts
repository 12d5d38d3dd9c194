/** One row by its key. */

import type { CallOptions, Client } from "./client.js";
import type { Shaped } from "./list.js";
import { rowPath } from "./query.js";
import { ask, value } from "./result.js";
import type { Result } from "./result.js";
import type { FieldPath, IncludePath, Model, Row } from "./rows.js";

/** A way to get one row, of which the client is given already. */
export interface BoundGet<M extends Model, K> {
  /** The row; throws an `ApiError` of status 404 if there is none. */
  <const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    key: K,
    parameters?: Shaped<F, I>,
    options?: CallOptions,
  ): Promise<Row<M, F, I>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    key: K,
    parameters?: Shaped<F, I>,
    options?: CallOptions,
  ): Promise<Result<Row<M, F, I>>>;
}

/** A way to get one row. */
export interface Get<M extends Model, K> {
  /** Its `operationId`. */
  readonly id: string;
  /** The row; throws an `ApiError` of status 404 if there is none. */
  <const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    client: Client,
    key: K,
    parameters?: Shaped<F, I>,
    options?: CallOptions,
  ): Promise<Row<M, F, I>>;
  /** The same as a union, discriminated on `status`; only cancelling is thrown. */
  safe<const F extends readonly FieldPath<M>[] = [], const I extends readonly IncludePath<M>[] = []>(
    client: Client,
    key: K,
    parameters?: Shaped<F, I>,
    options?: CallOptions,
  ): Promise<Result<Row<M, F, I>>>;
}

/** Makes a way to get one row: the path has the key's members in braces. */
export function get<M extends Model, K>(id: string, path: string): Get<M, K> {
  const safe = async (client: Client, key: K, parameters: object = {}, options?: CallOptions): Promise<Result<unknown>> =>
    ask(client, rowPath(path, key), parameters, options);
  const call = async (client: Client, key: K, parameters?: object, options?: CallOptions): Promise<unknown> =>
    value(await safe(client, key, parameters, options));
  return Object.assign(call, { id, safe }) as unknown as Get<M, K>;
}
