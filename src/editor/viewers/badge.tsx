import { useSessionState, useTranslate } from '../context';
import { toldBackends } from '../status';

/** Which backends and weights made a result, with everything upstream; in a narrow viewer only the first of it, and the rest with the viewer's facts. */
export function Badge({ node }: { readonly node: string }) {
  const t = useTranslate();
  const report = useSessionState((state) => state.steps[node]?.report);
  if (!report) return null;
  const { backends, weights } = report.provenance;
  const name = (backend: (typeof backends)[number]): string => t(`backend.${backend}`);
  const made = weights.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 10)}`).join('\n');
  const [first, ...more] = toldBackends(backends).map(name);
  return (
    <span className="badge" title={`${backends.map(name).join(' + ')}${made ? `\n${made}` : ''}`}>
      {first}<span className="badge-more">{more.map((other) => ` + ${other}`)}{weights.length > 0 ? ` · ${t('viewer.weights', { count: weights.length })}` : ''}</span>
    </span>
  );
}

/** The same in full: every backend, and every network with the beginning of its hash. */
export function MadeBy({ node }: { readonly node: string }) {
  const t = useTranslate();
  const report = useSessionState((state) => state.steps[node]?.report);
  if (!report) return null;
  const { backends, weights } = report.provenance;
  return (
    <dl className="facts">
      <div><dt>{t('document.backend')}</dt><dd>{backends.map((backend) => t(`backend.${backend}`)).join(' + ')}</dd></div>
      {weights.map(({ name, sha256 }) => <div key={name}><dt title={name}>{name}</dt><dd title={sha256}><code>{sha256.slice(0, 10)}</code></dd></div>)}
    </dl>
  );
}
