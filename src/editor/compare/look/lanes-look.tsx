import { lazy, Suspense, useMemo } from 'react';
import { useSessionState, useTranslate } from '../../context';
import { kindName } from '../../kinds';
import { LookView } from './look-view';
import { VectorLanes } from './vector-lanes';
import { wiresOf, type LookProps } from './wires';

// The 3D library comes when meshes are compared.
const MeshLanes = lazy(() => import('./mesh-lanes'));

/** What the lanes carry, in the view that fits it: pictures and maps, meshes, or vectors. */
export function LanesLook(props: Omit<LookProps, 'wires' | 'why'>) {
  const t = useTranslate();
  const { compared, focus } = props;
  const steps = useSessionState((state) => state.steps);
  const running = useSessionState((state) => state.run.state === 'running');
  const { family, wires, absent } = useMemo(() => wiresOf(compared, focus, (node) => (running ? undefined : steps[node]?.report?.key)), [compared, focus, steps, running]);
  const why = (index: number): string => {
    const absence = absent[index] ?? 'laneGone', kind = compared.lanes[index]?.kind;
    return absence === 'otherKind' ? t('compare.otherKind', { kind: kind === undefined ? '?' : t(kindName(kind)) }) : t(absence === 'notRun' ? 'viewer.notRun' : `compare.${absence}`);
  };
  const given = { ...props, wires, why };
  if (family === 'vector') return <VectorLanes {...given} />;
  if (family === 'mesh') return <Suspense fallback={<p className="viewer-empty">{t('viewer.loading')}</p>}><MeshLanes {...given} /></Suspense>;
  return <LookView {...given} />;
}
