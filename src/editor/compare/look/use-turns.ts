import { useEffect, useState } from 'react';

const FLICKER_MS = 600;

/** A number that goes up at the pace of a flicker, for as long as it is wanted. */
export function useTurns(wanted: boolean): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setInterval(() => setTurn((now) => now + 1), FLICKER_MS);
    return () => clearInterval(timer);
  }, [wanted]);
  return turn;
}
