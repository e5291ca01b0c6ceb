import { useRef, useState } from 'react';
import { useSession, useTranslate } from '../context';
import { downloadPack, FACE_LANDMARKER_PACK, keepPack, PackMismatch } from '../documents/packs';
import { DialogFrame } from './dialog';

/** What a model is, where it comes from and under which licence, before a byte of it is fetched; or the same from a file. */
export default function PackDialog() {
  const session = useSession();
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const pack = FACE_LANDMARKER_PACK;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await work();
      session.set({ dialog: undefined });
      session.announce(t('pack.kept'));
      void session.runner.run();
    } catch (error) {
      setFault(error instanceof PackMismatch ? t('pack.mismatch', { title: pack.title, found: error.found.slice(0, 12), host: new URL(pack.url).host }) : t('pack.failed', { why: error instanceof Error ? error.message : String(error) }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <DialogFrame title={t('pack.title')}>
      <p>{t('pack.text')}</p>
      <dl className="facts">
        <div><dt>{t('pack.model')}</dt><dd>{pack.title}</dd></div>
        <div><dt>{t('pack.host')}</dt><dd>{new URL(pack.url).host}</dd></div>
        <div><dt>{t('pack.size')}</dt><dd>{pack.megabytes} MB</dd></div>
        <div><dt>{t('pack.licence')}</dt><dd>{pack.licence}</dd></div>
      </dl>
      <p className="muted">{t('pack.private')}</p>
      {fault !== undefined && <p className="problem-box" role="alert">{fault}</p>}
      <div className="button-row end">
        <button type="button" className="button" disabled={busy} onClick={() => input.current?.click()}>{t('pack.fromFile')}</button>
        <button type="button" className="button primary" disabled={busy} onClick={() => void attempt(() => downloadPack(session, pack))}>{t(busy ? 'pack.busy' : 'pack.download')}</button>
      </div>
      <input ref={input} type="file" hidden accept={pack.accept} aria-label={t('pack.fromFile')} onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        if (file) void attempt(async () => keepPack(pack, new Uint8Array(await file.arrayBuffer())));
      }} />
    </DialogFrame>
  );
}
