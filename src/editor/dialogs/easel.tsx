import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type ReactNode } from 'react';
import { strokeOf, STROKE_UNITS, type Stroke } from '../../graph/strokes';
import { useTranslate } from '../context';
import { paintPixels, type Pixels } from '../viewers/picture';
import { DialogFrame } from './dialog';

/** Square masks below this size are shown enlarged: a crop of 128 pixels is no room for a brush. */
const SMALL_PX = 256;

/** A mask over the picture it lies on, of one size. */
export interface Canvas { readonly mask: Pixels; readonly picture: Pixels | undefined }

/** Brush and eraser over a picture: what is painted goes to `add` stroke by stroke. */
export function Easel({ shown, count, add, takeBack, clear, close, children }: {
  /** Undefined until there is a mask to paint on. */
  readonly shown: Canvas | undefined;
  /** Strokes that there are. */
  readonly count: number;
  readonly add: (stroke: Stroke) => void;
  readonly takeBack: () => void;
  readonly clear: () => void;
  readonly close: () => void;
  /** More tools. */
  readonly children?: ReactNode;
}) {
  const t = useTranslate();
  const [erase, setErase] = useState(false);
  const [radiusPercent, setRadius] = useState(3);
  const under = useRef<HTMLCanvasElement>(null), over = useRef<HTMLCanvasElement>(null);
  const hand = useRef<(readonly [number, number])[]>([]);
  useEffect(() => {
    if (!shown || !under.current || !over.current) return;
    paintPixels(under.current, withMask(shown.picture, shown.mask));
    over.current.width = shown.mask.width;
    over.current.height = shown.mask.height;
  }, [shown]);
  const place = (event: ReactPointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * event.currentTarget.width, (event.clientY - box.top) / box.height * event.currentTarget.height];
  };
  const follow = (event: ReactPointerEvent<HTMLCanvasElement>): void => {
    if (hand.current.length === 0) return;
    hand.current.push(place(event));
    drawStroke(event.currentTarget, hand.current, radiusPercent, erase);
  };
  const finish = (event: ReactPointerEvent<HTMLCanvasElement>): void => {
    if (hand.current.length === 0) return;
    const { width, height } = event.currentTarget;
    add(strokeOf(hand.current, { width, height }, radiusPercent, erase));
    hand.current = [];
  };
  const startStroke = (event: ReactPointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hand.current = [place(event)];
    drawStroke(event.currentTarget, hand.current, radiusPercent, erase);
  };
  return (
    <DialogFrame title={t('paint.title')} wide close={close}>
      <p className="muted">{t(shown ? 'paint.text' : 'paint.notRun')}</p>
      <div className="button-row">
        <button type="button" className="chip" aria-pressed={!erase} onClick={() => setErase(false)}>{t('paint.brush')}</button>
        <button type="button" className="chip" aria-pressed={erase} onClick={() => setErase(true)}>{t('paint.eraser')}</button>
        <label className="check-line">{t('paint.size')}<input type="range" className="slider" min={0.5} max={12} step={0.5} value={radiusPercent} aria-valuetext={`${radiusPercent} %`} style={{ ['--part' as string]: `${((radiusPercent - 0.5) / 11.5) * 100}%` }} onChange={(event) => setRadius(event.currentTarget.valueAsNumber)} /></label>
        <button type="button" className="button" disabled={count === 0} onClick={takeBack}>{t('paint.undo')}</button>
        <button type="button" className="button" disabled={count === 0} onClick={clear}>{t('paint.clear', { count })}</button>
        {children}
      </div>
      {shown && (
        <div className="paint-stage" data-small={(shown.mask.width === shown.mask.height && shown.mask.width < SMALL_PX) || undefined}>
          <canvas ref={under} role="img" aria-label={t('paint.title')} />
          <canvas ref={over} className="paint-over" onPointerDown={startStroke} onPointerMove={follow} onPointerUp={finish} onPointerCancel={finish} />
        </div>
      )}
      <div className="button-row end"><button type="button" className="button primary" onClick={close}>{t('paint.done')}</button></div>
    </DialogFrame>
  );
}

/** The picture, dimmed where the mask is not. */
function withMask(picture: Pixels | undefined, mask: Pixels): Pixels {
  const rgba = new Uint8ClampedArray(mask.width * mask.height * 4);
  for (let i = 0; i < rgba.length; i += 4) {
    const share = mask.rgba[i]! / 255;
    for (let c = 0; c < 3; c++) {
      const value = picture?.rgba[i + c] ?? 160;
      rgba[i + c] = share * value + (1 - share) * (value * 0.35 + (c === 2 ? 60 : 20));
    }
    rgba[i + 3] = 255;
  }
  return { width: mask.width, height: mask.height, rgba };
}

function drawStroke(canvas: HTMLCanvasElement, points: readonly (readonly [number, number])[], radiusPercent: number, erase: boolean): void {
  const context = canvas.getContext('2d');
  const { path } = strokeOf(points, canvas, radiusPercent, erase);
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = radiusPercent / 50 * Math.min(canvas.width, canvas.height);
  context.lineCap = context.lineJoin = 'round';
  context.strokeStyle = erase ? 'rgb(20 24 60 / 75%)' : 'rgb(255 214 90 / 65%)';
  context.beginPath();
  for (let i = 0; i < path.length; i += 2) context.lineTo(path[i]! / STROKE_UNITS * canvas.width, path[i + 1]! / STROKE_UNITS * canvas.height);
  // A single point is a dot: a line to itself is drawn with round ends.
  if (path.length === 2) context.lineTo(path[0]! / STROKE_UNITS * canvas.width + 0.01, path[1]! / STROKE_UNITS * canvas.height);
  context.stroke();
}
