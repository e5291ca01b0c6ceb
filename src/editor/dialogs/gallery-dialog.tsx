import { useEffect, useState } from 'react';
import { parseGraph } from '../../graph/parse';
import type { GraphDocument } from '../../graph/types';
import { packs } from '../../nodes/catalog';
import { useLocalText, useSession, useTranslate } from '../context';
import { galleryEntries, opening, type GalleryEntry } from '../documents/gallery';
import { openText } from '../documents/intake';
import { needsOf } from '../documents/models/needs';
import { newDocument } from '../documents/files';
import { DialogFrame } from './dialog';
import { GraphSketch } from './graph-sketch';

/** The shipped graphs, each with its sketch and a sentence. */
export default function GalleryDialog() {
  const session = useSession();
  const t = useTranslate();
  const close = (): void => {
    session.set({ dialog: undefined });
    setTimeout(() => session.stage.current?.container.focus());
  };
  return (
    <DialogFrame title={t('gallery.title')} wide>
      <p className="muted">{t('gallery.text')}</p>
      <ul className="gallery">
        {galleryEntries().map((entry) => <Entry key={entry.name} entry={entry} close={close} />)}
        <li><button type="button" className="gallery-card" onClick={() => { newDocument(session); close(); }}><span className="gallery-picture empty" aria-hidden="true">+</span><b>{t('gallery.empty')}</b><small>{t('gallery.emptyText')}</small></button></li>
      </ul>
    </DialogFrame>
  );
}

function Entry({ entry, close }: { readonly entry: GalleryEntry; readonly close: () => void }) {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const [source, setSource] = useState<string>();
  const [graph, setGraph] = useState<GraphDocument>();
  useEffect(() => {
    let current = true;
    void entry.load().then((loaded) => {
      if (!current) return;
      setSource(loaded);
      setGraph(parseGraph(loaded).graph);
    });
    return () => { current = false; };
  }, [entry]);
  const networks = graph ? [...new Set(needsOf(graph, session.definitions, packs).map(({ pack }) => text(pack.title)))] : [];
  return (
    <li>
      <button type="button" className="gallery-card" title={graph && text(graph.about)} disabled={source === undefined} onClick={() => { if (source !== undefined && openText(session, source, entry.name)) close(); }}>
        <span className="gallery-picture">{graph && <GraphSketch graph={graph} definitions={session.definitions} />}{entry.picture !== undefined && <img src={entry.picture} alt="" loading="lazy" />}</span>
        <b>{graph ? text(graph.title) : entry.name}</b>
        <small>{graph ? opening(text(graph.about)) : t('viewer.loading')}</small>
        {networks.length > 0 && <small className="gallery-needs">{t('gallery.needs', { list: networks.join(', ') })}</small>}
        {graph && <small className="gallery-count">{t('gallery.count', { nodes: Object.keys(graph.nodes).length })}</small>}
      </button>
    </li>
  );
}
