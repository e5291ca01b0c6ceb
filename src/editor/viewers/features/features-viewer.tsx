import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Looks } from '../../../runtime/look-types';
import type { Kind } from '../../../runtime/values';
import { useSession, useSessionState, useTranslate } from '../../context';
import { Icon } from '../../icons';
import type { Pin } from '../../state';
import { pinName, useOutputs, type OutputChoice } from '../outputs';
import { useFeaturesFigure } from '../export/use-features-figure';
import type { Pixels } from '../picture';
import { readable } from '../readable';
import { useLook } from '../use-look';
import { ChannelView } from './channel-view';
import { colourTable } from './colour-maps';
import { FIRST_OPTIONS, OptionsPanel, type FeatureOptions } from './features-options';
import { HistogramLegend } from './histogram-legend';
import { ProjectionView } from './projection-view';
import { channelRange, commonRange, keysOf, orderOf, SCOPES, type Scope } from './range';
import { TileGrid } from './tile-grid';
import { useNodeBounds } from './use-bounds';

const StackView = lazy(() => import('./stack-view'));
const Lens = lazy(() => import('../lens/lens'));

const FEATURES: readonly Kind[] = ['features', 'pyramid'];
const PICTURES: readonly Kind[] = ['image', 'crop'];
const VIEWS = ['tiles', 'projection', 'stack', 'lens'] as const;
type View = (typeof VIEWS)[number];

/**
 * Feature maps where they are: the worker draws tiles, numbers channels and fits components; only pictures and small numbers come here. Channels are never
 * scaled one by one unless asked for: that would hide exactly what a per-channel scale and shift (AdaIN) does. The legend says which range, and what shares it.
 */
