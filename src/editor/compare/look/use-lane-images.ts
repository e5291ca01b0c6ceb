import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../context';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import type { LaneImage } from './lane-image';

/** A lane's wire to show and the key of its newest result; undefined where there is none. */
export interface LaneWire { readonly pin: Pin; readonly maps: boolean; readonly key: string | undefined }

/** What each lane shows at a level and channel. After a new run the old picture stays until the new one is there. */
export function useLaneImages(wires: readonly (LaneWire | undefined)[], level: number, channel: number): readonly (LaneImage | undefined)[] {
  const session = useSession();
  const [found, setFound] = useState<Readonly<Record<string, LaneImage | undefined>>>({});
  const subjects = wires.map((wire) => wire && `${wire.pin.node}.${wire.pin.port}${wire.maps ? ` ${level} ${channel}` : ''}`);
  const question = wires.map((wire, i) => (wire?.key === undefined ? '' : `${wire.key} ${subjects[i] ?? ''}`)).join('\n');
  useEffect(() => {
    let current = true;
    // Pictures of other levels and channels are let go: there may be hundreds.
    const kept = new Set(subjects);
    setFound((before) => (Object.keys(before).every((subject) => kept.has(subject)) ? before : Object.fromEntries(Object.entries(before).filter(([subject]) => kept.has(subject)))));
    for (const [i, wire] of wires.entries()) {
      const subject = subjects[i];
      if (!wire || wire.key === undefined || subject === undefined) continue;
      void imageOf(session, wire, level, channel).catch(() => undefined).then((image) => { if (current) setFound((before) => ({ ...before, [subject]: image })); });
    }
    return () => { current = false; };
    // The question holds all that matters of the wires.
  }, [session, question]);
  return useSameList(subjects.map((subject) => (subject === undefined ? undefined : found[subject])));
}

/** The list of before as long as its items are the same. */
function useSameList<T>(list: readonly T[]): readonly T[] {
  const before = useRef(list);
  if (before.current.length !== list.length || before.current.some((item, i) => item !== list[i])) before.current = list;
  return before.current;
}

async function imageOf(session: Session, { pin, maps }: LaneWire, level: number, channel: number): Promise<LaneImage | undefined> {
  if (!maps) {
    const preview = await session.engine.preview(pin.node, pin.port, 0);
    return preview.kind === 'picture' ? { kind: 'picture', width: preview.width, height: preview.height, rgba: preview.rgba } : undefined;
  }
  const levels = await session.engine.look(pin.node, pin.port, 'levels', undefined);
  if (!levels || levels.length === 0) return undefined;
  // A lane with fewer levels or channels shows its last: the words beside it say which.
  const at = Math.min(level, levels.length - 1), own = levels[at]!;
  const [values, numbers] = await Promise.all([
    session.engine.look(pin.node, pin.port, 'plane', { level: at, channel: Math.min(channel, own.channels - 1) }),
    session.engine.look(pin.node, pin.port, 'channels', { level: at }),
  ]);
  return values && numbers && { kind: 'channel', width: own.width, height: own.height, values, meaning: own.meaning, levels, robust: numbers.robust };
}
