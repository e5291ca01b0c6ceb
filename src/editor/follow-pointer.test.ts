import { expect, it } from 'vitest';
import { followPointer } from './follow-pointer';

it.each(['pointerup', 'pointercancel'])('follows a pointer until %s, and ends once', (last) => {
  const page = new EventTarget(), seen: string[] = [];
  followPointer(() => seen.push('move'), () => seen.push('end'), page as unknown as Window);
  for (const kind of ['pointermove', 'pointermove', last, 'pointermove', 'pointerup', 'pointercancel']) page.dispatchEvent(new Event(kind));
  expect(seen).toEqual(['move', 'move', 'end']);
});
