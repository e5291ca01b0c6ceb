import { useRef, useState } from 'react';
import { sentenceOf } from '../../runtime/errors';
import { readSigningKey } from '../../runtime/pictures/pem';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';

/** Certificate and key that sign exported pictures while this page is open; neither is kept. */
export function SigningField() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const signing = useSessionState((state) => state.signing);
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const take = async (files: readonly File[]): Promise<void> => {
    setFault(undefined);
    try {
      session.set({ signing: await readSigningKey(await Promise.all(files.map((file) => file.text()))) });
    } catch (error) {
      setFault(text(sentenceOf(error)));
    }
  };
  return (
    <div className="field">
      <span className="field-name">{t('signing.title')}</span>
      <div className="button-row">
        <button type="button" className="button" onClick={() => input.current?.click()}>{t('signing.choose')}</button>
        {signing && <button type="button" className="button" onClick={() => session.set({ signing: undefined })}>{t('signing.forget')}</button>}
        {signing && <span className="muted clip">{t('signing.on', { count: signing.certificates.length })}</span>}
      </div>
      <input ref={input} type="file" hidden multiple accept=".pem,.crt,.cer,.key" aria-label={t('signing.choose')} onChange={(event) => void take([...event.currentTarget.files ?? []])} />
      {fault !== undefined && <p className="problem-box" role="alert">{fault}</p>}
      <p className="field-help">{t('signing.text')}</p>
    </div>
  );
}
