import type { Edited } from './edited';
import { refuse, refuseMissing } from './edited';
import { sameEnd } from './endpoints';
import { LIMITS } from './limits';
import { isSafeName, nodeName } from './names';
import { closesLoop } from './order';
import { own } from './record';
import type { Endpoint, GraphBody, Link, Macro } from './types';

/** Links an output to an input; a link that was in that input gives way. Refused when it would close a loop. */
export function connect<B extends GraphBody>(body: B, from: Endpoint, to: Endpoint): Edited<B> {
  for (const [id] of [from, to]) if (!Object.hasOwn(body.nodes, id)) return refuseMissing(body, id);
  for (const [, port] of [from, to]) {
    if (!isSafeName(port)) return refuse(body, `“${port}” cannot be the name of a port.`, `“${port}”不能用作端口名称。`);
  }
  const current = body.links.find((link) => sameEnd(link.to, to));
  if (current && sameEnd(current.from, from)) return { document: body };
  if (!current && body.links.length >= LIMITS.links) {
    return refuse(body, `A graph holds at most ${LIMITS.links} links.`, `一个图最多包含 ${LIMITS.links} 条连线。`);
  }
  const fed = portFeeding(body, to);
  if (fed !== undefined) {
    return refuse(body,
      `This input is fed from outside by the macro's input “${fed}”. Take it off that input first.`,
      `该输入由宏的输入端口“${fed}”从外部提供。请先将其从该端口移除。`);
  }
  if (closesLoop(body, from[0], to[0])) {
    const source = nodeName(from[0], own(body.nodes, from[0]));
    const target = nodeName(to[0], own(body.nodes, to[0]));
    return refuse(body,
      `This link would close a loop: ${source} already depends on ${target}.`,
      `这条连线会形成环路：${source} 已经依赖于 ${target}。`);
  }
  return { document: { ...body, links: [...body.links.filter((link) => !sameEnd(link.to, to)), { from: [from[0], from[1]], to: [to[0], to[1]] }] } };
}

/** Removes the link into an input, if there is one. */
export function disconnect<B extends GraphBody>(body: B, to: Endpoint): Edited<B> {
  return removeLinks(body, (link) => sameEnd(link.to, to));
}

/** Removes every link for which `chosen` is true. */
export function removeLinks<B extends GraphBody>(body: B, chosen: (link: Link) => boolean): Edited<B> {
  const links = body.links.filter((link) => !chosen(link));
  return { document: links.length === body.links.length ? body : { ...body, links } };
}

/**
 * Puts a node that is already there onto the link into `to`: the link's source feeds the node's `input`, the node's `output` feeds `to`.
 * Other links into the node stay; one in `input` gives way.
 */
export function insertNodeOnLink<B extends GraphBody>(body: B, to: Endpoint, id: string, ports: { readonly input: string; readonly output: string }): Edited<B> {
  const link = body.links.find((candidate) => sameEnd(candidate.to, to));
  if (!link) {
    return refuse(body, `There is no link into the input “${to[1]}” of “${to[0]}” any more.`, `“${to[0]}”的输入“${to[1]}”已没有连线。`);
  }
  if (link.from[0] === id || to[0] === id) {
    return refuse(body, 'A node cannot be put onto a link of its own.', '不能把节点插入到它自己的连线上。');
  }
  const opened = disconnect(body, to).document;
  const first = connect(opened, link.from, [id, ports.input]);
  if (first.refused) return { document: body, refused: first.refused };
  const second = connect(first.document, [id, ports.output], to);
  return second.refused ? { document: body, refused: second.refused } : second;
}

/** Name of the macro input that feeds an inside input; undefined in a document, which has none. */
function portFeeding(body: GraphBody, to: Endpoint): string | undefined {
  const inputs = (body as Partial<Macro>).inputs;
  return Array.isArray(inputs) ? (inputs as Macro['inputs']).find((port) => port.ends.some((end) => sameEnd(end, to)))?.name : undefined;
}
