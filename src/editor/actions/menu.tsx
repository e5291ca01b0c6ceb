import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useLocalText, useSession, useTranslate } from '../context';
import { isMac, keyLabel } from './keys';
import { ACTIONS } from './list';
import type { Action, ActionGroup } from './types';

/** The menu behind one button: the actions of some groups, with their keys. */
export function Menu({ label, groups }: { readonly label: string; readonly groups: readonly ActionGroup[] }) {
  const [open, setOpen] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: PointerEvent): void => { if (!(event.target instanceof Node && room.current?.contains(event.target))) setOpen(false); };
    window.addEventListener('pointerdown', away, true);
    return () => window.removeEventListener('pointerdown', away, true);
  }, [open]);
  return (
    <div className="menu-room" ref={room}>
      <button ref={button} type="button" className="button quiet menu-button" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>{label}</button>
      {open && <MenuList actions={ACTIONS.filter((action) => groups.includes(action.group) && !action.keysOnly)} close={() => { setOpen(false); button.current?.focus(); }} />}
    </div>
  );
}

export function MenuList({ actions, close }: { readonly actions: readonly Action[]; readonly close: () => void }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => { list.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus(); }, []);
  const state = session.get();
  const move = (event: KeyboardEvent): void => {
    const items = [...list.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? []];
    const at = items.findIndex((item) => item === document.activeElement);
    const next = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : undefined;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (next !== undefined) {
      event.preventDefault();
      items[(next + items.length) % items.length]?.focus();
    }
  };
  return (
    <div className="menu" role="menu" ref={list} onKeyDown={move}>
      {actions.map((action, index) => (
        <button key={action.id} type="button" role={action.checked ? 'menuitemcheckbox' : 'menuitem'} aria-checked={action.checked?.(state)} className="menu-item" data-first={(index > 0 && actions[index - 1]?.group !== action.group) || undefined}
          disabled={!(action.when?.(state) ?? true)} onClick={() => { close(); void action.perform(session); }}>
          <span className="menu-check" aria-hidden="true">{action.checked?.(state) ? '✓' : ''}</span><span className="menu-words">{t(action.title)}{action.detail?.(state) !== undefined && <small>{text(action.detail(state))}</small>}</span>{action.keys?.[0] && <kbd>{keyLabel(action.keys[0], isMac())}</kbd>}
        </button>
      ))}
    </div>
  );
}
