import { chooseFiles, downloadDocument, newDocument } from '../documents/files';
import { exportPicture } from '../documents/export-picture';
import { copyShareLink } from '../documents/share';
import { takeFiles } from '../documents/intake';
import type { Action } from './types';

export const FILE_ACTIONS: readonly Action[] = [
  { id: 'file.new', title: 'action.new', group: 'file', icon: 'plus', perform: newDocument },
  { id: 'file.open', title: 'action.open', group: 'file', icon: 'folder', keys: ['mod+o'], perform: async (session) => takeFiles(session, await chooseFiles('.json,.png,.onnx,image/*')) },
  { id: 'file.gallery', title: 'action.gallery', group: 'file', icon: 'grid', keys: ['mod+g'], perform: (session) => session.set({ dialog: { name: 'gallery' } }) },
  { id: 'file.save', title: 'action.save', group: 'file', icon: 'save', keys: ['mod+s'], inFields: true, perform: downloadDocument },
  { id: 'file.share', title: 'action.share', group: 'file', icon: 'link', keys: ['mod+shift+l'], perform: copyShareLink },
  { id: 'file.picture', title: 'action.picture', group: 'file', icon: 'image', keys: ['mod+shift+e'], perform: exportPicture },
  { id: 'file.camera', title: 'action.camera', group: 'file', icon: 'image', perform: (session) => session.set({ dialog: { name: 'camera' } }) },
  { id: 'file.batch', title: 'action.batch', group: 'file', icon: 'run', when: (state) => Object.keys(state.document.nodes).length > 0, perform: (session) => session.set({ dialog: { name: 'batch' } }) },
  { id: 'file.models', title: 'action.models', group: 'file', icon: 'folder', perform: (session) => session.set({ dialog: { name: 'models' } }) },
  { id: 'file.history', title: 'action.history', group: 'file', icon: 'history', keys: ['mod+h'], perform: (session) => session.set({ dialog: { name: 'history' } }) },
];
