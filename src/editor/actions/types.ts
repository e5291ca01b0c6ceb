import type { LocalText } from '../../graph/types';
import type { IconName } from '../icons';
import type { MessageKey } from '../messages/en';
import type { Session } from '../session';
import type { SessionState } from '../state';

export type ActionGroup = 'file' | 'edit' | 'node' | 'run' | 'view' | 'help';

/** Something a user can do, as data: menus, the command palette, the shortcuts page and the keys all read the same list. */
export interface Action {
  readonly id: string;
  readonly title: MessageKey;
  readonly group: ActionGroup;
  readonly icon?: IconName;
  /** Such as `mod+z` (Ctrl, or ⌘ on a Mac), `shift+a`, `Delete`, `?`; any one of them. */
  readonly keys?: readonly string[];
  /** Whether it can be done now. */
  readonly when?: (state: SessionState) => boolean;
  /** What it would do now, such as the step that undo takes back. */
  readonly detail?: (state: SessionState) => LocalText | undefined;
  /** For switches: whether it is on. */
  readonly checked?: (state: SessionState) => boolean;
  /** Works while a text field has the focus. */
  readonly inFields?: boolean;
  /** Kept out of the command palette: moving about by keys makes no sense there. */
  readonly keysOnly?: boolean;
  readonly perform: (session: Session) => void | Promise<void>;
}
