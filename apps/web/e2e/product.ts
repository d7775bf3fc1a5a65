import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@noi/ports';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The demo shop, as the first start writes it for scripts. */
export interface Demo {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/** What a start command said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A start command under test, as a person runs it in a terminal. */
export class Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  private text = '';

  constructor(options: { port: number | string; dataDir: string; env?: NodeJS.ProcessEnv; checkout?: string; nodeArgs?: readonly string[] }) {
    this.child = spawn(process.execPath, [...(options.nodeArgs ?? []), 'scripts/start.mjs', '--port', `${options.port}`], {
      cwd: options.checkout ?? root,
      env: { ...process.env, NOI_DATA_DIR: options.dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const listen = (chunk: Buffer) => {
      this.text += chunk.toString('utf8');
    };
    this.child.stdout?.on('data', listen);
    this.child.stderr?.on('data', listen);
    this.ended = new Promise((resolve) => this.child.on('exit', (code) => resolve({ code, output: this.text })));
  }

  get output(): string {
    return this.text;
  }

  /** Until it says that it runs. */
  async running(timeoutMs = 180_000): Promise<void> {
    let over: Ended | null = null;
    void this.ended.then((ended) => {
      over = ended;
    });
    for (const until = Date.now() + timeoutMs; Date.now() < until; await pause(100)) {
      if (this.text.includes('Stop:')) return;
      if (over) break;
    }
    throw new Error(`The product did not start:\n${this.text}`);
  }

  /** Ctrl-C. */
  async stop(): Promise<Ended> {
    this.child.kill('SIGINT');
    return this.ended;
  }
}

/** The product on a folder of its own, cleared away afterwards. */
export class Product {
  private constructor(
    readonly dataDir: string,
    readonly port: number,
    public started: Started,
  ) {}

  /** As a shop that was started once before, and stopped. */
  static async start(): Promise<Product> {
    const seed = process.env.NOI_JOURNEY_SEED;
    if (seed === undefined) throw new Error('NOI_JOURNEY_SEED is not set: the journeys’ global set-up has not run');
    const dataDir = await mkdtemp(join(tmpdir(), 'noi-journey-'));
    // With owners and modes: the database may belong to a user of its own, and wants to.
    execFileSync('cp', ['-a', `${seed}/.`, dataDir]);
    return Product.on(dataDir);
  }

  static async startFromNothing(): Promise<Product> {
    return Product.on(await mkdtemp(join(tmpdir(), 'noi-journey-')));
  }

  private static async on(dataDir: string): Promise<Product> {
    const port = await freePort();
    const product = new Product(dataDir, port, new Started({ port, dataDir }));
    await product.started.running();
    return product;
  }

  get demo(): Demo {
    return JSON.parse(readFileSync(join(this.dataDir, 'demo.json'), 'utf8'));
  }

  /** The embedded database, for tests that look behind the product or give it a past. */
  get databaseUrl(): string {
    const password = readFileSync(join(this.dataDir, 'postgres.password'), 'utf8').trim();
    const [, , , port] = readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  }

  /** Process ids of everything that the start command keeps running, by a part of their command lines. */
  pidsOf(part: string): number[] {
    const { children } = JSON.parse(readFileSync(join(this.dataDir, 'running.json'), 'utf8')) as { children: { pid: number; command: string }[] };
    return children.filter((child) => child.command.includes(part) && isAlive(child.pid)).map((child) => child.pid);
  }

  /** One call of the public API with the demo shop's key. */
  async api<T>(path: string, init: { method?: string; body?: unknown } = {}): Promise<T> {
    const response = await fetch(`${this.demo.url}/api/v1${path}`, {
      method: init.method ?? 'GET',
      headers: { authorization: `Bearer ${this.demo.apiKey}`, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async restart(): Promise<void> {
    await this.started.stop();
    this.started = new Started({ port: this.port, dataDir: this.dataDir });
    await this.started.running();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.started.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  if (existsSync('/proc')) {
    // A killed child that nobody has waited for yet is dead for our purposes.
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : null;
    return stat !== null && !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
