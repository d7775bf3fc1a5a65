import { z } from 'zod';

/** What counts in the key file of a service account. */
export const ServiceKey = z.object({ client_email: z.string().min(3), private_key: z.string().includes('PRIVATE KEY') });
export type ServiceKey = z.infer<typeof ServiceKey>;

/** The pasted key file; `undefined` when it is none. */
export function readKey(text: string): ServiceKey | undefined {
  try {
    return ServiceKey.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
