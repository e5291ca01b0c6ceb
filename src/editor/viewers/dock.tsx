import { useMemo, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { useSession, useSessionState, useTranslate } from '../context';
import { describeNode } from '../describe';
import { Icon } from '../icons';
import { flatId, openBody } from '../scope';
import type { Pin, SessionState } from '../state';
import type { Session } from '../session';
import { CameraLink, CameraLinkContext } from './camera-link';
import { pinName } from './outputs';
import { Viewer } from './viewer';

/** The strip of viewers under the canvas. Outputs stay in it until they are closed; with none pinned it shows what the selection makes, or the result. */
export function Dock() {
  const session = useSession();
  const t = useTranslate();
  const pins = useSessionState((state) => state.pins);
  const height = useSessionState((state) => state.settings.dockHeightPx);
  const document = useSessionState((state) => state.document);
  const scope = useSessionState((state) => state.scope);
  const selection = useSessionState((state) => state.selection);
  const preview = useMemo(() => previewPin(session, { document, scope, selection }), [session, document, scope, selection]);
  const shown = preview && !pins.some((pin) => pin.node === preview.node && pin.port === preview.port) ? [...pins, preview] : pins;

  const link = useMemo(() => new CameraLink(), []);
  const [linked, setLinked] = useState(false);
  const cameras = useMemo(() => ({ link, linked, setLinked }), [link, linked]);
  const [large, setLarge] = useState<string>();
  const enlarged = shown.find((pin) => pinName(pin) === large);

  const resize = (event: ReactPointerEvent): void => {
    const start = { y: event.clientY, height };
    const move = (moved: PointerEvent): void => {
      const next = Math.min(window.innerHeight - 220, Math.max(160, start.height + start.y - moved.clientY));
      session.set({ settings: { ...session.get().settings, dockHeightPx: Math.round(next) } });
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', move), { once: true });
  };
  return (
    <section className="dock" data-large={enlarged ? true : undefined} aria-label={t('dock.label')} style={{ ['--dock' as string]: `${height}px` }}>
      <div className="dock-grip" onPointerDown={resize} title={t('dock.resize')} />
      {shown.length === 0 ? <p className="dock-empty">{t('dock.empty')}</p>
        : (
          <CameraLinkContext value={cameras}>
            <div className="viewers">
              {shown.map((pin) => <Viewer key={pinName(pin)} pin={pin} pinned={pins.includes(pin)} large={pin === enlarged} enlarge={(want) => setLarge(want ? pinName(pin) : undefined)} />)}
              {shown.length < 3 && <p className="viewer-slot"><Icon name="pin" />{t('dock.slot')}</p>}
            </div>
          </CameraLinkContext>
        )}
    </section>
  );
}

/** What to show when nothing else is asked for: the one selected node's first output, else the first result node's. */
function previewPin(session: Session, { document, scope, selection }: Pick<SessionState, 'document' | 'scope' | 'selection'>): Pin | undefined {
  const { nodes } = openBody(document, scope);
  const of = (id: string): Pin | undefined => {
    const node = nodes[id];
    const view = node && describeNode(node, document, session.definitions);
    const port = view && view.what !== 'reroute' ? view.outputs[0] : undefined;
    return port && { node: flatId(scope, id), port: port.name };
  };
  const chosen = [...selection].filter((id) => Object.hasOwn(nodes, id));
  if (chosen.length === 1 && chosen[0] !== undefined) return of(chosen[0]);
  const sinks = Object.keys(nodes).filter((id) => session.definitions.get(nodes[id]?.type ?? '')?.sink);
  return sinks.map(of).find((pin) => pin !== undefined);
}
