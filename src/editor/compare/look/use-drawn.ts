import { useMemo } from 'react';
import { useSessionState } from '../../context';
import type { Pixels } from '../../viewers/picture';
import { differenceColours, differenceOf, differenceRange, differenceTable, histogramOf, laneColours, sharedRange, type Difference, type LaneImage } from './lane-image';

/** What is drawn of the lanes: all on one range of colours, and in a comparison by difference each minus the reference, again on one scale. */
export interface DrawnLanes {
  readonly range: readonly [number, number];
  readonly colours: readonly (Pixels | undefined)[];
  /** Undefined for the reference, for lanes of other sizes, and where differences are not asked for. */
  readonly differences: readonly (Difference | undefined)[];
  readonly painted: readonly (Pixels | undefined)[];
  readonly differenceScale: readonly [number, number];
  readonly signed: boolean;
  /** Colours of the differences. */
  readonly table: Uint8ClampedArray;
  /** Histogram of what the legend is of: differences, or channels. */
  readonly counts: Float32Array;
}

export function useDrawn(images: readonly (LaneImage | undefined)[], reference: number, byDifference: boolean): DrawnLanes {
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const range = useMemo(() => sharedRange(images), [images]);
  const colours = useMemo(() => images.map((image) => image && laneColours(image, range, dark)), [images, range, dark]);
  const differences = useMemo(() => {
    const base = images[reference];
    return images.map((image, index) => (byDifference && image && base && index !== reference ? differenceOf(image, base) : undefined));
  }, [images, reference, byDifference]);
  const known = useMemo(() => differences.filter((one) => one !== undefined), [differences]);
  const differenceScale = useMemo(() => differenceRange(known), [known]);
  const signed = known.some((one) => one.signed);
  const table = useMemo(() => differenceTable(signed, dark), [signed, dark]);
  const painted = useMemo(() => differences.map((one) => one && differenceColours(one, differenceScale, table)), [differences, differenceScale, table]);
  const counts = useMemo(() => {
    const channels = images.flatMap((image) => (image?.kind === 'channel' ? [image.values] : []));
    return byDifference ? histogramOf(known.map(({ values }) => values), differenceScale) : histogramOf(channels, range);
  }, [images, byDifference, known, differenceScale, range]);
  return { range, colours, differences, painted, differenceScale, signed, table, counts };
}
