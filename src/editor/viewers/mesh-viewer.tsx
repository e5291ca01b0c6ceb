import { useEffect, useRef, useState } from 'react';
import type { MeshValue } from '../../runtime/values';
import { useSession, useTranslate } from '../context';
import { downloadBlob } from '../documents/files';
import { MeshScene, type Shading } from './mesh-scene';

/** A mesh to turn with the mouse or the arrow keys. */
export default function MeshViewer({ mesh, title }: { readonly mesh: MeshValue; readonly title: string }) {
  const session = useSession();
  const t = useTranslate();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<MeshScene>(undefined);
  const [shading, setShading] = useState<Shading>(mesh.colours ? 'colours' : 'matcap');
  const [wireframe, setWireframe] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    try {
      scene.current = new MeshScene(element);
    } catch {
      setFailed(true);
      return undefined;
    }
    const observer = new ResizeObserver(() => scene.current?.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      scene.current?.dispose();
      scene.current = undefined;
    };
  }, []);
  useEffect(() => scene.current?.show(mesh, shading, wireframe), [mesh, shading, wireframe]);

  if (failed) return <p className="viewer-empty">{t('mesh.noWebGl')}</p>;
  const save = async (): Promise<void> => {
    const blob = await scene.current?.glb();
    if (blob) downloadBlob(blob, 'mesh.glb');
    session.announce(t('document.saved', { name: 'mesh.glb' }));
  };
  return (
    <div className="image-viewer">
      <canvas ref={canvas} className="mesh-canvas" tabIndex={0} role="img" aria-label={t('mesh.label', { title, vertices: mesh.positions.length / 3 })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          event.preventDefault();
          scene.current?.turn(event.key === 'ArrowLeft' ? -0.15 : 0.15);
        }} onDoubleClick={() => scene.current?.reset()} />
      <div className="viewer-tools">
        <span className="pixel-value">{t('mesh.size', { vertices: mesh.positions.length / 3, triangles: mesh.triangles.length / 3 })}</span>
        <select aria-label={t('mesh.shading')} value={shading} onChange={(event) => setShading(event.currentTarget.value as Shading)}>
          {mesh.colours && <option value="colours">{t('mesh.colours')}</option>}
          <option value="matcap">{t('mesh.matcap')}</option>
          <option value="normals">{t('mesh.normals')}</option>
        </select>
        <button type="button" className="chip" aria-pressed={wireframe} onClick={() => setWireframe(!wireframe)}>{t('mesh.wireframe')}</button>
        <button type="button" className="chip" onClick={() => void save()}>GLB</button>
      </div>
    </div>
  );
}
