import { useEffect, useState } from 'react';
import { useSession } from '../context';
import { useCanvas } from './canvas-context';
import { overlaps, type Box, type Point } from './layout';

/** A box drawn over the ground (with Shift, or always where the user chose so) selects what it touches; with Ctrl it adds. */
export function BoxSelection() {
  const { stage } = useCanvas();
  const session = useSession();
  const [box, setBox] = useState<Box>();
  useEffect(() => {
    const { container } = stage;
    let from: Point | undefined;
    let kept: ReadonlySet<string> = new Set();
    const local = (event: PointerEvent): Point => {
      const { left, top } = container.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const down = (event: PointerEvent): void => {
      const ground = event.target instanceof Element && !event.target.closest('.node-holder, .frame-head, .note, .corner');
      if (!ground || event.button !== 0 || event.shiftKey === session.get().settings.dragSelects) return;
      from = local(event);
      kept = event.ctrlKey || event.metaKey ? session.get().selection : new Set();
      container.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent): void => {
      if (!from) return;
      const to = local(event);
      const drawn = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
      setBox(drawn);
      const { x, y, k } = stage.area.area.transform;
      const world = { x: (drawn.x - x) / k, y: (drawn.y - y) / k, width: drawn.width / k, height: drawn.height / k };
      const touched = [...stage.boxes()].filter(([, card]) => overlaps(card, world)).map(([id]) => id);
      session.set({ selection: new Set([...kept, ...touched]), selectedWire: undefined });
    };
    const up = (): void => {
      from = undefined;
      setBox(undefined);
    };
    container.addEventListener('pointerdown', down);
    container.addEventListener('pointermove', move);
    container.addEventListener('pointerup', up);
    container.addEventListener('pointercancel', up);
    return () => {
      container.removeEventListener('pointerdown', down);
      container.removeEventListener('pointermove', move);
      container.removeEventListener('pointerup', up);
      container.removeEventListener('pointercancel', up);
    };
  }, [stage, session]);
  return box ? <div className="selection-box" style={{ left: box.x, top: box.y, width: box.width, height: box.height }} /> : null;
}
