#include "figures.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct figures figures_open(const char *path)
{
    struct figures figures = {.file = fopen(path, "r")};

    CHECK(figures.file != NULL);
    return figures;
}

bool figures_next(struct figures *figures, const char *name)
{
    size_t length = strlen(name);

    while (figures->file && getline(&figures->line, &figures->capacity, figures->file) > 0)
        if (strncmp(figures->line, name, length) == 0 && figures->line[length] == ' ') {
            figures->at = figures->line + length;
            figures->found++;
            return true;
        }
    return false;
}

double figures_number(struct figures *figures)
{
    char *from = figures->at;
    double number = strtod(from, &figures->at);

    return figures->at == from ? NAN : number;
}

uint64_t figures_count(struct figures *figures)
{
    return strtoull(figures->at, &figures->at, 10);
}

void figures_numbers(struct figures *figures, double *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = figures_number(figures);
}

void figures_close(struct figures *figures)
{
    CHECK(figures->found > 0);
    if (figures->file)
        fclose(figures->file);
    free(figures->line);
}

bool figures_agree(double is, double wanted, double tolerance)
{
    return fabs(is - wanted) <= tolerance * fabs(wanted);
}
