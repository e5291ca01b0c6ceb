import { defineNode } from '../../runtime/define';
import { imageType, maskType } from '../shared/picture/infer';

export default defineNode({
  type: 'render-mesh',
  version: 1,
  category: 'geometry',
  title: { en: 'Render mesh', zh: '渲染网格' },
  summary: { en: 'Draws a face mesh where it lies in its picture: textured by an image, as clay, normals or depth.', zh: '在图片中绘制人脸网格：贴图、粘土、法线或深度。' },
  synonyms: ['rasterise', 'texture', 'normals', 'depth', 'clay', '光栅化', '贴图', '法线', '深度'],
  inputs: {
    mesh: { kind: 'mesh', title: { en: 'Mesh', zh: '网格' } },
    texture: { kind: 'image', optional: true, title: { en: 'Texture image', zh: '贴图图像' }, help: { en: 'A picture of the face.', zh: '人脸图片。' } },
    textureMesh: { kind: 'mesh', optional: true, title: { en: 'Texture mesh', zh: '贴图网格' }, help: { en: 'The same mesh as it lies in the texture image.', zh: '同一网格在贴图图像中的位置。' } },
    use: { kind: 'mask', optional: true, title: { en: 'Use only', zh: '仅使用' }, help: { en: 'On the texture image: pixels outside are treated as hidden (hair, glasses).', zh: '位于贴图图像：区域外的像素视为不可见（头发、眼镜）。' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Image', zh: '图像' } },
    mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' }, help: { en: 'Where the mesh is drawn; with a texture, how well it was seen.', zh: '绘制网格处；有贴图时为其可见程度。' } },
  },
  params: {
    shading: {
      kind: 'choice', initial: 'texture', title: { en: 'Shading', zh: '着色' },
      options: {
        texture: { en: 'Texture', zh: '贴图' }, colours: { en: 'Colours of the vertices', zh: '顶点颜色' }, clay: { en: 'Clay', zh: '粘土' },
        normals: { en: 'Normals', zh: '法线' }, depth: { en: 'Depth', zh: '深度' },
      },
    },
    hidden: {
      kind: 'choice', initial: 'mirror', title: { en: 'What the texture hides', zh: '贴图中不可见处' },
      options: { mirror: { en: 'Fill from the other half of the face', zh: '用另一半脸补全' }, leave: { en: 'Leave out', zh: '留空' } },
    },
  },
  infer: (inputs, params) => ({
    outputs: { image: imageType(inputs.mesh), mask: maskType(inputs.mesh) },
    problems: params.shading === 'texture' && (inputs.texture === undefined) !== (inputs.textureMesh === undefined)
      ? [{ port: inputs.texture === undefined ? 'texture' : 'textureMesh', message: { en: 'A texture needs both its image and the mesh in that image. Link both, or choose another shading.', zh: '贴图需要图像及其网格。请两者都连接，或选择其他着色。' } }] : [],
  }),
});
