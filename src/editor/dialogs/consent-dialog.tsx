import { useState } from 'react';
import { useTranslate } from '../context';
import { DialogFrame } from './dialog';

/** Asked once, before the first photograph: where it stays, and whose consent is needed. */
export function ConsentDialog({ fileName, answer }: { readonly fileName: string; readonly answer: (agreed: boolean) => void }) {
  const t = useTranslate();
  const [agreed, setAgreed] = useState(false);
  return (
    <DialogFrame title={t('consent.title')} close={() => answer(false)}>
      <p className="clip"><b>{fileName}</b></p>
      <ul className="plain-list"><li>{t('consent.local')}</li><li>{t('consent.people')}</li><li>{t('consent.marked')}</li></ul>
      <label className="check-line"><input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />{t('consent.agree')}</label>
      <div className="button-row end">
        <button type="button" className="button" onClick={() => answer(false)}>{t('consent.cancel')}</button>
        <button type="button" className="button primary" disabled={!agreed} onClick={() => answer(true)}>{t('consent.use')}</button>
      </div>
    </DialogFrame>
  );
}
