import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { Refusal } from './fail.mjs';

const oldest = [20, 19, 0];

/** Refuses a Node that is too old for the libraries. */
export function checkNode(version = process.versions.node) {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < oldest.length; i += 1) {
    if (parts[i] > oldest[i]) return;
    if (parts[i] < oldest[i]) throw new Refusal(`Node ${version} is too old. Install Node ${oldest.join('.')} or newer, then run the command again.`);
  }
}

/**
 * Makes the data folder and checks that it can be written.
 *
 * @param {string} folder
 */
export function checkFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(`The data folder ${folder} cannot be written (${error.code}). Choose another with NOI_DATA_DIR=<folder>, or change its owner.`);
  }
}

/**
 * Refuses a port that something else listens on.
 *
 * @param {number} port
 * @returns {Promise<void>}
 */
export function checkPort(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        reject(new Refusal(`Port ${port} is busy. Choose another with --port <number> or NOI_PORT, or end the program that uses it.`));
      else if (error.code === 'EACCES') reject(new Refusal(`Port ${port} may not be used by this user. Choose one above 1023 with --port <number>.`));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
