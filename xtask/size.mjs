// Prints the bytes of each file named, one line a file: raw, gzip 9, Brotli 11.

import { readFile } from "node:fs/promises";
import process from "node:process";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = await readFile(path);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length);
}
