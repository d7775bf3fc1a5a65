import type { LoaderContext, Option, OptionPage } from '@noi/node-sdk';
import { type ListedTemplate, loadTemplatePage, loadTemplates } from './ZnsTemplate.ts';

/** The account's templates to choose from: page by page as Zalo lists them, or those of all that a search finds. */
export async function chooseTemplate({ http, search, cursor = '0' }: LoaderContext): Promise<OptionPage> {
  if (search.trim() !== '') return { options: templateOptions(await loadTemplates(http), search) };
  const { templates, next } = await loadTemplatePage(http, Number(cursor) || 0);
  return { options: templateOptions(templates, ''), ...(next !== undefined && { next: String(next) }) };
}

/** Templates as choices: those that can be sent first, the others greyed with the reason. */
function templateOptions(templates: readonly ListedTemplate[], search: string): readonly Option[] {
  const wanted = fold(search);
  return templates
    .filter(({ templateId, templateName, status }) => status !== 'DELETE' && (templateId.includes(wanted) || fold(templateName).includes(wanted)))
    .toSorted((a, b) => Number(a.status !== 'ENABLE') - Number(b.status !== 'ENABLE'))
    .map(({ templateId, templateName, status, templateQuality }) =>
      status === 'ENABLE'
        ? { value: templateId, label: templateName, hint: quality[templateQuality ?? ''] ?? `Mã mẫu ${templateId}` }
        : { value: templateId, label: templateName, hint: reasons[status] ?? 'Zalo chưa cho gửi mẫu này', disabled: true },
    );
}

const reasons: Readonly<Record<string, string>> = {
  PENDING_REVIEW: 'Đang chờ Zalo duyệt',
  REJECT: 'Zalo đã từ chối mẫu này',
  DISABLE: 'Zalo đã khoá mẫu này',
};

const quality: Readonly<Record<string, string>> = {
  LOW: 'Chất lượng thấp, có thể bị Zalo khoá',
  MEDIUM: 'Chất lượng trung bình',
  HIGH: 'Chất lượng cao',
};

/** Found without tone marks, as people type in a hurry. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase().trim();
}
