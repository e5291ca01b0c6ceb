import { disconnect } from '../../graph/edit-links';
import { sameEnd } from '../../graph/endpoints';
import type { Side } from '../../graph/macro-ends';
import type { Endpoint, GraphBody } from '../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import type { NodeView, PortView } from '../describe';
import { describeNode } from '../describe';
import { addPort, leavePort, openMacro, portAt } from '../macro-interface';
import { linkPorts } from '../link';
import { KindGlyph } from '../kinds';
import { Icon } from '../icons';
import { flatId, openBody } from '../scope';
import { togglePin } from '../selection';
import type { Session } from '../session';
import { disconnectName } from '../step-names';
import { describeType } from '../type-words';

/** A node's wires as a form: each input is a list of the outputs that fit, each output can be viewed. This is also how wires are laid without a mouse. */
export function Ports({ id, view }: { readonly id: string; readonly view: NodeView }) {
  const t = useTranslate();
  if (view.inputs.length + view.outputs.length === 0) return null;
  return (
    <section className="inspector-section">
      <h3>{t('inspector.wires')}</h3>
      {view.inputs.map((port) => <InputLine key={port.name} id={id} port={port} />)}
      {view.outputs.map((port) => <OutputLine key={port.name} id={id} port={port} />)}
    </section>
  );
}

function InputLine({ id, port }: { readonly id: string; readonly port: PortView }) {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const body = useSessionState((state) => openBody(state.document, state.scope));
  const to: Endpoint = [id, port.name];
  const link = body.links.find((candidate) => sameEnd(candidate.to, to));
  const field = `wire-${id}-${port.name}`;
  const options = outputsFor(session, body, id, port);
  const value = link ? JSON.stringify(link.from) : '';
  const outside = useSessionState((state) => portAt(openMacro(state), 'inputs', to));
  const choose = (chosen: string): void => {
    if (chosen === '') session.edit((open) => disconnect(open, to), { label: disconnectName(session, to) });
    else linkPorts(session, JSON.parse(chosen) as Endpoint, to);
  };
  return (
    <div className="wire-line">
      <KindGlyph kind={port.kinds[0] ?? 'image'} />
      <label htmlFor={field} title={text(port.help)}>{text(port.title)}</label>
      <select id={field} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{outside ? t('macro.fed') : port.optional ? t('wire.none') : t('wire.missing')}</option>
        {link && !options.some((option) => option.value === value) && <option value={value}>{link.from.join(' · ')}</option>}
        {options.map((option) => <option key={option.value} value={option.value}>{option.title.map(text).join(' · ')}</option>)}
      </select>
      {(outside || !link) && <PortToggle side="inputs" end={to} title={text(port.title)} />}
    </div>
  );
}

function OutputLine({ id, port }: { readonly id: string; readonly port: PortView }) {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const flat = useSessionState((state) => flatId(state.scope, id));
  const type = useSessionState((state) => state.checked.types[`${flat}.${port.name}`]);
  const pinned = useSessionState((state) => state.pins.some((pin) => pin.node === flat && pin.port === port.name));
  const title = text(port.title);
  return (
    <div className="wire-line">
      <KindGlyph kind={port.kinds[0] ?? 'image'} />
      <span>{title}</span>
      <span className="wire-type">{type ? describeType(type, t) : ''}</span>
      <button type="button" className="icon-button small" aria-pressed={pinned} title={t('viewer.pin')} aria-label={`${t('viewer.pin')}: ${title}`} onClick={() => togglePin(session, { node: flat, port: port.name })}><Icon name="pin" /></button>
      <PortToggle side="outputs" end={[id, port.name]} title={title} />
    </div>
  );
}

/** Inside a macro: whether this port is one of the macro's. */
function PortToggle({ side, end, title }: { readonly side: Side; readonly end: Endpoint; readonly title: string }) {
  const session = useSession();
  const t = useTranslate();
  const macro = useSessionState(openMacro);
  if (!macro) return null;
  const port = portAt(macro, side, end);
  const words = t(port ? 'macro.noPort' : 'macro.makePort', { name: title });
  return <button type="button" className="icon-button small" aria-pressed={port !== undefined} title={words} aria-label={words} onClick={() => (port ? leavePort(session, side, port, end) : addPort(session, side, end))}><Icon name="port" /></button>;
}

function outputsFor(session: Session, body: GraphBody, id: string, port: PortView) {
  return Object.entries(body.nodes).filter(([other]) => other !== id).flatMap(([other, node]) => {
    const view = describeNode(node, session.get().document, session.definitions);
    return view.outputs.filter((output) => output.kinds.some((kind) => port.kinds.includes(kind)))
      .map((output) => ({ value: JSON.stringify([other, output.name]), title: [node.label ?? view.title, output.title] }));
  });
}
