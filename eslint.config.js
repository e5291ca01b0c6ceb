import { readdirSync } from 'node:fs';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const nodeFolders = readdirSync(new URL('./src/nodes', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared' && entry.name !== 'commands')
  .map((entry) => entry.name);

/** What a node may touch of the machine: the language it is written in. The machine itself comes through its context. */
const NODE_LANGUAGE = ['./define.ts', './values.ts', './tensor.ts', './kernel.ts', './errors.ts', './look/projection.ts'];

/** What the editor may touch of the machine: descriptions, checks and an Engine. */
const EDITOR_VIEW = ['./define.ts', './values.ts', './tensor.ts', './errors.ts', './check.ts', './converters.ts', './ports.ts', './params.ts', './flat.ts', './engine-types.ts', './look-types.ts', './worker/client.ts', './worker/browser-worker.ts', './pictures', './batch', './sweep/check-sweeps.ts'];

/** editor → nodes → runtime → graph, with face under nodes and editor; never the other way. */
const zones = [
  { target: './src/graph', from: './src', except: ['./graph'], message: 'The document imports nothing.' },
  { target: './src/face', from: './src', except: ['./face'], message: 'The mathematics of faces imports nothing but itself.' },
  { target: './src/runtime', from: ['./src/nodes', './src/editor', './src/face'], message: 'The runtime knows neither nodes, nor faces, nor the editor.' },
  { target: './src/nodes', from: './src/editor', message: 'Nodes do not know the editor.' },
  { target: './src/editor', from: './src/nodes', except: ['./catalog.ts'], message: 'The editor sees the catalog, never what a node runs.' },
  { target: './src/editor', from: './src/runtime', except: EDITOR_VIEW, message: 'The editor sees descriptions and an Engine.' },
  { target: './src/nodes/shared', from: './src/nodes', except: ['./shared'], message: 'What nodes share knows none of them.' },
  { target: './src/nodes/shared', from: './src/runtime', except: NODE_LANGUAGE, message: 'A node gets the machine through its context.' },
  ...nodeFolders.flatMap((folder) => [
    { target: `./src/nodes/${folder}`, from: './src/nodes', except: [`./${folder}`, './shared'], message: 'A node imports nothing from its neighbours.' },
    { target: `./src/nodes/${folder}`, from: './src/runtime', except: NODE_LANGUAGE, message: 'A node gets the machine through its context.' },
  ]),
];

const VIEW_LIBRARIES = { group: ['react', 'react-dom', 'react-dom/*', 'rete', 'rete-*', 'three', 'three/*', 'zustand', 'zustand/*', 'styled-components'], message: 'Only the editor draws.' };
const ONNX_RUNTIME = { group: ['onnxruntime-*', 'onnxruntime-*/**'], allowTypeImports: true, message: 'ONNX Runtime is imported in src/runtime/onnx/session-*.ts alone.' };
const NODE_BUILTINS = { group: ['node:*'], message: 'This code also runs in a browser.' };
const HEAVY = { group: ['**/run', '**/kernels', '*.wgsl*'], message: 'A definition is data: it is loaded on the main thread.' };
const PAGE_GLOBALS = ['window', 'document', 'localStorage', 'sessionStorage'].map((name) => ({ name, message: 'There is no page in a worker or in Node.' }));

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'tests/**', '**/test-*.ts'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'training/**', 'coverage/**', 'out/**', '.cache/**', 'docs/**', 'public/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin, 'import-x': importX },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { ...importX.flatConfigs.typescript.settings, 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'No barrels: import from where a thing is.' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
    },
  },
  {
    files: ['src/graph/**', 'src/face/**', 'src/runtime/**', 'src/nodes/**'],
    rules: {
      'no-restricted-globals': ['error', ...PAGE_GLOBALS],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [VIEW_LIBRARIES, ONNX_RUNTIME] }],
    },
  },
  {
    files: ['src/graph/**', 'src/face/**', 'src/editor/**', ...nodeFolders.map((folder) => `src/nodes/${folder}/**`), 'src/nodes/shared/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [ONNX_RUNTIME, NODE_BUILTINS] }] },
  },
  {
    files: ['src/graph/**', 'src/face/**', ...nodeFolders.map((folder) => `src/nodes/${folder}/**`), 'src/nodes/shared/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [VIEW_LIBRARIES, ONNX_RUNTIME, NODE_BUILTINS] }] },
  },
  {
    files: ['src/nodes/*/node.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [VIEW_LIBRARIES, ONNX_RUNTIME, NODE_BUILTINS, HEAVY] }] },
  },
  { files: ['src/runtime/onnx/session-*.ts'], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [VIEW_LIBRARIES] }] } },
  // Writes a shipped file when the project is built; no other file imports it.
  { files: ['src/face/sculpt/build.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  { files: TESTS, rules: { 'import-x/no-restricted-paths': 'off', '@typescript-eslint/no-restricted-imports': 'off', 'no-restricted-globals': 'off' } },
);
