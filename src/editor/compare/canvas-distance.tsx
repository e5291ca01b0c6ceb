import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { Icon } from '../icons';
import { gradientOf } from '../viewers/features/colour-maps';
import { divergenceColour, divergenceTable } from './divergence-colour';
import { distanceWords, UNRELATED, type DivergenceView, type NodeDivergence } from './divergence';
import { LETTERS } from './look/lane-head';

/** The distance of a card's node to its counterpart in the other lane: a ring in its colour, and the number. */
export function CardDistance({ flat, isMacro }: { readonly flat: string; readonly isMacro: boolean }) {
  const t = useTranslate();
  const distance = useSessionState(({ compare }) => (compare.painted && compare.divergence ? distanceOf(compare.divergence, flat, isMacro) : undefined));
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  if (distance === undefined) return null;
  const words = typeof distance === 'number' ? distanceWords(distance) : t(`compare.card.${distance}`);
  return (
    <span className="card-distance" data-distance={typeof distance === 'number' ? 'measured' : distance} style={typeof distance === 'number' ? { ['--distance' as string]: divergenceColour(distance, dark) } : undefined}>
      <b title={t('compare.card', { distance: words })} aria-label={t('compare.card', { distance: words })} role="img">{typeof distance === 'number' ? `Δ ${words}` : distance === 'incomparable' ? '≠' : '∅'}</b>
    </span>
  );
}

/** A macro is as far apart as the farthest of what it holds. */
function distanceOf({ nodes }: DivergenceView, flat: string, isMacro: boolean): NodeDivergence | undefined {
  if (!isMacro) return nodes.get(flat);
  const inside = [...nodes].filter(([id]) => id.startsWith(`${flat}/`)).map(([, distance]) => distance);
  const measured = inside.filter((distance) => typeof distance === 'number');
  return measured.length > 0 ? Math.max(...measured) : inside[0];
}

/** What the rings on the canvas mean, and the way to take them off. */
export function DistanceLegend() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const view = useSessionState(({ compare }) => (compare.painted ? compare.divergence : undefined));
  const dark = useSessionState((state) => state.settings.theme === 'dark');
  const stale = useSessionState(({ run, steps }) => view !== undefined && run.state !== 'running' && view.of !== view.ends.map((end) => steps[end]?.report?.key ?? '').join(' '));
  if (!view) return null;
  const [a, b] = view.lanes.map((lane, index) => `${LETTERS[lane] ?? ''} ${text(view.titles[index])}`) as [string, string];
  return (
    <aside className="distance-legend" aria-label={t('compare.canvasLegend', { a, b })}>
      <b className="legend-title">{t('compare.canvasLegend', { a, b })}</b>
      {stale && <span className="stale">{t('compare.stale')}</span>}
      <span className="legend-scale">
        <span className="legend-bar" style={{ background: gradientOf(divergenceTable(dark)) }} />
        <span className="legend-ends"><span>0 {t('compare.equal')}</span><span>{distanceWords(UNRELATED / 4)}</span><span>{distanceWords(UNRELATED)} {t('compare.unrelated')}</span></span>
      </span>
      <span className="legend-kinds"><span><i data-distance="incomparable" />≠ {t('compare.card.incomparable')}</span><span><i data-distance="alone" />∅ {t('compare.card.alone')}</span></span>
      <button type="button" className="icon-button small" title={t('compare.unpaint')} aria-label={t('compare.unpaint')} onClick={() => session.comparing.change({ painted: false })}><Icon name="close" /></button>
    </aside>
  );
}
