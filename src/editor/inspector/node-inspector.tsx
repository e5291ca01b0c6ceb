import { useState } from 'react';
import { resetParam, setLabel } from '../../graph/edit';
import type { BothLanguages } from '../../runtime/define';
import { ActionButton } from '../actions/button';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { describeNode, type NodeView } from '../describe';
import { Icon } from '../icons';
import { expose, hide, openMacro } from '../macro-interface';
import { useProblemWords } from '../problem-words';
import { flatId, openBody } from '../scope';
import { shortTime } from '../status';
import { nodeWords, stepName } from '../step-names';
import { useNodeStatus } from '../use-status';
import { ParamField } from './field';
import { Help } from './help';
import { Ports } from './ports';
import { TensorTree } from './tensor-tree';

/** Everything about one node: its name, settings, wires, what is wrong with it, what made its result, and its page. */
export function NodeInspector({ id }: { readonly id: string }) {
  const session = useSession();
  const text = useLocalText();
  const node = useSessionState((state) => openBody(state.document, state.scope).nodes[id]);
  const document = useSessionState((state) => state.document);
  if (!node) return null;
  const view = describeNode(node, document, session.definitions);
  return (
    <div className="inspector-body">
      <header className="inspector-head">
        <span className="card-mark" data-category={view.category} aria-hidden="true" />
        <h2>{text(view.title)}</h2>
      </header>
      {view.summary && <p className="muted">{text(view.summary)}</p>}
      <NameField id={id} value={text(node.label ?? '')} placeholder={text(view.title)} />
      <Problems id={id} isMacro={view.what === 'macro'} />
      <Params id={id} view={view} written={Object.keys(node.params)} />
      {node.type === 'onnx-model' && <TensorTree id={id} />}
      <Ports id={id} view={view} />
      <div className="button-row">
        <ActionButton id="run.here" text icon="run" />
        <ActionButton id="node.view" text icon="pin" />
      </div>
      <Made id={id} isMacro={view.what === 'macro'} />
      {view.definition && <Help definition={view.definition} />}
    </div>
  );
}

function NameField({ id, value, placeholder }: { readonly id: string; readonly value: string; readonly placeholder: string }) {
  const session = useSession();
  const t = useTranslate();
  return (
    <div className="field">
      <label className="field-name" htmlFor="node-name">{t('inspector.name')}</label>
      <input id="node-name" type="text" maxLength={60} value={value} placeholder={placeholder} onChange={(event) => { const label = event.currentTarget.value; session.edit((body) => setLabel(body, id, label), { label: stepName('step.rename', { from: nodeWords(session, id) }), merge: `label:${id}` }); }} />
    </div>
  );
}

function Params({ id, view, written }: { readonly id: string; readonly view: NodeView; readonly written: readonly string[] }) {
  const session = useSession();
  const t = useTranslate();
  const [advancedOpen, setAdvancedOpen] = useState(false);
  if (view.params.length === 0) return null;
  const plain = view.params.filter(([, param]) => !param.advanced);
  const advanced = view.params.filter(([, param]) => param.advanced);
  const line = ([name, param]: NodeView['params'][number]) => (
    <div key={name} className="param-line">
      <ParamField node={id} name={name} />
      {written.includes(name) && <button type="button" className="icon-button small reset" title={t('field.reset')} aria-label={`${t('field.reset')}: ${name}`} onClick={() => { session.edit((body) => resetParam(body, id, name), { label: stepName('step.reset', { param: param.title, node: nodeWords(session, id) }) }); }}><Icon name="reset" /></button>}
      <ExposeToggle id={id} name={name} title={param.title} />
      {param.help && <ParamHelp param={param} />}
    </div>
  );
  return (
    <section className="inspector-section">
      <h3>{t('inspector.settings')}</h3>
      {plain.map(line)}
      {advanced.length > 0 && (
        <details open={advancedOpen} onToggle={(event) => setAdvancedOpen(event.currentTarget.open)}>
          <summary>{t('inspector.advanced')}</summary>
          {advancedOpen && advanced.map(line)}
        </details>
      )}
    </section>
  );
}

/** Inside a macro: whether the macro's node shows this setting. */
function ExposeToggle({ id, name, title }: { readonly id: string; readonly name: string; readonly title: BothLanguages }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const macro = useSessionState(openMacro);
  if (!macro) return null;
  const shown = macro.params?.find((one) => one.node === id && one.param === name);
  const words = t(shown ? 'macro.hide' : 'macro.expose', { name: text(title) });
  return <button type="button" className="icon-button small expose" aria-pressed={shown !== undefined} title={words} aria-label={words} onClick={() => (shown ? hide(session, shown) : expose(session, id, name, title))}><Icon name="port" /></button>;
}

function ParamHelp({ param }: { readonly param: NodeView['params'][number][1] }) {
  const text = useLocalText();
  return <p className="field-help">{text(param.help)}</p>;
}

function Problems({ id, isMacro }: { readonly id: string; readonly isMacro: boolean }) {
  const words = useProblemWords();
  const flat = useSessionState((state) => flatId(state.scope, id));
  const status = useNodeStatus(flat, isMacro);
  if (!status.problem) return null;
  return <p className={status.problem.severity === 'error' ? 'problem-box' : 'problem-box warn'} role="status"><Icon name="warn" /><span>{words(status.problem.message)}</span></p>;
}

/** What made the newest result: time, backend, weights. */
function Made({ id, isMacro }: { readonly id: string; readonly isMacro: boolean }) {
  const t = useTranslate();
  const flat = useSessionState((state) => flatId(state.scope, id));
  const report = useSessionState((state) => state.steps[flat]?.report);
  if (isMacro || !report) return null;
  return (
    <section className="inspector-section">
      <h3>{t('inspector.made')}</h3>
      <dl className="facts">
        <div><dt>{t('inspector.time')}</dt><dd>{shortTime(report.ms)}</dd></div>
        <div><dt>{t('document.backend')}</dt><dd>{t(`backend.${report.backend}`)}</dd></div>
        <div><dt>{t('inspector.memory')}</dt><dd>{(report.bytes / 1048576).toFixed(1)} MB</dd></div>
        {report.provenance.weights.map(({ name, sha256 }) => <div key={name}><dt>{name}</dt><dd title={sha256}><code>{sha256.slice(0, 10)}</code></dd></div>)}
      </dl>
    </section>
  );
}
