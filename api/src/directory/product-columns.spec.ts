import { Problem } from '@shared/words/problem';
import { findProductColumns } from './product-columns';

describe('the columns of a product list', () => {
  it.each([
    ...[
      'phone',
      'Client Phone',
      'recipient',
      'recipient_name',
      'E-mail',
      'emailAddress',
      'firstName',
      'last name',
    ],
    ...['Date of birth', 'DOB', 'SSN', 'client_id', 'Teléfono', 'correo electrónico', 'Dirección'],
  ])('are refused, and why is said, where one is called "%s"', (column) => {
    const find = () => findProductColumns(['gtin', 'name', column]);
    expect(find).toThrow(Problem);
    expect(find).toThrow(column.trim());
  });

  it.each([
    ...[
      'brand_owner',
      'generic_name',
      'family',
      'Streetwear size',
      'countries',
      'serving_size',
      'url',
      'creator',
    ],
    ...[
      'manufacturing_places',
      'purchase_places',
      'first_packaging_code_geo',
      'emb_codes',
      'addressed',
      'states',
    ],
  ])('may include "%s"', (column) => {
    expect(findProductColumns(['gtin', 'name', column]).width).toBe(3);
  });
});
