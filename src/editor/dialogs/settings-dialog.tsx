import { useSession, useSessionState, useTranslate } from '../context';
import type { Settings } from '../state';
import { DialogFrame } from './dialog';
import { SigningField } from './signing-field';

export default function SettingsDialog() {
  const session = useSession();
  const t = useTranslate();
  const settings = useSessionState((state) => state.settings);
  const change = (part: Partial<Settings>): void => session.set({ settings: { ...session.get().settings, ...part } });
  return (
    <DialogFrame title={t('action.settings')}>
      <div className="field"><label className="field-name" htmlFor="set-language">{t('settings.language')}</label>
        <select id="set-language" value={settings.language} onChange={(event) => change({ language: event.currentTarget.value as 'en' })}><option value="en">English</option><option value="zh">中文</option></select></div>
      <div className="field"><label className="field-name" htmlFor="set-theme">{t('settings.theme')}</label>
        <select id="set-theme" value={settings.theme} onChange={(event) => change({ theme: event.currentTarget.value as 'light' })}>{(['light', 'dark', 'projector'] as const).map((name) => <option key={name} value={name}>{t(`theme.${name}`)}</option>)}</select></div>
      <div className="field"><label className="field-name" htmlFor="set-backend">{t('settings.backend')}</label>
        <select id="set-backend" value={settings.backend} onChange={(event) => change({ backend: event.currentTarget.value as 'auto' })}>{(['auto', 'webgpu', 'cpu'] as const).map((name) => <option key={name} value={name}>{t(`backend.choose.${name}`)}</option>)}</select>
        <p className="field-help">{t('settings.backendText')}</p></div>
      <div className="field"><label className="check-line"><input type="checkbox" checked={settings.visibleMark} onChange={(event) => change({ visibleMark: event.currentTarget.checked })} />{t('settings.mark')}</label>
        <p className="field-help">{t('settings.markText')}</p></div>
      <SigningField />
      <label className="check-line"><input type="checkbox" checked={settings.minimap} onChange={(event) => change({ minimap: event.currentTarget.checked })} />{t('action.minimap')}</label>
      <label className="check-line"><input type="checkbox" checked={settings.dragSelects} onChange={(event) => change({ dragSelects: event.currentTarget.checked })} />{t('action.dragSelects')}</label>
    </DialogFrame>
  );
}
