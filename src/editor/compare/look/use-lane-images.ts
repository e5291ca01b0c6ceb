import { useEffect, useState } from 'react';
import { useSession } from '../../context';
import type { Session } from '../../session';
import type { LaneImage } from './lane-image';
import { useSameList } from './use-same-list';
import type { LaneWire } from './wires';

/** What each lane shows at a level and channel. After a new run the old picture stays until the new one is there. */
export function useLaneImages(wires: readonly (LaneWire | undefined)[], level: number, channel: number): readonly (LaneImage | undefined)[] {
  const session = useSession();
  const [found, setFound] = useState<Readonly<Record<string, LaneImage | undefined>>>({});
  const subjects = wires.map((wire) => wire && `${wire.pin.node}.${wire.pin.port}${isMaps(wire) ? ` ${level} ${channel}` : ''}`);
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

/** Feature maps are looked at channel by channel. */
function isMaps({ kind }: LaneWire): boolean {
  return kind === 'features' || kind === 'pyramid';
}

async function imageOf(session: Session, wire: LaneWire, level: number, channel: number): Promise<LaneImage | undefined> {
  const { pin } = wire;
  if (!isMaps(wire)) {
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
