import { useId, useMemo, useState } from 'react';
import { csvText } from '../../../runtime/batch/csv';
import { useLocalText, useSession, useSessionState, useTranslate } from '../../context';
import { useConsentLine } from '../../dialogs/consent-line';
import { downloadBlob, fileName } from '../../documents/files';
import { Icon } from '../../icons';
import { useFigureSource } from '../../viewers/export/source';
import { titleOfStep, type Compared } from '../compared';
import { numbersFigure } from '../figures';
import { LETTERS } from '../look/lane-head';
import { faceInputs, guessRoles, metricsOn, type PairsOf, type Roles } from './measure-graph';
import { countPhotos, photoPairs } from './photo-pairs';
import { PhotosForm, type ChosenPhotos } from './photos-form';
import { seedsOfPair, type MetricsView } from './run';
import { summarise, tableLines, type Cell } from './summary';

const MOST_PAIRS = 500;

/** Numbers of all lanes over a set of pairs, with intervals and paired differences. It goes on in the background and stays when the panel is closed. */
export function TableView({ compared }: { readonly compared: Compared }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const id = useId();
  const document = useSessionState((state) => state.document);
  const table = useSessionState((state) => state.compare.table);
  const [pairs, setPairs] = useState(8);
  const [firstSeed, setFirstSeed] = useState(1000);
  const faces = useMemo(() => ({ drawn: faceInputs(document, 'drawn'), photos: faceInputs(document, 'photos') }), [document.nodes]);
  const [wanted, setWanted] = useState<PairsOf>();
  // Of what the graph begins with, where it is not said; both where it has both.
  const of: PairsOf = wanted ?? (faces.drawn.length < 2 && faces.photos.length >= 2 ? 'photos' : 'drawn');
  const guess = useMemo(() => guessRoles(document, of), [document.nodes, of]);
  const [roles, setRoles] = useState<Roles>();
  const now = roles && faces[of].includes(roles.source) && faces[of].includes(roles.target) ? roles : guess;
  const [photos, setPhotos] = useState<ChosenPhotos>({ sources: [], targets: [], pairing: 'all' });
  const [agreed, consentLine] = useConsentLine();
  const chosen = useMemo(() => photoPairs(photos.sources, photos.targets, photos.pairing), [photos]);
  const measured = chosen.slice(0, MOST_PAIRS);
  const ready = now !== undefined && (of === 'drawn' || (measured.length > 0 && agreed));
  const running = table?.state === 'running';
  const count = compared.lanes.length;
  const start = (): void => { if (now) void session.comparing.runTable(of === 'photos' ? { pairs: measured.length, firstSeed, roles: now, photos: measured } : { pairs, firstSeed, roles: now }); };
  const save = (): void => {
    if (!table) return;
    const lines = tableLines(table, table.titles.map((title, index) => `${LETTERS[index] ?? ''} ${text(title)}`));
    downloadBlob(new Blob([`\uFEFF${csvText(lines)}`], { type: 'text/csv' }), `${fileName(text(table.of.title))}-compared.csv`);
  };
  const role = (which: 'source' | 'target') => faces[of].length > 2 && now && (
    <label>{t(`compare.table.${which}`)}
      <select value={now[which]} onChange={(event) => setRoles({ ...now, [which]: event.currentTarget.value })}>{faces[of].map((face) => <option key={face} value={face}>{text(titleOfStep(document, face, session.definitions))}</option>)}</select>
    </label>
  );
  useFigureSource(table && table.pairs.length > 0 ? numbersFigure(table, table.titles.map((title, index) => `${LETTERS[index] ?? ''} ${text(title)}`), captionOf(table, t), t) : undefined);
  const whole = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(Number.isNaN(value) ? least : value)));
  return (
    <div className="compare-table">
      <div className="table-form">
        <div className="segments" role="group" aria-label={t('compare.table.of')}>
          {(['drawn', 'photos'] as const).map((one) => <button key={one} type="button" className="chip" aria-pressed={of === one} disabled={running} onClick={() => setWanted(one)}>{t(`compare.table.of.${one}`)}</button>)}
        </div>
        {of === 'drawn' ? <>
          <label htmlFor={`${id}-pairs`}>{t('compare.table.pairs')}<input id={`${id}-pairs`} type="number" className="number" min={1} max={MOST_PAIRS} value={pairs} disabled={running} onChange={(event) => setPairs(whole(event.currentTarget.valueAsNumber, 1, MOST_PAIRS))} /></label>
          <label htmlFor={`${id}-seed`}>{t('compare.table.firstSeed')}<input id={`${id}-seed`} type="number" className="number" min={0} max={4294967295} value={firstSeed} disabled={running} onChange={(event) => setFirstSeed(whole(event.currentTarget.valueAsNumber, 0, 4294967295))} /></label>
        </> : <PhotosForm chosen={photos} change={setPhotos} count={measured.length} all={chosen.length} disabled={running} />}
        {role('source')}{role('target')}
        {running
          ? <button type="button" className="button" onClick={() => session.comparing.stopTable()}><Icon name="stop" />{t('action.stop')}</button>
          : <button type="button" className="button primary" disabled={!ready || count < 1} onClick={start}><Icon name="run" />{t('compare.table.start')}</button>}
        {table && table.pairs.length > 0 && <button type="button" className="button" onClick={save}><Icon name="save" />{t('compare.table.save')}</button>}
        {table && <Progress table={table} />}
      </div>
      {!now && <p className="side-remark" role="status">{t(of === 'photos' ? 'compare.table.noPhotos' : 'compare.table.noFaces')}</p>}
      {of === 'photos' && now && chosen.length > 0 && !(agreed && table) && consentLine}
      {table?.problem && <p className="problem-box" role="alert">{text(table.problem)}</p>}
      {table && table.pairs.length > 0 ? <Numbers table={table} stale={table.of.nodes !== document.nodes || table.of.links !== document.links} /> : <p className="viewer-empty">{t(of === 'photos' ? 'compare.table.photosText' : 'compare.table.text')}</p>}
    </div>
  );
}

