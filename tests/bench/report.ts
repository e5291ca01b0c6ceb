import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';

interface Row { readonly what: string; readonly found: string; /** Absent: told for information only. */ readonly aim?: string; readonly kept?: boolean }

/** What a part of the benchmark found, line by line. */
export interface Report {
  /** Tells a figure; with an aim, also whether it was kept. A miss makes the command's exit code 1. */
  tell(what: string, found: string, aim?: string, kept?: boolean): void;
  /** Replaces this part of docs/performance.md, between its two marks; the rest of the page is others'. */
  write(machine: string, after: string): Promise<void>;
}

export function startReport(mark: string, title: string): Report {
  const rows: Row[] = [];
  return {
    tell: (what, found, aim, kept) => {
      rows.push({ what, found, ...(aim === undefined ? {} : { aim }), ...(kept === undefined ? {} : { kept }) });
      if (kept === false) process.exitCode = 1;
      console.log(`${kept === undefined ? '      ' : kept ? 'kept  ' : 'MISSED'}  ${what}: ${found}${aim === undefined ? '' : ` (${aim})`}`);
    },
    write: async (machine, after) => {
      const path = 'docs/performance.md';
      const page = existsSync(path) ? await readFile(path, 'utf8') : '# Performance\n';
      const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
      const table = rows.map(({ what, found, aim, kept }) => `| ${what} | ${found} | ${aim ?? ''} | ${kept === undefined ? '' : kept ? 'yes' : 'no'} |`).join('\n');
      const hardware = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, no graphics card`;
      const part = `${start}\n## ${title}\n\nMeasured with \`npm run bench -- --only ${mark} --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, ${hardware}.\n\n| What | Measured | Aim | Kept |\n|---|---|---|---|\n${table}\n\n${after}\n${end}`;
      const at = page.indexOf(start);
      await writeFile(path, at < 0 ? `${page.trimEnd()}\n\n${part}\n` : page.slice(0, at) + part + page.slice(page.indexOf(end) + end.length));
    },
  };
}
