import { useLayoutEffect, useRef } from 'react';

export interface Pixels { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

/** Paints pixels onto a canvas of their own size; the style sheet scales it to its box, whole. */
export function Picture({ picture, label }: { readonly picture: Pixels; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => { if (canvas.current) paintPixels(canvas.current, picture); }, [picture]);
  return <canvas ref={canvas} className="picture" role="img" aria-label={label} />;
}

export function paintPixels(canvas: HTMLCanvasElement, { width, height, rgba }: Pixels): void {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const data = new ImageData(width, height);
  data.data.set(rgba.subarray(0, width * height * 4));
  canvas.getContext('2d')?.putImageData(data, 0, 0);
}
