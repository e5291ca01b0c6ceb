import { addNode } from './edit';
import { insertNodeOnLink } from './edit-links';
import type { Edited } from './edited';
import { sameEnd } from './endpoints';
import { isMacroBody, mapEnds } from './macro-ends';
import { own, withoutKeys } from './record';
import { REROUTE, REROUTE_INPUT, REROUTE_OUTPUT } from './types';
import type { Endpoint, GraphBody, Link } from './types';

/** Puts a pin on the link into `to`, at a place in canvas units. `added` holds its id. */
export function addReroute<B extends GraphBody>(body: B, to: Endpoint, at: { readonly x: number; readonly y: number }, random: () => number): Edited<B> {
  const made = addNode(body, { type: REROUTE, version: 1, params: {}, at }, random);
  const [id] = made.added ?? [];
  if (made.refused || id === undefined) return made;
  const put = insertNodeOnLink(made.document, to, id, { input: REROUTE_INPUT, output: REROUTE_OUTPUT });
  return put.refused ? { document: body, refused: put.refused } : { document: put.document, added: [id] };
}

/** Removes pins and joins the wires on both sides; a pin that nothing feeds takes its wires with it. Other ids are passed over. */
export function dissolveReroutes<B extends GraphBody>(body: B, ids: Iterable<string>): Edited<B> {
  let current = body;
  for (const id of ids) if (own(current.nodes, id)?.type === REROUTE) current = dissolve(current, id);
  return { document: current };
}

function dissolve<B extends GraphBody>(body: B, id: string): B {
  const input: Endpoint = [id, REROUTE_INPUT];
  const output: Endpoint = [id, REROUTE_OUTPUT];
  const source = body.links.find((link) => sameEnd(link.to, input) && link.from[0] !== id)?.from;
  const readers = body.links.filter((link) => sameEnd(link.from, output) && link.to[0] !== id).map((link) => link.to);
  const fedByPort = isMacroBody(body) && body.inputs.some((port) => port.ends.some((end) => sameEnd(end, input)));
  const links = body.links.flatMap((link): Link[] => {
    if (link.from[0] !== id && link.to[0] !== id) return [link];
    return source && sameEnd(link.from, output) && link.to[0] !== id ? [{ ...link, from: source }] : [];
  });
  const gone = new Set([id]);
  return mapEnds({ ...body, nodes: withoutKeys(body.nodes, gone), links, view: { ...body.view, nodes: withoutKeys(body.view.nodes, gone) } }, (end, side) => {
    if (end[0] !== id) return [end];
    if (side === 'inputs') return sameEnd(end, input) && fedByPort ? readers : [];
    return sameEnd(end, output) && source ? [source] : [];
  });
}
