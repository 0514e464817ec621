#include "fuzz.h"

#include <assay/load/yaml_in.h>

#include <string.h>

enum { NODES = 100000, LEVELS = 201 };

static size_t check_node(const struct meta *node, size_t depth)
{
    size_t children = 0, nodes = 1;

    FUZZ_HOLDS(depth <= LEVELS && node->line > 0);
    FUZZ_HOLDS(node->text.ptr && node->text.ptr[node->text.len] == '\0');
    for (const struct meta *child = node->first; child; child = child->next) {
        FUZZ_HOLDS((child->key != NULL) == (node->kind == META_MAP));
        nodes += check_node(child, depth + 1);
        children++;
    }
    FUZZ_HOLDS(children == node->count);
    return nodes;
}

/* A tree keeps its limits, and each fault has a sentence. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    const struct meta *root = yaml_parse(arena, (struct str){(const char *)data, size}, &err);

    if (root)
        FUZZ_HOLDS(check_node(root, 1) <= NODES);
    else
        FUZZ_HOLDS(err.code == ERR_SYNTAX && err.text[0]);
    arena_free(arena);
    return 0;
}
