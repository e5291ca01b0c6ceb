import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { setParam } from '../../graph/edit';
import { parseStrokes, strokeOf, STROKE_UNITS, type Stroke } from '../../graph/strokes';
import type { Json } from '../../graph/types';
import { useSession, useSessionState, useTranslate } from '../context';
import { pictureBehind } from '../documents/behind-mask';
import { flatId, openBody } from '../scope';
import { nodeWords, stepName } from '../step-names';
import { paintPixels, type Pixels } from '../viewers/picture';
import { DialogFrame } from './dialog';

/** Brush and eraser over the picture that a mask lies on. Each stroke is one step of the history and one short line in the graph. */
export default function PaintDialog({ node, param }: { readonly node: string; readonly param: string }) {
  const session = useSession();
  const t = useTranslate();
  const value = useSessionState((state) => openBody(state.document, state.scope).nodes[node]?.params[param]);
  const strokes = parseStrokes(value ?? []) ?? [];
  const runKey = useSessionState((state) => (state.run.state === 'running' ? undefined : state.steps[flatId(state.scope, node)]?.report?.key));
  const [erase, setErase] = useState(false);
  const [radiusPercent, setRadius] = useState(3);
  const [shown, setShown] = useState<{ readonly mask: Pixels; readonly picture: Pixels | undefined }>();
  const under = useRef<HTMLCanvasElement>(null), over = useRef<HTMLCanvasElement>(null);
  const hand = useRef<(readonly [number, number])[]>([]);
  useEffect(() => {
    if (runKey === undefined) return;
    const { document, scope } = session.get();
    const body = openBody(document, scope);
    const output = Object.entries(session.definitions.get(body.nodes[node]?.type ?? '')?.outputs ?? {}).find(([, { kind }]) => kind === 'mask')?.[0];
    if (output === undefined) return;
    void session.engine.preview(flatId(scope, node), output, 0).then(async (mask) => {
      if (mask.kind === 'picture') setShown({ mask, picture: await pictureBehind(session, body, node, mask) });
    }).catch(() => undefined);
  }, [session, node, runKey]);
  useEffect(() => {
    if (!shown || !under.current || !over.current) return;
    paintPixels(under.current, withMask(shown.picture, shown.mask));
    over.current.width = shown.mask.width;
    over.current.height = shown.mask.height;
  }, [shown]);

  const put = (next: readonly Stroke[]): void => {
    session.edit((body) => setParam(body, node, param, next as unknown as Json), { label: stepName('step.set', { param: session.definitions.get(openBody(session.get().document, session.get().scope).nodes[node]?.type ?? '')?.params[param]?.title ?? param, node: nodeWords(session, node) }) });
    if (!session.get().settings.autoRun) void session.runner.run([flatId(session.get().scope, node)]);
  };
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
    put([...strokes, strokeOf(hand.current, { width, height }, radiusPercent, erase)]);
    hand.current = [];
  };
  const startStroke = (event: ReactPointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hand.current = [place(event)];
    drawStroke(event.currentTarget, hand.current, radiusPercent, erase);
  };
  const close = (): void => {
    session.set({ dialog: undefined });
    void session.runner.run();
  };
  return (
    <DialogFrame title={t('paint.title')} wide close={close}>
      <p className="muted">{t(shown ? 'paint.text' : 'paint.notRun')}</p>
      <div className="button-row">
        <button type="button" className="chip" aria-pressed={!erase} onClick={() => setErase(false)}>{t('paint.brush')}</button>
        <button type="button" className="chip" aria-pressed={erase} onClick={() => setErase(true)}>{t('paint.eraser')}</button>
        <label className="check-line">{t('paint.size')}<input type="range" className="slider" min={0.5} max={12} step={0.5} value={radiusPercent} onChange={(event) => setRadius(event.currentTarget.valueAsNumber)} /></label>
        <button type="button" className="button" disabled={strokes.length === 0} onClick={() => put(strokes.slice(0, -1))}>{t('paint.undo')}</button>
        <button type="button" className="button" disabled={strokes.length === 0} onClick={() => put([])}>{t('paint.clear', { count: strokes.length })}</button>
      </div>
      {shown && (
        <div className="paint-stage">
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
