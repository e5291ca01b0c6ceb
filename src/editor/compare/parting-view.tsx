import { useEffect, useState } from 'react';
import { useLanguage, useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { Icon } from '../icons';
import { goTo } from '../problems';
import { useFigureSource } from '../viewers/export/source';
import { readable } from '../viewers/readable';
import { titleOfStep, type Compared } from './compared';
import { distanceWords, partingOf, rowTitle, UNRELATED, type DivergenceRow, type DivergenceView } from './divergence';
import { divergenceColour } from './divergence-colour';
import { familyOf } from './families';
import { partingFigure } from './figures';
import { LETTERS } from './look/lane-head';
import type { Focus } from './look/wires';

/** Where two lanes part: in words, node by node, and on the canvas. */
export function PartingView({ compared, look }: { readonly compared: Compared; readonly look: (focus: Focus) => void }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const { divergence, measuring, threshold, painted } = useSessionState((state) => state.compare);
  const ready = useSessionState((state) => state.run.state === 'done' || state.run.state === 'failed');
  const steps = useSessionState((state) => state.steps);
  const { lanes, reference } = compared;
  const others = lanes.map((_lane, index) => index).filter((index) => index !== reference);
  const [chosen, setChosen] = useState<number>();
  const other = chosen !== undefined && others.includes(chosen) ? chosen : divergence && divergence.lanes[0] === reference && others.includes(divergence.lanes[1]) ? divergence.lanes[1] : others[0];
  const wanted = other === undefined ? undefined : [reference, other] as const;
  const current = wanted && divergence?.lanes[0] === wanted[0] && divergence.lanes[1] === wanted[1] ? divergence : undefined;
  const keys = wanted ? session.comparing.keysOf(compared, wanted) : '';
  const stale = current === undefined || current.of !== keys;
  const has = wanted?.every((index) => steps[lanes[index]?.end?.[0] ?? '']?.report !== undefined) ?? false;
  useEffect(() => {
    // Measured when one looks: after a run, another choice, or the first opening. What is measured already of these results goes on.
    if (wanted && ready && has && stale && measuring?.of !== keys) void session.comparing.measure(wanted);
  }, [session, keys, ready, has, stale, wanted?.[0], wanted?.[1]]);

  const first = current && partingOf(current.rows, threshold).first;
  useFigureSource(current && partingFigure(current, partedWords(first, threshold, text, t), text, t));
  if (!wanted) return <p className="viewer-empty">{t('compare.needTwo')}</p>;
  const name = (index: number): string => `${LETTERS[index] ?? ''} ${text(lanes[index]?.title)}`;
  const inspect = (row: DivergenceRow): void => {
    const visible = row.pair.ports.filter(([port]) => showable(compared, row.pair.a, port));
    const [a, b] = visible.find(([port]) => row.ports.some((one) => one.a[1] === port && one.found.comparable)) ?? visible[0] ?? row.pair.ports[0] ?? ['', ''];
    look({ title: rowTitle(row, text), pins: lanes.map((_lane, index) => (index === wanted[0] ? { node: row.pair.a, port: a } : index === wanted[1] ? { node: row.pair.b, port: b } : undefined)) });
  };
  return (
    <div className="parting">
      <div className="parting-words">
        {current ? <Words view={current} compared={compared} threshold={threshold} /> : <p>{measuring ? t('compare.measuring', { done: measuring.done, total: measuring.total }) : t(has ? 'compare.notMeasured' : 'viewer.notRun')}</p>}
        <div className="parting-tools">
          {others.length > 1 && (
            <label>{t('compare.against', { reference: LETTERS[reference] ?? '' })}
              <select value={other} onChange={(event) => setChosen(Number(event.currentTarget.value))}>{others.map((index) => <option key={index} value={index}>{name(index)}</option>)}</select>
            </label>
          )}
          <label className="threshold">{t('compare.threshold')}
            <input type="range" className="slider" min={1} max={50} value={Math.round(threshold * 100)} aria-valuetext={readable(threshold)} style={{ ['--part' as string]: `${(Math.round(threshold * 100) - 1) / 0.49}%` }} onChange={(event) => session.comparing.change({ threshold: event.currentTarget.valueAsNumber / 100 })} />
            <output>{threshold.toFixed(2)}</output>
          </label>
          <label className="check-line"><input type="checkbox" checked={painted} onChange={(event) => session.comparing.change({ painted: event.currentTarget.checked })} />{t('compare.paint')}</label>
          {measuring ? <button type="button" className="button small" onClick={() => session.comparing.stopMeasuring()}>{t('action.stop')}</button>
            : <button type="button" className="button small" disabled={!has} onClick={() => void session.comparing.measure(wanted)}>{t('compare.measure')}</button>}
        </div>
        <p className="muted">{t('compare.measureText')}</p>
      </div>
      {current && <Rows view={current} compared={compared} threshold={threshold} inspect={inspect} />}
    </div>
  );
}

function Words({ view, compared, threshold }: { readonly view: DivergenceView; readonly compared: Compared; readonly threshold: number }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const language = useLanguage();
  const { first, unlike, equal } = partingOf(view.rows, threshold);
  const [a, b] = view.titles.map(text) as [string, string];
  const names = (ids: readonly string[]): string => ids.map((id) => text(titleOfStep(compared.whole, id, session.definitions))).join((language === 'zh' ? '、' : ', '));
  const last = equal.at(-1);
  return (
    <div className="parting-sentence" role="status">
      <p><b>{partedWords(first, threshold, text, t)}</b>{' '}{last && t(first ? 'compare.equalUpTo' : 'compare.equalAll', { count: equal.length, node: rowTitle(last, text) })}</p>
      {unlike && <p>{t('compare.unlikeBefore', { node: rowTitle(unlike, text), why: whyOf(unlike, t) })}</p>}
      {view.onlyA.length > 0 && <p>{t('compare.only', { lane: a, nodes: names(view.onlyA) })}</p>}
      {view.onlyB.length > 0 && <p>{t('compare.only', { lane: b, nodes: names(view.onlyB) })}</p>}
    </div>
  );
}

function Rows({ view, compared, threshold, inspect }: { readonly view: DivergenceView; readonly compared: Compared; readonly threshold: number; readonly inspect: (row: DivergenceRow) => void }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const { first } = partingOf(view.rows, threshold);
  return (
    <div className="table-viewer parting-rows" tabIndex={0} role="region" aria-label={t('compare.rows')}>
      <table>
        <thead><tr><th scope="col">{t('compare.column.node')}</th><th scope="col">{t('compare.column.how')}</th><th scope="col">{t('compare.column.distance')}</th><th scope="col">{t('compare.column.shape')}</th><th scope="col"><span className="visually-hidden">{t('compare.column.actions')}</span></th></tr></thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={`${row.pair.a} ${row.pair.b}`} data-first={row === first || undefined}>
              <th scope="row">{rowTitle(row, text)}</th>
              <td>{t(`compare.how.${row.pair.how}`)}</td>
              <td>{row.worst === undefined ? <span className="muted">≠ {t('compare.card.incomparable')}</span> : <span className="distance-bar"><i style={{ width: `${Math.sqrt(Math.min(1, row.worst / UNRELATED)) * 100}%`, background: divergenceColour(row.worst, dark) }} /><span>{distanceWords(row.worst)}</span></span>}</td>
              <td className="muted">{row.ports.map(({ a, found }) => `${row.ports.length > 1 ? `${a[1]} ` : ''}${found.comparable ? found.shape : `${found.own} ≠ ${found.other}`}`).join('; ')}</td>
              <td className="row-tools">
                {shows(row, compared) && <button type="button" className="icon-button small" title={t('compare.lookAt')} aria-label={`${t('compare.lookAt')}: ${rowTitle(row, text)}`} onClick={() => inspect(row)}><Icon name="image" /></button>}
                <button type="button" className="icon-button small" title={t('compare.showNode')} aria-label={`${t('compare.showNode')}: ${rowTitle(row, text)}`} onClick={() => goTo(session, row.pair.b, row.pair.a)}><Icon name="fit" /></button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function partedWords(first: DivergenceRow | undefined, threshold: number, text: ReturnType<typeof useLocalText>, t: ReturnType<typeof useTranslate>): string {
  return first ? t('compare.partAt', { node: rowTitle(first, text), distance: distanceWords(first.worst ?? 0) }) : t('compare.partNowhere', { threshold: readable(threshold) });
}

/** Whether a pair carries anything that can be looked at. */
function shows(row: DivergenceRow, compared: Compared): boolean {
  return row.pair.ports.some(([port]) => showable(compared, row.pair.a, port));
}

function showable({ checked }: Compared, node: string, port: string): boolean {
  return familyOf(checked.types[`${node}.${port}`]?.kind) !== undefined;
}

function whyOf({ ports }: DivergenceRow, t: ReturnType<typeof useTranslate>): string {
  const found = ports.find((port) => !port.found.comparable)?.found;
  return found && !found.comparable ? t(`compare.why.${found.why}`, { own: found.own, other: found.other }) : '';
}
