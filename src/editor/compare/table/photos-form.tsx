import { useTranslate } from '../../context';
import { PictureFiles } from '../../dialogs/file-choosers';
import type { Pairing } from './photo-pairs';

export interface ChosenPhotos { readonly sources: readonly File[]; readonly targets: readonly File[]; readonly pairing: Pairing }

/** Which photographs are paired, and how. They are read where they lie; nothing leaves the machine. */
export function PhotosForm({ chosen, change, count, all, disabled }: {
  readonly chosen: ChosenPhotos;
  readonly change: (chosen: ChosenPhotos) => void;
  /** Pairs that would be measured, of all that there are. */
  readonly count: number;
  readonly all: number;
  readonly disabled: boolean;
}) {
  const t = useTranslate();
  return (
    <fieldset className="photos-form" disabled={disabled}>
      <PictureFiles title={t('batch.sources')} count={chosen.sources.length} choose={(sources) => change({ ...chosen, sources })} />
      <PictureFiles title={t('batch.targets')} count={chosen.targets.length} choose={(targets) => change({ ...chosen, targets })} />
      <label>{t('compare.table.pairing')}
        <select value={chosen.pairing} onChange={(event) => change({ ...chosen, pairing: event.currentTarget.value as Pairing })}>
          {(['all', 'turn'] as const).map((one) => <option key={one} value={one}>{t(`compare.table.pairing.${one}`)}</option>)}
        </select>
      </label>
      <span className="muted" role="status">{t(count < all ? 'compare.table.countMost' : 'compare.table.count', { count, all })}</span>
    </fieldset>
  );
}
