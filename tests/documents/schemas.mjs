/** Builds each schema that is named and validates it as graphql-js does before it executes. */

import { readFileSync } from "node:fs";
import { buildSchema, validateSchema } from "graphql";

let wrong = 0;
for (const path of process.argv.slice(2)) {
  const schema = buildSchema(readFileSync(path, "utf8"));
  for (const { message } of validateSchema(schema)) {
    console.error(`${path}: ${message}`);
    wrong += 1;
  }
}
process.exitCode = wrong ? 1 : 0;
