// Measures the npm package @phala/dcap-qvl on a vector of the simulator, and prints the figures as one
// line of JSON, for io.github.quotary.benchmarks.Peer: node peer.mjs [--vector FOLDER] [--seconds N]
import { createRequire } from 'node:module';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PEER = '@phala/dcap-qvl';
const BATCH = 10;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: options } = parseArgs({
  options: {
    vector: { type: 'string', default: here('../../testvectors/vectors/tdx-v4-up-to-date') },
    seconds: { type: 'string', default: '10' },
  },
});

const require = createRequire(import.meta.url);
let peer;
try {
  peer = require(PEER);
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  console.error(`${PEER} is not installed: run npm install in ${here('.')} first`);
  process.exit(2);
}
const { version } = JSON.parse(readFileSync(here(`node_modules/${PEER}/package.json`)));

const quote = readFileSync(join(options.vector, 'quote.bin'));
const collateral = JSON.parse(readFileSync(join(options.vector, 'collateral.json')));
const root = new X509Certificate(readFileSync(join(options.vector, 'root.pem'))).raw;
const { at } = JSON.parse(readFileSync(join(options.vector, 'case.json')));
const now = Date.parse(at) / 1000;
const verifier = peer.QuoteVerifier.newWithRootCa(root);
const verify = (bytes) => verifier.verify(bytes, collateral, now);

requireVerdicts();
run(Math.max(2, Number(options.seconds) / 2));
const figure = run(Number(options.seconds));
const total = process.cpuUsage();
console.log(
  JSON.stringify({
    peer: PEER,
    version,
    runtime: `Node.js ${process.versions.node}`,
    quote: basename(options.vector),
    includes: 'cached: nothing; the outer JSON of the collateral was parsed before',
    ...figure,
    cpuNanos: (total.user + total.system) * 1000,
  }),
);

// What fails fast would otherwise look like a good result.
function requireVerdicts() {
  const { status } = verify(quote);
  if (status !== 'UpToDate') throw new Error(`The quote that is to be measured is ${status}`);
  const forged = Buffer.from(quote);
  forged[600] ^= 1; // in the report data, which the attestation key signs
  let refused = false;
  try {
    verify(forged);
  } catch {
    refused = true;
  }
  if (!refused) throw new Error('A forged quote is not refused: nothing can be concluded');
}

function run(seconds) {
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  const until = before + BigInt(Math.round(seconds * 1e9));
  let operations = 0;
  let now = before;
  while (now < until) {
    for (let i = 0; i < BATCH; i++) verify(quote);
    operations += BATCH;
    now = process.hrtime.bigint();
  }
  const cpu = process.cpuUsage(cpuBefore);
  return {
    operations,
    wallNanos: Number(now - before) / operations,
    processNanos: ((cpu.user + cpu.system) * 1000) / operations,
  };
}
