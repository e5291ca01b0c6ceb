import { useState } from 'react';
import type { Side } from '../../graph/macro-ends';
import { sameEnd } from '../../graph/endpoints';
import type { Endpoint, LocalText, Macro, MacroParam, MacroPort } from '../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { describeNode } from '../describe';
import { Icon } from '../icons';
import { KindGlyph } from '../kinds';
import { addPort, expose, hide, leavePort, movePort, moveParam, portCandidates, removePort, renameMacro, renameParam, renamePort, setEnds } from '../macro-interface';

/** Inside a macro with nothing selected: its name, its ports and the settings it shows outside. */
export function MacroInspector({ macroId }: { readonly macroId: string }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const macro = useSessionState((state) => state.document.macros[macroId]);
  if (!macro) return null;
  return (
    <div className="inspector-body">
      <h2>{text(macro.title)}</h2>
      <p className="muted">{t('macro.text')}</p>
      <div className="field"><label className="field-name" htmlFor="macro-title">{t('macro.title')}</label><Draft id="macro-title" value={text(macro.title)} commit={(title) => renameMacro(session, title)} /></div>
      <PortList macro={macro} side="inputs" />
      <PortList macro={macro} side="outputs" />
      <ParamList macro={macro} />
    </div>
  );
}

function PortList({ macro, side }: { readonly macro: Macro; readonly side: Side }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const free = portCandidates(session, macro, side);
  const words = t(side === 'inputs' ? 'macro.addInput' : 'macro.addOutput');
  return (
    <section className="inspector-section">
      <h3>{t(side === 'inputs' ? 'macro.inputs' : 'macro.outputs')}</h3>
      {macro[side].length > 0 && <ol className="interface-list">{macro[side].map((port, index) => <PortLine key={port.name} macro={macro} side={side} port={port} first={index === 0} last={index === macro[side].length - 1} />)}</ol>}
      <Chooser label={words} options={free.map(({ end, node, port }) => ({ key: JSON.stringify(end), words: `${text(node)} · ${text(port.title)}` }))} choose={(key) => addPort(session, side, JSON.parse(key) as Endpoint)} />
    </section>
  );
}

function PortLine({ macro, side, port, first, last }: { readonly macro: Macro; readonly side: Side; readonly port: MacroPort; readonly first: boolean; readonly last: boolean }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const viewOf = ([id, name]: Endpoint) => {
    const node = macro.nodes[id];
    const view = node && describeNode(node, document, session.definitions);
    const found = (side === 'inputs' ? view?.inputs : view?.outputs)?.find((one) => one.name === name);
    return { words: `${text(node?.label ?? view?.title ?? id)} · ${text(found?.title ?? name)}`, title: found?.title, kind: found?.kinds[0] };
  };
  const ends = port.ends.map((end) => ({ end, ...viewOf(end) }));
  const name = text(port.title ?? ends[0]?.title ?? port.name);
  const free = portCandidates(session, macro, side).map(({ end, node, port: one }) => ({ key: JSON.stringify(end), words: `${text(node)} · ${text(one.title)}` }));
  return (
    <li className="interface-line">
      <div className="interface-head">
        <KindGlyph kind={ends[0]?.kind ?? 'image'} />
        <Draft value={name} label={t('macro.portName', { port: name })} commit={(next) => renamePort(session, side, port, next)} />
        <LineButtons name={name} first={first} last={last} move={(by) => movePort(session, side, port, by)} remove={() => removePort(session, side, port)} />
      </div>
      {ends.length === 0 && <p className="field-help">{t('macro.waits')}</p>}
      {ends.map(({ end, words }) => (
        <p key={JSON.stringify(end)} className="interface-end"><span>{words}</span>
          {ends.length > 1 && <button type="button" className="icon-button small" title={t('macro.cut', { name: words })} aria-label={t('macro.cut', { name: words })} onClick={() => leavePort(session, side, port, end)}><Icon name="close" /></button>}</p>
      ))}
      {(side === 'inputs' || ends.length === 0) && free.length > 0 && (
        <Chooser label={`${name}: ${t('macro.feeds')}`} shown={t('macro.feeds')} options={free} choose={(key) => {
          const end = JSON.parse(key) as Endpoint;
          setEnds(session, side, port, [...port.ends.filter((one) => !sameEnd(one, end)), end]);
        }} />
      )}
    </li>
  );
}

