/** English words of sweeps and of the export of figures. */
export const enSweep = {
  'sweep.parameter': 'Parameter of this axis',
  'sweep.none': 'No axis',
  'sweep.values': 'Values',
  'sweep.range': 'Range',
  'sweep.list': 'List',
  'sweep.from': 'From',
  'sweep.to': 'To',
  'sweep.steps': 'Steps',
  'sweep.on': 'on',
  'sweep.off': 'off',
  'sweep.along': 'moves along: {name}',
  'sweep.addAlong': 'Move another parameter along…',
  'sweep.times': 'Factor of the parameter that moves along',
  'sweep.plus': 'What is added to the parameter that moves along',
  'sweep.remove': 'No longer moves along',
} as const;
