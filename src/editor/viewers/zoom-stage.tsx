import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent as ReactPointerEvent, type WheelEvent } from 'react';
import { followPointer } from '../follow-pointer';
import { paintPixels, type Pixels } from './picture';

/** How a picture lies in its stage: magnification from the middle, and offset in shares of the stage, so that stages of any size can share it. */
export interface Look { readonly zoom: number; readonly x: number; readonly y: number }
export const WHOLE: Look = { zoom: 1, x: 0, y: 0 };
const LARGEST = 32;

/** A place in a picture in shares of its sides, 0..1. */
export interface Spot { readonly x: number; readonly y: number }

/** Magnifies about a point given in shares of the stage from its middle. */
export function zoomAbout(look: Look, factor: number, at: Spot): Look {
  const zoom = Math.min(LARGEST, Math.max(1, look.zoom * factor));
  const part = zoom / look.zoom;
  return zoom === 1 ? WHOLE : { zoom, x: at.x - (at.x - look.x) * part, y: at.y - (at.y - look.y) * part };
}

/** Moves the picture just so far that a spot of it is inside the stage, with a margin. `fit` is the share of the stage's sides that the picture takes at zoom 1. */
export function reveal(look: Look, spot: Spot, fit: Spot): Look {
  if (look.zoom === 1) return look;
  const axis = (offset: number, place: number, share: number): number => {
    const at = offset + (place - 0.5) * share * look.zoom;
    return offset + Math.min(0.42, Math.max(-0.42, at)) - at;
  };
  return { ...look, x: axis(look.x, spot.x, fit.x), y: axis(look.y, spot.y, fit.y) };
}

export interface Zoom {
  readonly look: Look;
  readonly setLook: (change: (look: Look) => Look) => void;
  /** For the element that is the stage: wheel zooms, dragging moves, a double click and 0 show all, + and − zoom. */
  readonly events: {
    readonly onWheel: (event: WheelEvent) => void;
    readonly onPointerDown: (event: ReactPointerEvent) => void;
    readonly onDoubleClick: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** The look of one stage, or of several that show the same. */
export function useZoom(): Zoom {
  const [look, setLook] = useState(WHOLE);
  return useMemo(() => ({
    look, setLook,
    events: {
      onWheel: (event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const at = { x: (event.clientX - box.left) / box.width - 0.5, y: (event.clientY - box.top) / box.height - 0.5 };
        setLook((now) => zoomAbout(now, Math.exp(-event.deltaY / 400), at));
      },
      onPointerDown: (event) => {
        const box = event.currentTarget.getBoundingClientRect();
        let last = { x: event.clientX, y: event.clientY };
        followPointer((moved) => {
          const by = { x: (moved.clientX - last.x) / box.width, y: (moved.clientY - last.y) / box.height };
          last = { x: moved.clientX, y: moved.clientY };
          setLook((now) => (now.zoom === 1 ? now : { ...now, x: now.x + by.x, y: now.y + by.y }));
        });
      },
      onDoubleClick: () => setLook(WHOLE),
      onKeyDown: (event) => {
        const factor = ({ '+': 1.5, '=': 1.5, '-': 1 / 1.5 } as Readonly<Record<string, number>>)[event.key];
        if (event.key === '0') setLook(WHOLE);
        else if (factor !== undefined && !event.ctrlKey && !event.metaKey) setLook((now) => zoomAbout(now, factor, { x: 0, y: 0 }));
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  }), [look]);
}

/** One picture on a stage, whole at zoom 1; from four times on its pixels are squares. */
export function ZoomLayer({ pixels, look, label, clip = 100, opacity = 1 }: { readonly pixels: Pixels; readonly look: Look; readonly label: string; /** Share from the left that is seen, percent. */ readonly clip?: number; readonly opacity?: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => { if (canvas.current) paintPixels(canvas.current, pixels); }, [pixels]);
  return (
    <div className="image-layer" style={{ clipPath: clip < 100 ? `inset(0 ${100 - clip}% 0 0)` : undefined, opacity: opacity < 1 ? opacity : undefined }}>
      <canvas ref={canvas} role="img" aria-label={label} className={look.zoom >= 4 || Math.max(pixels.width, pixels.height) <= 64 ? 'picture sharp' : 'picture'} style={{ transform: `translate(${look.x * 100}%, ${look.y * 100}%) scale(${look.zoom})` }} />
    </div>
  );
}

/** The spot of a picture under the pointer; undefined beside it. */
export function spotAt(event: { readonly clientX: number; readonly clientY: number }, stage: Element | null, { width, height }: { readonly width: number; readonly height: number }): Spot | undefined {
  const canvas = stage?.querySelector('canvas');
  if (!canvas) return undefined;
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(box.width / width, box.height / height);
  const x = ((event.clientX - box.left - (box.width - width * scale) / 2) / scale) / width;
  const y = ((event.clientY - box.top - (box.height - height * scale) / 2) / scale) / height;
  return x >= 0 && y >= 0 && x < 1 && y < 1 ? { x, y } : undefined;
}

/** Share of a stage's sides that a whole picture takes. */
export function fitOf(stage: { readonly width: number; readonly height: number }, { width, height }: { readonly width: number; readonly height: number }): Spot {
  const scale = Math.min(stage.width / width, stage.height / height);
  return { x: (width * scale) / stage.width, y: (height * scale) / stage.height };
}
