/*
 * Figures of one run, asked for by name: what the metric registry computes of a quantity, with the
 * verdict on a claim of the same quantity beside it. Nothing is computed here.
 *
 * Owner is the arena; the input must outlive it.
 */
#ifndef ASSAY_SESSION_FIGURES_H
#define ASSAY_SESSION_FIGURES_H

#include <assay/session/assessed.h>
#include <assay/session/sheet.h>

struct figures {
    const struct assessed *input;
    struct arena *arena;
    const struct finding **slots; /* findings by their quantity, open addressing */
    bool *contested;              /* one a slot: some claim of that quantity differs */
    size_t slot_count;            /* a power of two, 0 when nothing is claimed */
};

struct figures *figures_new(const struct assessed *input, struct arena *arena);
/* False when the run has no evidence of that quantity. */
bool figures_get(const struct figures *figures, const struct quantity *what, struct figure *figure);
/* The value, NAN when there is none. */
double figures_value(const struct figures *figures, const struct quantity *what);
/* As people read it, "" when there is no evidence. */
const char *figures_text(const struct figures *figures, const struct quantity *what);
/* The first finding of that very quantity, or NULL. */
const struct finding *figures_finding(const struct figures *figures, const struct quantity *what);
/* Several files may claim one figure: true when any claim of it does not hold. */
bool figures_are_contested(const struct figures *figures, const struct quantity *what);
/* Its verdict's mark, '\0' when the quantity is not claimed. */
char figures_mark(const struct figures *figures, const struct quantity *what);
/* One more cell: the figure with its mark, or nothing. */
void sheet_figure(struct sheet *sheet, const struct figures *figures, const struct quantity *what);

#endif
