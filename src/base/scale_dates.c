#include <assay/base/scale_dates.h>

#include <math.h>

/* 0001-01-01 and 10000-01-01. */
#define DAYS_FIRST (-719162.0)
#define DAYS_END   2932897.0

#define MONTH_LEAST 28.0
#define YEAR_LEAST  365.0

struct date {
    int year, month, day;
};

/*
 * Years are counted from March: their leap day comes last. After H. Hinnant, chrono-compatible
 * low-level date algorithms, 2013 (days_from_civil, civil_from_days).
 */
static double days_of(struct date date)
{
    int y = date.month > 2 ? date.year : date.year - 1, m = (date.month + 9) % 12;

    return 365.0 * y + floor(y / 4.0) - floor(y / 100.0) + floor(y / 400.0) + (m * 306 + 5) / 10 +
           date.day - 1 - 719468.0;
}

static struct date date_of(double days)
{
    long from = (long)floor(days) + 719468, era = (from >= 0 ? from : from - 146096) / 146097;
    long in_era = from - era * 146097;
    long year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    long in_year = in_era - (365 * year + year / 4 - year / 100), month = (5 * in_year + 2) / 153;
    struct date date = {.day = (int)(in_year - (153 * month + 2) / 5 + 1),
                        .month = (int)(month < 10 ? month + 3 : month - 9)};

    date.year = (int)(year + era * 400 + (date.month <= 2));
    return date;
}

/* ---- steps ---- */

/* Multiples of days, or of months from January on. */
static const struct step {
    double days;
    int months;
} steps[] = {
    {1.0 / 24.0, 0}, {2.0 / 24.0, 0}, {3.0 / 24.0, 0}, {6.0 / 24.0, 0},   {12.0 / 24.0, 0},
    {1.0, 0},        {2.0, 0},        {7.0, 0},        {14.0, 0},         {30.4, 1},
    {60.9, 2},       {91.3, 3},       {182.6, 6},      {365.2, 12},       {730.5, 24},
    {1826.2, 60},    {3652.4, 120},   {36524.0, 1200}, {365240.0, 12000},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static void add(struct ticks *ticks, const struct scale *scale, double at)
{
    if (at >= scale->low - 1e-9 && at <= scale->high + 1e-9 && ticks->count < TICKS_MOST)
        ticks->at[ticks->count++] = at;
}

static void add_months(struct ticks *ticks, const struct scale *scale, int months)
{
    struct date first = date_of(scale->low);
    int month = (first.year * 12 + first.month - 1) / months * months;

    for (double at = -INFINITY; at <= scale->high && ticks->count < TICKS_MOST; month += months) {
        at = days_of((struct date){month / 12, month % 12 + 1, 1});
        add(ticks, scale, at);
    }
}

/* Hours and days are counted from the first midnight, weeks from a Monday. */
static void add_days(struct ticks *ticks, const struct scale *scale, double days)
{
    double monday = -3.0, from = days < 7.0 ? floor(scale->low) : monday;

    for (double i = ceil((scale->low - from) / days - 1e-9); ticks->count < TICKS_MOST; i += 1.0) {
        if (from + i * days > scale->high + 1e-9)
            return;
        add(ticks, scale, from + i * days);
    }
}

struct ticks scale_date_ticks(const struct scale *scale, int about)
{
    struct ticks ticks = {.count = 0};
    double range = scale->high - scale->low;
    int i = 0;

    if (!(scale->low >= DAYS_FIRST) || !(scale->high < DAYS_END))
        return ticks;
    while (i + 1 < STEPS && range / steps[i].days > (about < 2 ? 2 : about))
        i++;
    if (steps[i].months)
        add_months(&ticks, scale, steps[i].months);
    else
        add_days(&ticks, scale, steps[i].days);
    return ticks;
}

/* ---- texts ---- */

static bool all_first(const struct ticks *ticks, bool of_year)
{
    for (size_t i = 0; i < ticks->count; i++) {
        struct date date = date_of(ticks->at[i]);

        if (date.day != 1 || (of_year && date.month != 1))
            return false;
    }
    return true;
}

const char *scale_date_text(const struct ticks *ticks, size_t tick, struct arena *arena)
{
    double at = ticks->at[tick] + 0.5 / 86400.0, apart = 0.0;
    int minutes = (int)((at - floor(at)) * 1440.0);
    struct date date;

    if (!(at >= DAYS_FIRST) || !(at < DAYS_END))
        return "–";
    date = date_of(at);
    if (ticks->count > 1)
        apart = ticks->at[1] - ticks->at[0];
    if (apart > 0.0 && apart < 1.0 && minutes)
        return arena_printf(arena, "%02d:%02d", minutes / 60, minutes % 60);
    if (apart >= YEAR_LEAST && all_first(ticks, true))
        return arena_printf(arena, "%04d", date.year);
    if (apart >= MONTH_LEAST && all_first(ticks, false))
        return arena_printf(arena, "%04d-%02d", date.year, date.month);
    if (apart > 0.0)
        return arena_printf(arena, "%02d-%02d", date.month, date.day);
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}
