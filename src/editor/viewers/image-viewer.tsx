import { useEffect, useMemo, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { useTranslate } from '../context';
import type { Pixels } from './picture';
import { spotAt, useZoom, ZoomLayer } from './zoom-stage';

/**
 * A picture that can be zoomed into, with the values under the pointer, and compared with the one before it: split by a slider, or in turns.
 * "Before" is kept by hand, so that one change of the graph can be looked at again and again.
 */
export function ImageViewer({ picture, title }: { readonly picture: Pixels; readonly title: string }) {
  const t = useTranslate();
  const zoom = useZoom(), { look } = zoom;
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

  const solid = useMemo(() => isOpaque(picture), [picture]);
  const hover = (event: ReactPointerEvent): void => setPixel(valueAt(event, stage.current, picture));
  const splits = before !== undefined && !flicker;
  return (
    <div className="image-viewer">
      <div ref={stage} className={solid ? 'image-stage plain' : 'image-stage'} tabIndex={0} role="group" aria-label={title} {...zoom.events} onPointerMove={hover} onPointerLeave={() => setPixel(undefined)}>
        <ZoomLayer pixels={picture} look={look} label={title} />
        {before && (!flicker || turn) && <ZoomLayer pixels={before} look={look} label={t('viewer.before')} clip={splits ? split : 100} />}
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

/** Whether nothing shows through: only a picture with holes needs the chequered ground. */
function isOpaque({ rgba }: Pixels): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/** "x 120 y 64 · 201 187 160": place and 8-bit values of the pixel under the pointer. */
function valueAt(event: ReactPointerEvent, stage: HTMLElement | null, { width, height, rgba }: Pixels): string | undefined {
  const spot = spotAt(event, stage, { width, height });
  if (!spot) return undefined;
  const x = Math.floor(spot.x * width), y = Math.floor(spot.y * height);
  const at = (y * width + x) * 4;
  const values = [...rgba.subarray(at, at + 4)];
  return `x ${x} y ${y} · ${values.slice(0, values[3] === 255 ? 3 : 4).join(' ')}`;
}
