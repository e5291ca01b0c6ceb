import { useEffect, useRef, useState } from 'react';
import type { Looks } from '../../runtime/look-types';
import { useSession, useSessionState } from '../context';
import type { Pin } from '../state';

/**
 * What the engine says of an output's tensors. After a new run the answer about the result before it stays until the new one is there, so that nothing
 * flickers; an answer to another request is never given. What is not there while a run goes on is asked for again at its end. `skip` asks nothing.
 */
export function useLook<K extends keyof Looks>(pin: Pin | undefined, key: string | undefined, kind: K, request: Looks[K]['request'], skip = false): Looks[K]['answer'] | undefined {
  const session = useSession();
  const subject = skip || !pin || key === undefined ? undefined : `${pin.node}.${pin.port} ${kind} ${JSON.stringify(request)}`;
  const question = subject === undefined ? undefined : `${key} ${subject}`;
  const [heard, setHeard] = useState<{ readonly subject: string; readonly answer: Looks[K]['answer'] | undefined }>();
  const running = useSessionState((state) => state.run.state === 'running');
  const answered = useRef<string>(undefined);
  useEffect(() => {
    if (question === undefined || !pin || answered.current === question) return undefined;
    let current = true;
    void session.engine.look(pin.node, pin.port, kind, request).catch(() => undefined).then((answer) => {
      if (!current || subject === undefined) return;
      answered.current = answer === undefined ? undefined : question;
      setHeard({ subject, answer });
    });
    return () => { current = false; };
    // The question holds all that matters of the pin and the request.
  }, [session, question, running]);
  return heard !== undefined && heard.subject === subject ? heard.answer : undefined;
}
