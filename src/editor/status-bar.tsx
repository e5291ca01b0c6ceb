import type { ReactNode } from 'react';
import { ActionButton } from './actions/button';
import { useSessionState, useTranslate } from './context';
import { backendsOf } from './status';

/** Problems at the left; the machine and the panels at the right. */
export function StatusBar({ children }: { readonly children: ReactNode }) {
  const t = useTranslate();
  const backends = useSessionState(backendsOf);
  const selected = useSessionState((state) => state.selection.size);
  return (
    <footer className="status-bar">
      {children}
      <span className="status-words">{selected > 0 ? t('status.selected', { count: selected }) : ''}</span>
      {backends !== '' && <span className="badge" title={t('document.backend')}>{backends.split(' ').map((backend) => t(`backend.${backend as 'wasm'}`)).join(' + ')}</span>}
      <ActionButton id="view.compare" /><ActionButton id="view.minimap" /><ActionButton id="view.dock" /><ActionButton id="view.inspector" /><ActionButton id="help.shortcuts" />
    </footer>
  );
}
