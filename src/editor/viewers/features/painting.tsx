import { useLayoutEffect, useRef, type PointerEvent } from 'react';
import type { Pixels } from '../picture';

/** Colours of a map over a picture of the same scene, in nearest pixels: what is shown is what was computed. */
export function Painting({ width, height, rgba, under, opacity, label, hover }: {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
  readonly under: Pixels | undefined;
  /** Of the map over the picture, 0..1. */
  readonly opacity: number;
  readonly label: string;
  readonly hover?: (x: number, y: number) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || rgba.length !== width * height * 4) return;
    context.canvas.width = width;
    context.canvas.height = height;
    const image = new ImageData(width, height);
    image.data.set(rgba);
    context.putImageData(image, 0, 0);
  }, [width, height, rgba]);
  useLayoutEffect(() => {
    const context = ground.current?.getContext('2d');
    if (!context || !under) return;
    context.canvas.width = under.width;
    context.canvas.height = under.height;
    const image = new ImageData(under.width, under.height);
    image.data.set(under.rgba);
    context.putImageData(image, 0, 0);
  }, [under]);
  const move = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = Math.min(box.width / width, box.height / height);
    const x = Math.floor((event.clientX - box.left - (box.width - width * scale) / 2) / scale), y = Math.floor((event.clientY - box.top - (box.height - height * scale) / 2) / scale);
    if (x >= 0 && y >= 0 && x < width && y < height) hover?.(x, y);
  };
  return (
    <div className="image-stage plain">
      {under && <div className="image-layer"><canvas ref={ground} className="picture" aria-hidden="true" /></div>}
      <div className="image-layer" style={{ opacity: under ? opacity : 1 }}><canvas ref={canvas} className="picture sharp" role="img" aria-label={label} onPointerMove={move} /></div>
    </div>
  );
}
