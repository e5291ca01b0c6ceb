/** What was found of one folder of photographs. */
export interface SetFindings { photos: number; found: number; several: number; fitted: number; readonly fitPercent: number[] }
/** What a shipped graph did to the likeness, by cosine similarity of MobileFaceNet's vectors. */
export interface SwapFindings { readonly graph: string; readonly people: string; readonly pairs: number; tried: number; done: number; toward: number; readonly gains: number[]; readonly before: number[]; readonly after: number[]; outside: number; readonly sentences: Record<string, number> }
export interface Findings {
  readonly side: number;
  readonly sets: Record<string, SetFindings>;
  readonly sentences: Record<string, number>;
  readonly exceptions: string[];
  /** Distance of each detected eye from the hand-placed pupil, percent of the distance between the pupils. */
  readonly eyeErrors: number[];
  readonly swaps: SwapFindings[];
}

const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The measured parts of docs/photos.md, by name. */
export function pageParts(findings: Findings): Readonly<Record<'found' | 'likeness' | 'sentences', string>> {
  const sets = Object.entries(findings.sets).map(([name, { photos, found, several, fitted, fitPercent }]) => `| ${name} | ${photos} | ${found} | ${several} | ${fitted} | ${quantile(fitPercent, 0.5).toFixed(1)} % |`);
  const swaps = findings.swaps.map(({ graph, people, tried, done, toward, before, after, gains, outside }) => `| ${graph} | ${people} | ${tried} | ${done} | ${toward} (${(toward / Math.max(1, done) * 100).toFixed(1)} %) | ${mean(before).toFixed(3)} | ${mean(after).toFixed(3)} | ${quantile(gains, 0.5).toFixed(3)} | ${outside.toFixed(3)} / 255 |`);
  const sentences = Object.entries([findings.sentences, ...findings.swaps.map((swap) => swap.sentences)].reduce<Record<string, number>>((all, some) => {
    for (const [words, count] of Object.entries(some)) all[words] = (all[words] ?? 0) + count;
    return all;
  }, {})).sort((a, b) => b[1] - a[1]).map(([words, count]) => `- ${count} ×: ${words}`);
  return {
    found: `Measured on ${new Date().toISOString().slice(0, 10)}; swaps at up to ${findings.side} px a side.

| Photographs | how many | with a face | with several | fitted | error of the fit at the five points, median, of the eye distance |
|---|---|---|---|---|---|
${sets.join('\n')}

YuNet's eyes lie ${quantile(findings.eyeErrors, 0.5).toFixed(1)} % of the distance between the pupils from the hand-placed ones in the median, ${quantile(findings.eyeErrors, 0.95).toFixed(1)} % at the 95th percentile (${findings.eyeErrors.length} eyes).`,
    likeness: `| Graph | people | pairs | done | toward the source | before | after | gain, median | largest change outside the mask |
|---|---|---|---|---|---|---|---|---|
${swaps.join('\n')}`,
    sentences: `${sentences.length === 0 ? 'Nothing: every photograph and every pair gave a picture.' : sentences.join('\n')}

Faults of the program among them: ${findings.exceptions.length}.`,
  };
}
