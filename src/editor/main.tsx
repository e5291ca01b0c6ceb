// First of all: its worker starts before the rest is read.
import { engine } from './engine';
import { createRoot } from 'react-dom/client';
import { definitions } from '../nodes/catalog';
import { listenForKeys } from './actions/keys';
import { App } from './app';
import { defaultDocument } from './documents/gallery';
import { emptyDocument } from './documents/files';
import { Journal, lastState } from './documents/journal';
import { guardDocument } from './documents/locks';
import { documentFromLink } from './documents/share';
import { parseGraph } from '../graph/parse';
import { tourSeen } from './dialogs/tour';
import { translator } from './i18n';
import { installFetchGuard } from './network/guard';
import { createSession, type Session } from './session';
import { defaultSettings, readSettings, writeSettings } from './settings';
import './styles/tokens.css';
import './styles/base.css';
import './styles/rooms.css';
import './styles/canvas.css';
import './styles/far.css';
import './styles/panels.css';
import './styles/viewers.css';
import './styles/compare.css';
import './styles/overlays.css';
import './styles/models.css';
import './styles/sweep.css';

declare global {
  /** For scripts in the browser's console: the open document, its store and its canvas. */
  interface Window { swapgraph?: Session }
}

/** The document to begin with: of a link, else the one that was open last, else the gallery's first. */
async function firstDocument(untitled: string) {
  const linked = documentFromLink(location.hash);
  if (linked) {
    history.replaceState(null, '', location.pathname + location.search);
    return { document: { ...linked, id: crypto.randomUUID() }, from: 'link' as const };
  }
  const last = await lastState();
  const kept = last && parseGraph(last.text, (type) => definitions.get(type)).graph;
  if (last && kept) return { document: kept, from: 'journal' as const, savedAtMs: last.savedAtMs };
  return { document: await defaultDocument(definitions) ?? emptyDocument(crypto.randomUUID(), untitled), from: 'gallery' as const };
}

async function start(): Promise<void> {
  const network = installFetchGuard(globalThis, location.origin);
  const settings = readSettings(localStorage, defaultSettings({ languages: navigator.languages, dark: matchMedia('(prefers-color-scheme: dark)').matches, widthPx: innerWidth, heightPx: innerHeight }));
  const first = await firstDocument(translator(settings.language)('document.untitled'));
  const session = createSession({ document: first.document, definitions, engine, settings, random: randomUnit, network });
  window.swapgraph = session;
  session.store.subscribe((state, before) => { if (state.settings !== before.settings) writeSettings(localStorage, state.settings); });
  new Journal(session).watch();
  guardDocument(session);
  listenForKeys(session, document);
  session.runner.watch();
  if (first.from === 'gallery' && !tourSeen()) session.set({ tour: 0 });
  const room = document.getElementById('app');
  if (room) createRoot(room).render(<App session={session} />);
  if (settings.autoRun) void session.runner.run();
}

function randomUnit(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

void start();
