export { staffEmail } from './draw/data.ts';
export { type Template, type TemplateCategory, type TemplateStory, templateCategories } from './Template.ts';
export { templates } from './templates.ts';
