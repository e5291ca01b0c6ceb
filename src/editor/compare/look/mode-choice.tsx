import { useTranslate } from '../../context';

export type Mode = 'side' | 'values' | 'slider' | 'onion' | 'flicker' | 'difference';

/** How lanes are compared, as a row of buttons. */
export function ModeChoice<M extends Mode>({ modes, mode, setMode }: { readonly modes: readonly M[]; readonly mode: M; readonly setMode: (mode: M) => void }) {
  const t = useTranslate();
  return (
    <div className="segments" role="group" aria-label={t('compare.mode')}>
      {modes.map((one) => <button key={one} type="button" className="chip" aria-pressed={mode === one} title={t(`compare.modeText.${one}`)} onClick={() => setMode(one)}>{t(`compare.mode.${one}`)}</button>)}
    </div>
  );
}
