import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useSession, useSessionState, useTranslate } from '../context';
import { Drops } from '../documents/drops';
import { openBody } from '../scope';
import { BoxSelection } from './box-selection';
import { CanvasContext } from './canvas-context';
import { Card } from './card';
import { Ground } from './ground';
import { Minimap } from './minimap';
import { ContextMenu } from './context-menu';
import { connectCanvas, type Canvas as CanvasHandle } from './sync';
import { CanvasTools } from './tools';
import { Breadcrumbs } from './breadcrumbs';
import { EmptyCanvas } from './empty';

/**
 * The canvas in the page. Rete places one element a node; the cards themselves come from this one React root through portals, so that they share
 * context, are painted in one pass, and only those in view exist.
 */
export function Canvas() {
  const session = useSession();
  const t = useTranslate();
  const container = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<CanvasHandle>();
  useLayoutEffect(() => {
    if (!container.current) return undefined;
    const handle = connectCanvas(session, container.current);
    setCanvas(handle);
    return () => {
      setCanvas(undefined);
      handle.destroy();
    };
  }, [session]);

  return (
    <main className="canvas-room" aria-label={t('canvas.label')}>
      <Drops>
        <div ref={container} className="canvas" tabIndex={0} role="application" aria-label={t('canvas.keys')} aria-roledescription={t('canvas.role')} data-canvas />
        {canvas && (
          <CanvasContext value={canvas}>
            <Cards canvas={canvas} />
            {createPortal(<Ground />, canvas.stage.ground)}
            <Presses canvas={canvas} />
            <BoxSelection />
            <ContextMenu />
            <Breadcrumbs />
            <CanvasTools />
            <MapCorner />
            <EmptyCanvas />
          </CanvasContext>
        )}
      </Drops>
    </main>
  );
}

function Cards({ canvas }: { readonly canvas: CanvasHandle }) {
  const ids = useSyncExternalStore(canvas.stage.subscribeMounted, canvas.stage.mountedIds);
  return <>{ids.map((id) => {
    const element = canvas.stage.element(id);
    return element ? createPortal(<Card id={id} />, element, id) : null;
  })}</>;
}

function MapCorner() {
  const wanted = useSessionState((state) => state.settings.minimap);
  const several = useSessionState((state) => Object.keys(openBody(state.document, state.scope).nodes).length > 5);
  return wanted && several ? <Minimap /> : null;
}

/** Presses on the open ground: choose a wire, let go of the selection, open the palette. */
function Presses({ canvas }: { readonly canvas: CanvasHandle }) {
  const session = useSession();
  useEffect(() => {
    const { container } = canvas.stage;
    let pressed: { readonly x: number; readonly y: number } | undefined;
    const onGround = (event: Event): boolean => event.target instanceof Element && !event.target.closest('.node-holder, .frame-head, .note, .corner');
    const wireAt = (event: MouseEvent) => canvas.stage.wires.nearest(canvas.stage.toWorld(event.clientX, event.clientY), 8 / canvas.stage.area.area.transform.k);
    const down = (event: PointerEvent): void => { pressed = onGround(event) && event.button === 0 ? { x: event.clientX, y: event.clientY } : undefined; };
    const click = (event: MouseEvent): void => {
      if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 4 || session.get().wireInHand) return;
      const wire = wireAt(event);
      session.set({ selection: new Set(), selectedWire: wire && `${wire.target}/${wire.targetInput}`, palette: undefined });
    };
    const doubleClick = (event: MouseEvent): void => {
      if (!onGround(event)) return;
      const wire = wireAt(event);
      session.set({ palette: { world: canvas.stage.toWorld(event.clientX, event.clientY), client: { x: event.clientX, y: event.clientY }, ...(wire ? { onLink: [wire.target, wire.targetInput] as const } : {}) } });
    };
    container.addEventListener('pointerdown', down);
    container.addEventListener('click', click);
    container.addEventListener('dblclick', doubleClick);
    return () => {
      container.removeEventListener('pointerdown', down);
      container.removeEventListener('click', click);
      container.removeEventListener('dblclick', doubleClick);
    };
  }, [canvas, session]);
  return null;
}
