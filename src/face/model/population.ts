import type { NamedCoefficients } from './types';

/**
 * How the shape modes go together in people: directions in α for the traits that most of a face depends on. They are judged by eye for a
 * varied, believable crowd, not measured on a population, and are statistical tendencies, not classes.
 */
export interface PopulationAxes {
  /** α for masculinity +1 (most men); its negative for −1 (most women). */
  readonly masculine: NamedCoefficients;
  /** α for age factor 1 (80 years) against 0 (25 years and younger); grows about linearly from 30 years on. */
  readonly age: NamedCoefficients;
  /** α for a heavy person (+1 standard deviation); its negative for a thin one. */
  readonly weight: NamedCoefficients;
  /** α of the middle of each broad region of the world, relative to the model's mean. */
  readonly ancestry: Readonly<Record<'africa' | 'americas' | 'eastAsia' | 'europe' | 'oceania' | 'southAsia' | 'westAsia', NamedCoefficients>>;
  /** Standard deviation of what is left of a mode once the traits are known; `otherwise` for modes that are not named. */
  readonly residual: { readonly otherwise: number; readonly named: NamedCoefficients };
}

export const populationAxes: PopulationAxes = {
  masculine: {
    jawWidth: 0.7, jawAngle: 0.6, jawTaper: -0.6, chinWidth: 0.65, chinLength: 0.5, chinForward: 0.45, lowerFaceLength: 0.35, faceLength: 0.2, browRidge: 0.9, browHeight: -0.7,
    browTilt: -0.4, foreheadSlope: 0.7, foreheadBulge: -0.5, eyeSize: -0.6, eyeOpening: -0.5, upperLidFold: -0.3, noseSize: 0.65, noseWidth: 0.4, noseBridgeHeight: 0.5,
    noseHump: 0.45, noseTipUp: -0.5, cheekboneForward: -0.3, cheekFullness: -0.45, cheekHollow: 0.3, upperLipFullness: -0.5, lowerLipFullness: -0.35, mouthWidth: 0.35, philtrumLength: 0.35,
    neckWidth: 1.2, adamsApple: 1.1, trapezius: 0.8, earSize: 0.4, craniumLength: 0.3, faceWidth: 0.3,
  },
  age: {
    sag: 1.7, jowls: 1.6, nasolabialFold: 1.6, marionetteLines: 1.5, eyeBags: 1.2, tearTrough: 1.3, lidHooding: 1.4, lipThinning: 1.5, doubleChin: 0.9, templeHollow: 1.0,
    cheekHollow: 0.7, cheekFullness: -0.5, noseLength: 0.7, noseTipUp: -0.7, noseSize: 0.35, earSize: 0.9, earLobe: 1.4, eyeOpening: -0.6, browHeight: -0.4, philtrumLength: 0.6, eyeDepth: 0.5, neckWidth: -0.3,
  },
  weight: { faceFat: 1.0, cheekFullness: 0.3, doubleChin: 0.7, cheekHollow: -0.5, templeHollow: -0.5, neckWidth: 0.8, jawTaper: -0.4, faceWidth: 0.45, noseWidth: 0.2, eyeOpening: -0.2, jowls: 0.2, cheekboneWidth: -0.2 },
  ancestry: {
    africa: { noseWidth: 1.7, noseBridgeHeight: -1.2, noseBridgeWidth: 0.6, noseTipSize: 0.9, noseWings: 0.8, noseProjection: -0.4, upperLipFullness: 1.6, lowerLipFullness: 1.4, lipProtrusion: 1.3, mouthForward: 0.9, mouthWidth: 0.5, foreheadBulge: 0.6, foreheadSlope: -0.4, eyeDepth: -0.2, eyeSpacing: 0.4, noseRoot: -0.4, midFaceDepth: -0.2 },
    americas: { cheekboneWidth: 1.1, cheekboneForward: 0.6, faceWidth: 0.6, epicanthicFold: 0.6, upperLidFold: -0.5, noseBridgeHeight: 0.3, noseHump: 0.5, noseWidth: 0.5, browRidge: 0.1, eyeTilt: 0.5, foreheadSlope: 0.5, foreheadHeight: -0.4, jawWidth: 0.4, mouthWidth: 0.4 },
    eastAsia: { epicanthicFold: 1.9, upperLidFold: -1.3, eyeTilt: 0.6, eyeOpening: -0.5, eyeDepth: -0.9, eyeSpacing: 0.4, noseBridgeHeight: -1.0, noseRoot: -0.6, noseProjection: -0.6, noseWidth: 0.3, browRidge: -0.8, midFaceDepth: 0.5, cheekboneForward: 0.7, cheekboneWidth: 0.6, faceWidth: 0.6, foreheadBulge: 0.2, chinForward: -0.3, browHeight: 0.5 },
    europe: { noseBridgeHeight: 0.6, noseProjection: 0.5, noseWidth: -0.6, noseBridgeWidth: -0.3, eyeDepth: 0.4, upperLipFullness: -0.6, lowerLipFullness: -0.4, lipProtrusion: -0.4, faceWidth: -0.3, cheekboneWidth: -0.3, upperLidFold: 0.3, chinForward: 0.4, mouthForward: -0.4, cheekboneForward: -0.3 },
    oceania: { noseWidth: 1.5, noseBridgeWidth: 1.0, noseRoot: -0.6, browRidge: 1.2, eyeDepth: 0.9, foreheadSlope: 0.7, upperLipFullness: 0.6, lowerLipFullness: 0.8, mouthForward: 0.8, faceWidth: 0.5, jawWidth: 0.6, noseTipSize: 0.7, mouthWidth: 0.7, faceLength: -0.3 },
    southAsia: { eyeSize: 0.6, upperLidFold: 0.8, eyeDepth: 0.4, tearTrough: 0.6, noseBridgeHeight: 0.4, noseTipSize: 0.4, noseWidth: 0.4, lowerLipFullness: 0.7, upperLipFullness: 0.2, faceWidth: -0.3, browHeight: -0.2, eyeLength: 0.4, chinLength: -0.2, cheekFullness: 0.2 },
    westAsia: { noseSize: 0.8, noseBridgeHeight: 1.1, noseHump: 0.9, noseLength: 0.6, noseTipUp: -0.6, noseProjection: 0.5, eyeSize: 0.5, eyeLength: 0.5, upperLidFold: 0.7, browHeight: -0.4, browRidge: 0.3, chinLength: 0.2, faceLength: 0.4, upperLipFullness: 0.1, lowerLipFullness: 0.4 },
  },
  residual: {
    otherwise: 0.72,
    named: { sag: 0.35, jowls: 0.4, marionetteLines: 0.35, nasolabialFold: 0.5, eyeBags: 0.5, tearTrough: 0.5, lidHooding: 0.5, lipThinning: 0.35, doubleChin: 0.4, epicanthicFold: 0.35, upperLidFold: 0.6, templeHollow: 0.5, faceFat: 0.4, adamsApple: 0.4, cheekFullness: 0.6, cheekHollow: 0.5, chinCleft: 0.5, jawAngle: 0.6, midFaceDepth: 0.5, browTilt: 0.6 },
  },
};
