import { EDIT_ACTIONS } from './edit';
import { FILE_ACTIONS } from './file';
import { NODE_ACTIONS } from './node';
import { RUN_ACTIONS } from './run';
import type { Action } from './types';
import { VIEW_ACTIONS } from './view';
import { WALK_ACTIONS } from './walk';

/** Everything that can be done, in the order menus show it. */
export const ACTIONS: readonly Action[] = [...FILE_ACTIONS, ...EDIT_ACTIONS, ...NODE_ACTIONS, ...RUN_ACTIONS, ...VIEW_ACTIONS, ...WALK_ACTIONS];

export function actionById(id: string): Action | undefined {
  return ACTIONS.find((action) => action.id === id);
}
