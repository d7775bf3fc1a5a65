export { type Catalog, createCatalog } from './createCatalog.ts';
export { describeFields } from './describe/describeFields.ts';
export { sampleOf } from './describe/sampleOf.ts';
