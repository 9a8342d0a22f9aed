// The same random inputs in each run, so that a red run can be repeated; FC_SEED gives others.
require('fast-check').configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261124) });
