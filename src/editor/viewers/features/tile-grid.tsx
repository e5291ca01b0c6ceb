import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LevelView } from '../../../runtime/look-types';
import { useSession } from '../../context';
import type { Pin } from '../../state';
import { TileAtlas } from './tile-atlas';

export interface TileSource { readonly pin: Pin; readonly key: string; readonly level: number }

interface GridProps {
  readonly title: string;
  readonly a: TileSource;
  /** Drawn beside A, tile by tile, in the same order and range. */
  readonly b: TileSource | undefined;
  readonly view: LevelView;
  readonly order: readonly number[];
  readonly range: (channel: number) => readonly [number, number];
  readonly table: Uint8ClampedArray;
  readonly sizePx: number;
  readonly chosen: number | undefined;
  readonly choose: (channel: number | undefined) => void;
  readonly open: (channel: number) => void;
}

const GAP = 6;
const LABEL = 16;
/** Below this size numbers under the tiles would be wider than the tiles. */
const LABELLED_FROM_PX = 40;

/** All channels as tiles in a room that scrolls; only those in view are fetched and drawn. */
export function TileGrid({ title, a, b, view, order, range, table, sizePx, chosen, choose, open }: GridProps) {
  const room = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef(0);
  const [box, setBox] = useState({ width: 0, height: 0 });
  const redraw = useRef<() => void>(() => undefined);
  const soon = useCallback(() => { if (!frame.current) frame.current = requestAnimationFrame(() => { frame.current = 0; redraw.current(); }); }, []);
  const left = useAtlas(a, view, table, range, soon);
  const right = useAtlas(b, view, table, range, soon);

  const tile = { width: sizePx * Math.min(1, view.width / view.height), height: sizePx * Math.min(1, view.height / view.width) };
  const labelled = sizePx >= LABELLED_FROM_PX;
  const cell = { width: tile.width * (b ? 2 : 1) + (b ? 2 : 0) + GAP, height: tile.height + GAP + (labelled ? LABEL : 0) };
  const columns = Math.max(1, Math.floor((box.width - GAP) / cell.width));
  const rows = Math.ceil(order.length / columns);
  const total = rows * cell.height + GAP;

  redraw.current = () => {
    const [element, context] = [room.current, canvas.current?.getContext('2d', { willReadFrequently: true })];
    if (!element || !context || !left || box.width === 0) return;
    const scale = Math.min(2, window.devicePixelRatio);
    const style = getComputedStyle(element);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, box.width, box.height);
    context.imageSmoothingEnabled = sizePx < left.tileWidth;
    context.font = `12px ${style.fontFamily}`;
    context.textBaseline = 'middle';
    const firstRow = Math.max(0, Math.floor((element.scrollTop - GAP) / cell.height));
    const lastRow = Math.min(rows - 1, Math.floor((element.scrollTop + box.height) / cell.height));
    const muted = style.getPropertyValue('--muted'), accent = style.getPropertyValue('--accent'), line = style.getPropertyValue('--line');
    for (let at = firstRow * columns; at < Math.min(order.length, (lastRow + 1) * columns); at++) {
      const channel = order[at]!;
      const x = GAP + (at % columns) * cell.width, y = GAP + Math.floor(at / columns) * cell.height - element.scrollTop;
      for (const [index, atlas] of (b ? [left, right] : [left]).entries()) {
        const tx = x + index * (tile.width + 2);
        if (atlas?.draw(context, channel, tx, y, tile.width, tile.height)) continue;
        context.fillStyle = line;
        context.fillRect(tx, y, tile.width, tile.height);
      }
      if (labelled) {
        context.fillStyle = channel === chosen ? accent : muted;
        context.fillText(String(channel), x, y + tile.height + LABEL / 2 + 1);
      }
      if (channel === chosen) {
        context.strokeStyle = accent;
        context.lineWidth = 2;
        context.strokeRect(x - 1, y - 1, cell.width - GAP + 2, tile.height + 2);
      }
    }
    // A room's height ahead and behind, so that scrolling meets finished tiles.
    const ahead = Math.ceil(box.height / cell.height);
    const visible = order.slice(firstRow * columns, (lastRow + 1) * columns);
    const near = order.slice(Math.max(0, firstRow - ahead) * columns, (lastRow + 1 + ahead) * columns);
    for (const atlas of [left, right]) {
      atlas?.want(visible);
      atlas?.want(near);
    }
  };
  useLayoutEffect(() => {
    const [element, paper] = [room.current, canvas.current];
    if (!element || !paper) return undefined;
    const measure = (): void => {
      const scale = Math.min(2, window.devicePixelRatio);
      const next = { width: element.clientWidth, height: element.clientHeight };
      paper.width = Math.round(next.width * scale);
      paper.height = Math.round(next.height * scale);
      paper.style.width = `${next.width}px`;
      paper.style.height = `${next.height}px`;
      setBox(next);
    };
    // Measured at once, so that the first tiles are asked for before the first frame.
    measure();
    const observer = new ResizeObserver(() => {
      measure();
      // Setting a canvas's size empties it.
      soon();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => { redraw.current(); }, [left, right, order, sizePx, chosen, box, table, range]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const channelAt = (clientX: number, clientY: number): number | undefined => {
    const element = room.current;
    if (!element) return undefined;
    const bounds = element.getBoundingClientRect();
    const column = Math.floor((clientX - bounds.left - GAP / 2) / cell.width);
    const row = Math.floor((clientY - bounds.top + element.scrollTop - GAP / 2) / cell.height);
    return column >= 0 && column < columns ? order[row * columns + column] : undefined;
  };
  const walk = (step: number): void => {
    const at = chosen === undefined ? 0 : Math.min(order.length - 1, Math.max(0, order.indexOf(chosen) + step));
    const row = Math.floor(at / columns), element = room.current;
    if (element && row * cell.height < element.scrollTop) element.scrollTop = row * cell.height;
    if (element && (row + 1) * cell.height + GAP > element.scrollTop + box.height) element.scrollTop = (row + 1) * cell.height + GAP - box.height;
    choose(order[at]);
  };
  return (
    <div ref={room} className="tile-room" tabIndex={0} role="group" aria-label={title} data-tiles={order.length} onScroll={soon}
      onPointerMove={(event) => { if (event.buttons === 0) choose(channelAt(event.clientX, event.clientY)); }}
      onClick={(event) => { const channel = channelAt(event.clientX, event.clientY); if (channel !== undefined) open(channel); }}
      onKeyDown={(event) => {
        const step = ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -order.length, End: order.length } as Readonly<Record<string, number>>)[event.key];
        if (event.key === 'Enter' && chosen !== undefined) open(chosen);
        else if (step !== undefined) walk(step);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}>
      <div style={{ height: total }}><canvas ref={canvas} aria-hidden="true" /></div>
    </div>
  );
}

function useAtlas(source: TileSource | undefined, view: LevelView, table: Uint8ClampedArray, range: GridProps['range'], painted: () => void): TileAtlas | undefined {
  const session = useSession();
  const { channels, height, width } = view;
  const [node, port, key, level] = source ? [source.pin.node, source.pin.port, source.key, source.level] : [undefined, undefined, undefined, undefined];
  const atlas = useMemo(() => (node === undefined || port === undefined || key === undefined || level === undefined ? undefined
    : new TileAtlas(level, channels, height, width, table, (request) => session.engine.look(node, port, 'tiles', request), painted)),
  [session, node, port, key, level, channels, height, width, painted]);
  useLayoutEffect(() => atlas?.recolour(table, range), [atlas, table, range]);
  return atlas;
}
