import { EMPTY_VIEW, type GraphDocument, type GraphNode, type JsonObject } from '../../src/graph/types';


/** A document in few words: `node('toy-add', { plus: 2 })`, links as `'a.number > b.a'`. */
export function toyGraph(nodes: Readonly<Record<string, GraphNode>>, links: readonly string[], more: Partial<GraphDocument> = {}): GraphDocument {
  return {
    format: 1, id: 'toys', title: 'Toys', macros: {}, view: EMPTY_VIEW, nodes,
    links: links.map((text) => {
      const [from = '', to = ''] = text.split(' > ');
      const [fromNode = '', fromPort = ''] = from.split('.');
      const [toNode = '', toPort = ''] = to.split('.');
      return { from: [fromNode, fromPort], to: [toNode, toPort] };
    }),
    ...more,
  };
}

export function node(type: string, params: JsonObject = {}, more: Partial<GraphNode> = {}): GraphNode {
  return { type, version: 1, params, ...more };
}
