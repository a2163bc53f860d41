// The parts of Kaoto that read and write a file.
export { CamelResourceFactory } from './node_modules/@kaoto/kaoto/lib/esm/models/camel/camel-resource-factory.js';
export { CamelCatalogService } from './node_modules/@kaoto/kaoto/lib/esm/models/visualization/flows/camel-catalog.service.js';
export { CatalogKind } from './node_modules/@kaoto/kaoto/lib/esm/models/catalog-kind.js';
