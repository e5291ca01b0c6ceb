import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FeaturesValue } from '../../../runtime/values';
import { useTranslate } from '../../context';
import { colourTable, type Meaning } from './colour-maps';
import { readable } from '../table-viewer';

/** Channels drawn at once; more are reached by paging. */
const TILES = 32;

/**
 * Feature maps as tiles on one shared range. Channels are never scaled one by one: that would hide exactly what a per-channel
 * scale and shift (AdaIN) does. The legend says which range, and that it is shared.
 */
export default function FeaturesViewer({ levels, title }: { readonly levels: readonly FeaturesValue[]; readonly title: string }) {
  const t = useTranslate();
  const [levelAt, setLevel] = useState(0);
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<number>();
  const level = levels[Math.min(levelAt, levels.length - 1)];
  const stats = useMemo(() => level && statsOf(level), [level]);
  if (!level || !stats || !level.tensor.data) return <p className="viewer-empty">{t('viewer.nothing')}</p>;
  const [channels = 0, height = 1, width = 1] = level.tensor.shape;
  const pages = Math.ceil(channels / TILES);
  const first = Math.min(page, pages - 1) * TILES;
  const top = level.meaning === 'signed' ? stats.top : 1;
  const one = chosen !== undefined && chosen < channels ? stats.channels[chosen] : undefined;
  return (
    <div className="image-viewer">
      <Tiles level={level} first={first} top={top} title={title} choose={setChosen} chosen={chosen} />
      <div className="viewer-tools">
        <span className="pixel-value">{one ? t('features.channel', { channel: chosen ?? 0, mean: readable(one.mean), std: readable(one.std) }) : `${level.layer} · ${channels} × ${height} × ${width}`}</span>
        <Legend meaning={level.meaning} top={top} />
        {levels.length > 1 && <select aria-label={t('features.level')} value={levelAt} onChange={(event) => { setLevel(Number(event.currentTarget.value)); setPage(0); setChosen(undefined); }}>{levels.map((each, index) => <option key={index} value={index}>{`${index + 1} · ${each.tensor.shape.join('×')}`}</option>)}</select>}
        {pages > 1 && (
          <span className="pager">
            <button type="button" className="chip" disabled={first === 0} aria-label={t('features.previous')} onClick={() => setPage(page - 1)}>‹</button>
            {first}–{Math.min(channels, first + TILES) - 1}
            <button type="button" className="chip" disabled={first + TILES >= channels} aria-label={t('features.next')} onClick={() => setPage(page + 1)}>›</button>
          </span>
        )}
      </div>
    </div>
  );
}

function Tiles({ level, first, top, title, choose, chosen }: { readonly level: FeaturesValue; readonly first: number; readonly top: number; readonly title: string; readonly choose: (channel: number | undefined) => void; readonly chosen: number | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [channels = 0, height = 1, width = 1] = level.tensor.shape;
  const count = Math.min(TILES, channels - first);
  const columns = Math.min(count, count > 16 ? 8 : Math.ceil(Math.sqrt(count * 1.6)));
  const rows = Math.ceil(count / columns);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    const data = level.tensor.data;
    if (!context || !data) return;
    const table = colourTable(level.meaning);
    const picture = context.createImageData(columns * (width + 1), rows * (height + 1));
    const [low, span] = level.meaning === 'signed' ? [-top, 2 * top] : [0, top];
    for (let tile = 0; tile < count; tile++) {
      const base = (first + tile) * width * height;
      const [left, above] = [(tile % columns) * (width + 1), Math.floor(tile / columns) * (height + 1)];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const entry = Math.max(0, Math.min(255, Math.round(((data[base + y * width + x]! - low) / span) * 255))) * 4;
          const at = ((above + y) * picture.width + left + x) * 4;
          picture.data.set(table.subarray(entry, entry + 4), at);
        }
      }
    }
    context.canvas.width = picture.width;
    context.canvas.height = picture.height;
    context.putImageData(picture, 0, 0);
  }, [level, first, top, count, columns, rows, width, height]);
  return (
    <div className="image-stage plain">
      <div className="image-layer">
        <canvas ref={canvas} className="picture sharp" role="img" aria-label={title} data-chosen={chosen}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const [w, h] = [columns * (width + 1), rows * (height + 1)];
            const scale = Math.min(box.width / w, box.height / h);
            const column = Math.floor((event.clientX - box.left - (box.width - w * scale) / 2) / scale / (width + 1));
            const row = Math.floor((event.clientY - box.top - (box.height - h * scale) / 2) / scale / (height + 1));
            const tile = row * columns + column;
            choose(column >= 0 && column < columns && tile >= 0 && tile < count ? first + tile : undefined);
          }} onPointerLeave={() => choose(undefined)} />
      </div>
    </div>
  );
}

function Legend({ meaning, top }: { readonly meaning: Meaning; readonly top: number }) {
  const t = useTranslate();
  const table = useMemo(() => colourTable(meaning), [meaning]);
  const stops = Array.from({ length: 9 }, (_, index) => { const at = Math.round((index * 255) / 8) * 4; return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`; });
  return (
    <span className="legend" title={t('features.shared')}>
      <span>{meaning === 'signed' ? `−${readable(top)}` : '0'}</span>
      <span className="legend-bar" style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }} />
      <span>{readable(top)}</span>
    </span>
  );
}

interface ChannelStats { readonly mean: number; readonly std: number }

function statsOf(level: FeaturesValue): { readonly top: number; readonly channels: readonly ChannelStats[] } {
  const data = level.tensor.data ?? new Float32Array();
  const [count = 0, height = 1, width = 1] = level.tensor.shape;
  const area = height * width;
  let top = 1e-9;
  const channels = Array.from({ length: count }, (_, channel): ChannelStats => {
    let sum = 0;
    let squares = 0;
    for (let i = channel * area; i < (channel + 1) * area; i++) {
      const value = data[i]!;
      sum += value;
      squares += value * value;
      if (Math.abs(value) > top) top = Math.abs(value);
    }
    const mean = sum / area;
    return { mean, std: Math.sqrt(Math.max(0, squares / area - mean * mean)) };
  });
  return { top, channels };
}
