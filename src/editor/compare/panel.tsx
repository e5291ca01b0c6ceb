import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { Icon } from '../icons';
import { DockGrip } from '../viewers/dock-grip';
import { ExportMenu } from '../viewers/export/menu';
import { FigureContext, type FigureSource } from '../viewers/export/source';
import { inputRoles, inputsInWords } from './inputs';
import { LanesPanel } from './lanes-panel';
import { LanesLook } from './look/lanes-look';
import type { Focus } from './look/wires';
import { PartingView } from './parting-view';
import type { CompareTab } from './state';
import { TableView } from './table/table-view';

const TABS: readonly CompareTab[] = ['look', 'parting', 'numbers'];
/** The comparison needs more room than a strip of viewers. */
const LEAST_HEIGHT_PX = 340;

/** The comparison of lanes, in the place of the strip of viewers while it is open. */
export default function ComparePanel() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const heightPx = useSessionState((state) => Math.max(state.settings.dockHeightPx, LEAST_HEIGHT_PX));
  const tab = useSessionState((state) => state.compare.tab);
  const [large, setLarge] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const compared = session.comparing.compared(document);
  const [focused, setFocus] = useState<{ readonly wire: Focus; readonly lanes: string }>();
  // A wire is looked at in the lanes that it was chosen for; when one of them goes or comes, the results are shown again.
  const lanesNow = compared.lanes.map(({ pin }) => `${pin.node}.${pin.port}`).join(' ');
  const focus = focused?.lanes === lanesNow ? focused.wire : undefined;
  const roles = useMemo(() => inputRoles(compared, session.definitions), [compared, session]);
  const inputs = useMemo(() => inputsInWords(roles, compared.lanes, session.definitions), [roles, compared, session]);
  const go = (next: CompareTab): void => session.comparing.change({ tab: next });
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    if (large) setLarge(false);
    else session.stage.current?.container.focus();
  };
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
    go(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  const slot = useRef<FigureSource | undefined>(undefined);
  const end = compared.lanes[compared.reference]?.end;
  const few = compared.lanes.length < 2;
  return (
    <section className="dock compare" data-large={large || undefined} aria-label={t('compare.title')} style={{ ['--dock' as string]: `${heightPx}px` }} onKeyDown={keys}>
      <DockGrip />
      <header className="compare-head">
        <h2>{t('compare.title')}</h2>
        <div className="segments" role="tablist" aria-label={t('compare.title')} onKeyDown={walk}>
          {TABS.map((one) => <button key={one} type="button" role="tab" data-tab={one} className="chip" aria-selected={tab === one} tabIndex={tab === one ? 0 : -1} onClick={() => go(one)}>{t(`compare.tab.${one}`)}</button>)}
        </div>
        <p className="compare-inputs" data-same={inputs.same || undefined} title={text(inputs.text)}><Icon name={inputs.same ? 'check' : 'warn'} /><span className="clip">{text(inputs.text)}</span></p>
        <button type="button" className="chip" aria-pressed={choosing} aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>{t('compare.lanesCount', { count: compared.lanes.length })}</button>
        {end && <ExportMenu slot={slot} pin={{ node: end[0], port: end[1] }} title={t('compare.title')} picture={false} />}
        <button type="button" className="icon-button small" aria-pressed={large} title={t(large ? 'viewer.shrink' : 'viewer.enlarge')} aria-label={t(large ? 'viewer.shrink' : 'viewer.enlarge')} onClick={() => setLarge(!large)}><Icon name="fit" /></button>
        <button type="button" className="icon-button small" title={t('compare.close')} aria-label={t('compare.close')} onClick={() => session.comparing.close()}><Icon name="close" /></button>
      </header>
      <FigureContext value={slot}><div className="compare-body">
        <div className="compare-main" role="tabpanel" aria-label={t(`compare.tab.${tab}`)}>
          {few && !choosing ? <p className="viewer-empty">{t('compare.needTwo')} <button type="button" className="button small" onClick={() => setChoosing(true)}>{t('compare.lanes')}</button></p>
            : tab === 'look' ? <LanesLook compared={compared} roles={roles} inputs={text(inputs.text)} focus={focus} leaveFocus={() => setFocus(undefined)} />
              : tab === 'parting' ? <PartingView compared={compared} look={(wire) => { setFocus({ wire, lanes: lanesNow }); go('look'); }} />
                : <TableView compared={compared} />}
        </div>
        {choosing && <LanesPanel compared={compared} />}
      </div></FigureContext>
    </section>
  );
}
