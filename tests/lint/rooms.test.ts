import { readFile } from 'node:fs/promises';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

/** A planted line in a file that exists, and the rule that must see it. */
const violations: readonly (readonly [why: string, file: string, planted: string, rule: string])[] = [
  ['the document imports the runtime', 'src/graph/order.ts', "import '../runtime/define';", 'import-x/no-restricted-paths'],
  ['the mathematics imports the document', 'src/face/random.ts', "import '../graph/types';", 'import-x/no-restricted-paths'],
  ['the runtime imports the catalog', 'src/runtime/engine.ts', "import '../nodes/catalog';", 'import-x/no-restricted-paths'],
  ['the runtime imports a node, when it is called for', 'src/runtime/engine.ts', "export const sneak = () => import('../nodes/blend/run');", 'import-x/no-restricted-paths'],
  ['the runtime imports faces', 'src/runtime/engine.ts', "import '../face/random';", 'import-x/no-restricted-paths'],
  ['a node imports its neighbour', 'src/nodes/blend/run.ts', "import '../load-image/run';", 'import-x/no-restricted-paths'],
  ['a node imports the engine', 'src/nodes/blend/run.ts', "import '../../runtime/engine';", 'import-x/no-restricted-paths'],
  ['a node imports the editor', 'src/nodes/blend/run.ts', "import '../../editor/state';", 'import-x/no-restricted-paths'],
  ['the editor imports the engine', 'src/editor/state.ts', "import '../runtime/engine';", 'import-x/no-restricted-paths'],
  ['the editor imports what a node runs', 'src/editor/state.ts', "import '../nodes/blend/run';", 'import-x/no-restricted-paths'],
  ['the runtime draws', 'src/runtime/engine.ts', "import 'react';", '@typescript-eslint/no-restricted-imports'],
  ['a node draws', 'src/nodes/blend/run.ts', "import 'three';", '@typescript-eslint/no-restricted-imports'],
  ['a node reads files', 'src/nodes/blend/run.ts', "import 'node:fs';", '@typescript-eslint/no-restricted-imports'],
  ['ONNX Runtime is imported outside its file', 'src/runtime/engine.ts', "import 'onnxruntime-web/webgpu';", '@typescript-eslint/no-restricted-imports'],
  ['a definition imports its run', 'src/nodes/blend/node.ts', "import './run';", '@typescript-eslint/no-restricted-imports'],
  ['the runtime touches the page', 'src/runtime/engine.ts', 'export const title = document.title;', 'no-restricted-globals'],
  ['two files import one another', 'src/graph/names.ts', "import { orderOf } from './order';\nexport const loop = orderOf;", 'import-x/no-cycle'],
  ['a promise is dropped', 'src/runtime/engine.ts', 'Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
  ['a type is any', 'src/runtime/engine.ts', 'export const anything: any = 1;', '@typescript-eslint/no-explicit-any'],
  ['a file is a barrel', 'src/runtime/engine.ts', "export * from './plan';", 'no-restricted-syntax'],
  ['a file is longer than 300 lines', 'src/runtime/engine.ts', '\n'.repeat(300), 'max-lines'],
  ['work is left undone', 'src/runtime/engine.ts', `// ${'TO'}${'DO'}: later`, 'no-warning-comments'],
];

const eslint = new ESLint({ cwd: new URL('../..', import.meta.url).pathname });

async function rulesAgainst(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: file });
  return result!.messages.map((message) => message.ruleId ?? message.message);
}

test.each(violations)('lint sees that %s', { timeout: 300_000 }, async (_why, file, planted, rule) => {
  const clean = await readFile(file, 'utf8');
  const before = await rulesAgainst(file, clean);
  expect(before).not.toContain(rule);
  expect(await rulesAgainst(file, `${clean}\n${planted}\n`)).toContain(rule);
});
