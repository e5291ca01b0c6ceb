import { useEffect, useMemo, useState } from 'react';
import type { Kind, ValueOf } from '../../runtime/values';
import { useSession } from '../context';
import { pinName, type OutputChoice } from './outputs';

/** The values of outputs that a viewer took in, by name; asked for again when their step's key changes. */
export function useValues<K extends Kind>(choices: readonly OutputChoice[], kind: K): Readonly<Record<string, ValueOf<K>>> {
  const session = useSession();
  const [values, setValues] = useState<Readonly<Record<string, { readonly key: string | undefined; readonly value: ValueOf<K> }>>>({});
  const names = choices.map(({ pin, key }) => `${pinName(pin)} ${key ?? ''}`).join('\n');
  useEffect(() => {
    let current = true;
    for (const { pin, key } of choices) {
      const name = pinName(pin);
      if (values[name]?.key === key && values[name]) continue;
      void session.engine.value(pin.node, pin.port).catch(() => undefined).then((value) => {
        if (current && value?.kind === kind) setValues((before) => ({ ...before, [name]: { key, value: value as ValueOf<K> } }));
      });
    }
    return () => { current = false; };
    // The names carry everything that matters of the choices; what was fetched must not fetch anew.
  }, [session, names, kind]);
  return useMemo(() => Object.fromEntries(choices.flatMap(({ pin }) => { const found = values[pinName(pin)]; return found ? [[pinName(pin), found.value]] : []; })), [names, values]);
}
