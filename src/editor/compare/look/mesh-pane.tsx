import { useEffect, useRef, type RefObject } from 'react';
import { useTranslate } from '../../context';
import type { CameraLink, CameraView } from '../../viewers/camera-link';
import type { Bounds } from '../../viewers/mesh/bounds';
import { MeshScene, type Layer, type Shading } from '../../viewers/mesh/mesh-scene';
import { useOrbitStage } from '../../viewers/use-orbit-stage';

/** Where the cameras of a comparison stand: shared by all stages, and kept when the way of comparing changes. */
export interface SharedCamera { readonly link: CameraLink; readonly last: RefObject<CameraView | undefined> }

/**
 * One stage of a comparison of meshes. Arrow keys turn, a double click looks from the front again; with `linked` all others turn along. `tell` is given the scene for
 * as long as it stands.
 */
export function MeshPane({ layers, shading, wireframe, bounds, camera, linked, label, tell }: {
  readonly layers: readonly Layer[];
  readonly shading: Shading;
  readonly wireframe: boolean;
  readonly bounds: Bounds | undefined;
  readonly camera: SharedCamera;
  readonly linked: boolean;
  readonly label: string;
  readonly tell: (scene: MeshScene | undefined) => void;
}) {
  const t = useTranslate();
  const { canvas, stage: scene, failed, onKeyDown } = useOrbitStage(MeshScene);
  const name = useRef(Symbol('lane'));
  const placed = useRef(false);
  const { link, last } = camera;
  useEffect(() => {
    if (!scene || layers.length === 0) return;
    scene.show3d(layers, shading, wireframe, bounds);
    if (!placed.current && last.current) scene.show(last.current);
    placed.current = true;
  }, [scene, layers, shading, wireframe, bounds, last]);
  useEffect(() => {
    if (!scene) return undefined;
    scene.onMoved = (view) => {
      last.current = view;
      if (linked) link.publish(name.current, view);
    };
    const leave = linked ? link.join(name.current, (view) => scene.show(view)) : undefined;
    return () => {
      leave?.();
      scene.onMoved = undefined;
    };
  }, [scene, link, last, linked]);
  useEffect(() => {
    if (!scene) return undefined;
    tell(scene);
    return () => tell(undefined);
    // Only the scene is told, not every new function that listens.
  }, [scene]);
  if (failed) return <p className="viewer-empty">{t('mesh.noWebGl')}</p>;
  const reset = (): void => {
    if (!scene) return;
    scene.reset();
    last.current = scene.view();
    if (linked) link.publish(name.current, scene.view());
  };
  return <canvas ref={canvas} className="mesh-canvas" tabIndex={0} role="img" aria-label={label} data-linked={linked || undefined} onKeyDown={onKeyDown} onDoubleClick={reset} />;
}
