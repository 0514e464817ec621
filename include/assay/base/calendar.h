/*
 * Points in time as runs' files write them, as days since 1970-01-01 in UTC.
 *
 *     2026-01-22   2026-01-22 15:39   2026-01-22T15:39:20.25+01:00   2026/01/22   1769096360.25
 *     October 30, 2025   30 Oct 2025 15:39
 *
 * Year, month and day come first, parted by "-" or "/", or an English month by its name with day
 * and year behind or around it, in the proleptic Gregorian calendar. The time of day may follow
 * after blanks, "T" or "_", then the offset from UTC. Without one UTC is assumed: times of one
 * machine keep their distances, but for a change to or from summer time. What follows a whole time
 * of day is not read. A number alone from 1e8 to 1e11 is seconds since 1970.
 */
#ifndef ASSAY_BASE_CALENDAR_H
#define ASSAY_BASE_CALENDAR_H

#include <assay/base/str.h>

/* NAN for anything else, also for a date that no calendar has. */
double calendar_days(struct str text);

#endif
