import { useMemo, useState, type KeyboardEvent } from 'react';
import { useLocalText, useSessionState, useTranslate } from '../../context';
import { useFigureSource } from '../../viewers/export/source';
import { useModeTitles } from '../../viewers/mesh/mode-titles';
import { useFaceModel } from '../../viewers/mesh/use-morph';
import { readable } from '../../viewers/readable';
import { LaneHead, LETTERS, useMadeBy } from './lane-head';
import { numberWords } from './lane-image';
import { ModeChoice } from './mode-choice';
import { useLaneValues } from './use-lane-values';
import { useSameList } from './use-same-list';
import { VectorBars, type VectorSpot } from './vector-bars';
import { vectorFigure } from './vector-figure';
import { gapsOf, groupsOf, isVector, spaceOf, topsOf, unlikeOf, type GroupGap, type GroupName, type VectorValue } from './vectors';
import type { LookProps } from './wires';

const MODES = ['values', 'difference'] as const;

/** The lanes as vectors, one below the other so that equal indices stand at equal places: their numbers on one scale, or each minus the reference, and how far they are apart. */
export function VectorLanes({ compared, roles, inputs, focus, leaveFocus, wires, why }: LookProps) {
  const t = useTranslate();
  const text = useLocalText();
  const steps = useSessionState((state) => state.steps);
  const [mode, setMode] = useState<(typeof MODES)[number]>('values');
  const [pointed, setSpot] = useState<VectorSpot>();
  const { lanes, reference } = compared;
  const values = useLaneValues(wires);
  const vectors = useSameList(values.map((value) => (isVector(value) ? value : undefined)));
  const groups = useMemo(() => vectors.map((value) => value && groupsOf(value)), [vectors]);
  const base = vectors[reference];
  const unlike = useMemo(() => vectors.map((value, index) => (value && base && index !== reference ? unlikeOf(value, base) : undefined)), [vectors, base, reference]);
  const gaps = useMemo(() => vectors.map((value, index) => (value && base && index !== reference && unlike[index] === undefined ? gapsOf(value, base) : undefined)), [vectors, base, reference, unlike]);
  const tops = useMemo(() => topsOf(groups), [groups]);
  const gapTops = useMemo(() => topsOf(gaps), [gaps]);

  // Other outputs may be chosen, whose vectors have no such number.
  const spot = groups.some((all) => all?.some((group) => group.name === pointed?.group && pointed.index < group.values.length)) ? pointed : undefined;
  const titleOf = useAxisTitle(base ?? vectors.find((value) => value !== undefined));
  const name = (index: number): string => `${LETTERS[index] ?? ''} ${text(lanes[index]?.title)}`;
  const madeBy = useMadeBy();
  const made = useMemo(() => lanes.map((lane, index) => madeBy(index, lane, compared, roles).all), [compared, roles, steps, t]);
  useFigureSource(vectorFigure({
    lanes: lanes.map((_lane, index) => ({ name: name(index), made: made[index] ?? '', value: vectors[index], gaps: gaps[index] })), byDifference: mode === 'difference', reference, wire: focus?.title, inputs, titleOf,
  }, t));

  const walk = (event: KeyboardEvent): void => {
    const order = (groups[reference] ?? groups.find((one) => one !== undefined) ?? []).flatMap(({ name: group, values: numbers }) => Array.from(numbers, (_, index): VectorSpot => ({ group, index })));
    const by = ({ ArrowLeft: -1, ArrowRight: 1 } as Readonly<Record<string, number>>)[event.key];
    if (by === undefined || order.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = spot ? order.findIndex(({ group, index }) => group === spot.group && index === spot.index) : -1;
    setSpot(order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by * (event.shiftKey ? 10 : 1)))]);
  };
  const seen = (index: number): boolean => !focus || focus.pins[index] !== undefined;
  const row = (index: number) => {
    const byDifference = mode === 'difference' && index !== reference, own = byDifference ? gaps[index] : groups[index], scale = byDifference ? gapTops : tops;
    const reason = unlike[index], value = vectors[index];
    return (
      <section key={index} className="vector-lane" aria-label={byDifference ? `${name(index)} − ${name(reference)}` : name(index)}>
        <LaneHead index={index} lane={lanes[index]!} compared={compared} roles={roles} note={byDifference ? `− ${LETTERS[reference] ?? ''}` : focus?.title} />
        <div className="vector-room" tabIndex={0} role="group" aria-label={byDifference ? `${name(index)} − ${name(reference)}` : name(index)} aria-roledescription={t('compare.vectorStage')} onKeyDown={walk}>
          {own ? own.map((group) => (
            <figure key={group.name} style={{ flexGrow: Math.max(24, group.values.length) }}>
              <figcaption>{t(`compare.group.${group.name}`)} <span className="unit">{group.values.length}</span><span className="vector-scale">±{readable(Number(scale[group.name].toPrecision(3)))}</span></figcaption>
              <VectorBars group={group} top={scale[group.name]} signed={byDifference} title={`${name(index)} · ${t(`compare.group.${group.name}`)}`} spot={spot} setSpot={setSpot} />
            </figure>
          )) : <p className="viewer-empty">{value && base && reason ? t(`compare.unlike.${reason}`, { own: spaceOf(value), other: spaceOf(base) }) : why(index)}</p>}
        </div>
        <div className="vector-numbers">{gaps[index] ? <Gaps gaps={gaps[index]} reference={LETTERS[reference] ?? ''} /> : <small>{value ? spaceOf(value) : ''}{index === reference && <><br />{t('compare.reference')}</>}{reason && mode === 'values' && <><br />{t('compare.unlikeShort', { reference: LETTERS[reference] ?? '' })}</>}</small>}</div>
      </section>
    );
  };
  const at = (index: number): number | undefined => groups[index]?.find((group) => group.name === spot?.group)?.values[spot?.index ?? -1];
  return (
    <div className="image-viewer compare-look" data-mode={mode} data-family="vector">
      <div className="vector-lanes">{lanes.map((_lane, index) => (seen(index) ? row(index) : null))}</div>
      <div className="viewer-tools compare-tools">
        <ModeChoice modes={MODES} mode={mode} setMode={setMode} />
        {focus && <button type="button" className="chip" onClick={leaveFocus}>{t('compare.backToEnds')}</button>}
        <span className="pixel-value" role="status" data-values>
          {spot ? <>{`${t(`compare.group.${spot.group}`)} [${spot.index}] ${titleOf(spot.group, spot.index)}`}{lanes.map((_lane, index) => {
            const value = at(index), other = at(reference);
            return value === undefined ? null : <span key={index} className="lane-value"> · <b>{LETTERS[index]}</b> {numberWords(value)}{gaps[index] && other !== undefined && <span> (Δ {numberWords(value - other)})</span>}</span>;
          })}</> : t(mode === 'difference' ? 'compare.legendSigned' : 'compare.vectorScale', { reference: LETTERS[reference] ?? '' })}
        </span>
      </div>
    </div>
  );
}

