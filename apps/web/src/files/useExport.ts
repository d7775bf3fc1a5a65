import { useMutation } from '@tanstack/react-query';
import { api } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { fileNameOf } from './fileNameOf.ts';
import { saveFile } from './saveFile.ts';

/** Gives a flow as a file. `before` brings what is not saved yet to the server. */
export function useExport(before: () => Promise<unknown> = async () => undefined) {
  return useMutation({
    mutationFn: async (id: string) => {
      await before();
      return await api.files.export.query({ id });
    },
    onError: useReportError(),
    onSuccess: (file) => saveFile(`${fileNameOf(file.name)}.noi.json`, new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })),
  });
}
