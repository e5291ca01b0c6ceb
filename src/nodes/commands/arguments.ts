/** One option of a command. A `flag` takes no value. */
export interface OptionSpec {
  readonly kind: 'flag' | 'text' | 'integer';
  /** What stands for the value in the usage line, such as `N`. */
  readonly placeholder?: string;
  readonly help: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;
export type OptionValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** The options of a command line, or a sentence that says what is wrong with it. */
export type ParsedArguments = { readonly ok: true; readonly values: OptionValues } | { readonly ok: false; readonly problem: string };

/** Reads `--name value`, `--name=value` and `--flag`. Anything else, and any value out of range, is a problem. */
export function parseArguments(args: readonly string[], table: OptionTable): ParsedArguments {
  const values: Record<string, string | number | boolean> = {};
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    if (!argument.startsWith('--')) return fail(`"${argument}" is not an option. Options start with --; known are ${knownOptions(table)}.`);
    const equals = argument.indexOf('=');
    const name = argument.slice(2, equals === -1 ? undefined : equals);
    const spec = Object.hasOwn(table, name) ? table[name] : undefined;
    if (spec === undefined) return fail(`There is no option --${name}. Known are ${knownOptions(table)}.`);
    if (spec.kind === 'flag') {
      if (equals !== -1) return fail(`--${name} is a switch and takes no value.`);
      values[name] = true;
      continue;
    }
    const text = equals === -1 ? args[++i] : argument.slice(equals + 1);
    if (text === undefined || text === '') return fail(`--${name} needs a value after it: --${name} ${spec.placeholder ?? 'VALUE'}.`);
    const read = readValue(name, text, spec);
    if (!read.ok) return read;
    values[name] = read.value;
  }
  return { ok: true, values };
}

function readValue(name: string, text: string, spec: OptionSpec): { readonly ok: true; readonly value: string | number } | { readonly ok: false; readonly problem: string } {
  if (spec.choices !== undefined && !spec.choices.includes(text)) return fail(`--${name} must be one of ${spec.choices.join(', ')}, but is "${text}".`);
  if (spec.kind === 'text') return { ok: true, value: text };
  const value = Number(text);
  const min = spec.min ?? 0;
  const max = spec.max ?? Number.MAX_SAFE_INTEGER;
  if (!/^-?\d+$/.test(text) || value < min || value > max) return fail(`--${name} must be a whole number from ${min} to ${max}, but is "${text}".`);
  return { ok: true, value };
}

/** A usage text: one line for each option. */
export function usageOf(command: string, about: string, table: OptionTable): string {
  const width = Math.max(...Object.entries(table).map(([name, spec]) => name.length + (spec.placeholder?.length ?? -1) + 1));
  const lines = Object.entries(table).map(([name, spec]) => {
    const head = spec.placeholder === undefined ? name : `${name} ${spec.placeholder}`;
    return `  --${head.padEnd(width)}  ${spec.help}`;
  });
  return `${command}: ${about}\n${lines.join('\n')}\n`;
}

function knownOptions(table: OptionTable): string {
  return Object.keys(table).map((name) => `--${name}`).join(', ');
}

function fail(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
