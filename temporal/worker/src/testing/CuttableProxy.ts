import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and mended, as when that server dies and comes back at the same address. */
export class CuttableProxy implements AsyncDisposable {
  private readonly target: { host: string; port: number };
  private readonly sockets = new Set<Socket>();
  private server: Server;
  private port = 0;

  private constructor(target: { host: string; port: number }) {
    this.target = target;
    this.server = this.makeServer();
  }

  static async start(address: string): Promise<CuttableProxy> {
    const url = new URL(address.includes('://') ? address : `tcp://${address}`);
    const proxy = new CuttableProxy({ host: url.hostname, port: Number(url.port) });
    await proxy.mend();
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** The same address as given, by way of the proxy. */
  through(address: string): string {
    const url = new URL(address);
    url.host = this.address;
    return url.href;
  }

  async mend(): Promise<void> {
    this.server = this.makeServer();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.server.listening) await this.cut();
  }

  private makeServer(): Server {
    return createServer((near) => {
      const far = connect(this.target);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('close', () => this.sockets.delete(socket));
        socket.on('error', () => socket.destroy());
      }
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
  }
}
