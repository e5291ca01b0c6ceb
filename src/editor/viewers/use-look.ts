import { useEffect, useState } from 'react';
import type { Looks } from '../../runtime/look-types';
import { useSession } from '../context';
import type { Pin } from '../state';

/** What the engine says of an output's tensors; undefined until it has answered this very question. `skip` asks nothing. */
export function useLook<K extends keyof Looks>(pin: Pin | undefined, key: string | undefined, kind: K, request: Looks[K]['request'], skip = false): Looks[K]['answer'] | undefined {
  const session = useSession();
  const question = skip || !pin || key === undefined ? undefined : `${pin.node}.${pin.port} ${key} ${kind} ${JSON.stringify(request)}`;
  const [heard, setHeard] = useState<{ readonly question: string; readonly answer: Looks[K]['answer'] | undefined }>();
  useEffect(() => {
    if (question === undefined || !pin) return undefined;
    let current = true;
    void session.engine.look(pin.node, pin.port, kind, request).catch(() => undefined).then((answer) => { if (current) setHeard({ question, answer }); });
    return () => { current = false; };
    // The question holds all that matters of the pin and the request.
  }, [session, question]);
  return heard !== undefined && heard.question === question ? heard.answer : undefined;
}
