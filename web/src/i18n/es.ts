import cold from './es/cold.json';
import directory from './es/directory.json';
import forms from './es/forms.json';
import fridges from './es/fridges.json';
import items from './es/items.json';
import labels from './es/labels.json';
import outbox from './es/outbox.json';
import needs from './es/needs.json';
import people from './es/people.json';
import publicPage from './es/public.json';
import roles from './es/roles.json';
import shortages from './es/shortages.json';
import sites from './es/sites.json';
import status from './es/status.json';
import stock from './es/stock.json';
import tasks from './es/tasks.json';
import transfers from './es/transfers.json';

/** Every message that the first page does not need, by room. */
export const messages = {
  cold,
  directory,
  forms,
  fridges,
  items,
  labels,
  outbox,
  needs,
  people,
  public: publicPage,
  roles,
  shortages,
  sites,
  status,
  stock,
  tasks,
  transfers,
};
