/*
 * Sheets of generated code. NULL when no sample of the run passed or failed.
 *
 * splits        pass rate with its 95% Wilson interval, tokens, response time; all, then by split
 * difficulties  the same by stated difficulty, of all splits
 * errors        attempts that did not pass, by kind and split; share is of those that did not pass
 * pass_at_k     several attempts at one problem: chance that one of k, that all of k pass
 */
#ifndef ASSAY_SESSION_SHEET_CODE_H
#define ASSAY_SESSION_SHEET_CODE_H

#include <assay/session/figures.h>

const struct sheet *sheet_splits(const struct figures *figures);
const struct sheet *sheet_difficulties(const struct figures *figures);
const struct sheet *sheet_errors(const struct figures *figures);
const struct sheet *sheet_pass_at_k(const struct figures *figures);

#endif
