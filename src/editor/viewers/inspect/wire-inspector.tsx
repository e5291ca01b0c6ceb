import { useEffect } from 'react';
import { sameEnd } from '../../../graph/endpoints';
import type { Endpoint } from '../../../graph/types';
import { useLocalText, useSession, useSessionState, useTranslate } from '../../context';
import { describeNode } from '../../describe';
import { flatId, openBody } from '../../scope';
import { Carried } from './carried';

/** What the selected wire carries, and from where to where it goes. */
export function WireInspector({ wire }: { readonly wire: string }) {
  const t = useTranslate();
  const scope = useSessionState((state) => state.scope);
  const body = useSessionState((state) => openBody(state.document, state.scope));
  const link = body.links.find(({ to }) => `${to[0]}/${to[1]}` === wire);
  const goal = usePortWords(link?.to, 'input');
  if (!link) return null;
  return (
    <>
      <Carried pin={{ node: flatId(scope, link.from[0]), port: link.from[1] }} />
      <p className="muted">{t('inspect.goesTo', { port: goal })}</p>
    </>
  );
}

/** What the port carries whose name was clicked on a card; the linked output of an input. */
export function PortInspector({ node }: { readonly node: string }) {
  const t = useTranslate();
  const scope = useSessionState((state) => state.scope);
  const asked = useSessionState((state) => state.inspectedPort);
  const body = useSessionState((state) => openBody(state.document, state.scope));
  const own = asked?.node === node ? asked : undefined;
  const words = usePortWords(own && [own.node, own.port], own?.side ?? 'input');
  if (!own) return null;
  const from: Endpoint | undefined = own.side === 'output' ? [own.node, own.port] : body.links.find((link) => sameEnd(link.to, [own.node, own.port]))?.from;
  return (
    <section className="port-facts" aria-label={t('inspect.port', { port: words })}>
      <h3>{t('viewer.facts')}</h3>
      {from ? <Carried pin={{ node: flatId(scope, from[0]), port: from[1] }} /> : <p className="muted">{t('inspect.noWire')}</p>}
      {own.side === 'input' && from && <p className="muted">{t('inspect.goesTo', { port: words })}</p>}
    </section>
  );
}

function usePortWords(end: Endpoint | undefined, side: 'input' | 'output'): string {
  const session = useSession();
  const text = useLocalText();
  const document = useSessionState((state) => state.document);
  const scope = useSessionState((state) => state.scope);
  const node = end && openBody(document, scope).nodes[end[0]];
  if (!end || !node) return '';
  const view = describeNode(node, document, session.definitions);
  const port = (side === 'input' ? view.inputs : view.outputs).find(({ name }) => name === end[1]);
  return `${text(view.ownTitle ?? view.title)} · ${text(port?.title ?? end[1])}`;
}

/** Hears clicks on the names of ports on the canvas; any other click there lets go. */
export function PortClicks() {
  const session = useSession();
  useEffect(() => {
    const click = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || !event.target.closest('[data-canvas]')) return;
      const title = event.target.closest('.port-title, .socket');
      const socket = title?.closest('.port')?.querySelector<HTMLElement>('[data-socket]')?.dataset['socket'];
      const node = title?.closest<HTMLElement>('.node-holder')?.dataset['node'];
      const [side, port] = socket ? [socket.slice(0, socket.indexOf(':')), socket.slice(socket.indexOf(':') + 1)] : [];
      const asked = node !== undefined && port !== undefined && (side === 'input' || side === 'output') ? { node, side, port } as const : undefined;
      if (asked) session.set({ inspectedPort: asked, selection: new Set([asked.node]), selectedWire: undefined });
      else if (session.get().inspectedPort) session.set({ inspectedPort: undefined });
    };
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, [session]);
  return null;
}
