import { useRef } from 'react';

/** The list of before as long as its items are the same. */
export function useSameList<T>(list: readonly T[]): readonly T[] {
  const before = useRef(list);
  if (before.current.length !== list.length || before.current.some((item, i) => item !== list[i])) before.current = list;
  return before.current;
}
