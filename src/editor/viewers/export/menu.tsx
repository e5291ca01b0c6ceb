import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useSession, useTranslate } from '../../context';
import { exportPicture } from '../../documents/export-picture';
import { Icon } from '../../icons';
import type { Pin } from '../../state';
import { saveFigure, type FigureFormat } from './save';
import type { FigureSlot } from './source';

const FORMATS: readonly FigureFormat[] = ['svg', 'png', 'npy', 'csv'];
const LOOK_AGAIN_MS = 100;

/** "Export figure…": what the view shows as SVG or PNG with legend and caption, its tensor and its numbers, and a picture on its own. */
export function ExportMenu({ slot, pin, title, picture }: { readonly slot: FigureSlot; readonly pin: Pin; readonly title: string; /** The output is a picture that can be saved on its own. */ readonly picture: boolean }) {
  const session = useSession();
  const t = useTranslate();
  const [place, setPlace] = useState<CSSProperties>();
  const open = place !== undefined, setOpen = (want: boolean): void => setPlace(want && button.current ? placeBy(button.current) : undefined);
  const room = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    room.current?.querySelector<HTMLElement>('[role="menuitem"]:not(:disabled)')?.focus();
    const away = (event: PointerEvent): void => { if (!(event.target instanceof Node && room.current?.contains(event.target))) setOpen(false); };
    window.addEventListener('pointerdown', away, true);
    return () => window.removeEventListener('pointerdown', away, true);
  }, [open]);
  const [, lookAgain] = useState(0);
  // A view may still be fetching what it shows when the menu opens.
  useEffect(() => {
    if (!open || slot.current) return undefined;
    const timer = setTimeout(() => lookAgain((times) => times + 1), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  });
  const source = open ? slot.current : undefined;
  const has = (format: FigureFormat): boolean => source !== undefined && (format === 'npy' ? source.tensor !== undefined : format === 'csv' ? source.table !== undefined : true);
  const done = (): void => { setOpen(false); button.current?.focus(); };
  const move = (event: KeyboardEvent): void => {
    const items = [...room.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? []], at = items.findIndex((item) => item === document.activeElement);
    const next = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : undefined;
    if (event.key === 'Escape' && open) done();
    else if (next !== undefined && open && items.length > 0) items[(next + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="export-room" ref={room} onKeyDown={move}>
      <button ref={button} type="button" className="icon-button small" aria-haspopup="menu" aria-expanded={open} title={t('figure.export')} aria-label={`${t('figure.export')} ${title}`} onClick={() => setOpen(!open)}><Icon name="save" /></button>
      {open && (
        <div className="menu export-menu" style={place} role="menu" aria-label={t('figure.export')}>
          {FORMATS.map((format) => (
            <button key={format} type="button" role="menuitem" className="menu-item" disabled={!has(format)} onClick={() => { const now = source; done(); if (now) void saveFigure(session, now, pin, title, format); }}>
              <span className="menu-words">{t(`figure.as.${format}`)}<small>{t(`figure.as.${format}.text`)}</small></span>
            </button>
          ))}
          {picture && (
            <button type="button" role="menuitem" className="menu-item" data-first onClick={() => { done(); void exportPicture(session, pin); }}>
              <span className="menu-words">{t('figure.picture')}<small>{t('figure.picture.text')}</small></span>
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** In the window's own coordinates, since viewers cut off what reaches out of them: upwards where there is more room above. */
function placeBy(button: HTMLElement): CSSProperties {
  const { right, top, bottom } = button.getBoundingClientRect();
  const across = { right: Math.max(4, window.innerWidth - right), left: 'auto' } as const;
  return top > window.innerHeight - bottom ? { ...across, top: 'auto', bottom: window.innerHeight - top + 4 } : { ...across, top: bottom + 4 };
}
