import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { Icon, type IconName } from '../icons';
import { isMac, keyLabel } from './keys';
import { actionById } from './list';

/** A button for an action: its name, key, state and whether it can be done all come from the action. */
export function ActionButton({ id, icon, text = false, primary = false }: { readonly id: string; readonly icon?: IconName; readonly text?: boolean; readonly primary?: boolean }) {
  const session = useSession();
  const t = useTranslate();
  const action = actionById(id);
  const enabled = useSessionState((state) => action?.when?.(state) ?? true);
  const detail = useSessionState((state) => action?.detail?.(state));
  const words = useLocalText();
  const checked = useSessionState((state) => action?.checked?.(state));
  if (!action) return null;
  const name = t(action.title);
  const title = detail === undefined ? name : `${name}: ${words(detail)}`;
  const key = action.keys?.[0];
  const shape = icon ?? action.icon;
  return (
    <button type="button" className={text ? `button${primary ? ' primary' : ''}` : 'icon-button'} disabled={!enabled} aria-pressed={checked} data-action={id}
      title={key ? `${title} (${keyLabel(key, isMac())})` : title} aria-label={text ? undefined : title} onClick={() => void action.perform(session)}>
      {shape && <Icon name={shape} />}{text && <span>{name}</span>}
    </button>
  );
}
