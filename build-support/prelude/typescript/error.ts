/** What a call fails with: one class, told apart by `status` and `code`. */

import { REQUEST_ID } from "./wire.js";
import type { ErrorCode, Problem } from "./wire.js";
import type { Answer } from "./client.js";

/**
 * Codes of failures that the server did not name itself.
 *
 * - `NETWORK`: no answer came, or it broke off.
 * - `TIMEOUT`: no answer came in time.
 * - `MALFORMED`: the answer is not what was asked for.
 * - `NOT_MODIFIED`: the caller's copy is still good (304); `.safe` has it as a result instead.
 * - `HTTP`: an error without a problem document, from a proxy for example.
 */
export type LocalCode = "NETWORK" | "TIMEOUT" | "MALFORMED" | "NOT_MODIFIED" | "HTTP";

/** What is known of a failure. */
export interface Failure {
  readonly message: string;
  readonly code: ErrorCode | LocalCode;
  readonly answer?: Answer | undefined;
  readonly problem?: Problem | undefined;
  readonly cause?: unknown;
}

/** A call that failed. */
export class ApiError extends Error {
  /** The status of the answer; 0 if there was none. */
  declare readonly status: number;
  /** The server's code, or one of the client's own. */
  declare readonly code: ErrorCode | LocalCode;
  /** The problem document, if the server sent one: `problem.errors` has every mistake. */
  declare readonly problem: Problem | undefined;
  /** What the server's log has the rest under, if there is more to know. */
  declare readonly requestId: string | undefined;

  constructor(failure: Failure) {
    super(failure.message, { cause: failure.cause });
    const { answer, problem } = failure;
    this.name = "ApiError";
    this.status = answer?.status ?? 0;
    this.code = failure.code;
    this.problem = problem;
    this.requestId = problem?.[REQUEST_ID] ?? answer?.headers.get("x-request-id") ?? undefined;
  }
}

/** The error of an answer that is no success. */
export function failed(answer: Answer): ApiError {
  const { status, body } = answer;
  const problem = (body as { code?: unknown } | undefined)?.code ? (body as Problem) : undefined;
  const code = problem?.code ?? (status === 304 ? "NOT_MODIFIED" : "HTTP");
  return new ApiError({ message: problem?.detail ?? `status ${status}`, code, answer, problem });
}
