import { useEffect, useRef, type ReactNode } from 'react';
import { useSession, useTranslate } from '../context';
import { Icon } from '../icons';

/** A window over the page: keeps the focus inside, closes with Escape or beside it, and gives the focus back. */
export function DialogFrame({ title: asked, children, wide = false, close }: { readonly title: string; readonly children: ReactNode; readonly wide?: boolean; readonly close?: () => void }) {
  const session = useSession();
  const t = useTranslate();
  // A menu's entry ends in dots because more is asked; its window is what was asked for.
  const title = asked.replace(/…$/, '');
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shut = close ?? (() => session.set({ dialog: undefined }));
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    // The heading, so that reading begins there and no button looks chosen.
    heading.current?.focus();
    return () => { if (before instanceof HTMLElement) before.focus(); };
  }, []);
  return (
    <dialog ref={dialog} className={wide ? 'dialog wide' : 'dialog'} aria-label={title} onCancel={(event) => { event.preventDefault(); shut(); }} onPointerDown={(event) => { if (event.target === event.currentTarget) shut(); }}>
      <div className="dialog-room">
        <header className="dialog-head"><h2 ref={heading} tabIndex={-1}>{title}</h2><button type="button" className="icon-button" aria-label={t('dialog.close')} title={t('dialog.close')} onClick={shut}><Icon name="close" /></button></header>
        <div className="dialog-body" tabIndex={0} role="region" aria-label={title}>{children}</div>
      </div>
    </dialog>
  );
}
