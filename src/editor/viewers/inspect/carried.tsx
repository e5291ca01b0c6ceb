import { useEffect, useState } from 'react';
import type { OutputSummary } from '../../../runtime/engine-types';
import type { Kind, Value } from '../../../runtime/values';
import { useLocalText, useSession, useSessionState, useTranslate } from '../../context';
import { Icon } from '../../icons';
import { KindGlyph } from '../../kinds';
import { togglePin } from '../../selection';
import type { Pin } from '../../state';
import { pinName, titleOfPin } from '../outputs';
import { statFacts, typeFacts, valueFacts } from './facts';

/** Kinds small enough to be fetched whole for a few words about them. */
const WHOLE: readonly Kind[] = ['mesh', 'coefficients', 'faces', 'number', 'table', 'identity', 'flow'];

/** What an output carries, in words and numbers: its kind, shape, range and tags as inferred, and the statistics of its newest value. */
export function Carried({ pin }: { readonly pin: Pin }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const name = pinName(pin);
  const inferred = useSessionState((state) => state.checked.types[name]);
  const document = useSessionState((state) => state.document);
  const pinned = useSessionState((state) => state.pins.some((other) => pinName(other) === name));
  const key = useSessionState((state) => (state.run.state === 'running' ? undefined : state.steps[pin.node]?.report?.key ?? state.run.report?.runId));
  const [found, setFound] = useState<{ readonly of: string; readonly summary: OutputSummary | undefined; readonly value: Value | undefined }>();
  const of = `${name} ${key ?? ''}`;
  useEffect(() => {
    if (key === undefined) return undefined;
    let current = true;
    void session.engine.summary(pin.node, pin.port).catch(() => undefined).then(async (summary) => {
      const value = summary && WHOLE.includes(summary.kind) ? await session.engine.value(pin.node, pin.port).catch(() => undefined) : undefined;
      if (current) setFound({ of, summary, value });
    });
    return () => { current = false; };
  }, [session, pin.node, pin.port, key, of]);
  const now = found?.of === of ? found : undefined;
  // What ran knows more than what was inferred, and what was inferred fills in what the value does not tell.
  const type = now?.summary ? { ...inferred, ...now.summary.type } : inferred;
  const facts = [...type ? typeFacts(type, t) : [], ...now?.value ? valueFacts(now.value, t) : [], ...now?.summary ? statFacts(now.summary, t) : []];
  return (
    <div className="carried">
      <p className="carried-head">{type && <KindGlyph kind={type.kind} />}<strong className="clip">{titleOfPin(session, document, pin, text) ?? name}</strong></p>
      {facts.length === 0 ? <p className="muted">{t('inspect.unknown')}</p>
        : <dl className="facts">{facts.map(([label, value], index) => <div key={`${label} ${index}`}><dt>{label}</dt><dd className="carried-value">{value}</dd></div>)}</dl>}
      {!now?.summary && facts.length > 0 && <p className="hint">{t('inspect.notRun')}</p>}
      <div className="button-row"><button type="button" className="button small" aria-pressed={pinned} onClick={() => togglePin(session, pin)}><Icon name="pin" />{t(pinned ? 'viewer.unpin' : 'viewer.pin')}</button></div>
    </div>
  );
}
