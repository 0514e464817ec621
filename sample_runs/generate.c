/*
 * Writes sample_runs/: small evaluation runs of every format and dialect.
 *
 *   cc -std=c11 -D_XOPEN_SOURCE=700 -o gen sample_runs/generate*.c -lm && ./gen sample_runs
 */
#include "generate_parts.h"

#include <stdio.h>

static void (*const parts[])(const char *root) = {
    write_classification, write_dialects, write_summaries,    write_layer_probe,
    write_paper_metrics,  write_mbpp,     write_false_claims,
};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s DIR\n", argv[0]);
        return 2;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        parts[i](argv[1]);
    return 0;
}
