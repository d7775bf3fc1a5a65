import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections: from 32768 on Linux, from 49152 elsewhere. */
const usual = { first: 20_000, last: 31_999 };

/**
 * A port of 127.0.0.1 on which nothing listens, and which nobody else who asks here is given for as long as this process lives. Throws when none is found.
 *
 * @param {{ first: number, last: number }} [range]
 * @returns {Promise<number>}
 */
export async function freePort({ first, last } = usual) {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(first, last + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${first} to ${last} is free`);
}

/** Takes the claim as well, where it is. @param {number} port @returns {Promise<boolean>} */
async function isFree(port) {
  const claim = await claimOf(port);
  if (claim === null) return false;
  if (await isSilent(port)) return true;
  claim.close();
  return false;
}

/** The UDP port of the same number; `null` where somebody holds it. @param {number} port @returns {Promise<import('node:dgram').Socket | null>} */
function claimOf(port) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(null);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.unref();
      resolve(socket);
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function isSilent(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
