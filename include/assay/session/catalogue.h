/*
 * Catalogue: one discovery with the memory it lives in, shared between threads by counting users.
 *
 * Groups, paths and hints of a discovery point into its arena; the session's entries, requests on
 * their way to the loading thread and followed entries all hold on to the catalogue they came from.
 * What is in it never changes after catalogue_new's caller has filled it. Keeping and dropping are
 * safe in any thread.
 */
#ifndef ASSAY_SESSION_CATALOGUE_H
#define ASSAY_SESSION_CATALOGUE_H

#include <assay/load/discover.h>

#include <stdatomic.h>

struct catalogue {
    struct arena *arena;
    const char *path; /* what was opened, as the user named it */
    struct discovery found;
    atomic_size_t users;
};

/* Empty, with one user. */
struct catalogue *catalogue_new(const char *path);
struct catalogue *catalogue_keep(struct catalogue *catalogue);
/* NULL is fine. */
void catalogue_drop(struct catalogue *catalogue);

#endif
