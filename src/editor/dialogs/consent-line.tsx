import { useState } from 'react';
import { useTranslate } from '../context';
import { hasPhotoConsent, rememberPhotoConsent } from '../documents/consent';

/** Asks inside another window, once on this machine, for the consent of the people in photographs. Gives whether it is given, and the line while it is not yet. */
export function useConsentLine(): readonly [agreed: boolean, line: React.ReactNode] {
  const t = useTranslate();
  const [asked] = useState(() => !hasPhotoConsent());
  const [agreed, setAgreed] = useState(!asked);
  const line = asked && (
    <div className="consent-line">
      <p className="muted">{t('consent.local')} {t('consent.people')}</p>
      <label className="check-line"><input type="checkbox" checked={agreed} onChange={(event) => {
        setAgreed(event.currentTarget.checked);
        if (event.currentTarget.checked) rememberPhotoConsent();
      }} />{t('consent.agree')}</label>
    </div>
  );
  return [agreed, line];
}
