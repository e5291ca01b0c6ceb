import type { enPhotos } from './en-photos';

/** 照片导入与批量运行的文字。 */
export const zhPhotos: Readonly<Record<keyof typeof enPhotos, string>> = {
  'action.camera': '用摄像头拍照…',
  'action.batch': '批量运行…',
  'faces.choose': '选择第 {number} 张脸',
  'camera.title': '摄像头照片',
  'camera.take': '拍照',
  'camera.none': '未找到摄像头。请连接摄像头，或把图片拖到画布上。',
  'camera.refused': '无法使用摄像头：可能被其他程序占用，或未授权此页面。请在地址栏中允许，或把图片拖到画布上。',
  'batch.title': '批量运行此图',
  'batch.text': '每一对会设置当前图的源和目标。图片与数值会打包为一个压缩文件；任何内容都不会离开本机。',
  'batch.sets': '两组图片，两两配对',
  'batch.list': '配对列表（CSV：source,target、节点.参数）',
  'batch.sources': '源图片…',
  'batch.targets': '目标图片…',
  'batch.pictures': '列表中的图片…',
  'batch.chooseList': '列表文件…',
  'batch.folder': '整个文件夹…',
  'batch.count': '已选 {count} 个',
  'batch.progress': '已完成 {done}/{total} 对，失败 {failed} 对。',
  'batch.start': '计算 {count} 对',
  'batch.stop': '停止并保留已完成的',
  'batch.finished': '配对计算完成。',
};
