import { useEffect, useLayoutEffect, useMemo, useRef, useState, type PointerEvent as ReactPointerEvent, type WheelEvent } from 'react';
import { useTranslate } from '../context';
import { paintPixels, type Pixels } from './picture';

interface Look { readonly zoom: number; readonly x: number; readonly y: number }
const WHOLE: Look = { zoom: 1, x: 0, y: 0 };

/**
 * A picture that can be zoomed into, with the values under the pointer, and compared with the one before it: split by a slider, or in turns.
 * "Before" is kept by hand, so that one change of the graph can be looked at again and again.
 */
export function ImageViewer({ picture, title }: { readonly picture: Pixels; readonly title: string }) {
  const t = useTranslate();
  const [look, setLook] = useState(WHOLE);
  const [before, setBefore] = useState<Pixels>();
  const [split, setSplit] = useState(50);
  const [flicker, setFlicker] = useState(false);
  const [turn, setTurn] = useState(false);
  const [pixel, setPixel] = useState<string>();
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!flicker) return undefined;
    const timer = setInterval(() => setTurn((now) => !now), 500);
    return () => clearInterval(timer);
  }, [flicker]);

  const wheel = (event: WheelEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    setLook((now) => {
      const zoom = Math.min(32, Math.max(1, now.zoom * Math.exp(-event.deltaY / 400)));
      const part = zoom / now.zoom;
      return zoom === 1 ? WHOLE : { zoom, x: px - (px - now.x) * part, y: py - (py - now.y) * part };
    });
  };
  const grab = (event: ReactPointerEvent): void => {
    const from = { x: event.clientX - look.x, y: event.clientY - look.y };
    const move = (moved: PointerEvent): void => setLook((now) => (now.zoom === 1 ? now : { ...now, x: moved.clientX - from.x, y: moved.clientY - from.y }));
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', move), { once: true });
  };
  const solid = useMemo(() => isOpaque(picture), [picture]);
  const hover = (event: ReactPointerEvent): void => setPixel(valueAt(event, stage.current, picture));
  const splits = before !== undefined && !flicker;
  return (
    <div className="image-viewer">
      <div ref={stage} className={solid ? 'image-stage plain' : 'image-stage'} onWheel={wheel} onPointerDown={grab} onPointerMove={hover} onPointerLeave={() => setPixel(undefined)} onDoubleClick={() => setLook(WHOLE)}>
        <Layer pixels={picture} look={look} label={title} />
        {before && (!flicker || turn) && <Layer pixels={before} look={look} label={t('viewer.before')} clip={splits ? split : 100} />}
        {splits && <span className="split-line" style={{ left: `${split}%` }} aria-hidden="true" />}
      </div>
      <div className="viewer-tools">
        <span className="pixel-value" role="status">{pixel ?? `${picture.width} × ${picture.height}${look.zoom > 1 ? ` · ${Math.round(look.zoom * 100)} %` : ''}`}</span>
        {before && !flicker && <input type="range" className="slider" min={0} max={100} value={split} aria-label={t('viewer.split')} style={{ ['--part' as string]: `${split}%` }} onChange={(event) => setSplit(event.currentTarget.valueAsNumber)} />}
        {before && <button type="button" className="chip" aria-pressed={flicker} onClick={() => setFlicker(!flicker)}>{t('viewer.flicker')}</button>}
        <button type="button" className="chip" aria-pressed={before !== undefined} title={t('viewer.keepTitle')} onClick={() => { setBefore(before ? undefined : picture); setFlicker(false); }}>{t(before ? 'viewer.drop' : 'viewer.keep')}</button>
      </div>
    </div>
  );
}

function Layer({ pixels, look, label, clip = 100 }: { readonly pixels: Pixels; readonly look: Look; readonly label: string; readonly clip?: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => { if (canvas.current) paintPixels(canvas.current, pixels); }, [pixels]);
  return (
    <div className="image-layer" style={{ clipPath: clip < 100 ? `inset(0 ${100 - clip}% 0 0)` : undefined }}>
      <canvas ref={canvas} role="img" aria-label={label} className={look.zoom >= 4 ? 'picture sharp' : 'picture'} style={{ transform: `translate(${look.x}px, ${look.y}px) scale(${look.zoom})` }} />
    </div>
  );
}

/** Whether nothing shows through: only a picture with holes needs the chequered ground. */
function isOpaque({ rgba }: Pixels): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/** "x 120 y 64 · 201 187 160": place and 8-bit values of the pixel under the pointer. */
function valueAt(event: ReactPointerEvent, stage: HTMLElement | null, { width, height, rgba }: Pixels): string | undefined {
  const canvas = stage?.querySelector('canvas');
  if (!canvas) return undefined;
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(box.width / width, box.height / height);
  const x = Math.floor((event.clientX - box.left - (box.width - width * scale) / 2) / scale);
  const y = Math.floor((event.clientY - box.top - (box.height - height * scale) / 2) / scale);
  if (x < 0 || y < 0 || x >= width || y >= height) return undefined;
  const at = (y * width + x) * 4;
  const values = [...rgba.subarray(at, at + 4)];
  return `x ${x} y ${y} · ${values.slice(0, values[3] === 255 ? 3 : 4).join(' ')}`;
}
