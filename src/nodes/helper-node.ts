import { parentPort, workerData } from 'node:worker_threads';
import { serveHelper } from '../runtime/helpers/serve';
import { threadPort } from '../runtime/platform/helpers-node';
import { importRun } from './import-run';

/** The folder of each node type. */
const folders = workerData as Readonly<Record<string, string>>;

if (parentPort === null) throw new Error('This file runs in a worker thread only.');
serveHelper((type) => importRun(folders[type]!), threadPort(parentPort));
