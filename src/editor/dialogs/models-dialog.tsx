import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { packs } from '../../nodes/catalog';
import { NodeError } from '../../runtime/errors';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { DownloadFault } from '../documents/models/download';
import { fetchModel, keepFile, OtherFile, assignKept } from '../documents/models/manager';
import { missingOf, needsOf, type Kept, type Pack } from '../documents/models/needs';
import { dropModel, keptModels, partsOf } from '../documents/models/store';
import { DialogFrame } from './dialog';
import { ModelCard, type Activity } from './model-card';

/** A file of another hash, waiting for the user's word. */
interface Doubt { readonly pack: Pack; readonly file: File; readonly found: string }

/** The public networks: what the open graph needs first, then all; each with its terms and host before a byte is fetched. Closing pauses a download. */
export default function ModelsDialog() {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const [partial, setPartial] = useState<ReadonlyMap<string, number>>(new Map());
  const [activity, setActivity] = useState<Activity>();
  const [fault, setFault] = useState<string>();
  const [doubt, setDoubt] = useState<Doubt>();
  const [search, setSearch] = useState('');
  const controller = useRef<AbortController>(undefined);
  const refresh = useCallback(async () => {
    setKept(await keptModels());
    const sizes = await Promise.all([...packs.keys()].map(async (id) => [id, await partsOf(id).size()] as const));
    setPartial(new Map(sizes.filter(([, size]) => size > 0)));
  }, []);
  useEffect(() => {
    void refresh();
    return () => controller.current?.abort();
  }, [refresh]);
  const needs = useMemo(() => needsOf(document, session.definitions, packs), [document, session.definitions]);
  const lacking = useMemo(() => new Set(missingOf(needs, kept, () => false).map(({ pack }) => pack.id)), [needs, kept]);

  const attempt = async (pack: Pack, work: () => Promise<unknown>): Promise<void> => {
    setFault(undefined);
    setDoubt(undefined);
    try {
      await work();
      session.announce(t('models.kept', { title: text(pack.title) }));
    } catch (error) {
      if (!isAbort(error)) setFault(t('models.failed', { title: text(pack.title), why: wordsOf(error, text) }));
    } finally {
      setActivity(undefined);
      controller.current = undefined;
      await refresh();
    }
  };
  const start = (pack: Pack): void => {
    const mine = new AbortController();
    controller.current = mine;
    setActivity({ pack: pack.id, done: partial.get(pack.id) ?? 0, all: pack.file.bytes });
    void attempt(pack, () => fetchModel(session, pack, mine.signal, (done, all) => { setActivity({ pack: pack.id, done, all: all ?? pack.file.bytes }); }));
  };
  const take = (pack: Pack, file: File, other = false): void => {
    setActivity({ pack: pack.id, done: file.size, all: file.size });
    void attempt(pack, async () => {
      try {
        await keepFile(session, pack, file, file.name, other);
      } catch (error) {
        if (!(error instanceof OtherFile)) throw error;
        setDoubt({ pack, file, found: error.found });
        throw new DOMException('', 'AbortError');
      }
    });
  };
  const remove = async (model: Kept): Promise<void> => {
    await dropModel(model);
    session.announce(t('models.removed', { title: text(packs.get(model.pack)?.title ?? model.pack) }));
    await refresh();
  };
  const discard = async (pack: Pack): Promise<void> => {
    await partsOf(pack.id).clear();
    await refresh();
  };
  const card = (pack: Pack, nodes: readonly string[] = []) => (
    <ModelCard
      key={pack.id} pack={pack} nodes={nodes} kept={kept.filter((one) => one.pack === pack.id)} partial={partial.get(pack.id) ?? 0} activity={activity} lacking={lacking.has(pack.id)}
      start={() => start(pack)} pause={() => controller.current?.abort()} take={(file) => take(pack, file)} remove={(model) => void remove(model)} use={(model) => assignKept(session, model)} discard={() => void discard(pack)}
    />
  );
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = [...packs.values()].filter((pack) => words.every((word) => `${pack.id} ${text(pack.title)} ${pack.licence.name} ${t(`models.kind.${pack.kind}`)}`.toLowerCase().includes(word)));
  const needed = [...new Set(needs.map(({ pack }) => pack))];
  return (
    <DialogFrame title={t('models.title')} wide>
      <p>{t('models.text')}</p>
      {fault !== undefined && <p className="problem-box" role="alert">{fault}</p>}
      {doubt && (
        <div className="model-consent" role="alert">
          <p>{t('models.other', { title: text(doubt.pack.title), found: doubt.found.slice(0, 12), wanted: doubt.pack.file.sha256?.slice(0, 12) ?? '' })}</p>
          <div className="button-row">
            <button type="button" className="button" onClick={() => take(doubt.pack, doubt.file, true)}>{t('models.keepOther')}</button>
            <button type="button" className="button" onClick={() => setDoubt(undefined)}>{t('models.cancel')}</button>
          </div>
        </div>
      )}
      <h3>{t('models.needed')}</h3>
      {needed.length === 0 ? <p className="muted">{t('models.neededNone')}</p>
        : <ul className="model-list">{needed.map((pack) => card(pack, needs.filter((need) => need.pack === pack).flatMap(({ nodes }) => nodes)))}</ul>}
      <h3>{t('models.all')}</h3>
      <input type="text" role="searchbox" className="tensor-search" aria-label={t('models.search')} placeholder={t('models.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      <ul className="model-list">{shown.filter((pack) => !needed.includes(pack)).map((pack) => card(pack))}</ul>
    </DialogFrame>
  );
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function wordsOf(error: unknown, text: ReturnType<typeof useLocalText>): string {
  if (error instanceof DownloadFault || error instanceof NodeError) return text(error.text);
  return error instanceof Error ? error.message : String(error);
}
