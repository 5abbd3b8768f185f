import { plainWords } from '@shared/words/plain-words';
import { Problem } from '@shared/words/problem';

/** Where in a line of a product list to look; of several places, the first that holds something counts. */
export interface ProductColumns {
  /** Columns of the header: a line with more has a separator too many. */
  readonly width: number;
  readonly code: number;
  readonly names: readonly number[];
  readonly brands: readonly number[];
  readonly quantities: readonly number[];
  readonly categories: readonly number[];
}

/** Column names of our own lists and of Open Food Facts' export, the better ones first. */
const known = {
  code: ['gtin14', 'gtin', 'barcode', 'code', 'ean', 'upc'],
  names: ['product_name', 'name', 'product_name_en', 'abbreviated_product_name', 'generic_name'],
  brands: ['brand', 'brands', 'brand_owner'],
  quantities: ['quantity', 'net_content'],
  categories: ['category', 'categories_en', 'categories', 'categories_tags', 'main_category_en'],
} as const;

/**
 * Words that name what tells of a person. A list that has them is one of people and not of products, even if it would load:
 * whoever sends it by mistake should hear so before it lies on a server.
 */
const personal = new Set([
  ...[
    'recipient',
    'recipients',
    'client',
    'clients',
    'beneficiary',
    'beneficiaries',
    'applicant',
    'patient',
    'guest',
  ],
  ...['phone', 'telephone', 'mobile', 'email', 'address', 'street', 'birth', 'birthday', 'birthdate', 'dob'],
  ...['passport', 'ssn', 'surname', 'firstname', 'lastname', 'fullname', 'nickname'],
  ...[
    'destinatario',
    'destinataria',
    'beneficiario',
    'beneficiaria',
    'cliente',
    'telefono',
    'movil',
    'correo',
  ],
  ...['direccion', 'domicilio', 'nacimiento', 'pasaporte', 'dni', 'nie', 'apellido', 'apellidos'],
]);

/** Whether a column's name says that it holds something about a person: `client_id`, `E-mail`, `firstName`, `Teléfono`. */
function tellsOfPeople(name: string): boolean {
  const words = plainWords(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/e-mail/gi, 'email')
      .replaceAll('_', ' '),
  );
  const pairs = words.map((word, at) => `${words[at - 1] ?? ''}${word}`);
  return [...words, ...pairs].some((word) => personal.has(word));
}

/**
 * Finds the columns in a header line.
 * @throws Problem `invalid` saying which column is missing, or which one tells of people.
 */
export function findProductColumns(header: readonly string[]): ProductColumns {
  const forbidden = header.find(tellsOfPeople);
  if (forbidden !== undefined) {
    const message = `Commonshelf keeps nothing about who receives, so a list with the column "${forbidden.trim().slice(0, 60)}" is not loaded: take that column out.`;
    throw new Problem('invalid', message, [{ path: 'header', code: 'recipient_identity', message }]);
  }
  const names = header.map((name) => name.trim().toLowerCase());
  const all = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).filter((at) => at >= 0);
  const code = all(known.code)[0];
  if (code === undefined) throw missing('the product code', known.code, header);
  const nameColumns = all(known.names);
  if (nameColumns.length === 0) throw missing('the product name', known.names, header);
  return {
    width: header.length,
    code,
    names: nameColumns,
    brands: all(known.brands),
    quantities: all(known.quantities),
    categories: all(known.categories),
  };
}

function missing(what: string, wanted: readonly string[], header: readonly string[]): Problem {
  const found = header.join(', ').replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?');
  const shown = found.length > 200 ? `${found.slice(0, 200)} …` : found;
  const sentence = `The first line must name the columns, and none of them is ${what} (${wanted.join(', ')}): ${shown}`;
  return new Problem('invalid', sentence, [{ path: 'header', code: 'columns', message: sentence }]);
}
