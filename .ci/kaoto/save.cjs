// node save.cjs FOLDER [--forms]
// Opens each route and kamelet below FOLDER and saves it. With --forms each step's form is
// changed and changed back; but for durable:, which Kaoto does not know.
const fs = require('fs');
const path = require('path');
const { JSDOM } = require('jsdom');

const { window } = new JSDOM('', { url: 'http://localhost/' });
Object.assign(global, { window, document: window.document, self: window, localStorage: window.localStorage });
for (const name of ['HTMLElement', 'Element', 'Node', 'DOMParser', 'XMLSerializer', 'SVGElement', 'MutationObserver', 'Event', 'CustomEvent']) {
  global[name] = window[name];
}
Object.defineProperty(global, 'navigator', { value: window.navigator, configurable: true });
window.matchMedia = global.matchMedia = () => ({ matches: false, addListener() {}, addEventListener() {} });

const { CamelResourceFactory, CamelCatalogService, CatalogKind } = require('./kaoto.cjs');

const catalogs = path.join(__dirname, 'node_modules/@kaoto/kaoto/lib/camel-catalog/camel-springboot/4.14.0');
const read = (file) => JSON.parse(fs.readFileSync(path.join(catalogs, file)));
const index = read(fs.readdirSync(catalogs).find((file) => /^index-.*json$/.test(file)));
const kinds = { components: 'Component', languages: 'Language', models: 'Processor', patterns: 'Pattern', entities: 'Entity', kamelets: 'Kamelet' };
for (const [name, kind] of Object.entries(kinds)) {
  CamelCatalogService.setCatalogKey(CatalogKind[kind], read(index.catalogs[name].file));
}

function change(step) {
  const form = step.getComponentSchema?.()?.definition;
  if (form && !String(form.uri ?? '').startsWith('durable')) {
    step.updateModel(form);
  }
  (step.getChildren() ?? []).forEach(change);
}

const [, , folder, forms] = process.argv;
for (const file of fs.readdirSync(folder, { recursive: true }).filter((each) => /\.(camel|kamelet)\.yaml$/.test(each))) {
  const at = path.join(folder, file);
  const opened = CamelResourceFactory.createCamelResource(fs.readFileSync(at, 'utf8'), { path: path.basename(file) });
  if (forms) {
    for (const each of opened.getVisualEntities()) {
      const node = each.toVizNode();
      change(node.nodes ? node.nodes[0] : node);
    }
  }
  fs.writeFileSync(at, opened.toString());
}
