#include <assay/plot/plot_ticks.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_signs.h>
#include <assay/plot/text_width.h>

#include <math.h>
#include <string.h>

/* Between neighbours, in text sizes. */
#define APART_ACROSS 0.9
#define APART_TURNED 1.15
#define APART_DOWN   1.1
/* Length of the axis for a tick, in text sizes. */
#define TICK_ACROSS 3.8
#define TICK_DOWN   3.4
/* Up to so many stand closer below one another, so that short axes have some too. */
#define CLOSE_MOST 5.0
#define CLOSER     1.7

/* Smallest size of names before they are turned or thinned out, of that of the text. */
#define SIZE_STEP  0.9
#define SIZE_LEAST 0.8

/* Numbers are written with a power of ten from here on, or when they need more decimals. */
#define LARGE 1e9
/* So are those that are all below this one and need several. */
#define SMALL 1e-3
enum { DECIMALS_MOST = 4, POWER_DECIMALS = 3, TICKS_TRIED = 8 };

int axis_ticks_about(double length, double text, bool across)
{
    double usual = length / ((across ? TICK_ACROSS : TICK_DOWN) * text);
    double close = across ? 0.0 : fmin(CLOSE_MOST, CLOSER * usual);

    return (int)fmax(2.0, fmin(fmax(usual, close), TICKS_MOST / 2.0));
}

static struct axis_labels labels_new(const struct pen *pen, size_t count)
{
    return (struct axis_labels){.size = pen->text,
                                .at = arena_zalloc(pen->arena, count + 1, sizeof(double)),
                                .texts = arena_zalloc(pen->arena, count + 1, sizeof(char *))};
}

static void add(struct axis_labels *labels, double at, const char *text)
{
    labels->at[labels->count] = at;
    labels->texts[labels->count++] = text;
}

static double widest(const char *const *texts, size_t count, double size)
{
    double most = 0.0;

    for (size_t i = 0; i < count; i++)
        if (texts[i])
            most = fmax(most, text_width(texts[i], size, false));
    return most;
}

/* ---- numbers ---- */

static int power_of(double value)
{
    return (int)floor(log10(fabs(value)) + 1e-9);
}

/* With the power of ten of the largest: ".5×10⁻⁴" beside "1.5×10⁻⁴"; its own on a log axis. */
static const char *power_text(const struct ticks *ticks, size_t i, bool log, bool sign,
                              struct arena *arena)
{
    double size = fmax(fabs(ticks->at[0]), fabs(ticks->at[ticks->count - 1]));
    double step = ticks->count > 1 ? fabs(ticks->at[1] - ticks->at[0]) : size;
    int power = power_of(log ? ticks->at[i] : size);
    int decimals = log ? 1 : (int)fmin(fmax(power - power_of(step), 0.0), POWER_DECIMALS);
    double digits = ticks->at[i] / pow(10.0, power);

    if (fabs(digits - floor(digits + 0.5)) < 1e-6 && log)
        decimals = 0;
    return arena_printf(
        arena, "%se%d",
        sign ? fmt_delta(arena, digits, decimals) : fmt_fixed(arena, digits, decimals), power);
}

/* Shares below 0 lose their 0 before the point too, and nothing is "0". */
static const char *tick_text(const struct ticks *ticks, size_t i, enum tick_text text, bool log,
                             struct arena *arena)
{
    double size = fmax(fabs(ticks->at[0]), fabs(ticks->at[ticks->count - 1]));
    const char *digits;

    if (text == TICK_DATE)
        return scale_tick_text(ticks, i, text, arena);
    if (size >= LARGE || ticks->decimals > DECIMALS_MOST ||
        (size < SMALL && ticks->decimals >= DECIMALS_MOST)) {
        if (ticks->at[i] == 0.0)
            return "0";
        return power_text(ticks, i, log, text == TICK_DELTA, arena);
    }
    digits = scale_tick_text(ticks, i, text, arena);
    /* "5,000" where "10,000" stands beside it. */
    if (text == TICK_PLAIN && !ticks->decimals && size >= 10000.0 && ticks->at[i] >= 1000.0 &&
        ticks->at[i] < 10000.0)
        return arena_printf(arena, "%c,%s", digits[0], digits + 1);
    if (text != TICK_SHARE)
        return digits;
    if (ticks->at[i] == 0.0)
        return "0";
    return digits[0] == '-' && digits[1] == '0' ? arena_printf(arena, "-%s", digits + 2) : digits;
}

