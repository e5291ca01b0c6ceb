import type { Language } from '../../i18n';

/** Chinese names of the face model's identity modes; the English ones are the modes' own names spelled out. */
const CHINESE: Readonly<Record<string, string>> = {
  faceWidth: '脸宽', faceLength: '脸长', lowerFaceLength: '下脸长度', midFaceLength: '中脸长度', jawWidth: '下颌宽度', jawAngle: '下颌角', jawTaper: '下颌收窄', jawProjection: '下颌前突',
  chinWidth: '下巴宽度', chinLength: '下巴长度', chinForward: '下巴前突', chinBall: '下巴圆度', chinCleft: '下巴沟', cheekboneWidth: '颧骨宽度', cheekboneForward: '颧骨前突', cheekboneHeight: '颧骨高度',
  midFaceDepth: '中脸凹陷', browRidge: '眉骨', browHeight: '眉高', browTilt: '眉倾斜', foreheadHeight: '额高', foreheadSlope: '额后倾', foreheadBulge: '额隆起', foreheadWidth: '额宽', templeHollow: '太阳穴凹陷',
  mouthForward: '嘴部前突', faceSkew: '面部偏斜', faceTwist: '面部高低不对称', eyeSize: '眼睛大小', eyeSpacing: '眼距', eyeHeight: '眼位高度', eyeTilt: '眼角倾斜', eyeDepth: '眼窝深度', eyeLength: '眼裂长度', eyeOpening: '眼裂高度',
  upperLidFold: '双眼皮褶', epicanthicFold: '内眦赘皮', lidHooding: '眼睑下垂', eyeBags: '眼袋', tearTrough: '泪沟', eyeAsymmetry: '双眼不对称', noseLength: '鼻长', noseProjection: '鼻尖前突', noseWidth: '鼻宽',
  noseBridgeWidth: '鼻梁宽度', noseBridgeHeight: '鼻梁高度', noseRoot: '鼻根', noseHump: '驼峰', noseTipUp: '鼻尖上翘', noseTipSize: '鼻尖大小', noseWings: '鼻翼', nostrilHeight: '鼻孔外露', columellaHang: '鼻小柱下垂',
  noseSkew: '鼻偏斜', noseSize: '鼻大小', mouthWidth: '嘴宽', mouthHeight: '嘴位高度', upperLipFullness: '上唇丰满度', lowerLipFullness: '下唇丰满度', lipProtrusion: '嘴唇前突', cupidsBow: '唇弓', mouthCornersUp: '嘴角上扬',
  philtrumDepth: '人中深度', philtrumLength: '人中长度', mouthSkew: '嘴角高低', cheekFullness: '脸颊丰满度', cheekHollow: '脸颊凹陷', faceFat: '面部脂肪', doubleChin: '双下巴', jowls: '下颌赘肉', sag: '松弛',
  nasolabialFold: '法令纹', marionetteLines: '木偶纹', lipThinning: '唇变薄', craniumWidth: '颅宽', craniumHeight: '颅高', craniumLength: '颅长', occiput: '后脑', neckWidth: '颈宽', neckForward: '颈前倾', adamsApple: '喉结',
  trapezius: '斜方肌', earSize: '耳大小', earStandOff: '耳外展', earLobe: '耳垂', earHeight: '耳位高度', earSlant: '耳后倾', earPoint: '耳尖',
};

/** The name of an identity mode where the language needs one of its own; undefined otherwise. */
export function identityModeNames(name: string, language: Language): string | undefined {
  return language === 'zh' ? CHINESE[name] : undefined;
}
