#include "fuzz.h"

#include <assay/base/utf8.h>
#include <assay/load/json_doc.h>

#include <math.h>
#include <string.h>

static uint32_t count_lines(struct str text)
{
    uint32_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

/* Lines are those of the text, numbers what is printed, and every text is UTF-8. */
static void check_node(const struct meta *node, uint32_t lines)
{
    double again;

    FUZZ_HOLDS(node->line >= 1 && node->line <= lines);
    FUZZ_HOLDS(utf8_valid(node->text) && node->text.ptr[node->text.len] == '\0');
    if (node->kind == META_NUMBER) {
        FUZZ_HOLDS(str_number(node->text, &again, NULL));
        FUZZ_HOLDS(again == node->number || (isnan(again) && isnan(node->number)));
    }
    for (const struct meta *child = node->first; child; child = child->next) {
        FUZZ_HOLDS((child->key != NULL) == (node->kind == META_MAP));
        FUZZ_HOLDS(!child->key || utf8_valid(str_of(child->key)));
        check_node(child, lines);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = {(const char *)data, size};
    struct err err = {.code = ERR_NONE};
    const struct meta *root = json_doc_parse(arena, text, &err);

    if (root)
        check_node(root, count_lines(text));
    else
        FUZZ_HOLDS(err.code == ERR_SYNTAX && err.text[0]);
    arena_free(arena);
    return 0;
}
