import { useEffect, useRef, useState } from 'react';
import type { LevelView } from '../../../runtime/look-types';
import { useTranslate } from '../../context';
import { useLook } from '../use-look';
import { paintSteps } from './colour-maps';
import { StackScene } from './stack-scene';
import type { TileSource } from './tile-grid';

/** Sheets drawn at once; more would hide one another. */
const SHEETS = 32;
const SHEET_PX = 96;

/** The first channels of the chosen order as sheets in space. */
export default function StackView({ source, view, order, range, table, title }: { readonly source: TileSource; readonly view: LevelView; readonly order: readonly number[]; readonly range: (channel: number) => readonly [number, number]; readonly table: Uint8ClampedArray; readonly title: string }) {
  const t = useTranslate();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<StackScene>();
  const [failed, setFailed] = useState(false);
  const channels = order.slice(0, SHEETS);
  const scale = Math.min(1, SHEET_PX / Math.max(view.height, view.width));
  const [height, width] = [Math.max(1, Math.round(view.height * scale)), Math.max(1, Math.round(view.width * scale))];
  const ranges = channels.map(range);
  const steps = useLook(source.pin, source.key, 'tiles', { level: source.level, channels, lows: ranges.map(([low]) => low), highs: ranges.map(([, high]) => high), height, width });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let made: StackScene;
    try {
      made = new StackScene(element);
    } catch {
      setFailed(true);
      return undefined;
    }
    setScene(made);
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
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
  if (failed) return <p className="viewer-empty">{t('mesh.noWebGl')}</p>;
  return (
    <>
      <canvas ref={canvas} className="mesh-canvas" tabIndex={0} role="img" aria-label={t('features.stackLabel', { title, count: channels.length })}
        onDoubleClick={() => scene?.reset([0.75, 0.32, 0.75])}
        onKeyDown={(event) => {
          const turn = ({ ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] } as Readonly<Record<string, readonly [number, number]>>)[event.key];
          if (!turn) return;
          event.preventDefault();
          scene?.turn(...turn);
        }} />
      <p className="stage-legend">{t('features.stackHint', { count: channels.length, all: order.length })}</p>
    </>
  );
}
