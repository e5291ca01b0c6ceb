import { useEffect, useState } from 'react';
import { actionById } from '../actions/list';
import { MenuList } from '../actions/menu';
import type { Action } from '../actions/types';
import { useSession } from '../context';
import { useCanvas } from './canvas-context';

const ON_NODE = ['run.here', 'node.view', 'edit.bypass', 'edit.collapse', 'node.enter', 'node.fold', 'node.unfold', 'edit.frame', 'edit.cut', 'edit.copy', 'edit.duplicate', 'edit.delete'];
const ON_GROUND = ['node.add', 'edit.paste', 'edit.note', 'edit.frame', 'edit.selectAll', 'view.layout', 'view.fit'];

/** The right mouse button, or the menu key: what can be done with what is under the pointer. */
export function ContextMenu() {
  const { stage } = useCanvas();
  const session = useSession();
  const [menu, setMenu] = useState<{ readonly left: number; readonly top: number; readonly actions: readonly Action[] }>();
  useEffect(() => {
    const open = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea')) return;
      event.preventDefault();
      const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]')?.dataset.node : undefined;
      if (id !== undefined && !session.get().selection.has(id)) session.set({ selection: new Set([id]), selectedWire: undefined });
      const useful = (id === undefined ? ON_GROUND : ON_NODE).flatMap((name) => actionById(name) ?? []).filter((action) => action.when?.(session.get()) ?? true);
      const box = stage.container.getBoundingClientRect();
      setMenu({ left: Math.min(event.clientX - box.left, box.width - 264), top: Math.max(0, Math.min(event.clientY - box.top, box.height - useful.length * 29 - 16)), actions: useful });
    };
    const away = (event: Event): void => { if (!(event.target instanceof Element && event.target.closest('.context-menu'))) setMenu(undefined); };
    stage.container.addEventListener('contextmenu', open);
    window.addEventListener('pointerdown', away, true);
    return () => {
      stage.container.removeEventListener('contextmenu', open);
      window.removeEventListener('pointerdown', away, true);
    };
  }, [stage, session]);
  if (!menu) return null;
  return <div className="context-menu" style={{ left: menu.left, top: menu.top }}><MenuList actions={menu.actions} close={() => { setMenu(undefined); stage.container.focus(); }} /></div>;
}
