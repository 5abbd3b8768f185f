import cold from './en/cold.json';
import directory from './en/directory.json';
import forms from './en/forms.json';
import fridges from './en/fridges.json';
import items from './en/items.json';
import labels from './en/labels.json';
import outbox from './en/outbox.json';
import needs from './en/needs.json';
import people from './en/people.json';
import publicPage from './en/public.json';
import roles from './en/roles.json';
import shortages from './en/shortages.json';
import sites from './en/sites.json';
import status from './en/status.json';
import stock from './en/stock.json';
import tasks from './en/tasks.json';
import transfers from './en/transfers.json';

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
