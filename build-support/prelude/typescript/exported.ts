/** Exports: every row that matches, read as it comes. */

import type { CallOptions, Client } from "./client.js";
import { ApiError, failed } from "./error.js";
import type { Selected } from "./list.js";
import { lines } from "./lines.js";
import { query } from "./query.js";
import type { Model, Row } from "./rows.js";

/** What an export takes. */
export interface ExportParameters<M extends Model, F = readonly M["fields"][]> extends Selected<M> {
  /** Only these fields, in this order. */
  readonly fields?: F | undefined;
}

/** How an export is written. */
export type ExportFormat = "ndjson" | "csv";

/** An export of which the client is given already. */
export interface BoundExport<M extends Model> {
  /** The rows, one by one. The request is sent when the first is asked for; leaving the loop ends it. */
  <const F extends readonly M["fields"][] = []>(
    parameters?: ExportParameters<M, F>,
    options?: CallOptions,
  ): AsyncGenerator<Row<M, F, []>, void, undefined>;
  /** The bytes as the server writes them. */
  stream(
    format: ExportFormat,
    parameters?: ExportParameters<M>,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>>;
}

/** An export. */
export interface Export<M extends Model> {
  /** Its `operationId`. */
  readonly id: string;
  /** The rows, one by one. The request is sent when the first is asked for; leaving the loop ends it. */
  <const F extends readonly M["fields"][] = []>(
    client: Client,
    parameters?: ExportParameters<M, F>,
    options?: CallOptions,
  ): AsyncGenerator<Row<M, F, []>, void, undefined>;
  /** The bytes as the server writes them. */
  stream(
    client: Client,
    format: ExportFormat,
    parameters?: ExportParameters<M>,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>>;
}

const MEDIA = { ndjson: "application/x-ndjson", csv: "text/csv" };

/** Makes an export. */
export function exported<M extends Model>(id: string, path: string): Export<M> {
  const stream = async (
    client: Client,
    format: ExportFormat,
    parameters: object = {},
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>> => {
    const call = { path: path + query(parameters), accept: MEDIA[format], stream: true, options };
    const answer = await client.$send(call);
    if (answer.status !== 200 || !answer.body) throw failed(answer);
    return answer.body as ReadableStream<Uint8Array>;
  };
  async function* rows(client: Client, parameters?: object, options?: CallOptions): AsyncGenerator<unknown, void, undefined> {
    try {
      for await (const line of lines(await stream(client, "ndjson", parameters, options))) yield JSON.parse(line);
    } catch (cause) {
      options?.signal?.throwIfAborted();
      if (cause instanceof ApiError) throw cause;
      throw new ApiError({ code: "NETWORK", message: "the export broke off", cause });
    }
  }
  return Object.assign(rows, { id, stream }) as unknown as Export<M>;
}
