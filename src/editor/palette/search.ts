/** How well a text answers a search, 0 for not at all: whole beginnings first, then words, then letters in their order. */
export function matchScore(query: string, text: string): number {
  const [needle, hay] = [fold(query), fold(text)];
  if (needle === '') return 1;
  if (hay === needle) return 100;
  if (hay.startsWith(needle)) return 80 - Math.min(20, hay.length - needle.length) * 0.5;
  const word = hay.split(/[\s\-_/]+/).findIndex((part) => part.startsWith(needle));
  if (word >= 0) return 60 - word;
  if (hay.includes(needle)) return 40;
  let at = 0;
  let gaps = 0;
  for (const letter of needle) {
    const found = hay.indexOf(letter, at);
    if (found < 0) return 0;
    gaps += found - at;
    at = found + 1;
  }
  return needle.length < 3 ? 0 : Math.max(1, 20 - gaps);
}

/** The best of several texts, earlier ones weighing a little more; every word of the query must be answered. */
export function bestScore(query: string, texts: readonly string[]): number {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const whole = Math.max(...texts.map((text, index) => matchScore(query.trim(), text) * (1 - index * 0.02)));
  if (words.length === 1 || whole > 30) return whole;
  const each = words.map((word) => Math.max(...texts.map((text) => matchScore(word, text))));
  return Math.max(whole, each.every((score) => score > 0) ? each.reduce((sum, score) => sum + score, 0) / each.length - 5 : 0);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
