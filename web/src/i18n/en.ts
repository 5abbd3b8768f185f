import directory from './en/directory.json';
import forms from './en/forms.json';
import items from './en/items.json';
import labels from './en/labels.json';
import people from './en/people.json';
import problems from './en/problems.json';
import roles from './en/roles.json';
import scan from './en/scan.json';
import shell from './en/shell.json';
import shortages from './en/shortages.json';
import sites from './en/sites.json';
import status from './en/status.json';
import stock from './en/stock.json';
import transfers from './en/transfers.json';
import ui from './en/ui.json';

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
