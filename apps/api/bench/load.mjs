import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Posts documented GHN callbacks over kept connections. Without `count` each of another parcel until the time is up; with it so many parcels, evenly over
 * the time, each told twice at once, as providers do that got no answer in time. In a thread of its own, so that making the load does not slow the server
 * that is measured.
 *
 * @type {{ url: string, header: string, secret: string, seconds: number, connections: number, count?: number }}
 */
const { url, header, secret, seconds, connections, count } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const endsAt = performance.now() + seconds * 1000;
/** @type {number[]} */
const latencies = [];
let failed = 0;
let next = 0;

/** @param {number} index */
function aCallback(index) {
  return JSON.stringify({
    CODAmount: 250000 + index,
    CODTransferDate: null,
    ClientOrderCode: `DH${index}`,
    ConvertedWeight: 200,
    Description: 'Giao hàng thành công',
    Fee: { CODFee: 0, Coupon: 0, Insurance: 17500, MainService: 53900, Return: 0, StationDO: 0, StationPU: 0, Total: 71400 },
    Height: 10,
    IsPartialReturn: false,
    Length: 10,
    OrderCode: `GHN${index}`,
    PartialReturnCode: '',
    PaymentType: 1,
    Reason: '',
    ReasonCode: '',
    ShopID: 885,
    Status: 'delivered',
    Time: '2026-11-22T03:15:00.000Z',
    TotalFee: 71400,
    Type: 'switch_status',
    Warehouse: 'Bưu Cục 229 Quan Nhân-Q.Thanh Xuân-HN',
    Weight: 10,
    Width: 10,
  });
}

/**
 * @param {number} index
 * @returns {Promise<void>}
 */
function post(index) {
  const body = aCallback(index);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const call = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), [header]: secret },
    });
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) latencies.push(performance.now() - startedAt);
        else failed++;
        resolve();
      });
    });
    call.on('error', () => {
      failed++;
      resolve();
    });
    call.end(body);
  });
}

async function client() {
  while (performance.now() < endsAt) await post(next++);
}

/** @param {number} parcels */
async function burst(parcels) {
  const posts = [];
  for (let index = 0; index < parcels; index += 1) {
    const wait = startedAt + (index * seconds * 1000) / parcels - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    posts.push(post(index), post(index));
  }
  await Promise.all(posts);
}

const startedAt = performance.now();
await (count === undefined ? Promise.all(Array.from({ length: connections }, client)) : burst(count));
const elapsed = (performance.now() - startedAt) / 1000;
agent.destroy();
latencies.sort((a, b) => a - b);
const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
parentPort?.postMessage({ stored: latencies.length, failed, elapsed, p99 });
