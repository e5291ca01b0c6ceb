import { useMemo } from 'react';
import type { GraphDocument } from '../../graph/types';
import type { Kind, WireType } from '../../runtime/values';
import { useLocalText, useSession, useSessionState } from '../context';
import { describeNode } from '../describe';
import { openBody, placeOfFlatId } from '../scope';
import type { Session } from '../session';
import type { Pin } from '../state';

/** An output of the graph that a viewer can take in beside its own. */
export interface OutputChoice { readonly pin: Pin; readonly title: string; readonly type: WireType; /** Changes with every new result; undefined before the first. */ readonly key: string | undefined }

export function pinName({ node, port }: Pin): string {
  return `${node}.${port}`;
}

/** The outputs of the whole graph of some kinds that have a result, in the order of the document; those in view first. */
export function useOutputs(kinds: readonly Kind[], except: Pin): readonly OutputChoice[] {
  const session = useSession();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const types = useSessionState((state) => state.checked.types);
  const steps = useSessionState((state) => state.steps);
  const pins = useSessionState((state) => state.pins);
  return useMemo(() => {
    const inView = new Set(pins.map(pinName));
    const found = Object.entries(types).flatMap(([name, type]): OutputChoice[] => {
      const dot = name.lastIndexOf('.');
      const pin = { node: name.slice(0, dot), port: name.slice(dot + 1) };
      const key = steps[pin.node]?.report?.key;
      if (!kinds.includes(type.kind) || key === undefined || name === pinName(except)) return [];
      const title = titleOfPin(session, document, pin, text);
      return title === undefined ? [] : [{ pin, title, type, key }];
    });
    return found.sort((a, b) => Number(inView.has(pinName(b.pin))) - Number(inView.has(pinName(a.pin))));
  }, [session, text, document, types, steps, pins, kinds, except]);
}

/** "Node · port" in the user's language; undefined for an output that the document does not show. */
export function titleOfPin(session: Session, document: GraphDocument, pin: Pin, text: ReturnType<typeof useLocalText>): string | undefined {
  const place = placeOfFlatId(document, pin.node);
  const node = place && openBody(document, place.scope).nodes[place.id];
  const view = node && describeNode(node, document, session.definitions);
  if (!view || view.what === 'reroute') return undefined;
  const port = view.outputs.find((output) => output.name === pin.port);
  return port && `${text(view.ownTitle ?? view.title)} · ${text(port.title)}`;
}
