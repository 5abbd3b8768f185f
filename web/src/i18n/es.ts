import directory from './es/directory.json';
import forms from './es/forms.json';
import items from './es/items.json';
import labels from './es/labels.json';
import people from './es/people.json';
import problems from './es/problems.json';
import roles from './es/roles.json';
import scan from './es/scan.json';
import shell from './es/shell.json';
import shortages from './es/shortages.json';
import sites from './es/sites.json';
import status from './es/status.json';
import stock from './es/stock.json';
import transfers from './es/transfers.json';
import ui from './es/ui.json';

/** Every message, by room. */
export const messages = {
  directory,
  forms,
  items,
  labels,
  people,
  problems,
  roles,
  scan,
  shell,
  shortages,
  sites,
  status,
  stock,
  transfers,
  ui,
};
