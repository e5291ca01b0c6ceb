import { useEffect, useMemo, useState } from 'react';
import type { Kind } from '../../../runtime/values';
import { useSession, useSessionState } from '../../context';
import { openBody, flatId, placeOfFlatId } from '../../scope';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import type { Bounds } from './range';

const FEATURE_KINDS: readonly Kind[] = ['features', 'pyramid'];

/** The bounds of all signed feature maps that go into a node and come out of it: what the scope "node" shares one range over. */
export function useNodeBounds(pin: Pin, key: string, wanted: boolean): readonly Bounds[] | undefined {
  const session = useSession();
  const types = useSessionState((state) => state.checked.types);
  const document = useSessionState((state) => state.document);
  const places = useMemo(() => (wanted ? featuresAt(session, pin) : []), [session, pin, wanted, types, document]);
  const [found, setFound] = useState<{ readonly key: string; readonly bounds: readonly Bounds[] }>();
  useEffect(() => {
    if (places.length === 0) return undefined;
    let current = true;
    void Promise.all(places.map((place) => boundsOf(session, place).catch(() => []))).then((bounds) => { if (current) setFound({ key, bounds: bounds.flat() }); });
    return () => { current = false; };
  }, [session, places, key]);
  return found?.key === key ? found.bounds : undefined;
}

function featuresAt(session: Session, pin: Pin): readonly Pin[] {
  const { document, checked } = session.get();
  const carries = ({ node, port }: Pin): boolean => FEATURE_KINDS.includes(checked.types[`${node}.${port}`]?.kind ?? 'image');
  const outputs = Object.keys(checked.types).filter((name) => name.slice(0, name.lastIndexOf('.')) === pin.node).map((name) => ({ node: pin.node, port: name.slice(name.lastIndexOf('.') + 1) }));
  const place = placeOfFlatId(document, pin.node);
  const inputs = place ? openBody(document, place.scope).links.filter(({ to }) => to[0] === place.id).map(({ from }) => ({ node: flatId(place.scope, from[0]), port: from[1] })) : [];
  return [...outputs, ...inputs].filter(carries);
}

async function boundsOf(session: Session, { node, port }: Pin): Promise<readonly Bounds[]> {
  const levels = await session.engine.look(node, port, 'levels', undefined) ?? [];
  const all = await Promise.all(levels.map((view, level) => (view.meaning === 'signed' ? session.engine.look(node, port, 'channels', { level }) : undefined)));
  return all.filter((numbers) => numbers !== undefined);
}
