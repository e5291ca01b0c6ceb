import { describe, expect, it } from 'vitest';
import { keyLabel, keyName } from './keys';
import { ACTIONS } from './list';

const event = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('keys', () => {
  it('have one name whatever the system', () => {
    expect(keyName(event('z', { ctrlKey: true }))).toBe('mod+z');
    expect(keyName(event('Z', { metaKey: true, shiftKey: true }))).toBe('mod+shift+z');
    expect(keyName(event(' '))).toBe('Space');
    expect(keyName(event('?', { shiftKey: true }))).toBe('?');
    expect(keyName(event('F', { shiftKey: true }))).toBe('shift+f');
    expect(keyName(event('ArrowLeft', { shiftKey: true }))).toBe('shift+ArrowLeft');
  });

  it('are shown as the keyboard shows them', () => {
    expect(keyLabel('mod+shift+z', false)).toBe('Ctrl+Shift+Z');
    expect(keyLabel('mod+shift+z', true)).toBe('⌘⇧Z');
    expect(keyLabel('+', false)).toBe('+');
  });

  it('lead to one action each', () => {
    const keys = ACTIONS.flatMap((action) => action.keys ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const ids = ACTIONS.map((action) => action.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
