import { useEffect, useState } from 'react';
import type { Value } from '../../../runtime/values';
import { useSession } from '../../context';
import { useSameList } from './use-same-list';
import type { LaneWire } from './wires';

/** The whole value on each lane's wire. After a new run the old value stays until the new one is there. */
export function useLaneValues(wires: readonly (LaneWire | undefined)[]): readonly (Value | undefined)[] {
  const session = useSession();
  const [found, setFound] = useState<Readonly<Record<string, Value | undefined>>>({});
  const subjects = wires.map((wire) => wire && `${wire.pin.node}.${wire.pin.port}`);
  const question = wires.map((wire, i) => (wire?.key === undefined ? '' : `${wire.key} ${subjects[i] ?? ''}`)).join('\n');
  useEffect(() => {
    let current = true;
    const kept = new Set(subjects);
    setFound((before) => (Object.keys(before).every((subject) => kept.has(subject)) ? before : Object.fromEntries(Object.entries(before).filter(([subject]) => kept.has(subject)))));
    for (const [i, wire] of wires.entries()) {
      const subject = subjects[i];
      if (!wire || wire.key === undefined || subject === undefined) continue;
      void session.engine.value(wire.pin.node, wire.pin.port).catch(() => undefined).then((value) => { if (current) setFound((before) => ({ ...before, [subject]: value })); });
    }
    return () => { current = false; };
    // The question holds all that matters of the wires.
  }, [session, question]);
  return useSameList(subjects.map((subject) => (subject === undefined ? undefined : found[subject])));
}
