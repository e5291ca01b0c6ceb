// Writes the table of docs/models.md from a file that `swapgraph evaluate` made: node scripts/models-table.mjs FILE.json
import { readFileSync, writeFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Name the file that evaluate wrote: node scripts/models-table.mjs FILE.json');
  process.exit(1);
}
const { pairs, seed, methods } = JSON.parse(readFileSync(file, 'utf8'));
const percent = (value) => (100 * value).toFixed(1);
const fixed = (digits) => (value) => value.toFixed(digits);
const COLUMNS = [
  ['retrievalTop1', 'retrieval top-1, %', percent], ['cosSource', 'cosine to source', fixed(3)], ['cosTarget', 'cosine to target', fixed(3)],
  ['shapeError', 'shape, mm', fixed(2)], ['poseErrorDeg', 'pose, °', fixed(2)], ['expressionError', 'expression, mm', fixed(2)],
  ['occluderL1', 'inside occluders, 1/255', (value) => (255 * value).toFixed(1)], ['outsideL1', 'outside the face, 1/255', (value) => (255 * value).toFixed(1)],
  ['psnr', 'PSNR, dB', fixed(2)], ['ssim', 'SSIM', fixed(3)], ['selfPsnr', 'G(x, x), dB', fixed(1)], ['params', 'parameters, M', (value) => (value / 1e6).toFixed(2)],
  ['macs', 'MACs, M', (value) => (value / 1e6).toFixed(0)], ['ms', 'ms', fixed(0)],
];
const exact = new Set(['params', 'macs']);
const cell = (interval, name, format) => {
  if (!interval || interval.mean === null) return '–';
  return exact.has(name) || interval.low === interval.high ? format(interval.mean) : `${format(interval.mean)} (${format(interval.low)}–${format(interval.high)})`;
};
const half = Math.ceil(COLUMNS.length / 2);
const table = (columns) => [
  `| method | ${columns.map(([, title]) => title).join(' | ')} |`,
  `|---|${columns.map(() => '---').join('|')}|`,
  ...Object.entries(methods).map(([name, metrics]) => `| ${name} | ${columns.map(([key, , format]) => cell(metrics[key], key, format)).join(' | ')} |`),
].join('\n');
const text = `\n${pairs} pairs, seed ${seed}; mean and bootstrap 95 % interval.\n\n${table(COLUMNS.slice(0, half))}\n\n${table(COLUMNS.slice(half))}\n\n`;
const page = new URL('../docs/models.md', import.meta.url);
const [before, rest] = readFileSync(page, 'utf8').split('<!-- table -->');
const after = rest.split('<!-- end of table -->')[1];
writeFileSync(page, `${before}<!-- table -->\n${text}<!-- end of table -->${after}`);
