import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Kind, MeshValue } from '../../../runtime/values';
import { useSession, useTranslate } from '../../context';
import { downloadBlob } from '../../documents/files';
import type { Pin } from '../../state';
import { CameraLinkContext } from '../camera-link';
import { colourTable } from '../features/colour-maps';
import { snapshotDrawn } from '../export/snapshot';
import { useFigureSource } from '../export/source';
import { vertexRows } from '../export/tables';
import { pinName, useOutputs } from '../outputs';
import { readable } from '../readable';
import { useOrbitStage } from '../use-orbit-stage';
import { useValues } from '../use-values';
import { distanceColours, mismatchOf, vertexDistances } from './distance';
import { LayersPanel, OWN_LAYER, type LayerChoice } from './mesh-layers';
import { MorphPanel } from './mesh-morph';
import { MeshScene, type Shading } from './mesh-scene';
import { isMoved, morphedMesh, unmorphable, UNMOVED, type Moved } from './morph';
import { useMorphBase } from './use-morph';

const MESHES: readonly Kind[] = ['mesh'];

/** Meshes to turn with the mouse or the arrow keys: the output's own, others over it, coloured by distance, morphed by hand. */
export default function MeshViewer({ mesh: value, title, pin, resultKey }: { readonly mesh: MeshValue; readonly title: string; readonly pin: Pin; readonly resultKey: string }) {
  const session = useSession();
  const t = useTranslate();
  const { canvas, stage: scene, failed, onKeyDown } = useOrbitStage(MeshScene);
  const [shading, setShading] = useState<Shading>(value.colours ? 'colours' : 'matcap');
  const [wireframe, setWireframe] = useState(false);
  const [panel, setPanel] = useState<'layers' | 'morph'>();
  const [own, setOwn] = useState({ colour: OWN_LAYER, opacity: 1 });
  const [layers, setLayers] = useState<readonly LayerChoice[]>([]);
  const [compare, setCompare] = useState('');
  const [moved, setMoved] = useState<Moved>(UNMOVED);
  const choices = useOutputs(MESHES, pin);
  const used = useMemo(() => choices.filter((choice) => pinName(choice.pin) === compare || layers.some((layer) => layer.name === pinName(choice.pin))), [choices, compare, layers]);
  const others = useValues(used, 'mesh');
  const { base, failed: modelFailed } = useMorphBase(pin, resultKey, panel === 'morph' || isMoved(moved));
  const refusal = base && unmorphable(value, base.model);
  const mesh = useMemo(() => (base && !refusal && isMoved(moved) ? morphedMesh(value, base, moved) : value), [value, base, refusal, moved]);
  const against = others[compare];
  const mismatch = against && mismatchOf(mesh, against);
  const distances = useMemo(() => (against && !mismatch ? vertexDistances(mesh, against) : undefined), [mesh, against, mismatch]);
  const painted = useMemo(() => distances && distanceColours(distances.cm, distances.maxCm, colourTable('distance')), [distances]);
  const table = useCameraLink(scene);

  const shown = useMemo(() => [
    { mesh, colour: own.colour, opacity: own.opacity, painted: shading === 'distance' ? painted : undefined },
    ...layers.flatMap(({ name, colour, opacity }) => { const other = others[name]; return other ? [{ mesh: other, colour, opacity }] : []; }),
  ], [mesh, own, shading, painted, layers, others]);
  useEffect(() => scene?.show3d(shown, shading, wireframe), [scene, shown, shading, wireframe]);

  useFigureSource(scene && {
    name: 'mesh',
    notes: [[t('mesh.size', { vertices: mesh.positions.length / 3, triangles: mesh.triangles.length / 3 }), ...distances && shading === 'distance' ? [`${t('mesh.distanceTo')}: ${choices.find((choice) => pinName(choice.pin) === compare)?.title ?? compare}`, t('mesh.meanDistance', { mean: readable(distances.meanCm) })] : [], t('figure.mesh')].join(' · ')],
    draw: () => snapshotDrawn(scene, shading === 'distance' && distances ? { table: colourTable('distance'), range: [0, distances.maxCm], words: { below: '', above: '', absent: '', unit: 'cm' } } : undefined),
    tensor: () => Promise.resolve({ shape: [mesh.positions.length / 3, 3], data: mesh.positions }),
    table: () => vertexRows(mesh.positions, distances?.cm),
  });
  if (failed) return <p className="viewer-empty">{t('mesh.noWebGl')}</p>;
  const save = async (): Promise<void> => {
    const blob = await scene?.glb();
    if (blob) downloadBlob(blob, 'mesh.glb');
    session.announce(t('document.saved', { name: 'mesh.glb' }));
  };
  const chooseCompare = (name: string): void => {
    setCompare(name);
    setShading(name !== '' ? 'distance' : value.colours ? 'colours' : 'matcap');
  };
  const framesDiffer = layers.some(({ name }) => others[name] && others[name].frame !== value.frame);
  return (
    <div className="image-viewer">
      <div className="viewer-stage">
        <canvas ref={canvas} className="mesh-canvas" tabIndex={0} role="img" aria-label={t('mesh.label', { title, vertices: value.positions.length / 3 })} data-linked={table.linked || undefined}
          onKeyDown={onKeyDown} onDoubleClick={() => table.reset()} />
        {shading === 'distance' && distances && <DistanceLegend maxCm={distances.maxCm} meanCm={distances.meanCm} />}
        {panel === 'layers' && <LayersPanel own={own} setOwn={setOwn} layers={layers} setLayers={setLayers} choices={choices} compare={compare} setCompare={chooseCompare} title={title}
          remark={mismatch ? t(`mesh.mismatch.${mismatch}`) : framesDiffer ? t('mesh.framesDiffer') : undefined} />}
        {panel === 'morph' && <MorphPanel base={base} failed={modelFailed} refusal={refusal} moved={moved} setMoved={setMoved} pin={pin} />}
      </div>
      <div className="viewer-tools mesh-tools">
        <span className="pixel-value">{t('mesh.size', { vertices: value.positions.length / 3, triangles: value.triangles.length / 3 })}</span>
        <select aria-label={t('mesh.shading')} value={shading} onChange={(event) => setShading(event.currentTarget.value as Shading)}>
          {value.colours && <option value="colours">{t('mesh.colours')}</option>}
          <option value="matcap">{t('mesh.matcap')}</option>
          <option value="normals">{t('mesh.normals')}</option>
          {distances && <option value="distance">{t('mesh.distance')}</option>}
        </select>
        <button type="button" className="chip" aria-pressed={wireframe} onClick={() => setWireframe(!wireframe)}>{t('mesh.wireframe')}</button>
        <button type="button" className="chip" aria-pressed={table.linked} title={t('mesh.linkTitle')} onClick={() => table.toggle()}>{t('mesh.link')}</button>
        <button type="button" className="chip" aria-pressed={panel === 'layers'} aria-expanded={panel === 'layers'} onClick={() => setPanel(panel === 'layers' ? undefined : 'layers')}>{t('mesh.layers')}</button>
        <button type="button" className="chip" aria-pressed={panel === 'morph'} aria-expanded={panel === 'morph'} onClick={() => setPanel(panel === 'morph' ? undefined : 'morph')}>{t('mesh.morph')}</button>
        <button type="button" className="chip" onClick={() => void save()}>GLB</button>
      </div>
    </div>
  );
}

