import type { ReactNode } from 'react';
import { ActionButton } from './actions/button';
import { useSessionState, useTranslate } from './context';

/** Problems at the left; the machine and the panels at the right. */
export function StatusBar({ children }: { readonly children: ReactNode }) {
  const t = useTranslate();
  const engine = useSessionState((state) => state.engine);
  const selected = useSessionState((state) => state.selection.size);
  return (
    <footer className="status-bar">
      {children}
      <span className="status-words">{selected > 0 ? t('status.selected', { count: selected }) : ''}</span>
      {engine && <span className="badge" title={engine.adapter}>{t(`backend.${engine.backend as 'wasm'}`)}{engine.software ? ` · ${t('backend.software')}` : ''}</span>}
      <ActionButton id="view.minimap" /><ActionButton id="view.dock" /><ActionButton id="view.inspector" /><ActionButton id="help.shortcuts" />
    </footer>
  );
}
