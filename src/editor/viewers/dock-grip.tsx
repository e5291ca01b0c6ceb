import type { KeyboardEvent, PointerEvent as ReactPointerEvent } from 'react';
import { useSession, useSessionState, useTranslate } from '../context';
import { followPointer } from '../follow-pointer';

/** Room that the dock has at least, and that it leaves to the canvas. */
const LEAST_PX = 160, LEFT_PX = 220;
/** How far a press of an arrow key moves its edge. */
const STEP_PX = 24;

/** The upper edge of the dock: dragging it, or the arrow keys, change the dock's height. */
export function DockGrip() {
  const session = useSession();
  const t = useTranslate();
  const heightPx = useSessionState((state) => state.settings.dockHeightPx);
  const mostPx = Math.max(LEAST_PX, window.innerHeight - LEFT_PX);
  const put = (wanted: number): void => session.set({ settings: { ...session.get().settings, dockHeightPx: Math.round(Math.min(mostPx, Math.max(LEAST_PX, wanted))) } });
  const shown = (grip: HTMLElement): number => grip.parentElement?.offsetHeight ?? heightPx;
  const drag = (event: ReactPointerEvent<HTMLElement>): void => {
    const start = { y: event.clientY, height: shown(event.currentTarget) };
    followPointer((moved) => put(start.height + start.y - moved.clientY));
  };
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowUp' ? STEP_PX : event.key === 'ArrowDown' ? -STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    put(shown(event.currentTarget) + step);
  };
  return <div className="dock-grip" role="separator" tabIndex={0} aria-orientation="horizontal" aria-label={t('dock.height')} aria-valuemin={LEAST_PX} aria-valuemax={mostPx} aria-valuenow={Math.min(mostPx, heightPx)} title={t('dock.resize')} onPointerDown={drag} onKeyDown={keys} />;
}
