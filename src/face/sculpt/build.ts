import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assembleFaceModel } from './assemble';

const target = fileURLToPath(new URL('../../../public/models/face-model.bin', import.meta.url));
const started = performance.now();
const bytes = assembleFaceModel();
writeFileSync(target, bytes);
process.stdout.write(`Wrote ${target}: ${bytes.length} bytes in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
