import { sameJson } from './equal';
import type { Endpoint, GraphBody, Macro, MacroPort } from './types';

export type Side = 'inputs' | 'outputs';

/** Whether a body is a macro's inside, with ports, and not a document's. */
export function isMacroBody(body: GraphBody): body is Macro {
  const { inputs, outputs } = body as Partial<Macro>;
  return Array.isArray(inputs) && Array.isArray(outputs) && !('format' in body);
}

/**
 * Changes the inside ends of a macro's ports: each end becomes none, one or several. A document, which has no ports, stays as it is.
 * A port whose ends all go stays, so that the wires outside wait for a new end.
 */
export function mapEnds<B extends GraphBody>(body: B, change: (end: Endpoint, side: Side) => readonly Endpoint[]): B {
  if (!isMacroBody(body)) return body;
  const mapPorts = (side: Side): readonly MacroPort[] => {
    const before = body[side];
    const after = before.map((port) => {
      const changed = port.ends.flatMap((end) => change(end, side));
      const ends = side === 'outputs' ? changed.slice(0, 1) : changed;
      return sameJson(ends, port.ends) ? port : { ...port, ends };
    });
    return after.every((port, i) => port === before[i]) ? before : after;
  };
  const inputs = mapPorts('inputs');
  const outputs = mapPorts('outputs');
  return inputs === body.inputs && outputs === body.outputs ? body : { ...body, inputs, outputs };
}
