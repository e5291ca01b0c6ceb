import { useMemo, useRef, useState } from 'react';
import type { MeshValue } from '../../../runtime/values';
import { useLocalText, useSessionState, useTranslate } from '../../context';
import { CameraLink, type CameraView } from '../../viewers/camera-link';
import { useFigureSource } from '../../viewers/export/source';
import { colourTable } from '../../viewers/features/colour-maps';
import { HistogramLegend } from '../../viewers/features/histogram-legend';
import { boundsOf } from '../../viewers/mesh/bounds';
import { distanceColours } from '../../viewers/mesh/distance';
import type { Layer, MeshScene, Shading } from '../../viewers/mesh/mesh-scene';
import { readable } from '../../viewers/readable';
import { LaneHead, LETTERS, useMadeBy } from './lane-head';
import { distanceCounts, distanceScaleMm, distancesToReference, MM_PER_CM } from './mesh-distances';
import { meshFigure } from './mesh-figure';
import { MeshPane } from './mesh-pane';
import { ModeChoice } from './mode-choice';
import { useLaneValues } from './use-lane-values';
import { useSameList } from './use-same-list';
import { useTurns } from './use-turns';
import type { LookProps } from './wires';

const MODES = ['side', 'onion', 'flicker', 'difference'] as const;
/** Clay of the reference and of what is laid over it, told apart in lightness as well as in hue. */
const CLAY = '#ffffff', OVER = '#6f9bff';

