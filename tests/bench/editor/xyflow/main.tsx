import { applyNodeChanges, Handle, Position, ReactFlow, ReactFlowProvider, useReactFlow, type Edge, type Node, type NodeChange, type NodeProps } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { memo, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { GraphDocument } from '../../../../src/graph/types';
import '../../../../src/editor/styles/tokens.css';
import '../../../../src/editor/styles/base.css';
import '../../../../src/editor/styles/canvas.css';

/** What the benchmark calls in this page. */
export interface FlowWindow extends Window { openGraph?: (graph: GraphDocument) => void; lookFrom?: (x: number, y: number, zoom: number) => void }

interface CardData extends Record<string, unknown> { readonly title: string; readonly inputs: readonly string[]; readonly outputs: readonly string[] }

const PORTS: Readonly<Record<string, Omit<CardData, 'title'>>> = {
  'synthetic-face': { inputs: [], outputs: ['image', 'faces', 'coefficients', 'mesh', 'labels'] },
  'face-mask': { inputs: ['mesh', 'labels'], outputs: ['mask'] },
  'transfer-colour': { inputs: ['image', 'reference', 'mask', 'referenceMask'], outputs: ['image'] },
};

/** A card with the parts of the editor's own: head, ports, two settings, room for a picture, foot; drawn with the same style sheet. */
const Card = memo(function Card({ data }: NodeProps<Node<CardData>>) {
  const rows = Array.from({ length: Math.max(data.inputs.length, data.outputs.length) }, (_, index) => ({ input: data.inputs[index], output: data.outputs[index] }));
  return (
    <article className="card" data-category="image" style={{ width: 208 }}>
      <header className="card-head"><span className="card-mark" /><h3 className="card-title">{data.title}</h3></header>
      <div className="card-ports">
        {rows.map(({ input, output }, index) => (
          <div className="card-row" key={index}>
            {input !== undefined && <span className="port" data-side="input"><Handle type="target" position={Position.Left} id={input} /><span className="port-title">{input}</span></span>}
            {output !== undefined && <span className="port" data-side="output"><Handle type="source" position={Position.Right} id={output} /><span className="port-title">{output}</span></span>}
          </div>
        ))}
      </div>
      <div className="card-params nodrag">
        <div className="field-compact"><span className="field-name">Method</span><select><option>Lab</option><option>RGB</option></select></div>
        <div className="field-compact"><span className="field-name">Strength</span><input type="range" className="slider" /><output className="field-value">1</output></div>
      </div>
      <div className="card-thumb"><span className="card-empty">Run to see the result</span></div>
      <footer className="card-foot"><span className="card-state"><span className="state-dot" />Not run yet</span></footer>
    </article>
  );
});

const NODE_TYPES = { card: Card };
const VISIBLE_ONLY = location.search.includes('visible');

function Flow() {
  const [nodes, setNodes] = useState<Node<CardData>[]>([]);
  const [edges, setEdges] = useState<Edge[]>([]);
  const { setViewport } = useReactFlow();
  const change = useCallback((changes: NodeChange<Node<CardData>>[]) => setNodes((now) => applyNodeChanges(changes, now)), []);
  const page = window as FlowWindow;
  page.lookFrom = (x, y, zoom) => void setViewport({ x, y, zoom });
  page.openGraph = (graph) => {
    const dataOf = (type: string): CardData => ({ title: type, inputs: [], outputs: [], ...PORTS[type] });
    setNodes(Object.entries(graph.nodes).map(([id, node]) => ({ id, type: 'card', position: { x: graph.view.nodes[id]?.x ?? 0, y: graph.view.nodes[id]?.y ?? 0 }, data: dataOf(node.type) })));
    setEdges(graph.links.map(({ from, to }) => ({ id: `${from.join('/')}>${to.join('/')}`, source: from[0], sourceHandle: from[1], target: to[0], targetHandle: to[1] })));
  };
  return <div style={{ width: '100vw', height: '100vh' }}><ReactFlow nodes={nodes} edges={edges} nodeTypes={NODE_TYPES} onNodesChange={change} minZoom={0.1} onlyRenderVisibleElements={VISIBLE_ONLY} /></div>;
}

const room = document.getElementById('app');
if (room) createRoot(room).render(<ReactFlowProvider><Flow /></ReactFlowProvider>);
