/*
 * Interned texts: each different text is kept once and named by a small number, in order of first
 * appearance. Heap owner (intern_new / intern_free); text bytes live in the arena given.
 */
#ifndef ASSAY_BASE_INTERN_H
#define ASSAY_BASE_INTERN_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdint.h>

#define INTERN_NONE UINT32_MAX

struct intern;

struct intern *intern_new(struct arena *arena);
void intern_free(struct intern *intern);
/* The number of a text, which is added if it is new. */
uint32_t intern_add(struct intern *intern, struct str text);
/* The number of a text, or INTERN_NONE. */
uint32_t intern_find(const struct intern *intern, struct str text);
uint32_t intern_count(const struct intern *intern);
/* NUL-ended, valid as long as the arena. */
struct str intern_text(const struct intern *intern, uint32_t number);

#endif
