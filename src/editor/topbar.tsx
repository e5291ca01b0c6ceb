import { useState } from 'react';
import { ActionButton } from './actions/button';
import { Menu } from './actions/menu';
import { useLocalText, useSession, useSessionState, useTranslate } from './context';
import { Icon } from './icons';
import { shortTime } from './status';
import { stepName } from './step-names';

/** Document, history, run, language and look: the strip at the top. */
export function TopBar() {
  const t = useTranslate();
  return (
    <header className="topbar">
      <div className="topbar-part">
        <span className="brand">Swapgraph</span>
        <nav className="menus" aria-label={t('menu.label')}>
          {(['file', 'edit', 'node', 'view', 'help'] as const).map((group) => <Menu key={group} label={t(`group.${group}`)} groups={group === 'view' ? ['run', 'view'] : [group]} />)}
        </nav>
        <Title />
      </div>
      <div className="topbar-part middle">
        <ActionButton id="edit.undo" /><ActionButton id="edit.redo" />
        <RunControls />
      </div>
      <div className="topbar-part end">
        <ActionButton id="file.gallery" /><ActionButton id="file.save" /><ActionButton id="file.share" /><ActionButton id="help.commands" />
        <LanguageButton />
        <ThemeChoice />
      </div>
    </header>
  );
}

function Title() {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const title = useSessionState((state) => state.document.title);
  const saved = useSessionState((state) => state.savedAtMs !== undefined);
  const [draft, setDraft] = useState<string>();
  const shown = text(title) || t('document.untitled');
  const done = (): void => {
    if (draft !== undefined && draft.trim() !== '' && draft !== shown) session.editDocument((document) => ({ document: { ...document, title: draft.trim() } }), { label: stepName('step.title') });
    setDraft(undefined);
  };
  return (
    <span className="title-room">
      <input className="document-title" aria-label={t('document.title')} value={draft ?? shown} size={Math.max(8, Math.min(36, (draft ?? shown).length + 1))} onChange={(event) => setDraft(event.currentTarget.value)} onBlur={done}
        onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur(); }} />
      {saved && <span className="saved" title={t('document.keptTitle')}>{t('document.kept')}</span>}
    </span>
  );
}

function RunControls() {
  const t = useTranslate();
  const running = useSessionState((state) => state.run.state === 'running');
  const session = useSession();
  const auto = useSessionState((state) => state.settings.autoRun);
  return (
    <>
      <span className="run-button">{running ? <ActionButton id="run.stop" text icon="stop" /> : <ActionButton id="run.start" text icon="run" primary />}</span>
      <label className="auto-run" title={t('run.autoTitle')}><input type="checkbox" role="switch" className="switch" checked={auto} onChange={(event) => session.set({ settings: { ...session.get().settings, autoRun: event.currentTarget.checked } })} /><span>{t('run.auto')}</span></label>
      <RunState />
    </>
  );
}

function RunState() {
  const t = useTranslate();
  const run = useSessionState((state) => state.run);
  const done = useSessionState((state) => Object.values(state.steps).filter((step) => step.state !== 'running').length);
  const words = run.state === 'running' ? t('run.running', { done })
    : run.state === 'idle' ? t('run.idle')
      : run.state === 'done' && run.report ? t('run.doneIn', { time: shortTime(run.report.ms) })
        : t(`run.${run.state}`);
  return <span className="run-state" data-state={run.state}>{run.state === 'failed' && <Icon name="warn" />}{words}</span>;
}

function LanguageButton() {
  const session = useSession();
  const t = useTranslate();
  const language = useSessionState((state) => state.settings.language);
  return <button type="button" className="button quiet" title={t('action.language')} lang={language === 'en' ? 'zh' : 'en'} onClick={() => session.set({ settings: { ...session.get().settings, language: language === 'en' ? 'zh' : 'en' } })}>{language === 'en' ? '中文' : 'English'}</button>;
}

function ThemeChoice() {
  const session = useSession();
  const t = useTranslate();
  const theme = useSessionState((state) => state.settings.theme);
  return (
    <select className="theme-choice" aria-label={t('settings.theme')} value={theme} onChange={(event) => session.set({ settings: { ...session.get().settings, theme: event.currentTarget.value as 'light' } })}>
      {(['light', 'dark', 'projector'] as const).map((name) => <option key={name} value={name}>{t(`theme.${name}`)}</option>)}
    </select>
  );
}
