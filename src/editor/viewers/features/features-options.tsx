import { useId, type ReactNode } from 'react';
import { useTranslate } from '../../context';
import { pinName, type OutputChoice } from '../outputs';
import { SORTS, type Sort } from './range';

export interface FeatureOptions {
  readonly sort: Sort;
  readonly robust: boolean;
  /** Name of the second tensor; '' = none. */
  readonly other: string;
  /** Name of the picture under one channel; '' = none. */
  readonly under: string;
  readonly opacity: number;
  readonly sizePx: number;
}

export const FIRST_OPTIONS: FeatureOptions = { sort: 'index', robust: true, other: '', under: '', opacity: 0.6, sizePx: 64 };

/** How the channels are ordered, compared, cut off and laid over a picture. */
export function OptionsPanel({ options, change, others, pictures, signed, statistics, differs }: {
  readonly options: FeatureOptions;
  readonly change: (part: Partial<FeatureOptions>) => void;
  readonly others: readonly OutputChoice[];
  readonly pictures: readonly OutputChoice[];
  readonly signed: boolean;
  readonly statistics: boolean;
  /** The second tensor has another shape. */
  readonly differs: boolean;
}) {
  const t = useTranslate();
  const id = useId();
  const sorts = SORTS.filter((sort) => sort === options.sort || (sort === 'difference' ? options.other !== '' : sort === 'gamma' || sort === 'spread' ? statistics : true));
  const choice = (name: 'other' | 'under', label: string, none: string, choices: readonly OutputChoice[]): ReactNode => (
    <div className="side-group">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <select id={`${id}-${name}`} value={options[name]} onChange={(event) => change({ [name]: event.currentTarget.value })}>
        <option value="">{none}</option>
        {choices.map(({ pin, title }) => <option key={pinName(pin)} value={pinName(pin)}>{title}</option>)}
      </select>
    </div>
  );
  const percent = Math.round(options.opacity * 100);
  return (
    <aside className="viewer-side" aria-label={t('features.options')}>
      <div className="side-group">
        <label htmlFor={`${id}-sort`}>{t('features.sort')}</label>
        <select id={`${id}-sort`} value={options.sort} onChange={(event) => change({ sort: event.currentTarget.value as Sort })}>
          {sorts.map((sort) => <option key={sort} value={sort}>{t(`features.sort.${sort}`)}</option>)}
        </select>
      </div>
      {choice('other', t('features.other'), t('features.noOther'), others)}
      {differs && <p className="side-remark" role="status">{t('features.otherShape')}</p>}
      {signed && <label className="check-line"><input type="checkbox" checked={options.robust} onChange={(event) => change({ robust: event.currentTarget.checked })} />{t('features.robust')}</label>}
      {choice('under', t('features.under'), t('features.noUnder'), pictures)}
      {options.under !== '' && (
        <div className="side-group">
          <label htmlFor={`${id}-opacity`}>{t('features.opacity')}</label>
          <input id={`${id}-opacity`} type="range" className="slider" min={0} max={100} value={percent} aria-valuetext={`${percent} %`} style={{ ['--part' as string]: `${percent}%` }} onChange={(event) => change({ opacity: event.currentTarget.valueAsNumber / 100 })} />
        </div>
      )}
      <div className="side-group">
        <label htmlFor={`${id}-size`}>{t('features.tileSize')}</label>
        <input id={`${id}-size`} type="range" className="slider" min={24} max={192} step={8} value={options.sizePx} aria-valuetext={`${options.sizePx} px`} style={{ ['--part' as string]: `${((options.sizePx - 24) / 168) * 100}%` }} onChange={(event) => change({ sizePx: event.currentTarget.valueAsNumber })} />
      </div>
    </aside>
  );
}
