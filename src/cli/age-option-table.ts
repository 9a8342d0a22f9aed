// The flags by which commands lock and open files with age. Data only: the stub loads it.
import type { Option } from './option-table.js';

export const PASSPHRASE_OPTION: Option = {
  name: 'passphrase-file',
  value: 'F',
  group: 'how',
  doc: 'a file whose one line is the passphrase (- for standard input)',
};

/** To encrypt. */
export const LOCK_OPTIONS: readonly Option[] = [
  { name: 'recipient', short: 'r', value: 'R', multiple: true, group: 'how', doc: 'encrypt for this age recipient' },
  {
    name: 'recipients-file',
    short: 'R',
    value: 'F',
    multiple: true,
    group: 'how',
    doc: 'encrypt for the recipients in this file',
  },
  PASSPHRASE_OPTION,
];

/** To decrypt. */
export const IDENTITY_OPTION: Option = {
  name: 'identity',
  short: 'i',
  value: 'F',
  multiple: true,
  group: 'how',
  doc: 'an age identity file to open with (- for standard input)',
};
