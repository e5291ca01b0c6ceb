import { useLocalText, useSession, useSessionState, useTranslate } from '../context';

/** Where one is inside macros, and the way out. */
export function Breadcrumbs() {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const scope = useSessionState((state) => state.scope);
  const document = useSessionState((state) => state.document);
  if (scope.length === 0) return null;
  return (
    <nav className="breadcrumbs" aria-label={t('macro.path')}>
      <button type="button" className="link-button" onClick={() => session.set({ scope: [], selection: new Set() })}>{text(document.title) || t('document.untitled')}</button>
      {scope.map((step, index) => (
        <span key={step.node}>
          <span aria-hidden="true"> / </span>
          {index === scope.length - 1 ? <b aria-current="page">{text(document.macros[step.macro]?.title)}</b>
            : <button type="button" className="link-button" onClick={() => session.set({ scope: scope.slice(0, index + 1), selection: new Set() })}>{text(document.macros[step.macro]?.title)}</button>}
        </span>
      ))}
    </nav>
  );
}
