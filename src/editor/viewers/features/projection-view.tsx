import { useTranslate } from '../../context';
import type { Pixels } from '../picture';
import { useLook } from '../use-look';
import { Painting } from './painting';
import type { TileSource } from './tile-grid';

/** Principal components as red, green and blue: one basis and one range for A and B, so that equal colours mean equal features. */
export function ProjectionView({ a, b, under, opacity, title, otherTitle }: { readonly a: TileSource; readonly b: TileSource | undefined; readonly under: Pixels | undefined; readonly opacity: number; readonly title: string; readonly otherTitle: string | undefined }) {
  const t = useTranslate();
  const found = useLook(a.pin, a.key, 'projection', { level: a.level, other: b && { node: b.pin.node, port: b.pin.port, level: b.level } });
  if (!found) return <p className="viewer-empty">{t('features.projecting')}</p>;
  const shares = found.explained.map((share) => `${(share * 100).toFixed(0)} %`).join(' · ');
  return (
    <>
      <div className="painting-row">
        {found.pictures.map((rgba, index) => (
          <figure key={index}>
            <Painting width={found.width} height={found.height} rgba={rgba} under={under} opacity={opacity} label={`${t('features.view.projection')}: ${index === 0 ? title : otherTitle ?? ''}`} />
            {found.pictures.length > 1 && <figcaption className="clip">{index === 0 ? 'A' : `B · ${otherTitle ?? ''}`}</figcaption>}
          </figure>
        ))}
      </div>
      <p className="stage-legend">{t('features.explained', { shares })}</p>
    </>
  );
}
