import type { Endpoint, LocalText } from '../graph/types';
import { describeNode } from './describe';
import { localText, translator, type Language } from './i18n';
import type { enSteps } from './messages/en-steps';
import { openBody } from './scope';
import type { Session } from './session';

type StepKey = keyof typeof enSteps;

/** The name of an undo step in both languages: history, menus and screen readers say it. */
export function stepName(key: StepKey, values: Readonly<Record<string, LocalText | number>> = {}): LocalText {
  const words = (language: Language): string => translator(language)(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : localText(value, language)])));
  return { en: words('en'), zh: words('zh') };
}

/** What a node of the open body is called on its card. */
export function nodeWords(session: Session, id: string): LocalText {
  const { document, scope } = session.get();
  const node = openBody(document, scope).nodes[id];
  return node ? node.label ?? describeNode(node, document, session.definitions).title : id;
}

/** What an edit is about: the one node by its name, else how many. */
export function subject(session: Session, ids: Iterable<string>): LocalText {
  const { document, scope } = session.get();
  const { nodes, view } = openBody(document, scope);
  const chosen = [...ids];
  const only = chosen.length === 1 ? chosen[0] : undefined;
  if (only === undefined) return stepName(chosen.every((id) => Object.hasOwn(nodes, id)) ? 'step.nodes' : 'step.items', { count: chosen.length });
  if (Object.hasOwn(nodes, only)) return nodeWords(session, only);
  return stepName(view.frames.some((frame) => frame.id === only) ? 'step.aFrame' : 'step.aNote');
}

/** The name of the step that takes the wire off an input. */
export function disconnectName(session: Session, [id, port]: Endpoint): LocalText {
  const { document, scope } = session.get();
  const node = openBody(document, scope).nodes[id];
  const title = node && describeNode(node, document, session.definitions).inputs.find((input) => input.name === port)?.title;
  return stepName('step.disconnect', { port: title ?? port, node: nodeWords(session, id) });
}
