import { useEffect, useMemo, useRef } from 'react';
import type { LevelView, Looks } from '../../../runtime/look-types';
import type { Kind } from '../../../runtime/values';
import { useSession, useSessionState, useTranslate } from '../../context';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import { colourTable, paintSteps } from '../features/colour-maps';
import { pinName, useOutputs } from '../outputs';

const MASKS: readonly Kind[] = ['features', 'pyramid'];
const SIDE_PX = 64;

/** One mask of the ladder. */
export interface Rung { readonly name: string; readonly width: number; readonly height: number; readonly mean: number; readonly steps: Uint16Array }

/** The masks from the coarsest to the finest level with their means: where identity enters. Its own where the value holds masks, else its node's, else all of the graph. */
export function Ladder({ pin, resultKey, levels, rungs, setRungs }: { readonly pin: Pin; readonly resultKey: string; readonly levels: readonly LevelView[]; readonly rungs: readonly Rung[]; readonly setRungs: (rungs: readonly Rung[]) => void }) {
  const t = useTranslate();
  const session = useSession();
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const outputs = useOutputs(MASKS, pin);
  const own = levels.some(isMask);
  const sources = useMemo(() => (own ? [{ pin, key: resultKey as string | undefined, title: '' }] : outputs), [own, pin, resultKey, outputs]);
  const asked = sources.map((source) => `${pinName(source.pin)} ${source.key ?? ''}`).join('\n');
  const running = useSessionState((state) => state.run.state === 'running');
  const answered = useRef<string>(undefined);
  // What is not there while a run goes on is asked for again at its end.
  useEffect(() => {
    if (answered.current === asked) return undefined;
    let current = true;
    void Promise.all(sources.map((source) => rungsOf(session, source.pin, source.title).catch(() => []))).then((found) => {
      if (!current) return;
      // The masks of the very node tell more than those of others.
      const near = found.filter((_, index) => sources[index]?.pin.node === pin.node).flat();
      const all = near.length > 0 ? near : found.flat();
      answered.current = all.length > 0 ? asked : undefined;
      setRungs(all);
    });
    return () => { current = false; };
    // `asked` names the sources and their results.
  }, [session, asked, running]);
  const table = useMemo(() => colourTable('mask', dark), [dark]);
  if (rungs.length === 0) return null;
  return (
    <section className="lens-part">
      <h4>{t('lens.ladder')}</h4>
      <ol className="ladder">
        {rungs.map((rung, index) => (
          <li key={`${rung.name} ${index}`} title={rung.name}>
            <Thumb rung={rung} table={table} />
            <span className="ladder-size">{rung.width} × {rung.height}</span>
            <span className="ladder-bar" role="img" aria-label={t('lens.rung', { name: rung.name, mean: rung.mean.toFixed(3) })}><i style={{ width: `${Math.min(1, Math.max(0, rung.mean)) * 100}%` }} /></span>
            <span className="ladder-mean">{rung.mean.toFixed(3)}</span>
          </li>
        ))}
      </ol>
      <p className="hint">{t('lens.ladderText')}</p>
    </section>
  );
}

function Thumb({ rung, table }: { readonly rung: Rung; readonly table: Uint8ClampedArray }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = thumbSize(rung);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = new ImageData(width, height);
    paintSteps(rung.steps, table, image.data);
    context.putImageData(image, 0, 0);
  }, [rung, table, width, height]);
  return <canvas ref={canvas} width={width} height={height} className="ladder-thumb" aria-hidden="true" />;
}

/** Pixels of a mask's small picture. */
export function thumbSize({ width, height }: Pick<Rung, 'width' | 'height'>): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, SIDE_PX / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function isMask({ meaning, channels }: LevelView): boolean {
  return meaning === 'mask' && channels === 1;
}

async function rungsOf(session: Session, { node, port }: Pin, title: string): Promise<readonly Rung[]> {
  const levels = await session.engine.look(node, port, 'levels', undefined) ?? [];
  const rungs = await Promise.all(levels.map(async (view, level): Promise<Rung | undefined> => {
    if (!isMask(view)) return undefined;
    const request: Looks['tiles']['request'] = { level, channels: [0], lows: [0], highs: [1], ...thumbSize(view) };
    const [numbers, steps] = await Promise.all([session.engine.look(node, port, 'channels', { level }), session.engine.look(node, port, 'tiles', request)]);
    return numbers && steps && { name: [title, view.layer].filter(Boolean).join(' · '), width: view.width, height: view.height, mean: numbers.mean[0] ?? 0, steps };
  }));
  return rungs.filter((rung) => rung !== undefined);
}
