import { isMac, keyLabel } from '../actions/keys';
import { ACTIONS } from '../actions/list';
import type { ActionGroup } from '../actions/types';
import { useTranslate } from '../context';
import { DialogFrame } from './dialog';

const GROUPS: readonly ActionGroup[] = ['run', 'edit', 'node', 'view', 'file', 'help'];

/** Every key, by subject; the same list the keys themselves are read from. */
export default function ShortcutsDialog() {
  const t = useTranslate();
  return (
    <DialogFrame title={t('action.shortcuts')} wide>
      <div className="shortcuts">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`group.${group}`)}</h3>
            <dl>
              {ACTIONS.filter((action) => action.group === group && action.keys).map((action) => (
                <div key={action.id}><dt>{t(action.title)}</dt><dd>{action.keys?.map((key) => <kbd key={key}>{keyLabel(key, isMac())}</kbd>)}</dd></div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('group.mouse')}</h3>
          <dl>
            {(['pan', 'zoom', 'box', 'add', 'wire', 'cut', 'insert'] as const).map((name) => <div key={name}><dt>{t(`mouse.${name}`)}</dt><dd>{t(`mouse.${name}How`)}</dd></div>)}
          </dl>
        </section>
      </div>
    </DialogFrame>
  );
}
