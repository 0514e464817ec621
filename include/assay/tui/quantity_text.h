/*
 * A quantity as one line of text, and back: what a place keeps of the figure whose evidence it
 * shows, since a place outlives what the figure came from.
 *
 *     recall|happy|||                the metric, subject, set, split and place of a figure
 *     recall|happy|||#12             … of the run's claim number 12, counted from 0
 *
 * Missing parts are empty; a part that is there and empty is "\e". A "|" within a part is "\|", a
 * "\" is "\\". The place is printed so that the same double is read back.
 */
#ifndef ASSAY_TUI_QUANTITY_TEXT_H
#define ASSAY_TUI_QUANTITY_TEXT_H

#include <assay/base/arena.h>
#include <assay/model/run.h>

enum { QUANTITY_ROOM = 512 };

/* claim: SIZE_MAX for none. False, and an empty room, when it does not fit; nothing is cut. */
bool quantity_write(const struct quantity *what, size_t claim, char room[QUANTITY_ROOM]);
/* False when the text is none; *what and *claim are untouched then. Texts are in the arena. */
bool quantity_read(const char *text, struct arena *arena, struct quantity *what, size_t *claim);

#endif
