/*
 * Random input for the interface: what a hasty, curious or hostile user might do, in the same
 * order for the same seed. The in-process run (monkey.c) and the run in a terminal (tours,
 * `random`) share it.
 *
 * Event n of a seed is always the same, whatever came before: each event has a generator of its own
 * (splitmix64: Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014), so any
 * stretch can be replayed by itself.
 */
#ifndef ASSAY_TESTS_PTY_EVENTS_H
#define ASSAY_TESTS_PTY_EVENTS_H

#include <stdint.h>

enum event_kind {
    EVENT_KEYS,   /* text in the notation of keys.h */
    EVENT_RESIZE, /* rows 1..100, cols 1..300; mostly sizes that people have */
    EVENT_MOUSE,  /* row and column within 100 x 300; never from a terminal, the mouse is off */
};

enum { EVENT_TEXT = 512 };

struct event {
    enum event_kind kind;
    char keys[EVENT_TEXT];
    int rows, cols;
    int mouse; /* 0 press, 1 drag, 2 release, 3 wheel up, 4 wheel down */
};

/*
 * May quit: start the interface again then. May ask for an editor. Never suspends or pipes to a
 * command, and no prompt but a filter's holds a slash, so nothing is written outside the current
 * folder.
 */
void event_make(uint64_t seed, uint64_t number, struct event *event);
/* "keys :theme<space>x<enter>", "resize 24x80". */
void event_print(const struct event *event, char *out, unsigned size);

#endif
