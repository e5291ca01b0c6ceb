import { useMemo } from 'react';
import type { Value } from '../../../runtime/values';
import { axesOf } from '../../../runtime/sweep/check-sweeps';
import { resolveParams } from '../../../runtime/params';
import { useLanguage, useSession, useSessionState, useTranslate } from '../../context';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import type { Pixels } from '../picture';
import { numberDrawn, pictureDrawn, tableDrawn, vectorDrawn } from './drawings';
import { useFigureSource, type FigureSource } from './source';
import { below, beside, type Drawn } from './svg';
import { cutCells, sweepCurves, sweepDrawn } from './sweep-figure';
import { tableRows, valueRows } from './tables';

/** Offers a picture, a table or numbers for export; draws nothing itself. Faces and meshes are offered by their own viewers. */
export function ValueFigure({ pin, value, picture }: { readonly pin: Pin; readonly value: Value | undefined; readonly picture: Pixels | undefined }) {
  const session = useSession();
  const t = useTranslate();
  const language = useLanguage();
  const sweeps = useSessionState((state) => session.definitions.get(state.checked.flat.nodes[pin.node]?.type ?? '')?.sweep !== undefined);
  const words = useMemo(() => ({ identity: t('coefficients.identity'), expression: t('coefficients.expression') }), [t]);
  useFigureSource(useMemo((): FigureSource | undefined => {
    if (picture) {
      const notes = [`${picture.width} × ${picture.height} px`];
      const tensor = (): ReturnType<NonNullable<FigureSource['tensor']>> => tensorOf(session, pin);
      return sweeps ? { name: 'sweep', notes: [t('figure.sweep')], tensor, draw: () => sweepFigure(session, pin, picture, language), table: () => tableBeside(session, pin) } : { name: pin.port, notes, tensor, draw: () => pictureDrawn(picture) };
    }
    switch (value?.kind) {
      case 'table': return { name: 'table', notes: [], draw: () => tableDrawn(value), table: () => tableRows(value) };
      case 'number': return { name: 'number', notes: [], draw: () => numberDrawn(value), table: () => valueRows(value) };
      case 'identity': case 'coefficients': return { name: value.kind, notes: [], draw: () => vectorDrawn(value, words), table: () => valueRows(value), ...(value.kind === 'identity' ? { tensor: () => tensorOf(session, pin) } : {}) };
      default: return undefined;
    }
  }, [session, pin, value, picture, sweeps, words, t, language]));
  return null;
}

/** The tensor that a value is. */
async function tensorOf(session: Session, { node, port }: Pin): Promise<{ readonly shape: readonly number[]; readonly data: Float32Array } | undefined> {
  const value = await session.engine.value(node, port);
  const tensor = value?.kind === 'image' || value?.kind === 'mask' ? value.pixels : value?.kind === 'crop' ? value.image.pixels : value?.kind === 'flow' ? value.tensor : value?.kind === 'identity' ? value.vector : undefined;
  return tensor?.data && { shape: tensor.shape, data: tensor.data };
}

async function tableBeside(session: Session, pin: Pin): Promise<ReturnType<typeof tableRows> | undefined> {
  const value = await session.engine.value(pin.node, 'table');
  return value?.kind === 'table' ? tableRows(value) : undefined;
}

/** The grid with its words as text, and a curve of the first numbers; the picture as it is where it cannot be cut. */
async function sweepFigure(session: Session, pin: Pin, grid: Pixels, language: 'en' | 'zh'): Promise<Drawn> {
  const { checked } = session.get(), node = checked.flat.nodes[pin.node], definition = node && session.definitions.get(node.type);
  const { axes } = axesOf(pin.node, checked.flat, session.definitions);
  const value = await session.engine.value(pin.node, 'table'), table = value?.kind === 'table' ? value : undefined;
  const params = definition ? resolveParams(definition, node.params) : {}, { cellPx } = params;
  const feed = checked.feeds.get(pin.node)?.get('picture'), { width, height } = (feed && checked.types[feed.join('.')]) ?? {};
  // Where no picture is linked the numbers are part of the cells.
  const shown = params['numbers'] === true && feed !== undefined;
  const swept = width !== undefined && height !== undefined ? { width, height } : undefined;
  const cut = axes.length > 0 && typeof cellPx === 'number' ? cutCells(grid, axes, table, { numbers: shown, cellPx, swept }) : undefined;
  const curves = table ? [0, 1].flatMap((metric) => sweepCurves(axes, table, metric, language) ?? []) : [];
  return below([cut ? sweepDrawn(cut.cells, axes, table, shown, language) : pictureDrawn(grid, undefined, Math.max(grid.width, grid.height)), ...curves.length > 0 ? [beside(curves, 24, Math.max(900, grid.width))] : []], 16);
}
