/** GraphQL queries, typed by what is selected. */

import type { Answer, CallOptions, Client } from "./client.js";
import { document } from "./document.js";
import type { Table } from "./document.js";
import { ApiError, failed } from "./error.js";
import type { LocalCode } from "./error.js";
import { refused } from "./result.js";
import type { FailureStatus } from "./result.js";
import type { Answered, Known, Selection } from "./selection.js";
import type { ErrorCode } from "./wire.js";

/** One entry of `errors`. */
export interface GraphqlFailure {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: ErrorCode; readonly path?: readonly string[]; readonly id?: string };
}

/** A query that failed: `errors` has every mistake. */
export class GraphqlError extends ApiError {
  /** What the server says. */
  readonly errors: readonly GraphqlFailure[];

  constructor(answer: Answer, errors: readonly GraphqlFailure[]) {
    const first = errors[0];
    super({ message: first?.message ?? "the query failed", code: first?.extensions?.code ?? "HTTP", answer });
    this.name = "GraphqlError";
    this.errors = errors;
  }
}

/** What a query ended with. */
export type QueryResult<T> =
  | { readonly status: 200; readonly data: T; readonly code?: never; readonly error?: never }
  | { readonly status: FailureStatus | 200; readonly data?: never; readonly code: ErrorCode | LocalCode; readonly error: ApiError };

/** A typed query of which the client is given already. */
export interface BoundQuery<N> {
  <const S extends Selection<N>>(selection: S & Known<N, S>, options?: CallOptions): Promise<Answered<N, S>>;
  /** The same as a union: `data` is there, or `error`; only cancelling is thrown. */
  safe<const S extends Selection<N>>(selection: S & Known<N, S>, options?: CallOptions): Promise<QueryResult<Answered<N, S>>>;
}

/** A typed query: the selection says what comes, and `$` holds a field's arguments. */
export interface Query<N> {
  <const S extends Selection<N>>(client: Client, selection: S & Known<N, S>, options?: CallOptions): Promise<Answered<N, S>>;
  /** The same as a union: `data` is there, or `error`; only cancelling is thrown. */
  safe<const S extends Selection<N>>(client: Client, selection: S & Known<N, S>, options?: CallOptions): Promise<QueryResult<Answered<N, S>>>;
}

const ACCEPT = "application/graphql-response+json, application/json;q=0.9";

/** Makes the query function of a schema. */
export function graphql<N>(path: string, table: Table): Query<N> {
  const call = async (client: Client, selection: object, options?: CallOptions): Promise<unknown> => {
    const body = document(table, selection);
    const answer = await client.$send({ path, accept: ACCEPT, body, isRead: true, options });
    const { data, errors } = (answer.body ?? {}) as { data?: unknown; errors?: readonly GraphqlFailure[] };
    if (errors?.length) throw new GraphqlError(answer, errors);
    if (answer.status !== 200 || !data) throw failed(answer);
    return data;
  };
  const safe = async (client: Client, selection: object, options?: CallOptions): Promise<unknown> => {
    try {
      return { status: 200, data: await call(client, selection, options) };
    } catch (error) {
      return refused(error);
    }
  };
  return Object.assign(call, { safe }) as unknown as Query<N>;
}
