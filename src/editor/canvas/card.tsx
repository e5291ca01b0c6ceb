import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import { useSession, useSessionState, useLocalText, useTranslate } from '../context';
import { Icon } from '../icons';
import { ParamField } from '../inspector/field';
import { KindGlyph, kindColour } from '../kinds';
import type { Problem } from '../../runtime/engine-types';
import { useProblemWords } from '../problem-words';
import { flatId, openBody } from '../scope';
import { shortTime, type NodeStatus } from '../status';
import { useNodeStatus } from '../use-status';
import { describeType } from '../type-words';
import type { PortView } from '../describe';
import { openMacro, portAt } from '../macro-interface';
import { enterMacro } from '../macros';
import { useCanvas } from './canvas-context';
import type { CardModel } from './models';
import { CardDistance } from '../compare/canvas-distance';
import { Picture } from '../viewers/picture';

/** One node on the canvas. It renders again only when its own node, status, picture or selection changes. */
export const Card = memo(function Card({ id }: { readonly id: string }) {
  const canvas = useCanvas();
  const model = useSessionState((state) => canvas.models.model(state.document, openBody(state.document, state.scope), id));
  if (!model) return null;
  return model.view.what === 'reroute' ? <RerouteCard id={id} model={model} /> : <NodeCard id={id} model={model} />;
});

function NodeCard({ id, model }: { readonly id: string; readonly model: CardModel }) {
  const text = useLocalText();
  const t = useTranslate();
  const session = useSession();
  const flat = useSessionState((state) => flatId(state.scope, id));
  const selected = useSessionState((state) => state.selection.has(id));
  const isMacro = model.view.what === 'macro';
  const status = useNodeStatus(flat, isMacro);
  const { view, layout, node } = model;
  const title = text(view.ownTitle ?? view.title);
  const rows = Array.from({ length: layout.rows }, (_, index) => ({ input: view.inputs[index], output: view.outputs[index] }));
  return (
    <article className="card" data-state={status.state} data-selected={selected || undefined} data-bypass={node.bypass || undefined} data-category={view.category}
      aria-label={t('card.label', { title, state: t(`state.${status.state}`) })}>
      <header className="card-head">
        <span className="card-mark" data-category={view.category} aria-hidden="true" />
        <h3 className="card-title" title={view.ownTitle ? `${title} — ${text(view.title)}` : text(view.summary ?? view.title)}>{title}</h3>
        {node.bypass && <span className="tag">{t('card.bypassed')}</span>}
        {isMacro && <button type="button" className="icon-button small" tabIndex={-1} title={t('macro.open')} aria-label={t('macro.open')} onClick={() => enterMacro(session, id)}><Icon name="enter" /></button>}
      </header>
      {status.state === 'running' && <div className="card-progress" data-known={status.progress !== undefined || undefined} style={{ ['--part' as string]: status.progress ?? 0 }} />}
      <div className="card-ports">
        {rows.map(({ input, output }, index) => (
          <div className="card-row" key={index}>
            {input && <Port node={id} port={input} side="input" />}
            {output && <Port node={id} port={output} side="output" />}
          </div>
        ))}
      </div>
      {layout.inlineParams.length > 0 && (
        <div className="card-params" data-no-drag>
          {layout.inlineParams.map((name) => <ParamField key={name} node={id} name={name} compact />)}
        </div>
      )}
      {layout.thumbnail !== undefined && <Thumbnail flat={flat} port={layout.thumbnail} state={status.state} />}
      {!model.collapsed && <Foot status={status} />}
      <CardDistance flat={flat} isMacro={isMacro} />
    </article>
  );
}

function RerouteCard({ id, model }: { readonly id: string; readonly model: CardModel }) {
  const t = useTranslate();
  const selected = useSessionState((state) => state.selection.has(id));
  return (
    <div className="reroute" data-selected={selected || undefined} aria-label={t('card.reroute')} role="group">
      {model.view.inputs[0] && <Port node={id} port={model.view.inputs[0]} side="input" bare />}
      {model.view.outputs[0] && <Port node={id} port={model.view.outputs[0]} side="output" bare />}
    </div>
  );
}

