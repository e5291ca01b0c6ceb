import type { PointerEvent as ReactPointerEvent } from 'react';
import { useSession, useTranslate } from '../context';

/** The upper edge of the dock: dragging it changes the dock's height. */
export function DockGrip() {
  const session = useSession();
  const t = useTranslate();
  const resize = (event: ReactPointerEvent<HTMLElement>): void => {
    const start = { y: event.clientY, height: event.currentTarget.parentElement?.clientHeight ?? session.get().settings.dockHeightPx };
    const move = (moved: PointerEvent): void => {
      const next = Math.min(window.innerHeight - 220, Math.max(160, start.height + start.y - moved.clientY));
      session.set({ settings: { ...session.get().settings, dockHeightPx: Math.round(next) } });
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', move), { once: true });
  };
  return <div className="dock-grip" onPointerDown={resize} title={t('dock.resize')} />;
}
