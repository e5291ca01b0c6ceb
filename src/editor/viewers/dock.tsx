import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSession, useSessionState, useTranslate } from '../context';
import { Icon } from '../icons';
import { CameraLink, CameraLinkContext } from './camera-link';
import { DockGrip } from './dock-grip';
import { pinName } from './outputs';
import { overviewPins, previewPin } from './overview';
import { Viewer } from './viewer';

/** Room that a viewer of the overview needs and a pinned one, and how many stand side by side at most. */
const ROOM = { overviewPx: 144, pinnedPx: 256, most: 6 } as const;

/** The strip of viewers under the canvas. Outputs stay in it until they are closed; with none pinned it shows what the selection makes, or the swap from its faces to its results. */
export function Dock() {
  const session = useSession();
  const t = useTranslate();
  const pins = useSessionState((state) => state.pins);
  const height = useSessionState((state) => state.settings.dockHeightPx);
  const document = useSessionState((state) => state.document);
  const scope = useSessionState((state) => state.scope);
  const selection = useSessionState((state) => state.selection);
  const { strip, overviewMost, pinnedMost } = useRoom();
  const shown = useMemo(() => {
    const overview = pins.length === 0 && selection.size !== 1 ? overviewPins(session.definitions, { document, scope }, overviewMost) : [];
    if (overview.length > 0) return overview;
    // Beside many pinned outputs only what was selected just now is worth scrolling for.
    if (pins.length >= pinnedMost && selection.size !== 1) return pins;
    const preview = previewPin(session.definitions, { document, scope }, selection);
    return preview && !pins.some((pin) => pinName(pin) === pinName(preview)) ? [...pins, preview] : pins;
  }, [session, document, scope, selection, pins, overviewMost, pinnedMost]);

  const link = useMemo(() => new CameraLink(), []);
  const [linked, setLinked] = useState(false);
  const cameras = useMemo(() => ({ link, linked, setLinked }), [link, linked]);
  const [large, setLarge] = useState<string>();
  const enlarged = shown.find((pin) => pinName(pin) === large);
  return (
    <section ref={strip} className="dock" data-large={enlarged ? true : undefined} aria-label={t('dock.label')} style={{ ['--dock' as string]: `${height}px` }}>
      <DockGrip />
      {shown.length === 0 ? <p className="dock-empty">{t('dock.empty')}</p>
        : (
          <CameraLinkContext value={cameras}>
            <div className="viewers" data-overview={(pins.length === 0 && shown.length > 1) || undefined}>
              {shown.map((pin) => <Viewer key={`${document.id} ${pinName(pin)}`} pin={pin} pinned={pins.includes(pin)} large={pin === enlarged} enlarge={(want) => setLarge(want ? pinName(pin) : undefined)} />)}
              {shown.length < 3 && <p className="viewer-slot"><Icon name="pin" />{t('dock.slot')}</p>}
            </div>
          </CameraLinkContext>
        )}
    </section>
  );
}

/** How many viewers fit beside one another into the strip. */
function useRoom() {
  const strip = useRef<HTMLElement>(null);
  const [overviewMost, setOverview] = useState(1);
  const [pinnedMost, setPinned] = useState(1);
  useLayoutEffect(() => {
    const element = strip.current;
    if (!element) return undefined;
    const fitting = (widthPx: number): number => Math.max(1, Math.min(ROOM.most, Math.floor(element.clientWidth / widthPx)));
    const measure = (): void => {
      setOverview(fitting(ROOM.overviewPx));
      setPinned(fitting(ROOM.pinnedPx));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { strip, overviewMost, pinnedMost };
}