function Port({ node, port, side, bare = false }: { readonly node: string; readonly port: PortView; readonly side: 'input' | 'output'; readonly bare?: boolean }) {
  const canvas = useCanvas();
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const socket = useRef<HTMLSpanElement>(null);
  const { name } = port;
  useLayoutEffect(() => (socket.current ? canvas.stage.registerSocket(socket.current, { node, side, port: name }) : undefined), [canvas, node, side, name]);
  const kind = useSessionState((state) => (port.kinds.length === 1 || side === 'input' ? port.kinds[0] : canvas.models.outputKind(state.document, openBody(state.document, state.scope), node, name)));
  const fit = useSessionState((state) => {
    const hand = state.wireInHand;
    if (!hand) return undefined;
    if (hand.from.node === node) return hand.from.port === name && hand.from.side === side ? 'origin' : 'no';
    return hand.from.side !== side && hand.kinds.some((carried) => port.kinds.includes(carried)) ? 'yes' : 'no';
  });
  const outside = useSessionState((state) => portAt(openMacro(state), side === 'input' ? 'inputs' : 'outputs', [node, name]));
  const many = side === 'input' && port.kinds.length > 1 && port.kinds.length < 12;
  const title = text(port.title);
  const say = (): void => {
    if (!socket.current) return;
    const known = session.get().checked.types[`${flatId(session.get().scope, node)}.${name}`];
    const kinds = port.kinds.length > 6 ? t('port.any') : port.kinds.map((one) => t(`kind.${one}`)).join(' / ');
    socket.current.title = [title, side === 'output' && known ? describeType(known, t) : kinds, port.optional ? t('port.optional') : '', text(port.help)].filter(Boolean).join('\n');
  };
  return (
    <span className="port" data-side={side} data-fit={fit}>
      <span className="socket" ref={socket} onPointerEnter={say} data-socket={`${side}:${name}`} data-optional={port.optional || undefined}
        style={{ ['--kind' as string]: kind ? kindColour(kind) : 'var(--line-strong)' }}>
        {kind ? <KindGlyph kind={kind} /> : <span className="socket-any" />}
        {many && <span className="socket-many" aria-hidden="true">+</span>}
      </span>
      {!bare && (outside
        ? <span className="port-title port-outside" title={`${t('macro.port')}\n${title}`}>{text(outside.title ?? port.title)}</span>
        : <span className="port-title">{title}</span>)}
    </span>
  );
}

function Thumbnail({ flat, port, state }: { readonly flat: string; readonly port: string; readonly state: NodeStatus['state'] }) {
  const t = useTranslate();
  const key = `${flat}.${port}`;
  const thumbnail = useSessionState((session) => session.thumbnails[key]);
  const session = useSession();
  useEffect(() => session.runner.wantThumbnail(flat, port), [session, flat, port]);
  return (
    <div className="card-thumb" data-stale={(thumbnail && (state === 'dirty' || state === 'invalid')) || undefined}>
      {thumbnail ? <Picture picture={thumbnail} label={t('card.picture')} /> : <span className="card-empty">{t(state === 'failed' || state === 'blocked' || state === 'invalid' ? 'card.noResult' : 'card.notRun')}</span>}
    </div>
  );
}

function Foot({ status }: { readonly status: NodeStatus }) {
  const t = useTranslate();
  const bad = status.state === 'failed' || status.state === 'invalid';
  const told = status.state === 'blocked' ? undefined : status.problem;
  return (
    <footer className="card-foot" data-tone={bad ? 'bad' : told ? 'warn' : undefined}>
      <span className="card-state"><span className="state-dot" aria-hidden="true" />{t(`state.${status.state}`)}</span>
      {status.ms !== undefined && !bad && status.state !== 'running' && status.state !== 'blocked' && <span className="card-time">{shortTime(status.ms)}</span>}
      {told && <Told problem={told} />}
    </footer>
  );
}

function Told({ problem }: { readonly problem: Problem }) {
  const words = useProblemWords()(problem.message);
  return <p className="card-problem" title={words}>{words}</p>;
}
