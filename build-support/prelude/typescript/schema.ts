/** The pieces of schemas that zod has not, or has otherwise than the server. */

import * as z from "zod";

/** A text of so many characters; they are counted as the server does, not as JavaScript does. */
export const text = (least: number, most: number): z.ZodString =>
  z.string().refine((value) => {
    // Characters outside the first plane are two units each.
    const length = value.length <= most && value.length >= 2 * least ? value.length : [...value].length;
    return least <= length && length <= most;
  }, `has ${most === Infinity ? `${least} characters at least` : `${least} to ${most} characters`}`);

/** A text that a model's pattern finds something in. */
export const matching = (schema: z.ZodString, source: string): z.ZodString => {
  try {
    return schema.regex(new RegExp(source, "u"));
  } catch {
    // A pattern that only the server reads is for the server to check.
    return schema;
  }
};

/** A length of time in the form of ISO 8601, which may be negative. */
export const duration: z.ZodString = z.string().regex(/^[-+]?P(?=[0-9T])[0-9YMWDTHS.,]+$/);

/** An address of electronic mail, in any script. */
export const email: z.ZodString = z.string().regex(/^[^\s@]+@[^\s@]+$/u);

/** A whole number of 64 bits, of which JavaScript may have rounded some. */
export const bigNumber: z.ZodNumber = z.number().refine(Number.isInteger, "is a whole number");
