import { useRef, useState } from 'react';
import { useLocalText, useSession, useTranslate } from '../context';
import type { Kept, Pack } from '../documents/models/needs';

/** What is being fetched or checked now. */
export interface Activity { readonly pack: string; readonly done: number; readonly all: number | undefined }

interface CardProps {
  readonly pack: Pack;
  /** Nodes of the open graph that use it. */
  readonly nodes: readonly string[];
  readonly kept: readonly Kept[];
  /** Bytes of an unfinished download. */
  readonly partial: number;
  readonly activity: Activity | undefined;
  /** The open graph waits for it. */
  readonly lacking: boolean;
  readonly start: () => void;
  readonly pause: () => void;
  readonly take: (file: File) => void;
  readonly remove: (model: Kept) => void;
  readonly use: (model: Kept) => void;
  readonly discard: () => void;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** One public network: what it is, under which terms, from where, whether it is here, and what can be done about it. */
export function ModelCard(props: CardProps) {
  const { pack, nodes, kept, partial, activity, lacking, pause, use, remove, discard } = props;
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const input = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const busy = activity?.pack === pack.id, title = text(pack.title), here = kept[0];
  const size = here?.bytes ?? pack.file.bytes;
  const state = here ? t('models.here') : partial > 0 ? t('models.partly', { percent: pack.file.bytes === undefined ? '?' : Math.floor(100 * partial / pack.file.bytes) }) : t('models.notHere');
  // The landmarker is no ONNX file: its own window fetches it.
  const own = pack.kind === 'landmarker';
  return (
    <li className="model" data-model={pack.id}>
      <div className="model-head">
        <b>{title}</b><span className="muted">{t(`models.kind.${pack.kind}`)} · {size === undefined ? t('models.sizeUnknown') : t('models.size', { size: megabytes(size) })} · {pack.licence.commercial ? pack.licence.name : t('models.nonCommercial', { licence: pack.licence.name })}</span>
        {!own && <span className={here ? 'state here' : 'state'}>{state}</span>}
      </div>
      {nodes.length > 0 && <p className="muted">{t('models.neededBy', { nodes: nodes.join(', ') })}</p>}
      <p>{text(pack.about)}</p>
      <Facts pack={pack} kept={kept} nodes={nodes} />
      {busy && <Progress activity={activity} />}
      {asking && !busy && <Consent pack={pack} go={() => { setAsking(false); props.start(); }} stop={() => setAsking(false)} />}
      {pack.file.fromFileOnly === true && !here && <p className="muted">{t('models.fileOnly')}</p>}
      <div className="button-row">
        {busy && activity.done !== activity.all && <button type="button" className="button" onClick={pause}>{t('models.pause')}</button>}
        {own && <button type="button" className="button" onClick={() => session.set({ dialog: { name: 'pack' } })}>{t('models.fetch')}</button>}
        {!own && !here && !busy && !asking && pack.file.fromFileOnly !== true && <button type="button" className="button" disabled={activity !== undefined} title={activity === undefined ? undefined : t('models.busy')} onClick={() => setAsking(true)}>{t(partial > 0 ? 'models.continue' : 'models.fetch')}</button>}
        {!own && !busy && <button type="button" className="button" disabled={activity !== undefined} onClick={() => input.current?.click()}>{t('models.import')}</button>}
        {here && lacking && <button type="button" className="button primary" onClick={() => use(here)}>{t('models.use')}</button>}
        {kept.map((model) => <button key={model.sha256} type="button" className="button" onClick={() => remove(model)}>{t('models.remove')} <code>{model.sha256.slice(0, 8)}</code></button>)}
        {partial > 0 && !busy && !here && <button type="button" className="button" onClick={discard}>{t('models.discard')}</button>}
      </div>
      <input ref={input} type="file" hidden accept=".onnx" aria-label={`${t('models.import')} ${title}`} onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        event.currentTarget.value = '';
        if (file) props.take(file);
      }} />
    </li>
  );
}

function Facts({ pack, kept, nodes }: { readonly pack: Pack; readonly kept: readonly Kept[]; readonly nodes: readonly string[] }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const types = [...session.definitions.values()].filter(({ type, params }) => (params['pack']?.kind === 'choice' && Object.hasOwn(params['pack'].options, pack.id)) || (type === 'detect-faces' && (pack.kind === 'detector' || pack.kind === 'landmarker')));
  const users = types.map((definition) => text(definition.title)).join(', ');
  return (
    <details>
      <summary>{t('models.facts')}</summary>
      <dl className="facts">
        <div><dt>{t('models.licence')}</dt><dd>{pack.licence.name}{pack.licence.url !== undefined && <> <code>{pack.licence.url}</code></>}</dd></div>
        <div><dt>{t('models.terms')}</dt><dd>{text(pack.licence.terms)}</dd></div>
        <div><dt>{t('models.host')}</dt><dd><code>{pack.file.url}</code></dd></div>
        <div><dt>{t('models.file')}</dt><dd>{pack.file.name}</dd></div>
        <div><dt>{t('models.hash')}</dt><dd>{kept.length > 0 ? kept.map(({ sha256 }) => <code key={sha256}>{sha256}</code>) : pack.file.sha256 === undefined ? t('models.hashUnknown') : <code>{pack.file.sha256}</code>}</dd></div>
        <div><dt>{t('models.usedBy')}</dt><dd>{nodes.length > 0 ? t('models.usedHere', { type: users, nodes: nodes.join(', ') }) : users}</dd></div>
      </dl>
    </details>
  );
}

function Progress({ activity: { done, all } }: { readonly activity: Activity }) {
  const t = useTranslate();
  const words = all === undefined ? t('models.progressOpen', { done: megabytes(done) }) : done >= all ? t('models.checking') : t('models.progress', { done: megabytes(done), all: megabytes(all) });
  return <div><progress aria-label={words} {...(all === undefined || done >= all ? {} : { value: done / all })} /><p className="muted">{words}</p></div>;
}

/** Host, size and licence are named, and agreed to, before the first byte is asked for. */
function Consent({ pack, go, stop }: { readonly pack: Pack; readonly go: () => void; readonly stop: () => void }) {
  const t = useTranslate();
  const text = useLocalText();
  const [agreed, setAgreed] = useState(false);
  const { host } = new URL(pack.file.url);
  const size = pack.file.bytes === undefined ? t('models.sizeUnknown') : t('models.size', { size: megabytes(pack.file.bytes) });
  return (
    <div className="model-consent">
      <p>{t('models.consent', { size, host, licence: pack.licence.commercial ? pack.licence.name : t('models.nonCommercial', { licence: pack.licence.name }), terms: text(pack.licence.terms) })}</p>
      <label className="check-line"><input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />{t('models.agree')}</label>
      <div className="button-row">
        <button type="button" className="button primary" disabled={!agreed} onClick={go}>{t('models.start', { host })}</button>
        <button type="button" className="button" onClick={stop}>{t('models.cancel')}</button>
      </div>
    </div>
  );
}