/** The lanes as meshes: beside or over one another under cameras that turn together, or coloured by their distance to the reference on one scale. */
export default function MeshLanes({ compared, roles, inputs, focus, leaveFocus, wires, why }: LookProps) {
  const t = useTranslate();
  const text = useLocalText();
  const steps = useSessionState((state) => state.steps);
  const [mode, setMode] = useState<(typeof MODES)[number]>('side');
  const [shading, setShading] = useState<Shading>('matcap');
  const [wireframe, setWireframe] = useState(false);
  const [linked, setLinked] = useState(true);
  const [split, setSplit] = useState(50);
  const [chosen, setChosen] = useState<number>();
  const turn = useTurns(mode === 'flicker');
  const last = useRef<CameraView | undefined>(undefined);
  const [link] = useState(() => new CameraLink());
  const scenes = useRef(new Map<string, MeshScene>());
  const { lanes, reference } = compared;

  const values = useLaneValues(wires);
  const meshes = useSameList(values.map((value): MeshValue | undefined => (value?.kind === 'mesh' ? value : undefined)));
  const bounds = useMemo(() => boundsOf(meshes.filter((mesh) => mesh !== undefined)), [meshes]);
  const found = useMemo(() => distancesToReference(meshes, reference), [meshes, reference]);
  const scaleMm = useMemo(() => distanceScaleMm(found), [found]);
  const counts = useMemo(() => distanceCounts(found, scaleMm), [found, scaleMm]);
  const table = useMemo(() => colourTable('distance'), []);
  const plain = useMemo(() => meshes.map((mesh): readonly Layer[] => (mesh ? [{ mesh, colour: CLAY, opacity: 1 }] : [])), [meshes]);
  const coloured = useMemo(() => meshes.map((mesh, index): readonly Layer[] => {
    const one = found[index];
    return mesh && typeof one === 'object' ? [{ mesh, colour: CLAY, opacity: 1, painted: distanceColours(one.cm, scaleMm[1] / MM_PER_CM, table) }] : [];
  }), [meshes, found, scaleMm, table]);
  const present = meshes.flatMap((mesh, index) => (mesh ? [index] : []));
  const other = chosen !== undefined && chosen !== reference && meshes[chosen] ? chosen : present.find((index) => index !== reference);
  const overlaid = useMemo((): readonly Layer[] => {
    const [below, above] = [meshes[reference], other === undefined ? undefined : meshes[other]];
    // The reference stays solid: through a clear head one would see its eyes and teeth.
    return [...below ? [{ mesh: below, colour: CLAY, opacity: 1 }] : [], ...above ? [{ mesh: above, colour: OVER, opacity: split / 100 }] : []];
  }, [meshes, reference, other, split]);

  const name = (index: number): string => `${LETTERS[index] ?? ''} ${text(lanes[index]?.title)}`;
  const madeBy = useMadeBy();
  const made = useMemo(() => lanes.map((lane, index) => madeBy(index, lane, compared, roles).all), [compared, roles, steps, t]);
  const shown = mode === 'flicker' ? present[turn % Math.max(1, present.length)] ?? reference : reference;
  useFigureSource(meshFigure({
    lanes: lanes.map((_lane, index) => ({ name: name(index), made: made[index] ?? '', mesh: meshes[index], distances: found[index] })),
    scenes: () => (mode === 'side' || mode === 'difference' ? present.map((index) => [name(index), scenes.current.get(String(index))] as const) : [[mode === 'onion' && other !== undefined ? `${name(reference)} / ${name(other)}` : name(shown), scenes.current.get(mode)] as const]),
    coloured: mode === 'difference', reference, scaleMm, counts, wire: focus?.title, inputs,
  }, t));

  const seen = (index: number): boolean => !focus || focus.pins[index] !== undefined;
  const camera = useMemo(() => ({ link, last }), [link]);
  const head = (index: number, note?: string) => <LaneHead index={index} lane={lanes[index]!} compared={compared} roles={roles} note={note ?? focus?.title} />;
  const stage = (key: string, layers: readonly Layer[], how: Shading, label: string) => (
    <MeshPane layers={layers} shading={how} wireframe={wireframe} bounds={bounds} camera={camera} linked={linked} label={label} tell={(scene) => { if (scene) scenes.current.set(key, scene); else scenes.current.delete(key); }} />
  );
  const pane = (index: number) => {
    const one = found[index], byDistance = mode === 'difference' && index !== reference;
    const layers = (byDistance ? coloured : plain)[index] ?? [];
    const label = t('mesh.label', { title: byDistance ? `${name(index)} − ${name(reference)}` : name(index), vertices: (meshes[index]?.positions.length ?? 0) / 3 });
    return (
      <section key={index} className="lane" aria-label={name(index)}>
        {head(index, byDistance ? t('compare.distanceTo', { reference: LETTERS[reference] ?? '' }) : undefined)}
        <div className="viewer-stage">
          {layers.length > 0 ? stage(String(index), layers, byDistance ? 'distance' : shading, label)
            : <p className="viewer-empty">{meshes[index] && typeof one === 'string' ? t(`mesh.mismatch.${one}`) : why(index)}</p>}
          {byDistance && typeof one === 'object' && <p className="stage-legend" role="status">{t('compare.distances', { mean: mm(one.meanCm), rms: mm(one.rmsCm), most: mm(one.maxCm) })}</p>}
        </div>
      </section>
    );
  };
  const size = meshes[reference];
  return (
    <div className="image-viewer compare-look" data-mode={mode} data-family="mesh">
      <div className="lanes">
        {(mode === 'side' || mode === 'difference') && lanes.map((_lane, index) => (seen(index) ? pane(index) : null))}
        {mode === 'onion' && (
          <section className="lane" aria-label={t('compare.mode.onion')}>
            <div className="lane-heads">{[reference, ...other === undefined ? [] : [other]].map((index) => <div key={index}>{head(index, t(index === reference ? 'compare.white' : 'compare.blue'))}</div>)}</div>
            <div className="viewer-stage">{overlaid.length > 0 ? stage('onion', overlaid, 'matcap', t('compare.mode.onion')) : <p className="viewer-empty">{why(reference)}</p>}</div>
          </section>
        )}
        {mode === 'flicker' && (
          <section className="lane" aria-label={t('compare.mode.flicker')}>
            <div className="lane-heads">{present.map((index) => <div key={index} className="lane-turn" data-on={index === shown || undefined}>{head(index)}</div>)}</div>
            <div className="viewer-stage">{plain[shown]?.length ? stage('flicker', plain[shown], shading, name(shown)) : <p className="viewer-empty">{why(shown)}</p>}</div>
          </section>
        )}
      </div>
      <div className="viewer-tools compare-tools">
        <ModeChoice modes={MODES} mode={mode} setMode={setMode} />
        {mode === 'onion' && other !== undefined && <input type="range" className="slider" min={0} max={100} value={split} aria-label={`${t('mesh.opacity')}: ${name(other)}`} aria-valuetext={`${split} %`} style={{ ['--part' as string]: `${split}%` }} onChange={(event) => setSplit(event.currentTarget.valueAsNumber)} />}
        {mode === 'onion' && present.length > 2 && (
          <select aria-label={t('compare.other')} value={other} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
            {present.map((index) => (index === reference ? null : <option key={index} value={index}>{name(index)}</option>))}
          </select>
        )}
        {(mode === 'side' || mode === 'flicker') && (
          <select aria-label={t('mesh.shading')} value={shading} onChange={(event) => setShading(event.currentTarget.value as Shading)}>
            {present.some((index) => meshes[index]?.colours) && <option value="colours">{t('mesh.colours')}</option>}
            <option value="matcap">{t('mesh.matcap')}</option>
            <option value="normals">{t('mesh.normals')}</option>
          </select>
        )}
        <button type="button" className="chip" aria-pressed={wireframe} onClick={() => setWireframe(!wireframe)}>{t('mesh.wireframe')}</button>
        {(mode === 'side' || mode === 'difference') && <button type="button" className="chip" aria-pressed={linked} title={t('compare.linkText')} onClick={() => setLinked(!linked)}>{t('mesh.link')}</button>}
        {focus && <button type="button" className="chip" onClick={leaveFocus}>{t('compare.backToEnds')}</button>}
        <span className="pixel-value" role="status">{size ? t('mesh.size', { vertices: size.positions.length / 3, triangles: size.triangles.length / 3 }) : ''}</span>
        {mode === 'difference' && present.length > 1 && <span className="compare-legend"><span>{t('compare.legendMesh', { reference: LETTERS[reference] ?? '' })}</span><HistogramLegend counts={counts} range={scaleMm} table={table} nonFinite={0} /></span>}
      </div>
    </div>
  );
}

/** Centimetres as millimetres in words. */
function mm(cm: number): string {
  return readable(Number((cm * MM_PER_CM).toPrecision(3)));
}
