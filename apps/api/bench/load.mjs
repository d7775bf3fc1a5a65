import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Posts documented GHN callbacks, each of another parcel, over kept connections until the time is up. In a thread of its
 * own, so that making the load does not slow the server that is measured.
 *
 * @type {{ url: string, header: string, secret: string, seconds: number, connections: number }}
 */
const { url, header, secret, seconds, connections } = workerData;
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

/** @returns {Promise<void>} */
function post() {
  const body = aCallback(next++);
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
  while (performance.now() < endsAt) await post();
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: connections }, client));
const elapsed = (performance.now() - startedAt) / 1000;
agent.destroy();
latencies.sort((a, b) => a - b);
const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
parentPort?.postMessage({ stored: latencies.length, failed, elapsed, p99 });