export default function FeaturesViewer({ pin, resultKey, title, firstLevels }: { readonly pin: Pin; readonly resultKey: string; readonly title: string; /** As they were when the viewer opened. */ readonly firstLevels: Looks['levels']['answer'] }) {
  const t = useTranslate();
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const [levelAt, setLevel] = useState(0);
  // A ladder of masks is read as one; a single tile of it says little.
  const [view, setView] = useState<View>(firstLevels.length > 1 && firstLevels.every(({ meaning, channels }) => meaning === 'mask' && channels === 1) ? 'lens' : 'tiles');
  const [scope, setScope] = useState<Scope>('layer');
  const [options, setOptions] = useState<FeatureOptions>(FIRST_OPTIONS);
  const [panel, setPanel] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const [opened, setOpened] = useState<number>();
  const levels = useLook(pin, resultKey, 'levels', undefined) ?? firstLevels;
  const level = Math.min(levelAt, levels.length - 1);
  const shape = levels[level];
  const numbers = useLook(pin, resultKey, 'channels', { level }, !shape);
  const norms = useLook(pin, resultKey, 'statistics', { level }, !shape?.statistics);
  const others = useOutputs(FEATURES, pin);
  const other = others.find((choice) => pinName(choice.pin) === options.other);
  const b = useOther(other, level, shape);
  const otherNumbers = useLook(b?.source.pin, b?.source.key, 'channels', { level: b?.source.level ?? 0 }, !b?.fits);
  const differences = useLook(pin, resultKey, 'differences', { level, other: { node: b?.source.pin.node ?? '', port: b?.source.pin.port ?? '', level: b?.source.level ?? 0 } }, !b?.fits);
  const nodeBounds = useNodeBounds(pin, resultKey, scope === 'node');
  const pictures = useOutputs(PICTURES, pin);
  const under = usePicture(pictures.find((choice) => pinName(choice.pin) === options.under));
  const meaning = shape?.meaning ?? 'signed';
  const table = useMemo(() => colourTable(meaning, dark), [meaning, dark]);
  const shared = useMemo(() => {
    const parts = [...numbers ? [numbers] : [], ...scope === 'node' ? nodeBounds ?? [] : [], ...scope === 'both' && otherNumbers ? [otherNumbers] : []];
    return commonRange(meaning, parts, options.robust);
  }, [numbers, otherNumbers, nodeBounds, scope, meaning, options.robust]);
  const range = useCallback((channel: number) => (scope === 'channel' && numbers ? channelRange(meaning, numbers, channel) : shared), [scope, numbers, meaning, shared]);
  const order = useMemo(() => (numbers ? orderOf(options.sort, numbers, norms, differences) : []), [numbers, norms, differences, options.sort]);
  const focus = opened ?? chosen;
  const legendRange = focus !== undefined ? range(focus) : shared;
  const [low, high] = legendRange;
  const rested = useRested(`${focus ?? ''} ${low} ${high} ${resultKey}`);
  const counts = useLook(pin, resultKey, 'histogram', { level, channel: focus, low, high }, !numbers || !rested);
  useEffect(() => { setChosen(undefined); setOpened(undefined); }, [level, pin.node, pin.port]);

  const nonFinite = !numbers ? 0 : focus !== undefined ? numbers.nonFinite[focus] ?? 0 : numbers.nonFinite.reduce((sum, count) => sum + count, 0);
  useFeaturesFigure({ view, a: { pin, key: resultKey, level }, b: b?.fits ? b.source : undefined, otherTitle: other?.title, shape, numbers, norms, differences, order, sort: options.sort, scope, range, shared, opened, counts, nonFinite, under, opacity: options.opacity, title });

  if (!shape) return <p className="viewer-empty">{t('viewer.nothing')}</p>;
  if (!numbers) return <p className="viewer-empty">{t('viewer.loading')}</p>;
  const source = { pin, key: resultKey, level };
  const change = (part: Partial<FeatureOptions>): void => {
    setOptions((before) => ({ ...before, ...part }));
    // A comparison shares one range unless the user says otherwise.
    if (part.other !== undefined) setScope(part.other !== '' ? 'both' : scope === 'both' ? 'layer' : scope);
  };
  const open = opened !== undefined && opened < shape.channels ? opened : undefined;
  const keys = keysOf(options.sort, numbers, norms, differences);
  const words = focus !== undefined && focus < shape.channels
    ? `${t('features.channel', { channel: focus, mean: readable(numbers.mean[focus] ?? 0), std: readable(numbers.std[focus] ?? 0) })}${keys && options.sort !== 'energy' ? ` · ${t(`features.sort.${options.sort}`)} ${readable(keys[focus] ?? 0)}` : ''}`
    : `${shape.layer} · ${shape.channels} × ${shape.height} × ${shape.width}`;
  return (
    <div className="image-viewer features-viewer">
      <div className="viewer-stage">
        <div className="stage-room">
          {view === 'lens' ? <Suspense fallback={<p className="viewer-empty">{t('viewer.loading')}</p>}><Lens pin={pin} resultKey={resultKey} level={level} levels={levels} title={title} chosen={chosen} choose={setChosen} /></Suspense>
            : open !== undefined ? <ChannelView source={source} channel={open} width={shape.width} height={shape.height} range={range(open)} table={table} under={under} opacity={options.opacity} title={title} />
              : view === 'projection' ? <ProjectionView a={source} b={b?.fits ? b.source : undefined} under={under} opacity={options.opacity} title={title} otherTitle={other?.title} />
                : view === 'stack' ? <Suspense fallback={<p className="viewer-empty">{t('viewer.loading')}</p>}><StackView source={source} view={shape} order={order} range={range} table={table} title={title} /></Suspense>
                  : <TileGrid title={t('features.gridLabel', { title, count: shape.channels })} a={source} b={b?.fits ? b.source : undefined} view={shape} order={order} range={range} table={table} sizePx={options.sizePx} chosen={chosen} choose={setChosen} open={setOpened} />}
          {open !== undefined && view !== 'lens' && (
            <div className="channel-tools">
              <button type="button" className="button small" onClick={() => setOpened(undefined)}><Icon name="grid" />{t('features.allChannels')}</button>
              <button type="button" className="icon-button small" aria-label={t('features.previous')} title={t('features.previous')} onClick={() => setOpened(order.at(order.indexOf(open) - 1))}>‹</button>
              <button type="button" className="icon-button small" aria-label={t('features.next')} title={t('features.next')} onClick={() => setOpened(order[(order.indexOf(open) + 1) % order.length])}>›</button>
            </div>
          )}
        </div>
        {panel && <OptionsPanel options={options} change={change} others={others} pictures={pictures} signed={meaning === 'signed'} statistics={shape.statistics} differs={b !== undefined && b.fits === false} />}
      </div>
      <div className="viewer-tools features-tools">
        <span className="pixel-value" role="status" title={words}>{words}</span>
        {view !== 'lens' && <HistogramLegend counts={counts} range={legendRange} table={table} nonFinite={nonFinite} />}
        {view !== 'lens' && (
          <select aria-label={t('features.scope')} title={t(meaning === 'signed' ? `features.scopeText.${scope}` : 'features.declared')} value={meaning === 'signed' ? scope : 'declared'} disabled={meaning !== 'signed'} onChange={(event) => setScope(event.currentTarget.value as Scope)}>
            {meaning === 'signed' ? SCOPES.filter((one) => one !== 'both' || b?.fits).map((one) => <option key={one} value={one}>{t(`features.scope.${one}`)}</option>) : <option value="declared">{t('features.scope.declared')}</option>}
          </select>
        )}
        <select aria-label={t('features.view')} value={view} onChange={(event) => { setView(event.currentTarget.value as View); setOpened(undefined); }}>
          {VIEWS.filter((one) => one !== 'lens' || shape.statistics || levels.some((each) => each.meaning === 'mask')).map((one) => <option key={one} value={one}>{t(`features.view.${one}`)}</option>)}
        </select>
        {levels.length > 1 && <select aria-label={t('features.level')} value={level} onChange={(event) => setLevel(Number(event.currentTarget.value))}>{levels.map((each, index) => <option key={index} value={index}>{`${index + 1} · ${each.channels}×${each.height}×${each.width}`}</option>)}</select>}
        <button type="button" className="icon-button small" aria-pressed={panel} aria-expanded={panel} title={t('features.options')} aria-label={t('features.options')} onClick={() => setPanel(!panel)}><Icon name="sliders" /></button>
      </div>
    </div>
  );
}

