import { createContext, useContext, useLayoutEffect, type RefObject } from 'react';
import type { CsvRows } from './tables';
import type { Drawn } from './svg';

/** What a view gives to be exported: the figure as it shows it now, and the numbers behind it. */
export interface FigureSource {
  /** Joined to the name of the file: "tiles", "lens". */
  readonly name: string;
  draw(): Promise<Drawn> | Drawn;
  /** Lines for the caption that belong to this view: which range, which order. */
  readonly notes: readonly string[];
  /** The tensor shown, on the CPU; undefined when it has gone. */
  readonly tensor?: () => Promise<{ readonly shape: readonly number[]; readonly data: Float32Array } | undefined>;
  readonly table?: () => Promise<CsvRows | undefined> | CsvRows | undefined;
}

/** Where the view inside a viewer leaves its source for the viewer's export menu. */
export type FigureSlot = RefObject<FigureSource | undefined>;

export const FigureContext = createContext<FigureSlot>({ current: undefined });

/** Offers what a view shows for export, for as long as it is in the page; undefined offers nothing. */
export function useFigureSource(source: FigureSource | undefined): void {
  const slot = useContext(FigureContext);
  useLayoutEffect(() => {
    if (!source) return undefined;
    slot.current = source;
    return () => { if (slot.current === source) slot.current = undefined; };
  });
}
