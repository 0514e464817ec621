/*
 * YAML documents as a tree, through libyaml's events.
 *
 * Plain scalars are typed as YAML 1.1 does for numbers, booleans (true, false, yes, no, on, off)
 * and null; quoted ones are text. Aliases are expanded by copying; a document of more than 100,000
 * nodes or 200 levels, expanded, is refused (an alias bomb). Tags are ignored. Only the first
 * document is read. The tree lives in the arena.
 */
#ifndef ASSAY_LOAD_YAML_IN_H
#define ASSAY_LOAD_YAML_IN_H

#include <assay/base/err.h>
#include <assay/model/meta.h>

struct meta *yaml_parse(struct arena *arena, struct str text, struct err *err);
struct meta *yaml_read(struct arena *arena, const char *path, struct err *err);

#endif
