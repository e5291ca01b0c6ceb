/** Own-key access to records whose keys come from documents: an id such as `constructor` must not find what every object inherits. */

export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A copy with one key set; the others are shared. */
export function withKey<T>(record: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> {
  return { ...record, [key]: value };
}

/** A copy without some keys; the same record when it has none of them. */
export function withoutKeys<T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>): Readonly<Record<string, T>> {
  let found = false;
  for (const key of keys) if (Object.hasOwn(record, key)) { found = true; break; }
  if (!found) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** The values passed through `change`; the same record when nothing changed. */
export function mapRecord<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Readonly<Record<string, T>> {
  let changed = false;
  const entries = Object.entries(record).map(([key, value]): [string, T] => {
    const next = change(value, key);
    if (next !== value) changed = true;
    return [key, next];
  });
  return changed ? Object.fromEntries(entries) : record;
}
