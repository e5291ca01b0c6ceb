import { duplicate, extractFragment, fragmentText, insertFragment, readFragment } from '../../graph/fragment';
import { boundsOf, snap } from '../canvas/layout';
import type { Session } from '../session';
import { takeFiles } from './intake';
import { pictureOnClipboard } from './paste-picture';
import { stepName, subject } from '../step-names';

/** Puts the selection on the system's clipboard as JSON, so that it can be pasted in another tab or kept as text. */
export async function copySelection(session: Session): Promise<boolean> {
  const { document, scope, selection } = session.get();
  const fragment = extractFragment(document, selection, scope.at(-1)?.macro);
  if (!fragment) return false;
  try {
    await navigator.clipboard.writeText(fragmentText(fragment));
    session.announce(session.t('edit.copied', { count: selection.size }));
    return true;
  } catch {
    session.notify({ en: 'The browser does not allow writing to the clipboard here. Allow it for this page and copy again.', zh: '浏览器不允许此页面写入剪贴板。请授权后重新复制。' }, 'bad');
    return false;
  }
}

export async function pasteFromClipboard(session: Session): Promise<void> {
  const picture = await pictureOnClipboard();
  if (picture) return takeFiles(session, [picture]);
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    session.notify({ en: 'The browser does not allow reading the clipboard here. Allow it for this page and paste again.', zh: '浏览器不允许此页面读取剪贴板。请授权后重新粘贴。' }, 'bad');
    return;
  }
  pasteText(session, text);
}

/** Puts a part of a graph, or a whole one, into the middle of the view. */
export function pasteText(session: Session, text: string): void {
  const read = readFragment(text, (type) => session.definitions.get(type));
  if (!('fragment' in read)) {
    session.notify({ en: 'What is on the clipboard is not a part of a graph.', zh: '剪贴板中的内容不是图的一部分。' }, 'bad');
    return;
  }
  const { fragment } = read;
  const macro = session.get().scope.at(-1)?.macro;
  const view = session.stage.current?.viewBox();
  const bounds = boundsOf(Object.values(fragment.view.nodes).map((place) => ({ ...place, width: 208, height: 200 })));
  const offset = view && bounds ? { x: snap(view.x + view.width / 2 - bounds.x - bounds.width / 2), y: snap(view.y + view.height / 2 - bounds.y - bounds.height / 2) } : { x: 32, y: 32 };
  session.editDocument((document) => insertFragment(document, fragment, { random: session.random, offset, ...(macro === undefined ? {} : { scope: macro }) }), { label: stepName('step.paste', { what: stepName('step.nodes', { count: Object.keys(fragment.nodes).length }) }), select: 'added' });
}

export function duplicateSelection(session: Session): void {
  const { scope, selection } = session.get();
  const macro = scope.at(-1)?.macro;
  session.editDocument((document) => duplicate(document, selection, { random: session.random, offset: { x: 32, y: 32 }, ...(macro === undefined ? {} : { scope: macro }) }), { label: stepName('step.duplicate', { what: subject(session, selection) }), select: 'added' });
}
