/*
 * Numbers as text, always with a decimal point whatever the locale. Undefined is a dash.
 *
 * Functions that return text put it in the arena; `dash` is "–" or "-" as the output can show.
 */
#ifndef ASSAY_BASE_FMT_H
#define ASSAY_BASE_FMT_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdint.h>

/* value with so many decimals, "-0.00" never; NAN "–"; infinities "inf", "-inf". */
const char *fmt_fixed(struct arena *arena, double value, int decimals);
/* "1 sample", "11,568 samples"; thing is one of them. */
const char *fmt_counted(struct arena *arena, uint64_t count, const char *thing);
/* A share in [-1,1] in tables: ".8304", "1.0000", "-.0414". */
const char *fmt_share(struct arena *arena, double share);
/* A difference, always with its sign: "+.2146", "-.0414"; what rounds to nothing is "+.0000". */
const char *fmt_delta(struct arena *arena, double delta, int decimals);
/* A p-value: ".0060", below .0001 "5.3e-20"; NAN "–". */
const char *fmt_p_value(struct arena *arena, double p);
/* Share in [0,1] as "90.6%" with so many decimals. */
const char *fmt_percent(struct arena *arena, double share, int decimals);
/* Groups of three above 9,999: "480,000". */
const char *fmt_count(struct arena *arena, uint64_t count);
/* The shortest decimal text that reads back to the same double ("0.1", "1e-05"); also "NaN",
 * "Infinity", "-Infinity". */
void fmt_shortest(struct buf *out, double value);
/*
 * Into `out`, without NUL, returning the length: a whole number, and a value that is a decimal
 * number of at most `digits` digits (15 at most), as "%.{digits}g" prints it; 0 when it is no such
 * number, is -0, or is below 0.0001 in size.
 */
enum { FMT_WHOLE_ROOM = 20, FMT_SHORT_ROOM = 24 };
size_t fmt_whole(char *out, uint64_t count);
size_t fmt_short(char *out, double value, int digits);
/* "1.4 MB", powers of 1000. */
const char *fmt_bytes(struct arena *arena, uint64_t bytes);
/* Seconds as "25 ms", "0.4 s", "3 min 20 s", "2 h 5 min", "1 d 0 h". */
const char *fmt_duration(struct arena *arena, double seconds);

#endif
