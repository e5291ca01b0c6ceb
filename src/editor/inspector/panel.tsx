import { useSession, useSessionState, useTranslate } from '../context';
import { openBody } from '../scope';
import { ActionButton } from '../actions/button';
import { DocumentInspector } from './document-inspector';
import { MacroInspector } from './macro-inspector';
import { NodeInspector } from './node-inspector';
import { PortInspector, WireInspector } from '../viewers/inspect/wire-inspector';

/** The right-hand panel: the one selected node, what can be done with several, the macro that is open, or the document. */
export function InspectorPanel() {
  const t = useTranslate();
  const session = useSession();
  const nodes = useSessionState((state) => openBody(state.document, state.scope).nodes);
  const selection = useSessionState((state) => state.selection);
  const macro = useSessionState((state) => state.scope.at(-1)?.macro);
  const wire = useSessionState((state) => state.selectedWire);
  const chosen = [...selection].filter((id) => Object.hasOwn(nodes, id));
  const one = chosen.length === 1 ? chosen[0] : undefined;
  return (
    <aside className="inspector" aria-label={t('inspector.label')}>
      {one !== undefined ? <><PortInspector node={one} /><NodeInspector key={one} id={one} /></>
        : chosen.length > 1 ? <Several count={chosen.length} />
          : wire !== undefined ? <div className="inspector-body"><h2>{t('inspector.wire')}</h2><WireInspector wire={wire} /><p className="muted">{t('inspector.wireText')}</p><ActionButton id="edit.delete" text icon="close" /></div>
            : selection.size > 0 ? <div className="inspector-body"><h2>{t('inspector.ground')}</h2><p className="muted">{t('inspector.groundText')}</p><ActionButton id="edit.delete" text icon="close" /></div>
              : macro !== undefined ? <MacroInspector key={macro} macroId={macro} />
                : <DocumentInspector key={session.get().document.id} />}
    </aside>
  );
}

function Several({ count }: { readonly count: number }) {
  const t = useTranslate();
  return (
    <div className="inspector-body">
      <h2>{t('inspector.several', { count })}</h2>
      <div className="button-column">
        {['edit.alignLeft', 'edit.alignTop', 'edit.distribute', 'view.layout', 'edit.frame', 'node.fold', 'edit.bypass', 'edit.duplicate', 'edit.delete'].map((id) => <ActionButton key={id} id={id} text />)}
      </div>
    </div>
  );
}
