import { defineNode } from '../../runtime/define';

export default defineNode({
  type: 'view-mesh',
  version: 1,
  category: 'output',
  sink: true,
  title: { en: 'View mesh', zh: '查看网格' },
  summary: { en: 'Shows a face mesh in 3D; with a second mesh, coloured by the distance to it.', zh: '三维显示人脸网格；连接第二个网格时按距离着色。' },
  synonyms: ['3d', 'three', 'distance', 'shape', '三维', '距离', '形状'],
  inputs: {
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
    compare: { kind: 'mesh', optional: true, title: { en: 'Compare with', zh: '比较对象' } },
  },
  outputs: { mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } } },
  params: {
    fullScaleMm: { kind: 'number', initial: 5, min: 0.1, max: 50, step: 0.1, unit: 'mm', title: { en: 'Full scale', zh: '满刻度' }, help: { en: 'Distance shown in the strongest colour.', zh: '以最强颜色显示的距离。' } },
  },
  infer: (inputs) => ({ outputs: { mesh: { kind: 'mesh', ...(inputs.mesh?.model === undefined ? {} : { model: inputs.mesh.model }) } } }),
});
