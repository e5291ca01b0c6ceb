import { useSessionState, useTranslate } from '../context';

/** Which backends and weights made a result, with everything upstream. */
export function Badge({ node }: { readonly node: string }) {
  const t = useTranslate();
  const report = useSessionState((state) => state.steps[node]?.report);
  if (!report) return null;
  const { backends, weights } = report.provenance;
  const names = backends.map((backend) => t(`backend.${backend}`)).join(' + ');
  const made = weights.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 10)}`).join('\n');
  return <span className="badge" title={`${names}${made ? `\n${made}` : ''}`}>{names}{weights.length > 0 ? ` · ${t('viewer.weights', { count: weights.length })}` : ''}</span>;
}
