import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslate } from '../context';

export interface Choice { readonly id: string; readonly body: ReactNode; readonly disabled?: boolean; readonly group?: string }

/** A search field over a list, worked by arrows and Enter: the node palette and the command palette. */
export function Picker({ label, placeholder, choices, query, setQuery, choose, empty }: {
  readonly label: string; readonly placeholder: string; readonly choices: readonly Choice[]; readonly query: string;
  readonly setQuery: (query: string) => void; readonly choose: (id: string) => void; readonly empty: ReactNode;
}) {
  const t = useTranslate();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const base = useId();
  const active = Math.min(at, choices.length - 1);
  const go = (next: number): void => {
    const bounded = Math.max(0, Math.min(choices.length - 1, next));
    setAt(bounded);
    list.current?.querySelectorAll('[role=option]')[bounded]?.scrollIntoView({ block: 'nearest' });
  };
  const keys = (event: KeyboardEvent): void => {
    const step: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in step) {
      event.preventDefault();
      go(active + (step[event.key] ?? 0));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const choice = choices[active];
      if (choice && !choice.disabled) choose(choice.id);
    } else if (event.key === 'Tab') event.preventDefault();
  };
  return (
    <div className="picker" role="dialog" aria-label={label} onKeyDown={keys}>
      <input className="picker-search" type="text" role="combobox" aria-expanded="true" aria-controls={`${base}-list`} aria-activedescendant={choices.length > 0 ? `${base}-${active}` : undefined}
        aria-label={label} placeholder={placeholder} value={query} autoFocus spellCheck={false} onChange={(event) => { setQuery(event.currentTarget.value); setAt(0); list.current?.scrollTo(0, 0); }} />
      <ul ref={list} id={`${base}-list`} role="listbox" aria-label={label} className="picker-list">
        {choices.map((choice, index) => (
          <li key={choice.id} id={`${base}-${index}`} role="option" aria-selected={index === active} aria-disabled={choice.disabled || undefined} className="picker-item"
            data-first={(choice.group !== undefined && choice.group !== choices[index - 1]?.group) || undefined}
            onPointerMove={() => setAt(index)} onClick={() => { if (!choice.disabled) choose(choice.id); }}>
            {choice.body}
          </li>
        ))}
      </ul>
      {choices.length === 0 && <div className="picker-empty">{empty}</div>}
      <p className="picker-hint">{t('picker.hint')}</p>
    </div>
  );
}