function ParamList({ macro }: { readonly macro: Macro }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const shown = macro.params ?? [];
  const settings = Object.entries(macro.nodes).flatMap(([id, node]) => {
    const view = describeNode(node, document, session.definitions);
    return view.params.map(([name, param]) => ({ id, name, param, node: node.label ?? view.title }));
  });
  const titleOf = (one: MacroParam): LocalText => one.title ?? settings.find(({ id, name }) => id === one.node && name === one.param)?.param.title ?? one.name;
  const free = settings.filter(({ id, name }) => !shown.some((one) => one.node === id && one.param === name));
  if (settings.length === 0) return null;
  return (
    <section className="inspector-section">
      <h3>{t('macro.params')}</h3>
      {shown.length > 0 && (
        <ol className="interface-list">
          {shown.map((one, index) => {
            const name = text(titleOf(one));
            return (
              <li key={one.name} className="interface-line">
                <div className="interface-head">
                  <Draft value={name} label={t('macro.paramName', { param: name })} commit={(next) => renameParam(session, one, next)} />
                  <LineButtons name={name} first={index === 0} last={index === shown.length - 1} move={(by) => moveParam(session, one, by)} remove={() => hide(session, one)} />
                </div>
                <p className="interface-end"><span>{text(settings.find(({ id }) => id === one.node)?.node ?? one.node)}</span></p>
              </li>
            );
          })}
        </ol>
      )}
      <Chooser label={t('macro.addParam')} options={free.map(({ id, name, param, node }) => ({ key: JSON.stringify([id, name]), words: `${text(node)} · ${text(param.title)}` }))} choose={(key) => {
        const found = free.find(({ id, name }) => JSON.stringify([id, name]) === key);
        if (found) expose(session, found.id, found.name, found.param.title);
      }} />
    </section>
  );
}

function LineButtons({ name, first, last, move, remove }: { readonly name: string; readonly first: boolean; readonly last: boolean; readonly move: (by: number) => void; readonly remove: () => void }) {
  const t = useTranslate();
  return (
    <>
      <button type="button" className="icon-button small" disabled={first} title={t('macro.up', { name })} aria-label={t('macro.up', { name })} onClick={() => move(-1)}><Icon name="up" /></button>
      <button type="button" className="icon-button small" disabled={last} title={t('macro.down', { name })} aria-label={t('macro.down', { name })} onClick={() => move(1)}><Icon name="down" /></button>
      <button type="button" className="icon-button small" title={t('macro.remove', { name })} aria-label={t('macro.remove', { name })} onClick={remove}><Icon name="close" /></button>
    </>
  );
}

/** A list that does something with what is chosen and shows its own words again. */
function Chooser({ label, shown = label, options, choose }: { readonly label: string; readonly shown?: string; readonly options: readonly { readonly key: string; readonly words: string }[]; readonly choose: (key: string) => void }) {
  return (
    <select className="chooser" aria-label={label} value="" disabled={options.length === 0} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{shown}</option>
      {options.map(({ key, words }) => <option key={key} value={key}>{words}</option>)}
    </select>
  );
}

/** A text that is taken when it is left or Enter is pressed; Escape and an empty one leave it as it was. */
function Draft({ id, value, label, commit }: { readonly id?: string; readonly value: string; readonly label?: string; readonly commit: (value: string) => void }) {
  const [draft, setDraft] = useState<string>();
  const done = (): void => {
    const next = draft?.trim() ?? '';
    if (next !== '' && next !== value) commit(next);
    setDraft(undefined);
  };
  return (
    <input {...(id === undefined ? {} : { id })} type="text" maxLength={60} aria-label={label} value={draft ?? value} onChange={(event) => setDraft(event.currentTarget.value)} onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') { event.stopPropagation(); setDraft(undefined); }
      }} />
  );
}
