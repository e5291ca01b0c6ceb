import { useMemo, useState } from 'react';
import { useTranslate } from '../../context';
import type { Pixels } from '../picture';
import { readable } from '../readable';
import { useLook } from '../use-look';
import { paintSteps, stepOf } from './colour-maps';
import { Painting } from './painting';
import type { TileSource } from './tile-grid';

/** One channel, large, with the number under the pointer, over a picture when one was chosen. */
export function ChannelView({ source, channel, width, height, range, table, under, opacity, title }: {
  readonly source: TileSource;
  readonly channel: number;
  readonly width: number;
  readonly height: number;
  readonly range: readonly [number, number];
  readonly table: Uint8ClampedArray;
  readonly under: Pixels | undefined;
  readonly opacity: number;
  readonly title: string;
}) {
  const t = useTranslate();
  const [at, setAt] = useState<readonly [number, number]>();
  const plane = useLook(source.pin, source.key, 'plane', { level: source.level, channel });
  const [low, high] = range;
  const rgba = useMemo(() => {
    if (plane?.length !== width * height) return undefined;
    const pixels = new Uint8ClampedArray(plane.length * 4);
    paintSteps(plane.length > 0 ? Uint16Array.from(plane, (value) => stepOf(value, low, high)) : [], table, pixels);
    return pixels;
  }, [plane, width, height, low, high, table]);
  if (!plane || !rgba) return <p className="viewer-empty">{t('viewer.loading')}</p>;
  const value = at && plane[at[1] * width + at[0]];
  return (
    <>
      <Painting width={width} height={height} rgba={rgba} under={under} opacity={opacity} label={`${title}, ${t('features.channelName', { channel })}`} hover={(x, y) => setAt([x, y])} />
      {at && value !== undefined && <output className="stage-legend">x {at[0]} y {at[1]} · {Number.isFinite(value) ? readable(value) : t('features.noNumber')}</output>}
    </>
  );
}