function Progress({ table }: { readonly table: MetricsView }) {
  const t = useTranslate();
  const { request, pairs, part, state } = table;
  const left = state === 'running' && pairs.length > 0 ? (pairs.reduce((sum, { ms }) => sum + ms, 0) / pairs.length) * (request.pairs - pairs.length - part) : undefined;
  return (
    <span className="table-progress" role="status">
      {state === 'running' && <progress className="batch-bar" max={request.pairs} value={pairs.length + part} aria-label={t('compare.table.progress', { done: pairs.length, total: request.pairs })} />}
      {t('compare.table.progress', { done: pairs.length, total: request.pairs })}{left !== undefined && ` · ${t('compare.table.left', { seconds: Math.max(1, Math.round(left / 1000)) })}`}{state === 'stopped' && ` · ${t('compare.table.stopped')}`}
    </span>
  );
}

function Numbers({ table, stale }: { readonly table: MetricsView; readonly stale: boolean }) {
  const t = useTranslate();
  const text = useLocalText();
  const { titles, reference, pairs, request } = table;
  const metrics = metricsOn(request.photos !== undefined);
  const summary = useMemo(() => summarise(table), [table.pairs, titles, reference]);
  const problems = [...new Map(pairs.flatMap(({ lanes, of }) => lanes.flatMap(({ problem }, lane) => (problem ? [[`${lane} ${problem.en}`, { lane, of, problem }] as const] : [])))).values()];
  const best = metrics.map(({ name, better }) => {
    const means = summary.map((row) => row[name].of.mean).filter((mean) => !Number.isNaN(mean));
    return means.length < 2 ? undefined : better === 'higher' ? Math.max(...means) : Math.min(...means);
  });
  return (
    <div className="table-viewer" tabIndex={0} role="region" aria-label={t('compare.tab.numbers')}>
      {stale && <p className="side-remark">{t('compare.table.stale')}</p>}
      <table>
        <thead><tr><th scope="col">{t('compare.lane')}</th>{metrics.map(({ name, unit, better }) => <th key={name} scope="col" title={t(`compare.metricText.${name}`)}>{t(`compare.metric.${name}`)}{unit && <span className="unit">{unit}</span>}<span className="unit" title={t(`better.${better}`)}>{better === 'higher' ? '↑' : '↓'}</span></th>)}</tr></thead>
        <tbody>
          {summary.map((row, lane) => (
            <tr key={lane}>
              <th scope="row" title={table.made[lane]}><b className="lane-letter" data-reference={lane === reference || undefined}>{LETTERS[lane]}</b> {text(titles[lane])}{lane === reference && <small>{t('compare.reference')}</small>}</th>
              {metrics.map(({ name, digits }, at) => <NumberCell key={name} cell={row[name]} digits={digits} best={row[name].of.mean === best[at] && summary.every((one, index) => index === lane || (lane === reference ? one : row)[name].clear)} pairs={pairs.length} />)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{captionOf(table, t)}</p>
      {request.photos && <p className="muted">{t('compare.table.noTruth')}</p>}
      {problems.length > 0 && <ul className="batch-failures">{problems.map(({ lane, of, problem }) => <li key={`${lane} ${problem.en}`}><b>{LETTERS[lane]}, {of.join(' → ')}</b> {text(problem)}</li>)}</ul>}
    </div>
  );
}

function captionOf({ pairs, request, reference }: MetricsView, t: ReturnType<typeof useTranslate>): string {
  const said = { pairs: pairs.length, reference: LETTERS[reference] ?? '' };
  return request.photos ? t('compare.table.captionPhotos', { ...said, ...countPhotos(request.photos.slice(0, pairs.length)) }) : t('compare.table.caption', { ...said, first: request.firstSeed, last: seedsOfPair(request, pairs.length - 1)[1] });
}

function NumberCell({ cell: { of, delta, clear, pairs: known }, digits, best, pairs }: { readonly cell: Cell; readonly digits: number; readonly best: boolean; readonly pairs: number }) {
  const t = useTranslate();
  if (Number.isNaN(of.mean)) return <td className="muted">–</td>;
  const number = (value: number): string => value.toFixed(digits).replace(/^-/, '−');
  const signed = (value: number): string => (value >= 0 ? '+' : '') + number(value);
  return (
    <td data-best={best || undefined}>
      <span className="mean">{number(of.mean)}</span> {pairs > 1 && <small className="interval">[{number(of.low)}, {number(of.high)}]</small>}
      {delta && <small className="delta" data-clear={clear || undefined} title={t(clear ? 'compare.table.clear' : 'compare.table.unclear')}>Δ {signed(delta.mean)}{pairs > 1 && ` [${signed(delta.low)}, ${signed(delta.high)}]`}</small>}
      {known < pairs && <small>n {known}</small>}
    </td>
  );
}