static struct axis_labels numbers(const struct pen *pen, const struct plot_axis *axis,
                                  const struct scale *scale, int about)
{
    struct ticks ticks = scale_ticks(scale, about, axis->values);
    struct axis_labels labels = labels_new(pen, ticks.count);

    for (size_t i = 0; i < ticks.count; i++)
        add(&labels, ticks.at[i],
            plot_signs(tick_text(&ticks, i, axis->text, scale->kind == SCALE_LOG, pen->arena),
                       pen->arena));
    return labels;
}

/* Half of what a label takes along its axis, with what must be between neighbours. */
static double half_across(const struct pen *pen, const char *text)
{
    return (text_width(text, pen->text, false) + APART_ACROSS * pen->text) / 2.0;
}

static double half_down(const struct pen *pen, const char *text)
{
    (void)text;
    return APART_DOWN * pen->text / 2.0;
}

/* The labels without those that would overlap the one kept before them. */
static struct axis_labels apart(const struct pen *pen, const struct plot_axis *axis,
                                const struct axis_labels *labels, const struct scale *scale,
                                double length,
                                double (*half_of)(const struct pen *pen, const char *text))
{
    struct axis_labels kept = labels_new(pen, labels->count);
    /* Half a date would stand under the numbers of the other axis. */
    double end = axis->text == TICK_DATE ? -APART_ACROSS * pen->text : -INFINITY;

    for (size_t i = 0; i < labels->count; i++) {
        double at = scale_place(scale, labels->at[i]) * length;
        double half = half_of(pen, labels->texts[i]);

        if (at - half < end)
            continue;
        add(&kept, labels->at[i], labels->texts[i]);
        end = at + half;
    }
    return kept;
}

/* Fewer ticks until they stand apart, more where one alone would not say how long the axis is. */
static struct axis_labels numbers_along(const struct pen *pen, const struct plot_axis *axis,
                                        const struct scale *scale, double length, bool across,
                                        double (*half_of)(const struct pen *pen, const char *text))
{
    int about = axis_ticks_about(length, pen->text, across);
    struct axis_labels labels, kept;

    do {
        labels = numbers(pen, axis, scale, about);
        kept = apart(pen, axis, &labels, scale, length, half_of);
    } while (kept.count + (axis->text == TICK_DATE) < labels.count && --about > 1);
    for (int more = about + 1; kept.count < 2 && more <= TICKS_TRIED; more++) {
        struct axis_labels finer = numbers(pen, axis, scale, more);

        finer = apart(pen, axis, &finer, scale, length, half_of);
        if (finer.count > kept.count)
            kept = finer;
    }
    return kept;
}

/* ---- names ---- */

static size_t thinner(size_t step)
{
    size_t power = 1;

    while (power * 10 <= step)
        power *= 10;
    return step / power == 1 ? 2 * power : step / power == 2 ? 5 * power : 10 * power;
}

/* Every so many of the names, each cut to a width. */
static struct axis_labels names_by(const struct pen *pen, const struct plot_axis *axis, size_t step,
                                   double size, double width)
{
    struct axis_labels labels = labels_new(pen, axis->name_count / step + 1);

    labels.size = size;
    for (size_t i = 0; i < axis->name_count; i += step)
        if (axis->names[i])
            add(&labels, (double)i, pen_fit(pen, axis->names[i], size, width));
    return labels;
}

static size_t step_for(double slot, double need, size_t count)
{
    size_t step = 1;

    while (step < count && slot * (double)step < need)
        step = thinner(step);
    return step;
}

