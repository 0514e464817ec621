#include <assay/look/role.h>

#include <math.h>
#include <string.h>

static const struct {
    const char *name, *help;
} roles[ROLE_COUNT] = {
#define ROLE_ROW(number, word, text) [ROLE_##number] = {word, text},
    ROLES(ROLE_ROW)
#undef ROLE_ROW
};

/* share in [0,1] as one of so many equal steps. */
static int step_of(double share, int steps)
{
    int step = (int)floor(share * steps);

    return step < 0 ? 0 : step >= steps ? steps - 1 : step;
}

enum role role_heat(double share)
{
    return isnan(share) ? ROLE_HEAT_0 : (enum role)(ROLE_HEAT_0 + step_of(share, HEAT_STEPS));
}

enum { SIDE = DIVERGE_STEPS / 2 };

enum role role_diverge(double gain)
{
    int step = gain > 0 ? 1 + step_of(gain, SIDE) : gain < 0 ? -1 - step_of(-gain, SIDE) : 0;

    return (enum role)(ROLE_DIVERGE_4 + step);
}

enum role role_verdict(char mark)
{
    switch (mark) {
    case 'A':
    case '*':
        return ROLE_MARKED;
    case '=':
        return ROLE_AGREES;
    case '~':
        return ROLE_ALLOWED;
    case '!':
        return ROLE_DIFFERS;
    case '?':
        return ROLE_NO_EVIDENCE;
    case '-':
        return ROLE_NOT_CLAIMED;
    case '^':
    case 'v':
        return ROLE_WARNING;
    default:
        return ROLE_TEXT;
    }
}

enum role role_series(int n)
{
    return (enum role)(ROLE_SERIES_A + (n < 0 ? -n : n) % 4);
}

const char *role_name(enum role role)
{
    return roles[role].name;
}

const char *role_help(enum role role)
{
    return roles[role].help;
}

enum role role_find(const char *name)
{
    int role = 0;

    while (role < ROLE_COUNT && strcmp(roles[role].name, name) != 0)
        role++;
    return (enum role)role;
}
