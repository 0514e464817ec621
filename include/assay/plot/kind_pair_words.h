/*
 * What plots of two runs say in words: who is A and who B, what a row came to, and the role of it.
 *
 * Colours tell better from worse, by the metric's better direction; every one of them has a word or
 * a sign beside it. Texts live in the arena. Nothing fails.
 */
#ifndef ASSAY_PLOT_KIND_PAIR_WORDS_H
#define ASSAY_PLOT_KIND_PAIR_WORDS_H

#include <assay/plot/plot.h>
#include <assay/session/comparison.h>

/* "A = base, B = cand · 834 pairs · what"; what may be NULL. */
const char *pair_subtitle(const struct comparison *comparison, const char *what,
                          struct arena *arena);
/* "95% interval" */
const char *pair_level(const struct comparison *comparison, struct arena *arena);
/* "−.0216 [−.0422, −.0009]", without an interval only the delta. */
const char *pair_delta_words(const struct compare_row *row, struct arena *arena);
/* "improved", "no difference > .0422": short enough to stand in a plot. */
const char *pair_outcome_words(const struct compare_row *row, struct arena *arena);
/* "Accuracy: A .9065, B .8849, delta … , p …, p after Holm …: too little data" */
const char *pair_row_sentence(const struct compare_row *row, struct arena *arena);
/* Name of a row where all families stand together: "F1 of sad", "Pass rate, test". */
const char *pair_row_name(const struct compare_row *row, struct arena *arena);
/* Positive for an improvement, negative for a regression, dim for what is not decided. */
enum role pair_outcome_role(const struct compare_row *row);
/*
 * Of A and B, which have no hue: colour in a comparison says better or worse, and would be taken
 * for the run that has the same.
 */
enum role pair_side_role(bool is_b);
/* Of a change by its sign alone: positive for the better. */
enum role pair_change_role(const struct metric *metric, double change);
/* Keys of those of the two that occur: better and worse, or what was tested to be. */
void pair_add_keys(struct plot_panel *panel, const enum role *roles, size_t count, bool tested,
                   struct arena *arena);
/* "higher is better", "lower is better", "" */
const char *pair_better_words(const struct metric *metric);
/* Who is who, and what the headline came to: the first sentences of every description. */
void pair_say(struct plot *plot, const struct comparison *comparison, struct arena *arena);
/* Pairs of all sets, scored or not. */
uint64_t pair_total(const struct comparison *comparison);

#endif
