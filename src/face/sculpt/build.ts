import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseFaceModel } from '../model/load';
import { assembleFaceModel } from './assemble';
import { modelCard } from './card';

/** Builds `public/models/face-model.bin` and its card `face-model.md`. */
const target = fileURLToPath(new URL('../../../public/models/', import.meta.url));
const started = performance.now();
const bytes = assembleFaceModel();
writeFileSync(`${target}face-model.bin`, bytes);
writeFileSync(`${target}face-model.md`, modelCard(parseFaceModel(bytes), bytes.length));
process.stdout.write(`Wrote face-model.bin (${bytes.length} bytes) and face-model.md in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
