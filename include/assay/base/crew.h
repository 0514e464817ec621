/*
 * A crew: threads that do the pieces of whatever work is posted to it. Work may be posted from
 * within a piece of other work: who posts does pieces himself and returns when all are done, and
 * who has nothing else to do helps. So a few large pieces keep all threads busy to the end.
 *
 *     struct crew *crew = crew_new(threads);
 *     crew_do(crew, runs, write_run, &job);     each of which may crew_do(crew, writers, …)
 *     crew_free(crew);
 *
 * What is posted first is begun first: idle threads prefer a new run to helping with one that is
 * under way. Who waits for the last of his own pieces helps only with work that was posted later,
 * so that no more large pieces are under way than there are threads. Pieces need nothing of each
 * other; what one yields must go to a place of its own. For work of milliseconds, not of
 * microseconds (parallel.h). Nothing fails: a thread that cannot be started leaves its work to the
 * others.
 */
#ifndef ASSAY_BASE_CREW_H
#define ASSAY_BASE_CREW_H

#include <stddef.h>

struct crew;

/* threads count the caller; 0 is 1, with which all happens in the caller, piece after piece. */
struct crew *crew_new(unsigned threads);
/* When no work is under way. */
void crew_free(struct crew *crew);
/* Returns when work(arg, piece) has been done for every piece below `pieces`. */
void crew_do(struct crew *crew, size_t pieces, void (*work)(void *arg, size_t piece), void *arg);

#endif
