import { useMemo, useState } from 'react';
import type { LevelView } from '../../../runtime/look-types';
import { useTranslate } from '../../context';
import type { Pin } from '../../state';
import { lensDrawn } from '../export/lens-figure';
import { useFigureSource } from '../export/source';
import { channelRows } from '../export/tables';
import { colourTable, paintSteps } from '../features/colour-maps';
import { readable, tiny } from '../readable';
import { useLook } from '../use-look';
import { adainResidual, byMove } from './aad';
import { ArrowPlot } from './arrow-plot';
import { Ladder, thumbSize, type Rung } from './ladder';
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
  const [rungs, setRungs] = useState<readonly Rung[]>([]);
  const channels = useLook(pin, resultKey, 'channels', { level }, !view);
  useFigureSource({
    name: 'lens', notes: [...view ? [`${view.net} · ${view.layer} · ${view.channels} × ${view.height} × ${view.width}`] : [], ...numbers ? [t('figure.lens')] : [], ...rungs.length > 0 ? [t('lens.ladderText')] : []],
    draw: () => lensDrawn(numbers, rungs.map((rung) => ({ name: rung.name, size: `${rung.width} × ${rung.height}`, mean: rung.mean, raster: rasterOf(rung) })), { arrows: t('lens.arrows'), scale: t('lens.gamma'), shift: t('lens.beta'), ladder: t('lens.ladder') }),
    ...(channels ? { table: () => channelRows(channels, numbers, undefined) } : {}),
  });
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
      <Ladder pin={pin} resultKey={resultKey} levels={levels} rungs={rungs} setRungs={setRungs} />
      <PixelFormula pin={pin} resultKey={resultKey} level={level} view={view} chosen={chosen} />
    </div>
  );
}

/** A mask in the colours of its legend, on paper. */
function rasterOf(rung: Rung): { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray } {
  const size = thumbSize(rung), rgba = new Uint8ClampedArray(size.width * size.height * 4);
  paintSteps(rung.steps, colourTable('mask'), rgba);
  return { ...size, rgba };
}