/** Joins a scene's camera to those of the other viewers while they are linked. */
function useCameraLink(scene: MeshScene | undefined) {
  const { link, linked, setLinked } = useContext(CameraLinkContext);
  const name = useRef(Symbol('camera'));
  useEffect(() => {
    if (!scene || !linked) return undefined;
    scene.onMoved = (view) => link.publish(name.current, view);
    const leave = link.join(name.current, (view) => scene.show(view));
    return () => {
      leave();
      scene.onMoved = undefined;
    };
  }, [scene, link, linked]);
  const publish = (): void => { if (scene) link.publish(name.current, scene.view()); };
  return {
    linked,
    /** Linking makes the others look from where this one does. */
    toggle: () => {
      setLinked(!linked);
      if (!linked) setTimeout(publish, 50);
    },
    reset: () => {
      scene?.reset();
      if (linked) publish();
    },
  };
}

function DistanceLegend({ maxCm, meanCm }: { readonly maxCm: number; readonly meanCm: number }) {
  const t = useTranslate();
  const table = useMemo(() => colourTable('distance'), []);
  const stops = Array.from({ length: 9 }, (_, index) => { const at = Math.round((index * 255) / 8) * 4; return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`; });
  return (
    <p className="stage-legend" role="status">
      <span className="legend"><span>0</span><span className="legend-bar" style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }} /><span>{readable(maxCm)} cm</span></span>
      <span>{t('mesh.meanDistance', { mean: readable(meanCm) })}</span>
    </p>
  );
}
