import type { ChannelNumbers, LevelView, NormNumbers } from '../../../runtime/look-types';
import type { FeaturesValue } from '../../../runtime/values';
import { useSession, useTranslate } from '../../context';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import { colourTable } from '../features/colour-maps';
import { keysOf, type Scope, type Sort } from '../features/range';
import type { TileSource } from '../features/tile-grid';
import type { Pixels } from '../picture';
import { readable } from '../readable';
import { legendOf } from './legend';
import { useFigureSource, type FigureSource } from './source';
import { below, text, type Drawn } from './svg';
import { channelRows } from './tables';
import { FIGURE_TILES, paintingsDrawn, tileRasters, tilesDrawn } from './tile-figure';

/** What the viewer of feature maps shows, as far as a figure needs it. */
export interface FeaturesShown {
  readonly view: 'tiles' | 'projection' | 'stack' | 'lens';
  readonly a: TileSource;
  readonly b: TileSource | undefined;
  readonly otherTitle: string | undefined;
  readonly shape: LevelView | undefined;
  readonly numbers: ChannelNumbers | undefined;
  readonly norms: NormNumbers | undefined;
  readonly differences: Float32Array | undefined;
  readonly order: readonly number[];
  readonly sort: Sort;
  readonly scope: Scope;
  readonly range: (channel: number) => readonly [number, number];
  readonly shared: readonly [number, number];
  readonly opened: number | undefined;
  readonly counts: Float32Array | undefined;
  readonly nonFinite: number;
  readonly under: Pixels | undefined;
  readonly opacity: number;
  readonly title: string;
}

/** Offers tiles, one channel or principal components for export; lens and stack offer themselves. */
export function useFeaturesFigure(shown: FeaturesShown): void {
  const session = useSession();
  const t = useTranslate();
  const { shape, numbers, view, opened, sort, scope, order } = shown;
  const own = shape && numbers && (view === 'tiles' || view === 'projection');
  const signed = shape?.meaning === 'signed';
  const range = view === 'projection' ? [] : [t(signed ? `features.scopeText.${scope}` : 'features.declared')];
  const what = !own ? [] : view === 'projection' ? [] : opened !== undefined ? [t('figure.channel', { channel: opened })]
    : [t('figure.tiles', { shown: Math.min(FIGURE_TILES, order.length), all: order.length, order: t(`features.sort.${sort}`) })];
  const layer = shape ? [`${shape.net} · ${shape.layer} · ${shape.channels} × ${shape.height} × ${shape.width}`] : [];
  useFigureSource(own ? {
    name: view === 'projection' ? 'pca' : opened === undefined ? 'tiles' : `channel ${opened}`,
    notes: [[...layer, ...what, ...range, ...shown.b && view !== 'projection' ? [t('figure.pair', { other: shown.otherTitle ?? 'B' })] : []].join(' · ')],
    draw: () => drawn(session, shown, t),
    tensor: () => levelTensor(session, shown.a.pin, shown.a.level, opened),
    table: () => channelRows(numbers, shown.norms, shown.differences),
  } satisfies FigureSource : undefined);
}

async function drawn(session: Session, { view, a, b, otherTitle, shape, numbers, norms, differences, order, sort, range, shared, opened, counts, nonFinite, under, opacity, title }: FeaturesShown, t: ReturnType<typeof useTranslate>): Promise<Drawn> {
  if (view === 'projection') {
    const found = await session.engine.look(a.pin.node, a.pin.port, 'projection', { level: a.level, other: b && { node: b.pin.node, port: b.pin.port, level: b.level } });
    if (!found) throw new Error(t('viewer.nothing'));
    const shares = found.explained.map((share) => `${(share * 100).toFixed(0)} %`).join(' · ');
    const names = found.pictures.map((_, index) => (found.pictures.length === 1 ? '' : index === 0 ? `A · ${title}` : `B · ${otherTitle ?? ''}`));
    const pictures = paintingsDrawn(found.pictures.map((rgba, index) => ({ raster: { width: found.width, height: found.height, rgba }, name: names[index]!, under, opacity })));
    return below([pictures, { width: 300, height: 16, body: text(0, 12, t('features.explained', { shares })) }], 6);
  }
  // Figures go onto white paper, so the maps of the light theme are used in every theme.
  const table = colourTable(shape!.meaning);
  const channels = opened === undefined ? order.slice(0, FIGURE_TILES) : [opened];
  const look = (pin: Pin, request: Parameters<typeof session.engine.look<'tiles'>>[3]) => session.engine.look(pin.node, pin.port, 'tiles', request);
  const asked = { channels, height: shape!.height, width: shape!.width, range, table };
  const first = await tileRasters(look, { ...asked, pin: a.pin, level: a.level }), second = b && await tileRasters(look, { ...asked, pin: b.pin, level: b.level });
  if (!first) throw new Error(t('viewer.nothing'));
  const keys = keysOf(sort, numbers!, norms, differences);
  const tiles = opened !== undefined ? paintingsDrawn([{ raster: first[0]!, name: t('features.channelName', { channel: opened }), under, opacity: under ? opacity : 1 }])
    : tilesDrawn(channels, first, second, (channel) => (keys ? `${channel}: ${readable(keys[channel] ?? 0)}` : String(channel)));
  const legend = legendOf({ table, range: opened === undefined ? shared : range(opened), counts, nonFinite, words: { below: t('figure.below'), above: t('figure.outside'), absent: t('features.noNumber') } });
  return below([tiles, legend], 14);
}

/** The whole level, or one of its channels. */
async function levelTensor(session: Session, { node, port }: Pin, level: number, channel: number | undefined): Promise<{ readonly shape: readonly number[]; readonly data: Float32Array } | undefined> {
  const value = await session.engine.value(node, port);
  const features: FeaturesValue | undefined = value?.kind === 'features' ? value : value?.kind === 'pyramid' ? value.levels[level] : undefined;
  const data = features?.tensor.data;
  if (!features || !data) return undefined;
  const [, height = 1, width = 1] = features.tensor.shape, area = height * width;
  return channel === undefined ? { shape: features.tensor.shape, data } : { shape: [height, width], data: data.slice(channel * area, (channel + 1) * area) };
}
