import type { GraphDocument } from '../../graph/types';
import type { Definitions } from '../../runtime/ports';
import { boundsOf, cardLayout, placeOf, wirePath, type Box } from '../canvas/layout';
import { describeNode } from '../describe';

/** A graph in small: boxes in the colours of their categories and the wires between them. */
export function GraphSketch({ graph, definitions }: { readonly graph: GraphDocument; readonly definitions: Definitions }) {
  const boxes = new Map(Object.entries(graph.nodes).map(([id, node]) => {
    const view = describeNode(node, graph, definitions);
    const { width, height } = cardLayout(view, graph.view.nodes[id]?.collapsed ?? false, graph.view.nodes[id]?.width);
    return [id, { ...placeOf(graph, id), width, height, category: view.category }] as const;
  }));
  const bounds = boundsOf(boxes.values()) ?? { x: 0, y: 0, width: 1, height: 1 };
  const middle = (box: Box, right: boolean) => ({ x: box.x + (right ? box.width : 0), y: box.y + box.height / 2 });
  return (
    <svg className="sketch" viewBox={`${bounds.x - 24} ${bounds.y - 24} ${bounds.width + 48} ${bounds.height + 48}`} aria-hidden="true">
      {graph.links.map(({ from, to }, index) => {
        const [a, b] = [boxes.get(from[0]), boxes.get(to[0])];
        return a && b && <path key={index} d={wirePath(middle(a, true), middle(b, false))} />;
      })}
      {[...boxes].map(([id, box]) => <rect key={id} x={box.x} y={box.y} width={box.width} height={box.height} rx={16} data-category={box.category} />)}
    </svg>
  );
}
