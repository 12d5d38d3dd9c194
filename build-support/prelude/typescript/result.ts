/** What an operation ended with: as a union that `.safe` gives, or as a value and exceptions. */

import type { Answer, CallOptions, Client } from "./client.js";
import { ApiError, failed } from "./error.js";
import type { LocalCode } from "./error.js";
import { query } from "./query.js";
import type { ErrorCode, Problem } from "./wire.js";

/** It went well. */
export interface Success<T, S extends number = 200> {
  readonly status: S;
  readonly data: T;
  /** For `ifNoneMatch` or `ifMatch` of a later call. */
  readonly etag: string | undefined;
  readonly headers: Headers;
}

/** The caller's copy, named by `ifNoneMatch`, is still good. */
export interface NotModified {
  readonly status: 304;
  readonly etag: string | undefined;
  readonly headers: Headers;
  /** What the operation would have thrown. */
  readonly error: ApiError;
}

/** The statuses of failures; 0 if there was no answer. */
export type FailureStatus =
  0 | 400 | 401 | 403 | 404 | 405 | 406 | 408 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 502 | 503 | 504;

/** It failed. */
export interface Failed {
  readonly status: FailureStatus;
  readonly code: ErrorCode | LocalCode;
  readonly problem: Problem | undefined;
  /** What the operation would have thrown. */
  readonly error: ApiError;
}

/** What an operation ended with. */
export type Result<T> = Success<T> | NotModified | Failed;

/** An answer as the success that it may be. */
export function succeeded<T>({ status, headers, body }: Answer): Success<T, any> {
  return { status, data: body as T, etag: headers.get("etag") ?? undefined, headers };
}

/** Asks for JSON. */
export async function ask<T>(client: Client, path: string, parameters: object, options?: CallOptions): Promise<Result<T>> {
  try {
    const answer = await client.$send({ path: path + query(parameters), accept: "application/json", options });
    const success = succeeded<T>(answer);
    if (answer.status === 200) return success;
    const { etag, headers } = success;
    return { ...refused(failed(answer)), etag, headers } as NotModified | Failed;
  } catch (error) {
    return refused(error);
  }
}

/** The value of a success; anything else is thrown. */
export function value<T>(result: Success<T, number> | NotModified | Failed): T {
  if ("error" in result) throw result.error;
  return result.data;
}

/** The failure that an error is; cancelling is none. */
export function refused(error: unknown): Failed {
  if (!(error instanceof ApiError)) throw error;
  return { status: error.status as FailureStatus, code: error.code, problem: error.problem, error };
}
