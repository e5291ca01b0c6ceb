import { pathToFileURL } from 'node:url';
import { NodeError } from '../runtime/errors';
import { Refusal } from './commands/open-graph';
import type { CommandOutput } from './commands/run';

type Command = (args: readonly string[], io: CommandOutput) => Promise<number>;

/** Each loaded when it is called for: listing nodes needs no renderer. */
const COMMANDS: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Command> }>> = {
  run: { about: 'computes a graph', load: async () => (await import('./commands/run')).runCommand },
  check: { about: 'says what is wrong with a graph, without running it', load: async () => (await import('./commands/check')).checkCommand },
  nodes: { about: 'lists the node types', load: async () => (await import('./commands/nodes')).nodesCommand },
  evaluate: { about: 'measures every built-in method on held-out faces', load: async () => (await import('./commands/evaluate')).evaluateCommand },
  models: { about: 'keeps public networks that graphs name by their hash', load: async () => (await import('./commands/models')).modelsCommand },
  'learn-pictures': { about: 'measures what the training pictures look like', load: async () => (await import('./commands/learn-pictures')).learnPicturesCommand },
  'render-faces': { about: 'draws faces of nobody, with the truth of each', load: async () => (await import('./commands/render-faces')).renderFacesCommand },
  'render-grid': { about: 'draws the training data: identities × scenes', load: async () => (await import('./commands/render-grid')).renderGridCommand },
};

const HELP = `swapgraph COMMAND [options]

${Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(16)}${about}`).join('\n')}

COMMAND --help says more. An example:
  npm run --silent swapgraph -- run graphs/classic-2d.json --set source.seed=7 --out out
`;

/** Runs the command that the first argument names. Returns the exit code; 1 after a sentence about what is wrong. */
export async function runCommandLine(args: readonly string[], io: CommandOutput): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === 'help') { io.out(HELP); return 0; }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    io.error(`${name === undefined ? 'Say what to do' : `There is no command "${name}"`}: known are ${Object.keys(COMMANDS).join(', ')}. See --help.\n`);
    return 1;
  }
  try {
    return await (await command.load())(rest, io);
  } catch (error) {
    if (error instanceof NodeError) { io.error(`${error.text.en}\n`); return 1; }
    if (error instanceof Refusal) { io.error(`${error.message}\n`); return 1; }
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('ERR_PARSE_ARGS')) { io.error(`${(error as Error).message} See ${name} --help.\n`); return 1; }
    if (/^E[A-Z]+$/.test(code)) { io.error(`A file or folder cannot be used: ${(error as Error).message}.\n`); return 1; }
    throw error;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
}