/** True when nothing changed for a moment: a histogram reads all values, and the tiles go first. */
function useRested(what: string): boolean {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(what), 250);
    return () => clearTimeout(timer);
  }, [what]);
  return rested === what;
}

/** The second tensor at the same level, and whether its shape is that of the first. */
function useOther(other: OutputChoice | undefined, level: number, shape: Looks['levels']['answer'][number] | undefined) {
  const levels = useLook(other?.pin, other?.key, 'levels', undefined, !other);
  return useMemo(() => {
    if (!other || other.key === undefined || !levels || !shape) return undefined;
    const at = Math.min(level, levels.length - 1), own = levels[at];
    return { source: { pin: other.pin, key: other.key, level: at }, fits: own?.channels === shape.channels && own.height === shape.height && own.width === shape.width };
  }, [other, levels, level, shape]);
}

function usePicture(choice: OutputChoice | undefined): Pixels | undefined {
  const session = useSession();
  const [picture, setPicture] = useState<Pixels & { readonly of: string }>();
  const of = choice && `${pinName(choice.pin)} ${choice.key ?? ''}`;
  useEffect(() => {
    if (!choice || of === undefined) return undefined;
    let current = true;
    void session.engine.preview(choice.pin.node, choice.pin.port, 512).catch(() => undefined).then((preview) => { if (current && preview?.kind === 'picture') setPicture({ ...preview, of }); });
    return () => { current = false; };
    // `of` names the picture and its result.
  }, [session, of]);
  return picture && picture.of === of ? picture : undefined;
}
