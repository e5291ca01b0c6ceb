import { useMemo, useState } from 'react';
import { addReroute } from '../../graph/reroutes';
import { CATEGORIES, type NodeDefinition } from '../../runtime/define';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { describeNode } from '../describe';
import { addFromPalette, kindsAt, matchingPort } from '../insert';
import { KindGlyph } from '../kinds';
import { fittingPorts, portOf } from '../ports-at';
import { openBody } from '../scope';
import type { Session } from '../session';
import type { PaletteRequest } from '../state';
import { stepName } from '../step-names';
import { Picker } from './picker';
import { bestScore } from './search';

const WIDTH = 340;
const HEIGHT = 400;

/** Nodes to add, where the palette was asked for; with a wire waiting, only those that take it. */
export function NodePalette() {
  const request = useSessionState((state) => state.palette);
  return request ? <OpenPalette request={request} /> : null;
}

function OpenPalette({ request }: { readonly request: PaletteRequest }) {
  const session = useSession();
  const t = useTranslate();
  const text = useLocalText();
  const [query, setQuery] = useState('');
  const fitting = useMemo(() => candidates(session, request), [session, request]);
  const found = useMemo(() => fitting.map((definition) => ({ definition, score: bestScore(query, wordsOf(definition)) })).filter(({ score }) => score > 0)
    .sort((a, b) => (query.trim() === '' ? CATEGORIES.indexOf(a.definition.category) - CATEGORIES.indexOf(b.definition.category) : b.score - a.score)), [fitting, query]);
  const close = (): void => {
    session.set({ palette: undefined });
    session.stage.current?.container.focus();
  };
  const reroute = request.onLink !== undefined && bestScore(query, ['reroute', '中继点']) > 0;
  const choose = (type: string): void => {
    close();
    if (type === 'reroute' && request.onLink) session.edit((body) => addReroute(body, request.onLink ?? ['', ''], { x: request.world.x - 12, y: request.world.y - 12 }, session.random), { label: stepName('step.insert', { what: describeNode({ type: 'reroute', version: 1, params: {} }, session.get().document, session.definitions).title }), select: 'added' });
    const definition = session.definitions.get(type);
    if (definition) addFromPalette(session, definition, request.world, request.socket, request.onLink);
  };
  const left = Math.max(8, Math.min(request.client.x, window.innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(request.client.y, window.innerHeight - HEIGHT - 8));
  return (
    <div className="overlay clear" onPointerDown={(event) => { if (event.target === event.currentTarget) close(); }}>
      <div className="floating" style={{ left, top, width: WIDTH }}>
        <Picker label={t(request.socket ? 'palette.forWire' : request.onLink ? 'palette.onWire' : 'palette.label')} placeholder={t('palette.search')} query={query} setQuery={setQuery} choose={choose} empty={t('palette.none')}
          choices={[...(reroute ? [{ id: 'reroute', body: <span className="palette-line"><span className="card-mark" data-category="utility" /><b>{t('card.reroute')}</b></span> }] : []), ...found.map(({ definition }) => ({
            id: definition.type,
            group: query.trim() === '' ? definition.category : '',
            body: (
              <span className="palette-line">
                <span className="card-mark" data-category={definition.category} aria-hidden="true" />
                <span className="palette-words"><b>{text(definition.title)}</b><small>{text(definition.summary)}</small></span>
                <span className="palette-kinds">{[...new Set(Object.values(definition.outputs).map((output) => output.kind))].slice(0, 4).map((kind) => <KindGlyph key={kind} kind={kind} />)}</span>
              </span>
            ),
          }))]} />
      </div>
    </div>
  );
}

/** Titles and synonyms in both languages: whoever reads Chinese may still type "blend", and the other way round. */
function wordsOf(definition: NodeDefinition): readonly string[] {
  return [definition.title.en, definition.title.zh, ...(definition.synonyms ?? []), definition.type];
}

function candidates(session: Session, request: PaletteRequest): readonly NodeDefinition[] {
  const all = [...session.definitions.values()];
  const body = openBody(session.get().document, session.get().scope);
  const { socket, onLink } = request;
  if (socket) {
    const kinds = kindsAt(session, body, socket);
    return all.filter((definition) => matchingPort(definition, kinds, socket.side) !== undefined);
  }
  const link = onLink && body.links.find(({ to }) => to[0] === onLink[0] && to[1] === onLink[1]);
  const [from, to] = link ? [portOf(session, body, link.from, 'output'), portOf(session, body, link.to, 'input')] : [];
  if (!from || !to) return all;
  return all.filter((definition) => fittingPorts(describeNode({ type: definition.type, version: definition.version, params: {} }, session.get().document, session.definitions), from.kinds, to.kinds));
}
