#include <assay/base/calendar.h>

#include <math.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Exactly so many digits at the front; steps over them. */
static bool take(struct str *rest, size_t digits, int *number)
{
    *number = 0;
    if (rest->len < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        if (!is_digit(rest->ptr[i]))
            return false;
        *number = *number * 10 + (rest->ptr[i] - '0');
    }
    *rest = (struct str){rest->ptr + digits, rest->len - digits};
    return true;
}

static bool skip(struct str *rest, const char *any)
{
    for (; rest->len && *any; any++)
        if (rest->ptr[0] == *any) {
            *rest = (struct str){rest->ptr + 1, rest->len - 1};
            return true;
        }
    return false;
}

/* Days from 1970-01-01, by counting in years that begin in March: their leap day comes last. */
static double days_of(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1, m = (month + 9) % 12;

    return 365.0 * y + floor(y / 4.0) - floor(y / 100.0) + floor(y / 400.0) + (m * 306 + 5) / 10 +
           day - 1 - 719468.0;
}

static bool is_date(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return year >= 1 && month >= 1 && month <= 12 && day >= 1 &&
           day <= lengths[month - 1] + (month == 2 && leap);
}

static double fraction(struct str *rest)
{
    double value = 0.0, digit = 0.1;

    if (!skip(rest, ".,"))
        return 0.0;
    for (; rest->len && is_digit(rest->ptr[0]); digit /= 10.0) {
        value += digit * (rest->ptr[0] - '0');
        *rest = (struct str){rest->ptr + 1, rest->len - 1};
    }
    return value;
}

/* "+01:00" and "-0530" in days; "Z", nothing and all else are 0. */
static double offset(struct str rest)
{
    int hours, minutes = 0;
    bool west;

    while (skip(&rest, " "))
        ;
    west = rest.len && rest.ptr[0] == '-';
    if (!skip(&rest, "+-") || !take(&rest, 2, &hours) || hours > 23)
        return 0.0;
    skip(&rest, ":");
    if (!take(&rest, 2, &minutes) || minutes > 59)
        minutes = 0;
    return (west ? -1.0 : 1.0) * (hours * 60 + minutes) / 1440.0;
}

/* ---- months by name ---- */

/* 1 to 12 for a word that is a month or begins one with three letters or more; else 0. */
static int month_of(struct str word)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};

    for (int i = 0; i < 12 && word.len >= 3; i++)
        if (strlen(names[i]) >= word.len && str_eq_nocase(word, (struct str){names[i], word.len}))
            return i + 1;
    return 0;
}

static struct str take_word(struct str *rest)
{
    struct str word = {rest->ptr, 0};

    while (word.len < rest->len && ((rest->ptr[word.len] | 32) >= 'a') &&
           (rest->ptr[word.len] | 32) <= 'z')
        word.len++;
    *rest = (struct str){rest->ptr + word.len, rest->len - word.len};
    return word;
}

/* One digit or two. */
static bool take_day(struct str *rest, int *day)
{
    return (rest->len > 1 && is_digit(rest->ptr[1])) ? take(rest, 2, day) : take(rest, 1, day);
}

/* "October 30, 2025" and "30 Oct 2025"; steps over them. */
static bool take_named(struct str *rest, int *year, int *month, int *day)
{
    bool first = rest->len && is_digit(rest->ptr[0]);

    if (first && (!take_day(rest, day) || !skip(rest, " ")))
        return false;
    *month = month_of(take_word(rest));
    skip(rest, ".");
    if (*month == 0 || !skip(rest, " ") || (!first && !take_day(rest, day)))
        return false;
    if (!first && (skip(rest, ","), !skip(rest, " ")))
        return false;
    return take(rest, 4, year);
}

static bool take_numbers(struct str *rest, int *year, int *month, int *day)
{
    return take(rest, 4, year) && skip(rest, "-/") && take(rest, 2, month) && skip(rest, "-/") &&
           take(rest, 2, day);
}

/* Share of the day less the offset; 0 when there is no time of day. */
static double time_of_day(struct str rest)
{
    int hour, minute, second = 0;
    double part = 0.0;
    struct str before;

    while (skip(&rest, " T_"))
        ;
    if (!take(&rest, 2, &hour) || !skip(&rest, ":") || !take(&rest, 2, &minute) || hour > 24 ||
        minute > 59)
        return 0.0;
    before = rest;
    if (!skip(&rest, ":") || !take(&rest, 2, &second) || second > 60) {
        rest = before;
        second = 0;
    } else {
        part = fraction(&rest);
    }
    return (hour * 3600 + minute * 60 + second + part) / 86400.0 - offset(rest);
}

double calendar_days(struct str text)
{
    struct str rest = str_trim(text), named = rest;
    int year = 0, month = 0, day = 0;
    double number;

    if (str_number(rest, &number, NULL))
        return number >= 1e8 && number <= 1e11 ? number / 86400.0 : NAN;
    if (!take_numbers(&rest, &year, &month, &day)) {
        rest = named;
        if (!take_named(&rest, &year, &month, &day))
            return NAN;
    }
    if (!is_date(year, month, day) || (rest.len && is_digit(rest.ptr[0])))
        return NAN;
    return days_of(year, month, day) + time_of_day(rest);
}
