import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { accessOperations } from './access.ts';
import { exportOperation } from './export.ts';
import { folderDraftOperations } from './folder-drafts.ts';
import { folderExportOperation } from './folder-export.ts';
import { folderOperations } from './folders.ts';
import { importOperation } from './imports.ts';
import { priceListOperations } from './price-lists.ts';
import { productOperations } from './products.ts';
import { catalogueSearchOperations } from './search.ts';
import { togetherOperation } from './together.ts';

/** Every operation of the catalogue. The folder's export stands before its items, whose path would match it. */
export const catalogueOperations = (deps: ApiDeps): AnyOperation[] => [
  ...catalogueSearchOperations(deps),
  ...productOperations(deps),
  togetherOperation(deps),
  importOperation(deps),
  exportOperation(deps),
  ...priceListOperations(deps),
  ...accessOperations(deps),
  folderExportOperation(deps),
  ...folderOperations(deps),
  ...folderDraftOperations(deps),
];