/** What an axis stands for: modes of the face model have names, those of a recogniser none. */
function useAxisTitle(value: VectorValue | undefined): (group: GroupName, index: number) => string {
  const { model } = useFaceModel(value?.kind === 'coefficients');
  const titles = useModeTitles();
  return useMemo(() => (group, index) => {
    if (group === 'vector' || !model || value?.kind !== 'coefficients' || value.model.name !== model.name || value.model.version !== model.version) return '';
    const found = (group === 'identity' ? model.identityModes : model.expressionModes)[index];
    return found ? titles(group, found) : '';
  }, [model, titles, value]);
}

/** How far a lane is from the reference, group by group. */
function Gaps({ gaps, reference }: { readonly gaps: readonly GroupGap[]; readonly reference: string }) {
  const t = useTranslate();
  return (
    <table>
      <thead><tr><th scope="col">{t('compare.toReference', { reference })}</th>{gaps.map(({ name }) => <th key={name} scope="col">{gaps.length > 1 ? t(`compare.group.${name}`) : ''}</th>)}</tr></thead>
      <tbody>
        <tr><th scope="row">{t('compare.cosine')}</th>{gaps.map(({ name, cosine }) => <td key={name}>{Number.isNaN(cosine) ? '–' : cosine.toFixed(3).replace('-', '−')}</td>)}</tr>
        <tr><th scope="row" title={t('compare.l2Text')}>L2</th>{gaps.map(({ name, l2 }) => <td key={name}>{readable(Number(l2.toPrecision(3)))}</td>)}</tr>
      </tbody>
    </table>
  );
}
