import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslate } from '../../context';
import type { Pixels } from '../../viewers/picture';
import { fitOf, reveal, spotAt, ZoomLayer, type Spot, type Zoom } from '../../viewers/zoom-stage';
import { pixelOf } from './lane-image';

/** A picture in a stage, with what it is laid over. */
export interface PaneLayer { readonly pixels: Pixels; readonly label: string; readonly clip?: number; readonly opacity?: number }

/**
 * One stage of a comparison. All stages share one look and one cursor: what is pointed at in one is marked in all. Arrow keys move the cursor by a pixel, with Shift by ten.
 */
export function LanePane({ layers, zoom, spot, setSpot, label, empty, children }: {
  readonly layers: readonly PaneLayer[];
  readonly zoom: Zoom;
  readonly spot: Spot | undefined;
  readonly setSpot: (spot: Spot | undefined) => void;
  readonly label: string;
  /** Said where there is no picture. */
  readonly empty: string;
  readonly children?: ReactNode;
}) {
  const t = useTranslate();
  const stage = useRef<HTMLDivElement>(null);
  const first = layers[0]?.pixels;
  useEffect(() => {
    // React listens to wheels passively; a page that zooms in the background must not.
    const element = stage.current;
    const still = (event: WheelEvent): void => event.preventDefault();
    element?.addEventListener('wheel', still, { passive: false });
    return () => element?.removeEventListener('wheel', still);
  }, []);
  const keys = (event: KeyboardEvent): void => {
    zoom.events.onKeyDown(event);
    const by = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Readonly<Record<string, readonly [number, number]>>)[event.key];
    if (!by || !first || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    const [x, y] = spot ? pixelOf(first, spot) : [Math.floor(first.width / 2), Math.floor(first.height / 2)];
    const pixels = event.shiftKey ? 10 : 1;
    const clamp = (value: number, side: number): number => (Math.min(side - 1, Math.max(0, value)) + 0.5) / side;
    const next = { x: clamp(x + by[0] * pixels, first.width), y: clamp(y + by[1] * pixels, first.height) };
    setSpot(next);
    const box = stage.current?.getBoundingClientRect();
    if (box) zoom.setLook((look) => reveal(look, next, fitOf(box, first)));
  };
  return (
    <div ref={stage} className="image-stage plain lane-stage" tabIndex={0} role="group" aria-label={label} aria-roledescription={t('compare.stage')} data-zoom={zoom.look.zoom.toFixed(3)}
      onWheel={zoom.events.onWheel} onPointerDown={zoom.events.onPointerDown} onDoubleClick={zoom.events.onDoubleClick} onKeyDown={keys}
      onPointerMove={(event) => { if (first) setSpot(spotAt(event, stage.current, first)); }} onPointerLeave={() => setSpot(undefined)}>
      {layers.map((layer, index) => <ZoomLayer key={index} pixels={layer.pixels} look={zoom.look} label={layer.label} clip={layer.clip ?? 100} opacity={layer.opacity ?? 1} />)}
      {!first && <p className="viewer-empty">{empty}</p>}
      {first && spot && <Cursor spot={spot} zoom={zoom} stage={stage.current} picture={first} />}
      {children}
    </div>
  );
}

/** The square of the pixel under the pointer, in every stage. */
function Cursor({ spot, zoom: { look }, stage, picture }: { readonly spot: Spot; readonly zoom: Zoom; readonly stage: HTMLElement | null; readonly picture: Pixels }) {
  if (!stage || stage.clientWidth === 0) return null;
  const fit = fitOf({ width: stage.clientWidth, height: stage.clientHeight }, picture);
  const [px, py] = pixelOf(picture, spot);
  const at = (place: number, side: number, offset: number, share: number): number => (0.5 + offset + ((place + 0.5) / side - 0.5) * share * look.zoom) * 100;
  const sizePx = Math.max(9, (fit.x * stage.clientWidth * look.zoom) / picture.width);
  return <span className="lane-cursor" aria-hidden="true" style={{ left: `${at(px, picture.width, look.x, fit.x)}%`, top: `${at(py, picture.height, look.y, fit.y)}%`, width: sizePx, height: sizePx }} />;
}
