#include <assay/model/difficulty.h>

#include <math.h>

static const char *const names[DIFFICULTY_COUNT] = {
    [DIFFICULTY_NONE] = "none",
    [DIFFICULTY_EASY] = "easy",
    [DIFFICULTY_MEDIUM] = "medium",
    [DIFFICULTY_HARD] = "hard",
};

enum difficulty difficulty_of(double pass_at_1)
{
    /* A mean of attempts that should be exactly on the edge counts as on it. */
    double value = pass_at_1 + 1e-12;

    if (isnan(pass_at_1))
        return DIFFICULTY_NONE;
    if (value >= DIFFICULTY_EASY_LEAST)
        return DIFFICULTY_EASY;
    return value >= DIFFICULTY_MEDIUM_LEAST ? DIFFICULTY_MEDIUM : DIFFICULTY_HARD;
}

const char *difficulty_name(enum difficulty difficulty)
{
    return names[difficulty];
}

enum difficulty difficulty_find(struct str name)
{
    for (unsigned d = DIFFICULTY_EASY; d < DIFFICULTY_COUNT; d++)
        if (str_eq_nocase(str_trim(name), str_of(names[d])))
            return d;
    return DIFFICULTY_NONE;
}
