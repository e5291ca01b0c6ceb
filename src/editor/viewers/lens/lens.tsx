import { useMemo } from 'react';
import type { LevelView } from '../../../runtime/look-types';
import { useTranslate } from '../../context';
import type { Pin } from '../../state';
import { readable, tiny } from '../table-viewer';
import { useLook } from '../use-look';
import { adainResidual, byMove } from './aad';
import { ArrowPlot } from './arrow-plot';
import { Ladder } from './ladder';
import { PixelFormula } from './pixel-formula';
import { SignedBars } from './signed-bars';

/**
 * What a normalising layer did: every channel's mean and deviation before and after, the learnt scale and shift, the masks over the levels, and at a pixel the
 * formula with its numbers, computed anew.
 */
export default function Lens({ pin, resultKey, level, levels, title, chosen, choose }: {
  readonly pin: Pin;
  readonly resultKey: string;
  readonly level: number;
  readonly levels: readonly LevelView[];
  readonly title: string;
  readonly chosen: number | undefined;
  readonly choose: (channel: number | undefined) => void;
}) {
  const t = useTranslate();
  const view = levels[level];
  const numbers = useLook(pin, resultKey, 'statistics', { level }, !view?.statistics);
  const order = useMemo(() => (numbers ? byMove(numbers) : []), [numbers]);
  const residual = numbers && adainResidual(numbers);
  return (
    <div className="lens" role="region" tabIndex={0} aria-label={`${t('features.view.lens')}: ${title}`}>
      {numbers && (
        <>
          <ArrowPlot numbers={numbers} chosen={chosen} choose={choose} />
          <section className="lens-part">
            <h4>{t('lens.scaleAndShift')}</h4>
            <SignedBars name="γ" values={numbers.gamma} order={order} neutral={1} chosen={chosen} choose={choose} label={t('lens.gamma')} />
            <SignedBars name="β" values={numbers.beta} order={order} neutral={0} chosen={chosen} choose={choose} label={t('lens.beta')} />
            <p className="hint">{chosen !== undefined && chosen < numbers.gamma.length
              ? t('lens.channel', { channel: chosen, muIn: readable(numbers.muIn[chosen]!), sigmaIn: readable(numbers.sigmaIn[chosen]!), muOut: readable(numbers.muOut[chosen]!), sigmaOut: readable(numbers.sigmaOut[chosen]!), gamma: readable(numbers.gamma[chosen]!), beta: readable(numbers.beta[chosen]!) })
              : residual && t('lens.residual', { mu: tiny(residual.mu), sigma: tiny(residual.sigma) })}</p>
          </section>
        </>
      )}
      <Ladder pin={pin} resultKey={resultKey} levels={levels} />
      <PixelFormula pin={pin} resultKey={resultKey} level={level} view={view} chosen={chosen} />
    </div>
  );
}
