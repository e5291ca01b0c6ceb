import { memo } from 'react';
import { useLocalText, useSession, useSessionState, useTranslate } from '../../context';
import type { Compared, LaneView } from '../compared';
import { seedsOf, type InputRole } from '../inputs';
import { toldBackends } from '../../status';
import { variantsOf } from '../variants';

export const LETTERS = ['A', 'B', 'C', 'D'] as const;

/** Which lane, and what made it: variant, seeds, backend, networks. */
export const LaneHead = memo(function LaneHead({ index, lane, compared, roles, note }: { readonly index: number; readonly lane: LaneView; readonly compared: Compared; readonly roles: readonly InputRole[]; readonly note?: string | undefined }) {
  const t = useTranslate();
  const text = useLocalText();
  const made = useMadeBy()(index, lane, compared, roles);
  const title = text(lane.title);
  return (
    <header className="lane-head">
      <b className="lane-letter" data-reference={index === compared.reference || undefined} title={index === compared.reference ? t('compare.reference') : undefined}>{LETTERS[index]}</b>
      <h4 className="lane-title" title={title}>{title}{note !== undefined && <span className="viewer-port"> · {note}</span>}</h4>
      <span className="lane-made" title={made.all}>{made.short}</span>
    </header>
  );
});

/** "Bare · seed 22 → 8 · CPU · networks: 5", and the same in full. */
export function useMadeBy(): (index: number, lane: LaneView, compared: Compared, roles: readonly InputRole[]) => { readonly short: string; readonly all: string } {
  const t = useTranslate();
  const session = useSession();
  const text = useLocalText();
  const steps = useSessionState((state) => state.steps);
  return (index, lane, compared, roles) => {
    const report = steps[lane.end?.[0] ?? '']?.report;
    const seeds = seedsOf(roles, index);
    const variants = variantsOf(compared, lane, session.definitions).map(text);
    const backends = toldBackends(report?.provenance.backends ?? []).map((backend) => t(`backend.${backend}`)).join(' + ');
    const weights = report?.provenance.weights ?? [];
    const parts = [...variants, seeds.length > 0 ? t('compare.seeds', { seeds: seeds.join(' → ') }) : '', backends, weights.length > 0 ? t('viewer.weights', { count: weights.length }) : ''].filter((part) => part !== '');
    return { short: parts.join(' · '), all: [text(lane.title), ...parts, ...weights.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 10)}`)].join('\n') };
  };
}
