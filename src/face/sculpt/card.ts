import type { FaceModel, Mode } from '../model/types';

const table = (modes: readonly Mode[]): string => ['| name | +1 does | range | σ | region |', '|---|---|---|---|---|', ...modes.map((m) => `| \`${m.name}\` | ${m.help} | ${m.min} .. ${m.max} | ${m.sigma} | ${m.region} |`)].join('\n');

/** The model card, Markdown. */
export function modelCard(model: FaceModel, bytes: number): string {
  return `# Model card: ${model.name} ${model.version}

A morphable model of the human head, S(α, β) = mean + B_id·α + B_exp·β (Blanz & Vetter 1999; equation 1 of HifiFace), authored wholly in code. It is
nobody's face: no scan, no photograph and no other model went into it. Licence: MIT, like the program.

| | |
|---|---|
| file | \`face-model.bin\`, ${bytes} bytes, format version 1: magic \`SGFM\`, JSON header, 16-bit integers with a step per section, CRC-32 |
| built by | \`node --import ./scripts/node-loader.mjs src/face/sculpt/build.ts\` (the same code gives the same bytes) |
| read by | \`parseFaceModel\` in \`src/face/model/load.ts\`; evaluated by \`evaluateShape\` in \`src/face/model/evaluate.ts\` |
| mesh | ${model.vertexCount} vertices, ${model.triangles.length / 3} triangles: head to collar with lids, lips, nostrils and mouth bag, two eyeballs, two ears, teeth with gums, tongue |
| modes | ${model.identityModes.length} of identity, ${model.expressionModes.length} of expression |
| frame | centimetres; x to the subject's left, y up, z out of the face; origin between the eyeballs of the mean |
| points | 68 iBUG points, 5 points, outlines of face, lips, eyes, brows and nose, as vertex indices |

## How it was authored
1. **Mean.** About forty ellipsoids and round cones in centimetres, joined and carved with smooth minima (\`anatomy.ts\`), make a signed distance
   field of skull, jaw, cheeks, brow, nose, chin and neck. A grid of rows and columns (\`layout.ts\`) is laid onto it by rays on the face and along the gradient
   elsewhere, then evened out. Eyes, mouth and nostrils are holes in the grid, filled with rings: the lid margin, the lid fold, the vermilion
   border and the line where the lips meet are edge loops given by splines (\`eyelids.ts\`, \`lips.ts\`, \`nostrils.ts\`). Proportions follow common anthropometric
   rules: eyes at mid-height, five eye widths to a face, nose as wide as the eyes are apart. The eyes are a little larger than life, as in animated films.
2. **Modes.** Each is a displacement field written by hand as a sculptor's move of a place (\`identity-*.ts\`, \`expression-*.ts\`), evaluated at the mean's
   vertices. Expression names and meanings are ARKit's. Left and right are the subject's own.
3. **Lids.** Two corrections that are not linear: lid motion is scaled by how far the identity's eye is open, so that a blink of 1 closes every eye; and
   lid vertices are pushed out of the eyeball. Fits that use the linear part alone are off by this much at the lids only.
4. **Occlusion** is the cosine-weighted share of open sky seen by each vertex of the neutral mean, inside the mouth that of an opened mouth.

## Units and population
Identity coefficients are standard deviations; expression coefficients run from 0 to 1, the full pose. Modes of region \`face\` are the identity that a swap
carries over; modes of region \`head\` stay with the target. Independent random coefficients give odd people: \`src/face/model/population.ts\` holds directions for
masculinity, age, weight and broad regions of the world, judged by eye and not measured on people. They exist so that synthetic crowds are varied; they say
nothing about any real group.

## Intended use and limits
For synthetic pictures with exact truth, for tests, for teaching, for fitting landmarks. Not for recognising, measuring or judging people, and not a
statistical model: the modes are not principal components, are neither orthogonal nor independent, and their variances are not measured. Skin detail, hair, brows
and lashes are no geometry here. At coefficients beyond ±3 surfaces may fold. The tongue comes out well only with an open jaw; gaze is a
rotation of the eyeballs about their centres and is left to the renderer.

## Identity modes
${table(model.identityModes)}

## Expression modes
${table(model.expressionModes)}
`;
}
