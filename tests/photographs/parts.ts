import { readFile, writeFile } from 'node:fs/promises';

const PAGE = 'docs/photos.md';

/** Puts measured text between the two marks of its part in the page of figures. @throws Error when the page has no such part */
export async function replacePart(name: string, text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`], from = page.indexOf(start), to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${PAGE} has no part between ${start} and ${end}.`);
  await writeFile(PAGE, `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`);
}
