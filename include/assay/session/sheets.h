/*
 * Every sheet that a run gives, in the order of a report: claims, metrics, then what its content
 * has (classes, confusion, confused_pairs, invalid_answers; layers, crossings, positive_ranges;
 * curve; tasks; splits, difficulties, errors), notes and files. The registry in sheets.c lists
 * them; columns are described by share/schemas/run.schema.json.
 */
#ifndef ASSAY_SESSION_SHEETS_H
#define ASSAY_SESSION_SHEETS_H

#include <assay/session/figures.h>

struct sheets {
    const struct sheet *const *all;
    size_t count;
};

struct sheets sheets_of(const struct figures *figures);
/* The sheet of that name, or NULL. */
const struct sheet *sheets_find(const struct sheets *sheets, const char *name);

#endif
