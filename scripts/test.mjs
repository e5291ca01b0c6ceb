// All checks in turn: types, lint, unit tests, tests in a real Chromium, end-to-end tests. The last line is the sum; any failure makes the exit code 1.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, installChromium } from './find-chromium.mjs';

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'swapgraph-test-'));
const sum = { passed: 0, failed: 0 };

function announce(title) {
  console.log(`\n── ${title}`);
}

function run(program, args, env = {}) {
  return spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

/** A check without tests of its own counts as one. */
function check(title, program, args) {
  announce(title);
  if (run(program, args) === 0) sum.passed++;
  else sum.failed++;
}

/** Adds up what a Vitest run says of itself; a run that ends badly without a failed test counts as one failure. */
function vitest(title, config, env) {
  announce(title);
  const results = join(folder, `${config}.json`);
  const status = run('vitest/vitest.mjs', ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`], env);
  const { numPassedTests = 0, numFailedTests = 0 } = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
  sum.passed += numPassedTests;
  sum.failed += numFailedTests + (status !== 0 && numFailedTests === 0 ? 1 : 0);
}

/** The training code's own tests, where a Python with its requirements is at hand: training/.venv, or the one that SWAPGRAPH_PYTHON names. */
function training() {
  announce('training (Python)');
  const python = [process.env['SWAPGRAPH_PYTHON'], join(root, 'training/.venv/bin/python'), 'python3'].find((program) => program && spawnSync(program, ['-c', 'import torch, onnx, onnxruntime, pytest'], { stdio: 'ignore' }).status === 0);
  if (!python) {
    console.log('Skipped: no Python with training/requirements.txt was found. Networks are trained and exported elsewhere; nothing that is shipped needs it.');
    return;
  }
  const text = spawnSync(python, ['-m', 'pytest', '-q'], { cwd: join(root, 'training'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout ?? '';
  console.log(text);
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0);
  sum.passed += count('passed');
  sum.failed += count('failed') + count('error') || (count('passed') === 0 ? 1 : 0);
}

check('types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']);
check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
vitest('unit tests', 'vitest.config.ts');
training();

const chromium = findChromium() ?? installChromium();
if (chromium) {
  vitest('tests in Chromium', 'vitest.browser.config.ts', { CHROMIUM_PATH: chromium });
  if (existsSync(join(root, 'vitest.e2e.config.ts'))) vitest('end to end in Chromium', 'vitest.e2e.config.ts', { CHROMIUM_PATH: chromium });
} else {
  announce('tests in Chromium');
  console.error('No Chromium was found. Install one (on Debian or Ubuntu: apt-get install chromium) or set CHROMIUM_PATH to the program.');
  sum.failed++;
}

rmSync(folder, { recursive: true, force: true });
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
