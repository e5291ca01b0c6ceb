import { useEffect } from 'react';
import type { LevelView } from '../../../runtime/look-types';
import { useTranslate } from '../../context';
import { snapshotDrawn } from '../export/snapshot';
import { useFigureSource } from '../export/source';
import { useLook } from '../use-look';
import { useOrbitStage } from '../use-orbit-stage';
import { paintSteps } from './colour-maps';
import { StackScene } from './stack-scene';
import type { TileSource } from './tile-grid';

/** Sheets drawn at once; more would hide one another. */
const SHEETS = 32;
const SHEET_PX = 96;

/** The first channels of the chosen order as sheets in space. */
export default function StackView({ source, view, order, range, table, title }: { readonly source: TileSource; readonly view: LevelView; readonly order: readonly number[]; readonly range: (channel: number) => readonly [number, number]; readonly table: Uint8ClampedArray; readonly title: string }) {
  const t = useTranslate();
  const { canvas, stage: scene, failed, onKeyDown } = useOrbitStage(StackScene);
  const channels = order.slice(0, SHEETS);
  const scale = Math.min(1, SHEET_PX / Math.max(view.height, view.width));
  const [height, width] = [Math.max(1, Math.round(view.height * scale)), Math.max(1, Math.round(view.width * scale))];
  const ranges = channels.map(range);
  const steps = useLook(source.pin, source.key, 'tiles', { level: source.level, channels, lows: ranges.map(([low]) => low), highs: ranges.map(([, high]) => high), height, width });
  useEffect(() => {
    if (!scene || !steps) return;
    const area = height * width;
    scene.put(channels.map((_, index) => {
      const rgba = new Uint8ClampedArray(area * 4);
      paintSteps(steps.subarray(index * area, (index + 1) * area), table, rgba);
      return { width, height, rgba };
    }));
    // The steps answer for the channels and ranges that they were asked with.
  }, [scene, steps, table]);
  useFigureSource(scene && { name: 'stack', notes: [`${view.net} · ${view.layer} · ${t('features.stackHint', { count: channels.length, all: order.length })}`], draw: () => snapshotDrawn(scene) });
  if (failed) return <p className="viewer-empty">{t('mesh.noWebGl')}</p>;
  return (
    <>
      <canvas ref={canvas} className="mesh-canvas" tabIndex={0} role="img" aria-label={t('features.stackLabel', { title, count: channels.length })}
        onDoubleClick={() => scene?.reset([0.75, 0.32, 0.75])}
        onKeyDown={onKeyDown} />
      <p className="stage-legend">{t('features.stackHint', { count: channels.length, all: order.length })}</p>
    </>
  );
}
