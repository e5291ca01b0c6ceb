import { pathToFileURL } from 'node:url';
import type { CommandOutput } from './commands/render-faces';
import { renderFacesCommand } from './commands/render-faces';

type Command = (args: readonly string[], io: CommandOutput) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { 'render-faces': renderFacesCommand };

/** Runs the command that the first argument names. Returns the exit code; 1 after a sentence about what is wrong. */
export async function runCommandLine(args: readonly string[], io: CommandOutput): Promise<number> {
  const [name, ...rest] = args;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command(rest, io);
  io.error(`${name === undefined ? 'Say what to do' : `There is no command "${name}"`}: known are ${Object.keys(COMMANDS).join(', ')}.\n`);
  return 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
}
