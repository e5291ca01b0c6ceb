import { createStore, delMany, get, keys, set, type UseStore } from 'idb-keyval';
import { labels } from '../../graph/history';
import { contentOf, serialise } from '../../graph/serialise';
import type { LocalText } from '../../graph/types';
import type { Session } from '../session';

/** A document as it was at some moment. */
export interface SavedState { readonly savedAtMs: number; readonly title: LocalText; readonly text: string; readonly nodes: number; /** The step that led to it. */ readonly step?: LocalText }

const KEPT_STATES = 50;
const LAST_KEY = 'swapgraph.last-document';
/** States nearer together than this are one state. */
const STATE_EVERY_MS = 3000;

/**
 * Every change of the document goes to IndexedDB at once: one write in flight, always of the newest document, each a transaction that is whole
 * or did not happen. After a crash or a closed tab the newest state opens again; the last 50 can be brought back.
 */
export class Journal {
  private readonly store: UseStore = openStore();
  private writing = false;
  private pending = false;
  private lastStateAtMs = 0;
  private lastContent = '';
  private complained = false;
  private stop: (() => void) | undefined;

  constructor(private readonly session: Session) {}

  watch(): void {
    let seen = this.session.get().document;
    this.stop = this.session.store.subscribe(({ document }) => {
      if (document === seen) return;
      seen = document;
      this.pending = true;
      void this.write();
    });
  }

  dispose(): void {
    this.stop?.();
  }

  /** Resolves when what the user sees is on the disk. */
  async flushed(): Promise<void> {
    while (this.writing || this.pending) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  private async write(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.pending && !this.session.get().openElsewhere) {
        this.pending = false;
        await this.writeOnce();
      }
    } catch (error) {
      this.complain(error);
    } finally {
      this.pending = false;
      this.writing = false;
    }
  }

  private async writeOnce(): Promise<void> {
    const { document, history } = this.session.get();
    const { undo: step } = labels(history);
    const state: SavedState = { savedAtMs: Date.now(), title: document.title, text: serialise(document), nodes: Object.keys(document.nodes).length, ...(step === undefined ? {} : { step }) };
    await set(document.id, state, this.store);
    rememberLast(document.id);
    this.session.set({ savedAtMs: state.savedAtMs });
    const content = contentOf(document);
    if (content === this.lastContent || state.savedAtMs - this.lastStateAtMs < STATE_EVERY_MS) return;
    this.lastContent = content;
    this.lastStateAtMs = state.savedAtMs;
    await set(`${document.id}/${String(state.savedAtMs).padStart(15, '0')}`, state, this.store);
    const old = (await keys<string>(this.store)).filter((key) => key.startsWith(`${document.id}/`)).sort().slice(0, -KEPT_STATES);
    if (old.length > 0) await delMany(old, this.store);
  }

  private complain(error: unknown): void {
    if (this.complained) return;
    this.complained = true;
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.session.notify(full
      ? { en: 'The browser’s storage is full: changes are no longer kept automatically. Save the graph to a file.', zh: '浏览器存储空间已满：更改不再自动保存。请将图保存为文件。' }
      : { en: 'The browser does not let this page keep changes. Save the graph to a file before you close it.', zh: '浏览器不允许此页面保存更改。关闭前请将图保存为文件。' }, 'bad');
  }
}

/** The kept states of a document, newest first. */
export async function savedStates(documentId: string): Promise<readonly SavedState[]> {
  const store = openStore();
  const names = (await keys<string>(store)).filter((key) => key.startsWith(`${documentId}/`)).sort().reverse();
  const found = await Promise.all(names.map((key) => get<SavedState>(key, store)));
  return found.filter((state) => state !== undefined);
}

/** The newest state of the document that was open last; undefined on a first visit or without storage. */
export async function lastState(): Promise<SavedState | undefined> {
  try {
    const id = localStorage.getItem(LAST_KEY);
    return id === null ? undefined : await get<SavedState>(id, openStore());
  } catch {
    return undefined;
  }
}

function openStore(): UseStore {
  return createStore('swapgraph-journal', 'states');
}

function rememberLast(id: string): void {
  try {
    localStorage.setItem(LAST_KEY, id);
  } catch {
    // Without it the gallery's first graph opens next time; the states stay in the journal.
  }
}
