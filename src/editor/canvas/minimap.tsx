import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react';
import { useSession, useTranslate } from '../context';
import { useCanvas } from './canvas-context';
import { boundsOf, type Box } from './layout';

const WIDTH = 176;
const HEIGHT = 112;
const EVERY_MS = 100;

/** All cards as small boxes, and the view as a frame; drawn at most ten times a second. Pressing in it goes there. While the whole graph is in view it steps aside: it would only cover some of it. */
export function Minimap() {
  const { stage } = useCanvas();
  const session = useSession();
  const t = useTranslate();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = useRef({ x: 0, y: 0, k: 1 });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      timer = undefined;
      if (!canvas.current) return;
      const [boxes, view] = [[...stage.boxes().values()], stage.viewBox()];
      const idle = String(boxes.every((box) => within(box, view)));
      if (canvas.current.dataset.idle !== idle) canvas.current.dataset.idle = idle;
      scale.current = drawMap(canvas.current, boxes, view);
    };
    const soon = (): void => { timer ??= setTimeout(draw, EVERY_MS); };
    const stops = [stage.subscribeCamera(soon), session.store.subscribe((state, before) => { if (state.document !== before.document || state.scope !== before.scope || state.settings.theme !== before.settings.theme) soon(); })];
    soon();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [stage, session]);

  const go = (event: ReactPointerEvent): void => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const { x, y, k } = scale.current;
    void stage.lookAt({ x: (event.clientX - left) / k + x, y: (event.clientY - top) / k + y });
  };
  return <canvas ref={canvas} className="minimap" width={WIDTH * 2} height={HEIGHT * 2} role="img" aria-label={t('canvas.minimap')} onPointerDown={go} onPointerMove={go} />;
}

function within(box: Box, view: Box): boolean {
  return box.x >= view.x && box.y >= view.y && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height;
}

function drawMap(canvas: HTMLCanvasElement, boxes: readonly Box[], view: Box): { x: number; y: number; k: number } {
  const all = boundsOf([...boxes, view]) ?? view;
  const k = Math.min((WIDTH - 12) / all.width, (HEIGHT - 12) / all.height);
  const origin = { x: all.x - (WIDTH / k - all.width) / 2, y: all.y - (HEIGHT / k - all.height) / 2, k };
  const context = canvas.getContext('2d');
  if (!context) return origin;
  const style = getComputedStyle(canvas);
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = style.getPropertyValue('--line-strong');
  for (const box of boxes) context.fillRect((box.x - origin.x) * k, (box.y - origin.y) * k, Math.max(2, box.width * k), Math.max(2, box.height * k));
  context.strokeStyle = style.getPropertyValue('--accent');
  context.lineWidth = 1.5;
  context.strokeRect((view.x - origin.x) * k, (view.y - origin.y) * k, view.width * k, view.height * k);
  return origin;
}
