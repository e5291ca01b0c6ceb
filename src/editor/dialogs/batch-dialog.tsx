import { useMemo, useState } from 'react';
import { csvText } from '../../runtime/batch/csv';
import { everyPair, readBatch, type ReadBatch } from '../../runtime/batch/pairs';
import { useLocalText, useSession, useTranslate } from '../context';
import { picturesByName, runBatch, type BatchProgress } from '../documents/batch';
import { downloadBlob, fileName } from '../documents/files';
import { useConsentLine } from './consent-line';
import { DialogFrame } from './dialog';
import { Chooser, PictureFiles } from './file-choosers';

type Manner = 'sets' | 'list';

/** Many pairs through the open graph: two sets of pictures, each with each, or a list of pairs. */
export default function BatchDialog() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const [manner, setManner] = useState<Manner>('sets');
  const [sources, setSources] = useState<readonly File[]>([]);
  const [targets, setTargets] = useState<readonly File[]>([]);
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const [list, setList] = useState<{ readonly name: string; readonly text: string }>();
  const [progress, setProgress] = useState<BatchProgress>();
  const [running, setRunning] = useState<AbortController>();
  const [agreed, consentLine] = useConsentLine();
  const chosen = manner === 'sets' ? [...sources, ...targets] : pictures;
  const read = useMemo<ReadBatch | undefined>(() => {
    const { document } = session.get();
    if (manner === 'list') return list && readBatch(list.text, document, session.definitions);
    if (sources.length === 0 || targets.length === 0) return undefined;
    return readBatch(csvText(everyPair(sources.map(({ name }) => name), targets.map(({ name }) => name))), document, session.definitions);
  }, [session, manner, list, sources, targets]);
  const batch = read && 'batch' in read ? read.batch : undefined;
  const start = async (): Promise<void> => {
    if (!batch) return;
    const controller = new AbortController();
    setRunning(controller);
    try {
      const archive = await runBatch(session, batch, picturesByName(chosen), controller.signal, setProgress);
      downloadBlob(new Blob([archive as Uint8Array<ArrayBuffer>], { type: 'application/zip' }), `${fileName(text(session.get().document.title))}-pairs.zip`);
      session.announce(t('batch.finished'));
    } finally {
      setRunning(undefined);
      void session.runner.run();
    }
  };
  const close = (): void => {
    running?.abort();
    session.set({ dialog: undefined });
  };
  const failed = progress?.outcomes.filter(({ state }) => state === 'failed') ?? [];
  return (
    <DialogFrame title={t('batch.title')} close={close}>
      <p>{t('batch.text')}</p>
      <div role="radiogroup" aria-label={t('batch.title')}>
        {(['sets', 'list'] as const).map((one) => (
          <label key={one} className="check-line"><input type="radio" name="batch-manner" checked={manner === one} disabled={running !== undefined} onChange={() => setManner(one)} />{t(one === 'sets' ? 'batch.sets' : 'batch.list')}</label>
        ))}
      </div>
      {manner === 'sets' ? <div className="batch-sets">
        <PictureFiles title={t('batch.sources')} count={sources.length} choose={setSources} />
        <PictureFiles title={t('batch.targets')} count={targets.length} choose={setTargets} />
      </div> : <>
        <Chooser title={t('batch.chooseList')} shown={list?.name} accept=".csv,text/csv" choose={(files) => { void files[0]?.text().then((words) => setList({ name: files[0]!.name, text: words })); }} />
        <PictureFiles title={t('batch.pictures')} count={pictures.length} choose={setPictures} />
      </>}
      {read && 'problem' in read && <p className="problem-box" role="alert">{text(read.problem)}</p>}
      {chosen.length > 0 && consentLine}
      {progress && <div role="status">
        <progress className="batch-bar" max={progress.total} value={progress.done} aria-label={t('batch.title')} />
        <p className="muted">{t('batch.progress', { done: progress.done, total: progress.total, failed: failed.length })} {progress.current}</p>
      </div>}
      {failed.length > 0 && <ul className="batch-failures">{failed.map(({ name, sentences }) => <li key={name}><b>{name}</b> {sentences.map(text).join(' ')}</li>)}</ul>}
      <div className="button-row end">
        {running
          ? <button type="button" className="button" onClick={() => running.abort()}>{t('batch.stop')}</button>
          : <button type="button" className="button primary" disabled={!batch || (chosen.length > 0 && !agreed)} onClick={() => void start()}>{t('batch.start', { count: batch?.pairs.length ?? 0 })}</button>}
      </div>
    </DialogFrame>
  );
}
