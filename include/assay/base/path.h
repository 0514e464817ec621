/*
 * Paths as text. Nothing here asks the file system except path_exists and the two readers of the
 * environment. Results live in the arena.
 */
#ifndef ASSAY_BASE_PATH_H
#define ASSAY_BASE_PATH_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>

/* a + "/" + b, without doubling the slash; b alone when a is empty or ".", a alone when b is empty.
 */
const char *path_join(struct arena *arena, const char *a, const char *b);
/* The last component ("run_01" of "x/run_01/"), "." for "" and ".", "/" for "/". */
const char *path_base(struct arena *arena, const char *path);
/* All but the last component, "." when there is none. */
const char *path_dir(struct arena *arena, const char *path);
/* The suffix after the last dot of the last component, lower case, "" when there is none (".x",
 * "x."). */
const char *path_suffix(struct arena *arena, const char *path);
/* The last component without its suffix. */
const char *path_stem(struct arena *arena, const char *path);
/*
 * Shell-style match of * ? [a-z] [!a-z] by characters, case-sensitive; none of them matches a
 * slash, and a leading dot is like any other character.
 */
bool path_match(const char *pattern, const char *name);
bool path_exists(const char *path);
/* $XDG_<which>_HOME or its default under $HOME, plus "/assay"; NULL when neither is set or which is
 * not CONFIG, CACHE, DATA or STATE. A relative setting counts as not set. */
const char *path_xdg(struct arena *arena, const char *which);

#endif
