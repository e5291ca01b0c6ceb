import { useSessionState, useTranslate } from '../context';

/** Which backends and weights made a result, with everything upstream; in a narrow viewer only the first of it, and the rest with the viewer's facts. */
export function Badge({ node }: { readonly node: string }) {
  const t = useTranslate();
  const report = useSessionState((state) => state.steps[node]?.report);
  if (!report) return null;
  const { backends, weights } = report.provenance;
  const names = backends.map((backend) => t(`backend.${backend}`));
  const made = weights.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 10)}`).join('\n');
  // Plain code on the CPU goes without saying beside networks on the CPU.
  const shown = backends.length > 1 && !backends.includes('webgpu') ? backends.filter((backend) => backend !== 'typescript').map((backend) => t(`backend.${backend}`)) : names;
  return (
    <span className="badge" title={`${names.join(' + ')}${made ? `\n${made}` : ''}`}>
      {shown[0]}<span className="badge-more">{shown.slice(1).map((name) => ` + ${name}`)}{weights.length > 0 ? ` · ${t('viewer.weights', { count: weights.length })}` : ''}</span>
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
