/*
 * Ticks of a scale of days since 1970-01-01, as calendar.h counts them: at hours, days, the first
 * of months or of years, whichever gives about as many as asked for. scale.h calls both.
 *
 * They read "14:00", "07-01" (days, and midnights among hours), "2025-07" or "2025": as short as
 * tells them apart, so that a title has to say the year of days; one alone reads "2025-07-01". Days
 * beyond the years 1 to 9999 have no ticks.
 */
#ifndef ASSAY_BASE_SCALE_DATES_H
#define ASSAY_BASE_SCALE_DATES_H

#include <assay/base/scale.h>

struct ticks scale_date_ticks(const struct scale *scale, int about);
const char *scale_date_text(const struct ticks *ticks, size_t tick, struct arena *arena);

#endif
