/** What our own detector did on one folder of photographs; errors as parts of the eye distance, one an eye. */
export interface DetectorRow {
  readonly set: string;
  photos: number;
  found: number;
  foundByYunet: number;
  /** Faces that YuNet does not see. */
  more: number;
  readonly againstYunet: number[];
  readonly againstHand: number[];
  readonly yunetAgainstHand: number[];
  readonly ms: number[];
}
export interface DetectorFindings { readonly sets: DetectorRow[] }

const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;
const percent = (value: number): string => (Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : '–');

/** The measured part of docs/photos.md. */
export function writeSection({ sets }: DetectorFindings): string {
  const rows = sets.map((row) => `| ${row.set} | ${row.photos} | ${row.found} (${percent(row.found / row.photos)}) | ${row.foundByYunet} | ${row.more} | ${percent(quantile(row.againstYunet, 0.5))} | ${percent(quantile(row.againstYunet, 0.95))} | ${quantile(row.ms, 0.5).toFixed(0)} ms |`);
  const hand = sets.flatMap(({ againstHand }) => againstHand), yunet = sets.flatMap(({ yunetAgainstHand }) => yunetAgainstHand);
  return `| Photographs | how many | found | found by YuNet | faces that YuNet does not see | eyes against YuNet, median | 95th percentile | time, headless |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

Against the pupils that were placed by hand (London, neutral, ${hand.length} eyes): ${percent(quantile(hand, 0.5))} in the median, ${percent(quantile(hand, 0.95))} at the 95th percentile; YuNet ${percent(quantile(yunet, 0.5))} and ${percent(quantile(yunet, 0.95))}.`;
}
