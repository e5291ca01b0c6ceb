import { useEffect, useMemo, useState } from 'react';
import { setParam } from '../../graph/edit';
import type { JsonObject } from '../../graph/types';
import type { InnerTensor } from '../../runtime/engine-types';
import { useSession, useSessionState, useTranslate } from '../context';
import { openBody } from '../scope';
import type { Session } from '../session';
import { nodeWords, stepName } from '../step-names';
import { findTensors, nameInside, outlineOf, type Branch } from './tensor-outline';

/** More lines than this help nobody; a search makes them fewer. */
const MOST_FOUND = 200;

/** What is inside the network of an ONNX node: its layers as a tree with search. A ticked tensor becomes an output of the node. */
export function TensorTree({ id }: { readonly id: string }) {
  const session = useSession();
  const t = useTranslate();
  const params = useSessionState((state) => openBody(state.document, state.scope).nodes[id]?.params);
  const file = params?.['file'], reference = typeof file === 'string' ? file : '';
  const [tensors, setTensors] = useState<readonly InnerTensor[]>();
  const [fault, setFault] = useState<string>();
  const [search, setSearch] = useState('');
  useEffect(() => {
    setTensors(undefined);
    setFault(undefined);
    if (reference === '') return;
    let wanted = true;
    session.engine.onnxTensors(reference).then((list) => { if (wanted) setTensors(list); }, (error: unknown) => { if (wanted) setFault(error instanceof Error ? error.message : String(error)); });
    return () => { wanted = false; };
  }, [session, reference]);
  const root = useMemo(() => outlineOf(tensors ?? []), [tensors]);
  const found = useMemo(() => (search.trim() === '' ? undefined : findTensors(tensors ?? [], search)), [tensors, search]);
  const ticked = useMemo(() => new Set(tapsOf(params)), [params]);
  if (reference === '') return null;
  const line: Line = (tensor, path) => <TensorLine key={tensor.name} tensor={tensor} shown={nameInside(tensor, path)} ticked={ticked.has(tensor.name)} toggle={() => toggle(session, id, tensor.name)} />;
  return (
    <section className="inspector-section" aria-busy={tensors === undefined && fault === undefined}>
      <h3>{t('tensors.title')}</h3>
      {fault !== undefined && <p className="problem-box" role="alert">{fault}</p>}
      {tensors !== undefined && (
        <>
          <p className="field-help">{t('tensors.text', { count: tensors.length, ticked: ticked.size })}</p>
          <input type="text" role="searchbox" className="tensor-search" aria-label={t('tensors.search')} placeholder={t('tensors.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
          <div className="tensor-tree" role="group" aria-label={t('tensors.title')}>
            {found === undefined ? <BranchLines branch={root} line={line} ticked={ticked} /> : (
              <>
                {found.slice(0, MOST_FOUND).map((tensor) => line(tensor, ''))}
                <p className="field-help" role="status">{t(found.length > MOST_FOUND ? 'tensors.foundMore' : 'tensors.found', { count: found.length, shown: MOST_FOUND })}</p>
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

type Line = (tensor: InnerTensor, path: string) => React.ReactNode;

function BranchLines({ branch, line, ticked }: { readonly branch: Branch; readonly line: Line; readonly ticked: ReadonlySet<string> }) {
  return (
    <>
      {branch.branches.map((inner) => <Folder key={inner.path} branch={inner} line={line} ticked={ticked} />)}
      {branch.tensors.map((tensor) => line(tensor, branch.path))}
    </>
  );
}

/** A folder's lines are made when it is opened first: large networks have thousands. */
function Folder({ branch, line, ticked }: { readonly branch: Branch; readonly line: Line; readonly ticked: ReadonlySet<string> }) {
  const [open, setOpen] = useState(() => holdsTicked(branch, ticked));
  return (
    <details open={open} onToggle={(event) => { if (event.target === event.currentTarget) setOpen(event.currentTarget.open); }}>
      <summary><span className="clip">{branch.name}</span><span className="muted"> {branch.count}</span></summary>
      {open && <BranchLines branch={branch} line={line} ticked={ticked} />}
    </details>
  );
}

function holdsTicked(branch: Branch, ticked: ReadonlySet<string>): boolean {
  return branch.tensors.some(({ name }) => ticked.has(name)) || branch.branches.some((inner) => holdsTicked(inner, ticked));
}

function TensorLine({ tensor, shown, ticked, toggle: change }: { readonly tensor: InnerTensor; readonly shown: string; readonly ticked: boolean; readonly toggle: () => void }) {
  const t = useTranslate();
  const { name, operator, shape, output } = tensor;
  return (
    <label className="tensor-line" title={name}>
      <input type="checkbox" checked={ticked || output} disabled={output} onChange={change} />
      <span className="clip tensor-name">{shown}</span>
      <span className="muted tensor-facts">{operator} · {shape === undefined ? t('tensors.unknown') : shape.length === 0 ? '1' : shape.join('×')}{output ? ` · ${t('tensors.output')}` : ''}</span>
    </label>
  );
}

function tapsOf(params: JsonObject | undefined): readonly string[] {
  const taps = params?.['taps'];
  return Array.isArray(taps) ? taps.filter((name): name is string => typeof name === 'string') : [];
}

/** Ticks or unticks a tensor; wires from an output that goes are taken off with it, in the same step of undo. */
function toggle(session: Session, id: string, tensor: string): void {
  const { document, scope } = session.get(), node = openBody(document, scope).nodes[id];
  const definition = node && session.definitions.get(node.type);
  if (!node || !definition?.ports) return;
  const before = tapsOf(node.params), taps = before.includes(tensor) ? before.filter((name) => name !== tensor) : [...before, tensor];
  const kept = new Set(Object.keys(definition.ports({ ...node.params, taps }).outputs));
  session.edit((body) => {
    const { document: edited, ...rest } = setParam(body, id, 'taps', taps);
    return { ...rest, document: { ...edited, links: edited.links.filter(({ from }) => from[0] !== id || kept.has(from[1])) } };
  }, { label: stepName('step.set', { param: definition.params['taps']?.title ?? 'taps', node: nodeWords(session, id) }) });
}
