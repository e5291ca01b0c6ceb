import type { Session } from '../session';
import { ACTIONS } from './list';
import type { Action } from './types';

/** The name of a pressed key as actions write it: `mod+shift+z`, `?`, `Space`. Shift is left out of characters it already changes. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const shift = event.shiftKey && (event.key.length > 1 || letter || event.ctrlKey || event.metaKey);
  return [event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key].filter(Boolean).join('+');
}

/** A key as people read it on their keyboard. */
export function keyLabel(key: string, mac: boolean): string {
  const names: Readonly<Record<string, string>> = mac
    ? { mod: '⌘', shift: '⇧', alt: '⌥', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Delete: '⌦', Backspace: '⌫', Enter: '↵', Escape: 'Esc' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Delete: 'Del', Escape: 'Esc' };
  const parts = key === '+' ? ['+'] : key.split('+');
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(mac ? '' : '+');
}

export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

/** Single keys belong to the canvas: they do nothing while a field, a button or a dialog has the focus. */
export function listenForKeys(session: Session, target: Document): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = keyName(event);
    const at = event.target instanceof Element ? event.target : null;
    const inField = at?.closest('input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]') !== null && at !== null;
    const onCanvas = at === null || at === target.body || at.closest('[data-canvas]') !== null;
    const { dialog, palette } = session.get();
    const action = ACTIONS.find((candidate) => candidate.keys?.includes(name) && allowed(candidate, name, inField, onCanvas) && (candidate.when?.(session.get()) ?? true));
    if (!action || ((dialog || palette) && action.id !== 'edit.escape')) return;
    event.preventDefault();
    void action.perform(session);
  };
  target.addEventListener('keydown', press);
  return () => target.removeEventListener('keydown', press);
}

/** Keys that text fields need for themselves. */
const TEXT_KEYS = ['z', 'shift+z', 'y', 'x', 'c', 'v', 'a', 'd', 'ArrowUp', 'ArrowDown'].map((key) => `mod+${key}`);

function allowed(action: Action, name: string, inField: boolean, onCanvas: boolean): boolean {
  if (inField) return action.inFields ?? (name.startsWith('mod+') && !TEXT_KEYS.includes(name));
  return name.startsWith('mod+') || name === '?' || name === 'Escape' || onCanvas || (action.inFields ?? false);
}
