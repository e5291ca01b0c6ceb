/** A page with other words between the marks of one of its parts: `<!-- name -->` … `<!-- end name -->`. */
export function between(words: string, page: string, name: string, made: string): string {
  const start = `<!-- ${name} -->`, end = `<!-- end ${name} -->`, [from, to] = [words.indexOf(start), words.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no place for ${name}: it needs ${start} and ${end}.`);
  return `${words.slice(0, from + start.length)}\n${made}\n${words.slice(to)}`;
}
