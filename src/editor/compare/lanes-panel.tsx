import { useEffect, useId, useState } from 'react';
import { parseGraph } from '../../graph/parse';
import { MOST_LANES } from '../../graph/lanes';
import type { GraphDocument, LocalText } from '../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { chooseFiles } from '../documents/files';
import { galleryEntries } from '../documents/gallery';
import { Icon } from '../icons';
import type { Compared } from './compared';
import { FAMILIES, familyOf } from './families';
import { laneChoices, portsOfLane } from './lane-choices';
import { LETTERS } from './look/lane-head';

/** Which lanes there are: outputs of the open graph, and other graphs beside it. */
export function LanesPanel({ compared }: { readonly compared: Compared }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const id = useId();
  const document = useSessionState((state) => state.document);
  const { lanes, reference, declared } = compared;
  const full = lanes.length >= MOST_LANES;
  const taken = new Set(lanes.map(({ pin }) => `${pin.node}.${pin.port}`));
  const choices = laneChoices(document, session.definitions).filter(({ lane }) => !taken.has(`${lane.node}.${lane.port}`));
  const addText = (source: string, from: string): void => {
    const { graph, problems } = parseGraph(source, (type) => session.definitions.get(type));
    if (!graph) session.notify(problems?.[0]?.message ?? from, 'bad');
    else if (!session.comparing.addGraph(graph)) session.notify({ en: `${from} shows no picture that could be a lane.`, zh: `${from} 没有可作为支路的图片。` }, 'bad');
  };
  const addFile = async (): Promise<void> => {
    const [file] = await chooseFiles('.json,application/json');
    if (file) addText(await file.text(), file.name);
  };
  const gallery = useGalleryTitles();
  return (
    <aside className="viewer-side lanes-side" aria-label={t('compare.lanes')}>
      {!declared && <p className="muted">{t('compare.found')}</p>}
      <ul className="lane-list">
        {lanes.map((lane, index) => (
          <li key={`${lane.pin.node}.${lane.pin.port}`}>
            <label><input type="radio" name={`${id}-reference`} checked={index === reference} onChange={() => session.comparing.setReference(index)} title={t('compare.reference')} aria-label={`${t('compare.reference')}: ${text(lane.title)}`} /><b className="lane-letter">{LETTERS[index]}</b><span className="clip" title={text(lane.title)}>{text(lane.title)}</span></label>
            <button type="button" className="icon-button small" aria-label={`${t('compare.remove')}: ${text(lane.title)}`} title={t('compare.remove')} disabled={lanes.length <= 1} onClick={() => session.comparing.removeLane(index)}><Icon name="close" /></button>
            <PortChoice compared={compared} index={index} taken={taken} />
          </li>
        ))}
      </ul>
      <p className="muted">{t('compare.referenceText')}</p>
      <div className="side-group">
        <label htmlFor={`${id}-output`}>{t('compare.addOutput')}</label>
        <select id={`${id}-output`} value="" disabled={full} onChange={(event) => { const choice = choices[Number(event.currentTarget.value)]; if (choice) session.comparing.addLane(choice.lane); }}>
          <option value="">{t('compare.choose')}</option>
          {FAMILIES.map((family) => (
            <optgroup key={family} label={t(`compare.family.${family}`)}>
              {choices.map(({ lane, title, kind }, index) => (familyOf(kind) === family ? <option key={`${lane.node}.${lane.port}`} value={index}>{text(title)}</option> : null))}
            </optgroup>
          ))}
        </select>
      </div>
      <div className="side-group">
        <label htmlFor={`${id}-gallery`}>{t('compare.addGraph')}</label>
        <select id={`${id}-gallery`} value="" disabled={full} onChange={(event) => { const entry = gallery.find(({ name }) => name === event.currentTarget.value); if (entry) addText(entry.source, entry.name); }}>
          <option value="">{t('compare.choose')}</option>
          {gallery.map(({ name, title }) => <option key={name} value={name}>{text(title)}</option>)}
        </select>
        <button type="button" className="button small" disabled={full} onClick={() => void addFile()}><Icon name="folder" />{t('compare.addFile')}</button>
      </div>
      {full && <p className="side-remark">{t('compare.full', { most: MOST_LANES })}</p>}
    </aside>
  );
}

/** Which output of a lane's node is compared, where there are several. */
function PortChoice({ compared, index, taken }: { readonly compared: Compared; readonly index: number; readonly taken: ReadonlySet<string> }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const lane = compared.lanes[index];
  const ports = portsOfLane(compared, index, session.definitions).filter(({ port }) => port === lane?.pin.port || !taken.has(`${lane?.pin.node}.${port}`));
  if (!lane || ports.length < 2) return null;
  return (
    <select className="lane-port" aria-label={`${t('compare.output')}: ${text(lane.title)}`} title={t('compare.outputText')} value={lane.pin.port} onChange={(event) => session.comparing.setPort(index, event.currentTarget.value)}>
      {ports.map(({ port, title }) => <option key={port} value={port}>{text(title)}</option>)}
    </select>
  );
}

/** The shipped graphs by their titles, once they are read. */
function useGalleryTitles(): readonly { readonly name: string; readonly title: LocalText; readonly source: string }[] {
  const [found, setFound] = useState<readonly { readonly name: string; readonly title: LocalText; readonly source: string }[]>([]);
  useEffect(() => {
    let current = true;
    void Promise.all(galleryEntries().map(async ({ name, load }) => {
      const source = await load();
      const graph: GraphDocument | undefined = parseGraph(source).graph;
      return graph ? [{ name, title: graph.title, source }] : [];
    })).then((all) => { if (current) setFound(all.flat()); });
    return () => { current = false; };
  }, []);
  return found;
}
