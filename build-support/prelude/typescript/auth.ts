/** Tokens: one that is given, or a callback that is asked once for all calls that need a new one. */

/** A token, or how to get one. Sent as `Bearer` unless it names its own scheme (`Basic abc=`). */
export type Auth = string | (() => string | Promise<string>);

/** A token on its way: told apart by identity. */
export type Token = Promise<string>;

/** Gives the present token, or a new one if `stale` is the present one. */
export function tokens(auth: Auth): (stale?: Token) => Token {
  let present: Token | undefined;
  const ask = async (): Promise<string> => (typeof auth === "string" ? auth : auth());
  return (stale) => {
    if (!present || present === stale) {
      const asked = ask();
      present = asked;
      // A failure is not kept: the next call asks again.
      asked.catch(() => {
        if (present === asked) present = undefined;
      });
    }
    return present;
  };
}

/** The value of the `Authorization` header. */
export function authorization(token: string): string {
  return token.includes(" ") ? token : `Bearer ${token}`;
}
