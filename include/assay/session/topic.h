/*
 * Topic: what a report or a plot is about: one run, two runs compared, or many runs together,
 * with all that was computed of it.
 *
 * A value that borrows: what it points to must outlive it. Which members are filled hangs on kind.
 */
#ifndef ASSAY_SESSION_TOPIC_H
#define ASSAY_SESSION_TOPIC_H

#include <assay/session/comparison.h>
#include <assay/session/figures.h>
#include <assay/session/gate.h>
#include <assay/session/sheet_groups.h>
#include <assay/session/sheets.h>

enum topic_kind { TOPIC_RUN, TOPIC_PAIR, TOPIC_MANY, TOPIC_KINDS };

struct topic {
    enum topic_kind kind;
    struct arena *arena; /* for what is made of it */
    /* TOPIC_RUN */
    const struct figures *figures; /* figures->input is the assessed run */
    struct sheets sheets;
    /* TOPIC_PAIR */
    const struct comparison *comparison;
    const struct gate *gate; /* NULL: nothing is gated */
    /* TOPIC_MANY: groups, trends, outliers, and boards of runs over the same items */
    const struct many_runs *many;
};

struct topic topic_of_run(const struct assessed *run, struct arena *arena);
struct topic topic_of_pair(const struct comparison *comparison, const struct gate *gate,
                           struct arena *arena);
struct topic topic_of_many(const struct many_runs *many, struct arena *arena);
/*
 * The same for another thread: what is made of it, be it through its figures or sheets, goes to
 * that arena; all else is shared, and only read.
 */
struct topic topic_in(const struct topic *topic, struct arena *arena);
/* Id of the run, "A and B", or "7 runs in 2 groups": a title. Not made safe. */
const char *topic_title(const struct topic *topic);
/*
 * Every table of it, in the order of a report, none without rows. Of a run its sheets; of a pair
 * what differs, the gate, every setting, how samples pair, the rows by family, every flip and every
 * sample without a partner; of many runs those of sheet_groups.h. In the topic's arena.
 */
struct sheets topic_sheets(const struct topic *topic);

#endif
