import { useTranslate } from '../../context';
import type { Spot } from '../../viewers/zoom-stage';
import { LETTERS } from './lane-head';
import { numberWords, pixelOf, valueWords, type LaneImage } from './lane-image';

/** "x 120 y 64 · A 201 187 160 · B 190 170 150": the values of all lanes at one place. */
export function Values({ images, reference, spot }: { readonly images: readonly (LaneImage | undefined)[]; readonly reference: number; readonly spot: Spot }) {
  const t = useTranslate();
  const base = images[reference] ?? images.find((image) => image !== undefined);
  if (!base) return null;
  const [x, y] = pixelOf(base, spot);
  return (
    <>
      {`x ${x} y ${y}`}
      {images.map((image, index) => {
        if (!image) return null;
        const difference = index === reference ? undefined : gapAt(image, base, spot);
        return <span key={index} className="lane-value"> · <b>{LETTERS[index]}</b> {valueWords(image, spot)}{difference !== undefined && <span title={t('compare.gap')}> (Δ {numberWords(difference)})</span>}</span>;
      })}
    </>
  );
}

function gapAt(image: LaneImage, base: LaneImage, spot: Spot): number | undefined {
  if (image.width !== base.width || image.height !== base.height || image.kind !== base.kind) return undefined;
  const [x, y] = pixelOf(image, spot), at = y * image.width + x;
  if (image.kind === 'channel' && base.kind === 'channel') return image.values[at]! - base.values[at]!;
  if (image.kind !== 'picture' || base.kind !== 'picture') return undefined;
  return [0, 1, 2].reduce((sum, c) => sum + Math.abs(image.rgba[at * 4 + c]! - base.rgba[at * 4 + c]!), 0) / 3;
}
