import { lazy, Suspense } from 'react';
import { useSessionState } from '../context';
import { CommandPalette } from '../palette/command-palette';
import { ConsentDialog } from './consent-dialog';

const Gallery = lazy(() => import('./gallery-dialog'));
const Shortcuts = lazy(() => import('./shortcuts-dialog'));
const HistoryDialog = lazy(() => import('./history-dialog'));
const PackDialog = lazy(() => import('./pack-dialog'));
const CameraDialog = lazy(() => import('./camera-dialog'));
const PaintDialog = lazy(() => import('./paint-dialog'));
const BatchDialog = lazy(() => import('./batch-dialog'));
const ModelsDialog = lazy(() => import('./models-dialog'));
const MissingModels = lazy(() => import('./missing-models'));
const SettingsDialog = lazy(() => import('./settings-dialog'));

/** Whichever window is open over the page. */
export function Dialogs() {
  const dialog = useSessionState((state) => state.dialog);
  return (
    <>
      <Suspense fallback={null}><MissingModels /></Suspense>
      <Suspense fallback={null}>
        {dialog?.name === 'commands' && <CommandPalette />}
        {dialog?.name === 'gallery' && <Gallery />}
        {dialog?.name === 'shortcuts' && <Shortcuts />}
        {dialog?.name === 'history' && <HistoryDialog />}
        {dialog?.name === 'pack' && <PackDialog />}
        {dialog?.name === 'camera' && <CameraDialog />}
        {dialog?.name === 'paint' && <PaintDialog node={dialog.node} param={dialog.param} />}
        {dialog?.name === 'batch' && <BatchDialog />}
        {dialog?.name === 'models' && <ModelsDialog />}
        {dialog?.name === 'settings' && <SettingsDialog />}
        {dialog?.name === 'consent' && <ConsentDialog fileName={dialog.fileName} answer={dialog.answer} />}
      </Suspense>
    </>
  );
}
