import { lazy, Suspense, useEffect } from 'react';
import { Canvas } from './canvas/canvas';
import { SessionContext, useSession, useSessionState, useTranslate } from './context';
import { Dialogs } from './dialogs/dialogs';
import { Tour } from './dialogs/tour';
import { InspectorPanel } from './inspector/panel';
import { Notices } from './notices';
import { NodePalette } from './palette/node-palette';
import { ProblemsButton, ProblemsPanel } from './problems';
import type { Session } from './session';
import { StatusBar } from './status-bar';
import { TopBar } from './topbar';
import { DistanceLegend } from './compare/canvas-distance';
import { Dock } from './viewers/dock';
import { PortClicks } from './viewers/inspect/wire-inspector';
import { ElsewhereBanner } from './documents/elsewhere';

const ComparePanel = lazy(() => import('./compare/panel'));

/** The rooms of the page; what happens in them is elsewhere. */
export function App({ session }: { readonly session: Session }) {
  return <SessionContext value={session}><Rooms /></SessionContext>;
}

function Rooms() {
  const session = useSession();
  const t = useTranslate();
  const settings = useSessionState((state) => state.settings);
  const announcement = useSessionState((state) => state.announcement);
  const comparing = useSessionState((state) => state.compare.open);
  useEffect(() => {
    document.documentElement.dataset.theme = settings.theme;
    document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
  }, [settings.theme, settings.language]);
  return (
    <div className="app" data-inspector={settings.inspectorOpen || undefined} data-dock={settings.dockOpen || undefined}>
      <a className="skip" href="#canvas" onClick={(event) => { event.preventDefault(); session.stage.current?.container.focus(); }}>{t('app.skip')}</a>
      <TopBar />
      <div className="middle-room">
        <div className="main-column">
          <div className="canvas-column">
            <ElsewhereBanner />
            <Canvas />
            <Notices />
            <Tour />
            <ProblemsPanel />
            <DistanceLegend />
          </div>
          {comparing && settings.dockOpen ? <Suspense fallback={null}><ComparePanel /></Suspense> : settings.dockOpen && <Dock />}
        </div>
        {settings.inspectorOpen && <InspectorPanel />}
      </div>
      <StatusBar><ProblemsButton /></StatusBar>
      <PortClicks />
      <NodePalette />
      <Dialogs />
      <div className="visually-hidden" role="status" aria-live="polite">{announcement}</div>
    </div>
  );
}
