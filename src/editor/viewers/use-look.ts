import { useEffect, useState } from 'react';
import type { Looks } from '../../runtime/look-types';
import { useSession } from '../context';
import type { Pin } from '../state';

/**
 * What the engine says of an output's tensors. After a new run the answer about the result before it stays until the new one is there, so that nothing
 * flickers; an answer to another request is never given. `skip` asks nothing.
 */
export function useLook<K extends keyof Looks>(pin: Pin | undefined, key: string | undefined, kind: K, request: Looks[K]['request'], skip = false): Looks[K]['answer'] | undefined {
  const session = useSession();
  const subject = skip || !pin || key === undefined ? undefined : `${pin.node}.${pin.port} ${kind} ${JSON.stringify(request)}`;
  const question = subject === undefined ? undefined : `${key} ${subject}`;
  const [heard, setHeard] = useState<{ readonly subject: string; readonly answer: Looks[K]['answer'] | undefined }>();
  useEffect(() => {
    if (question === undefined || !pin) return undefined;
    let current = true;
    void session.engine.look(pin.node, pin.port, kind, request).catch(() => undefined).then((answer) => { if (current && subject !== undefined) setHeard({ subject, answer }); });
    return () => { current = false; };
    // The question holds all that matters of the pin and the request.
  }, [session, question]);
  return heard !== undefined && heard.subject === subject ? heard.answer : undefined;
}
