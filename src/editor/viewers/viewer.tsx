import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Preview } from '../../runtime/engine-types';
import type { Looks } from '../../runtime/look-types';
import type { Value } from '../../runtime/values';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { describeNode } from '../describe';
import type { Translate } from '../i18n';
import { KindGlyph } from '../kinds';
import { Icon } from '../icons';
import { openBody, placeOfFlatId } from '../scope';
import { togglePin } from '../selection';
import type { Pin } from '../state';
import { Badge, MadeBy } from './badge';
import { ExportMenu } from './export/menu';
import { FigureContext, type FigureSource } from './export/source';
import { ValueFigure } from './export/value-figure';
import { Carried } from './inspect/carried';
import { ImageViewer } from './image-viewer';
import { FacesViewer } from './faces-viewer';
import { NumbersViewer } from './numbers-viewer';
import { TableViewer } from './table-viewer';

const MeshViewer = lazy(() => import('./mesh/mesh-viewer'));
const FeaturesViewer = lazy(() => import('./features/features-viewer'));

type Shown = { readonly key: string; readonly value: Value | undefined; readonly picture: Extract<Preview, { kind: 'picture' }> | undefined; readonly why: string | undefined; /** Feature maps stay where they are: their viewer asks for what it shows. */ readonly maps?: Looks['levels']['answer'] };

/** One pinned output: its name, what made it, and the view that fits its kind. */
export function Viewer({ pin, pinned, large, enlarge }: { readonly pin: Pin; readonly pinned: boolean; readonly large: boolean; readonly enlarge: (large: boolean) => void }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const place = placeOfFlatId(document, pin.node);
  const node = place && openBody(document, place.scope).nodes[place.id];
  const view = node && describeNode(node, document, session.definitions);
  const port = view?.outputs.find((output) => output.name === pin.port);
  const shown = useValue(pin, port?.kinds.length === 1 ? port.kinds[0] : undefined);
  const [facts, setFacts] = useState(false);
  const slot = useRef<FigureSource>(undefined);
  if (!view || !port) return null;
  const name = text(view.ownTitle ?? view.title);
  const title = `${name} · ${text(port.title)}`;
  return (
    <article className="viewer" aria-label={title} data-large={large || undefined} onKeyDown={(event) => {
      if (!large || event.key !== 'Escape') return;
      event.stopPropagation();
      enlarge(false);
    }}>
      <header className="viewer-head">
        <KindGlyph kind={shown?.value?.kind ?? port.kinds[0] ?? 'image'} />
        <h3 className="viewer-title" title={title}>{name}<span className="viewer-port"> · {text(port.title)}</span></h3>
        <Badge node={pin.node} />
        {shown && <ExportMenu slot={slot} pin={pin} title={title} picture={shown.picture !== undefined} />}
        <button type="button" className="icon-button small only-wide" aria-pressed={facts} aria-expanded={facts} title={t('viewer.facts')} aria-label={`${t('viewer.facts')}: ${title}`} onClick={() => setFacts(!facts)}><Icon name="help" /></button>
        <button type="button" className="icon-button small" aria-pressed={large} title={t(large ? 'viewer.shrink' : 'viewer.enlarge')} aria-label={`${t(large ? 'viewer.shrink' : 'viewer.enlarge')}: ${title}`} onClick={() => enlarge(!large)}><Icon name="fit" /></button>
        <button type="button" className="icon-button small" title={t(pinned ? 'viewer.unpin' : 'viewer.pin')} aria-label={`${t(pinned ? 'viewer.unpin' : 'viewer.pin')}: ${title}`} onClick={() => togglePin(session, pin)}><Icon name={pinned ? 'close' : 'pin'} /></button>
      </header>
      <div className="viewer-body">
        <Suspense fallback={<p className="viewer-empty">{t('viewer.loading')}</p>}><FigureContext value={slot}><Body shown={shown} title={title} pin={pin} /></FigureContext></Suspense>
        {facts && <aside className="viewer-side viewer-facts" aria-label={t('viewer.facts')}><Carried pin={pin} /><MadeBy node={pin.node} /></aside>}
      </div>
    </article>
  );
}

function Body({ shown, title, pin }: { readonly shown: Shown | undefined; readonly title: string; readonly pin: Pin }) {
  const t = useTranslate();
  if (!shown) return <p className="viewer-empty">{t('viewer.notRun')}</p>;
  const { value, picture } = shown;
  if (shown.maps) return <FeaturesViewer pin={pin} resultKey={shown.key} title={title} firstLevels={shown.maps} />;
  if (value?.kind === 'mesh') return <MeshViewer mesh={value} title={title} pin={pin} resultKey={shown.key} />;
  return <><ValueFigure pin={pin} value={value} picture={picture} />{plainBody(shown, title, pin, t)}</>;
}

function plainBody({ value, picture, why }: Shown, title: string, pin: Pin, t: Translate): ReactNode {
  switch (value?.kind) {
    case 'table': return <TableViewer table={value} />;
    case 'faces': return <FacesViewer faces={value} title={title} node={pin.node} />;
    case 'number': case 'identity': case 'coefficients': return <NumbersViewer value={value} />;
    default: return picture ? <ImageViewer picture={picture} title={title} /> : <p className="viewer-empty">{why ?? t('viewer.nothing')}</p>;
  }
}

const MAPS: readonly string[] = ['features', 'pyramid'];
const WHOLE_VALUES: readonly string[] = ['mesh', 'table', 'faces', 'number', 'identity', 'coefficients'];

/** The newest value of an output: a full-size picture, or the value itself for kinds that are not pictures. Asked for again when the step's key changes. */
function useValue(pin: Pin, kind: string | undefined): Shown | undefined {
  const session = useSession();
  const text = useLocalText();
  const key = useSessionState((state) => (state.run.state === 'running' ? undefined : state.steps[pin.node]?.report?.key ?? state.run.report?.runId));
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    if (key === undefined) return undefined;
    let current = true;
    if (kind !== undefined && MAPS.includes(kind)) {
      void session.engine.look(pin.node, pin.port, 'levels', undefined).catch(() => undefined).then((levels) => {
        if (current && levels) setShown({ key, value: undefined, picture: undefined, why: undefined, maps: levels });
      });
      return () => { current = false; };
    }
    const whole = kind !== undefined && WHOLE_VALUES.includes(kind);
    void Promise.all([
      whole ? session.engine.value(pin.node, pin.port).catch(() => undefined) : undefined,
      whole ? undefined : session.engine.preview(pin.node, pin.port, 0).catch(() => undefined),
    ]).then(([value, preview]) => {
      if (!current) return;
      const why = preview?.kind === 'none' ? text(preview.why) : undefined;
      if (value === undefined && preview?.kind === 'none') setShown((before) => before && { ...before, why });
      else setShown({ key, value: value ?? (preview?.kind === 'value' ? preview.value : undefined), picture: preview?.kind === 'picture' ? preview : undefined, why });
    });
    return () => { current = false; };
  }, [session, pin.node, pin.port, key, kind, text]);
  return shown;
}
