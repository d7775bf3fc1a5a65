/** One sample of the text form of Prometheus. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;

/** Reads a whole exposition as a scraper does; throws on a line that is none, or a family that is told twice. */
export function readMetrics(text: string): { readonly families: ReadonlyMap<string, string>; readonly samples: readonly Sample[] } {
  const families = new Map<string, string>();
  const samples: Sample[] = [];
  for (const row of text.split('\n').filter((one) => one.trim() !== '')) {
    const [mark, kind, name = '', type = ''] = row.split(' ');
    if (mark === '#') {
      if (kind === 'TYPE' && families.has(name)) throw new Error(`${name} is told twice`);
      if (kind === 'TYPE') families.set(name, type);
      continue;
    }
    const groups = line.exec(row)?.groups;
    if (!groups) throw new Error(`Not a sample: ${row}`);
    const labels = [...(groups.labels ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']) => [key, value] as const);
    samples.push({ name: groups.name ?? '', labels: Object.fromEntries(labels), value: Number(groups.value) });
  }
  return { families, samples };
}

/** The sum of all samples of this name whose labels are at least these. */
export function sumOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  const meant = samples.filter((sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value));
  return meant.reduce((sum, { value }) => sum + value, 0);
}
