/** Text that comes in pieces, line by line. */

/** The lines of a stream that are not empty. Leaving the loop cancels the stream. */
export async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let begun = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A line may end, and a character may be cut, anywhere.
      const whole = (begun + decoder.decode(value, { stream: !done })).split(/\r?\n/);
      begun = done ? "" : whole.pop() ?? "";
      yield* whole.filter((line) => line);
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