/* Names that are numbers can be thinned out without a loss. */
static bool are_numbers(const struct plot_axis *axis)
{
    for (size_t i = 0; i < axis->name_count; i++)
        if (axis->names[i] && strspn(axis->names[i], "0123456789") != strlen(axis->names[i]))
            return false;
    return true;
}

/* The largest size at which so much (of a size 1) fits into a slot, or that of the text. */
static double size_for(const struct pen *pen, double slot, double need)
{
    double least = fmax(SIZE_LEAST * pen->text, TEXT_LEAST), size = pen->text;

    while (need * size > slot && size * SIZE_STEP >= least - 1e-9)
        size *= SIZE_STEP;
    return need * size > slot ? pen->text : size;
}

static struct axis_labels names_across(const struct pen *pen, const struct plot_axis *axis,
                                       const struct scale *scale, double length, double room)
{
    double slot = length / (scale->high - scale->low);
    double need = widest(axis->names, axis->name_count, 1.0) + APART_ACROSS;
    double size = size_for(pen, slot, need);
    size_t step = step_for(slot, need * size, axis->name_count);
    struct axis_labels labels;

    if (step == 1 || are_numbers(axis) || axis->name_count == 1)
        return names_by(pen, axis, step, size,
                        fmax(slot * (double)step - APART_ACROSS * size, 2.0 * size));
    size = size_for(pen, slot, APART_TURNED);
    step = step_for(slot, APART_TURNED * size, axis->name_count);
    labels = names_by(pen, axis, step, size, room);
    labels.turned = true;
    return labels;
}

/* ---- either ---- */

struct axis_labels axis_labels_across(const struct pen *pen, const struct plot_axis *axis,
                                      const struct scale *scale, double length, double room)
{
    struct axis_labels labels = axis->names
                                    ? names_across(pen, axis, scale, length, room)
                                    : numbers_along(pen, axis, scale, length, true, half_across);

    labels.extent = !labels.count   ? 0.0
                    : labels.turned ? widest(labels.texts, labels.count, labels.size)
                                    : labels.size;
    return labels;
}

struct axis_labels axis_labels_down(const struct pen *pen, const struct plot_axis *axis,
                                    const struct scale *scale, double length, double room)
{
    struct axis_labels labels;

    if (axis->names) {
        double slot = length / (scale->high - scale->low);
        double size = size_for(pen, slot, APART_DOWN);

        labels =
            names_by(pen, axis, step_for(slot, APART_DOWN * size, axis->name_count), size, room);
    } else {
        labels = numbers_along(pen, axis, scale, length, false, half_down);
    }
    labels.extent = fmin(widest(labels.texts, labels.count, labels.size), room);
    return labels;
}

/* ---- writing ---- */

/* Upright labels stand in the middle, on a base line so far below y; turned ones end or begin at y.
 */
static void write_label(const struct pen *pen, const struct axis_labels *labels, size_t i, double x,
                        double y, double base, enum text_anchor turned)
{
    struct text_style style = pen_style(pen, ROLE_TEXT, labels->turned ? turned : ANCHOR_MIDDLE);

    style.size = labels->size;
    style.upwards = labels->turned;
    if (labels->turned)
        pen_text(pen, x + 0.35 * style.size, y, labels->texts[i], style);
    else
        pen_text(pen, x, y + base * style.size, labels->texts[i], style);
}

void axis_labels_write_below(const struct pen *pen, const struct axis_labels *labels, size_t i,
                             double x, double y)
{
    write_label(pen, labels, i, x, y, PEN_ASCENT, ANCHOR_END);
}

void axis_labels_write_above(const struct pen *pen, const struct axis_labels *labels, size_t i,
                             double x, double y)
{
    write_label(pen, labels, i, x, y, -PEN_DESCENT, ANCHOR_START);
}

void axis_labels_write_left(const struct pen *pen, const struct axis_labels *labels, size_t i,
                            double x, double y, double width)
{
    struct text_style style = pen_style(pen, ROLE_TEXT, ANCHOR_END);

    style.size = labels->size;
    pen_text(pen, x, y + 0.35 * style.size,
             pen_fit(pen, labels->texts[i], style.size, fmax(width, style.size)), style);
}
