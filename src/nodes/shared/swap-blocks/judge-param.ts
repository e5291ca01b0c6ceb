/** The param of measurements that says which reader of faces measures. */
export const READER_PARAM = {
  kind: 'choice', initial: 'shape-judge', title: { en: 'Reader', zh: '读取网络' },
  options: { 'shape-judge': { en: 'The judge, never trained against', zh: '评判网络（从不参与训练）' }, coefficients: { en: 'The swappers’ own', zh: '换脸网络所用' } },
} as const;
export type Reader = 'shape-judge' | 'coefficients';
