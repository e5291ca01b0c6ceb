import { useState } from 'react';
import { isMac, keyLabel } from '../actions/keys';
import { ACTIONS } from '../actions/list';
import { useLocalText, useSession, useTranslate } from '../context';
import { en } from '../messages/en';
import { zh } from '../messages/zh';
import { Picker } from './picker';
import { bestScore } from './search';

/** Everything that can be done, by name. */
export function CommandPalette() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const [query, setQuery] = useState('');
  const state = session.get();
  const found = ACTIONS.filter((action) => !action.keysOnly && action.id !== 'help.commands')
    .map((action) => ({ action, score: bestScore(query, [en[action.title], zh[action.title]]), enabled: action.when?.(state) ?? true }))
    .filter(({ score }) => score > 0).sort((a, b) => (query === '' ? 0 : b.score - a.score));
  const choose = (id: string): void => {
    session.set({ dialog: undefined });
    session.stage.current?.container.focus();
    void ACTIONS.find((action) => action.id === id)?.perform(session);
  };
  return (
    <div className="overlay" onPointerDown={(event) => { if (event.target === event.currentTarget) session.set({ dialog: undefined }); }}>
      <div className="floating command-palette">
        <Picker label={t('action.commands')} placeholder={t('commands.search')} query={query} setQuery={setQuery} choose={choose} empty={t('commands.none')}
          choices={found.map(({ action, enabled }) => ({
            id: action.id, disabled: !enabled, group: query === '' ? action.group : '',
            body: <span className="palette-line"><span className="palette-words"><b>{t(action.title)}</b>{action.detail?.(state) !== undefined && <small>{text(action.detail(state))}</small>}</span>{action.checked?.(state) && <span aria-hidden="true">✓</span>}{action.keys?.[0] && <kbd>{keyLabel(action.keys[0], isMac())}</kbd>}</span>,
          }))} />
      </div>
    </div>
  );
}
