/*
 * Filters: which samples of a run are meant.
 *
 *     is:fail split:test score<0.6
 *
 * Terms are parted by blanks and all must hold. field=value and field!=value compare whole texts,
 * field:text looks for the text within (any case), < <= > >= compare numbers. is: takes pass, fail,
 * invalid, unscored. A value with blanks stands in double quotes. Fields: id truth pred split group
 * error difficulty raw score fold layer attempt tokens seconds tests. A term on a column that the
 * samples do not have holds for none of them.
 *
 * A sample fails when its outcome says so or, with labels, when prediction and truth differ; an
 * unscored one neither fails nor passes.
 */
#ifndef ASSAY_SESSION_FILTER_H
#define ASSAY_SESSION_FILTER_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/model/run.h>

struct filter;

/* NULL and err (ERR_USAGE) on a mistake; an unknown field is answered with the nearest one. */
struct filter *filter_parse(struct str text, struct arena *arena, struct err *err);
bool filter_match(const struct filter *filter, const struct run *run, const struct samples *samples,
                  size_t index);

#endif
