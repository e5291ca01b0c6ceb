import type { Edited } from '../graph/edited';
import { connect, disconnect } from '../graph/edit-links';
import type { Endpoint, GraphBody, GraphDocument } from '../graph/types';
import { checkGraph } from '../runtime/check';
import { findConverter, nameKinds } from '../runtime/converters';
import type { Problem } from '../runtime/engine-types';
import { insertConverter } from './insert';
import { portOf } from './ports-at';
import { flatId, openBody, withOpenBody } from './scope';
import type { Session } from './session';
import { nodeWords, stepName } from './step-names';

export interface Refusal { readonly message: Problem['message']; readonly converter: string | undefined }

/** Why an output may not feed an input: another kind of value, or values that the node itself refuses (size, template, recogniser). */
export function refusal(session: Session, from: Endpoint, to: Endpoint): Refusal | undefined {
  const { document, scope } = session.get();
  const body = openBody(document, scope);
  const output = portOf(session, body, from, 'output');
  const input = portOf(session, body, to, 'input');
  if (output && input && !output.kinds.some((kind) => input.kinds.includes(kind))) {
    const offered = output.kinds[0];
    const converter = offered && findConverter(session.definitions, offered, input.kinds);
    const [gives, needs] = [nameKinds(output.kinds.slice(0, 1)), nameKinds(input.kinds)];
    return { converter: converter?.type, message: { en: `This input needs ${needs.en}; the wire carries ${gives.en}.`, zh: `此输入需要${needs.zh}；这条连线传送的是${gives.zh}。` } };
  }
  const trial = withOpenBody(document, scope, (open) => connect(open, from, to).document);
  const fault = newFault(session, trial, flatId(scope, to[0]), to[1]);
  return fault && { message: fault.message, converter: fault.remedy?.insertNode };
}

function newFault(session: Session, trial: GraphDocument, node: string, port: string): Problem | undefined {
  return checkGraph(trial, session.definitions).problems.find((problem) => problem.severity === 'error' && problem.node === node && problem.port === port && problem.code !== 'missing-input');
}

/** Links two ports of the open body, or says why not and offers the node that would convert. `detached` is the wire that was pulled off to make this one. */
export function linkPorts(session: Session, source: Endpoint, target: Endpoint, detached?: string): void {
  const why = refusal(session, source, target);
  if (why) {
    const converter = why.converter ? session.definitions.get(why.converter) : undefined;
    session.notify(why.message, 'bad', converter && {
      label: { en: `Insert “${converter.title.en}”`, zh: `插入“${converter.title.zh}”` },
      perform: () => insertConverter(session, source, target, converter),
    });
    return;
  }
  session.edit((body) => relink(body, source, target, detached), { label: stepName('step.connect', { from: nodeWords(session, source[0]), to: nodeWords(session, target[0]) }) });
}

/** A wire's key is the input it ends in; node ids hold no slash. */
export function splitWireKey(key: string): Endpoint {
  const cut = key.indexOf('/');
  return [key.slice(0, cut), key.slice(cut + 1)];
}

function relink<B extends GraphBody>(body: B, source: Endpoint, target: Endpoint, detached: string | undefined): Edited<B> {
  const off = detached === undefined ? body : disconnect(body, splitWireKey(detached)).document;
  const edited = connect(off, source, target);
  return edited.refused ? { document: body, refused: edited.refused } : edited;
}
