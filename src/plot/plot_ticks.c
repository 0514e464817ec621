#include <assay/plot/plot_ticks.h>

#include <assay/plot/text_width.h>

#include <math.h>
#include <string.h>

/* Between neighbours, in text sizes. */
#define APART_ACROSS 0.9
#define APART_TURNED 1.15
#define APART_DOWN   1.1
/* Length of the axis for a tick, in text sizes. */
#define TICK_ACROSS 4.5
#define TICK_DOWN   3.4

static struct axis_labels labels_new(const struct pen *pen, size_t count)
{
    return (struct axis_labels){.at = arena_zalloc(pen->arena, count + 1, sizeof(double)),
                                .texts = arena_zalloc(pen->arena, count + 1, sizeof(char *))};
}

static void add(struct axis_labels *labels, double at, const char *text)
{
    labels->at[labels->count] = at;
    labels->texts[labels->count++] = text;
}

static double widest(const struct pen *pen, const char *const *texts, size_t count)
{
    double most = 0.0;

    for (size_t i = 0; i < count; i++)
        if (texts[i])
            most = fmax(most, text_width(texts[i], pen->text, false));
    return most;
}

/* ---- numbers ---- */

static struct axis_labels numbers(const struct pen *pen, const struct plot_axis *axis,
                                  const struct scale *scale, int about)
{
    struct ticks ticks = scale_ticks(scale, about, axis->values);
    struct axis_labels labels = labels_new(pen, ticks.count);

    for (size_t i = 0; i < ticks.count; i++)
        add(&labels, ticks.at[i], scale_tick_text(&ticks, i, axis->text, pen->arena));
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
static struct axis_labels apart(const struct pen *pen, const struct axis_labels *labels,
                                const struct scale *scale, double length,
                                double (*half_of)(const struct pen *pen, const char *text))
{
    struct axis_labels kept = labels_new(pen, labels->count);
    double end = -INFINITY;

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

/* Fewer ticks until they stand apart; what then still overlaps is left out. */
static struct axis_labels numbers_along(const struct pen *pen, const struct plot_axis *axis,
                                        const struct scale *scale, double length, double every,
                                        double (*half_of)(const struct pen *pen, const char *text))
{
    int about = (int)fmax(2.0, fmin(length / (every * pen->text), TICKS_MOST / 2.0));
    struct axis_labels labels, kept;

    do {
        labels = numbers(pen, axis, scale, about);
        kept = apart(pen, &labels, scale, length, half_of);
    } while (kept.count < labels.count && --about > 1);
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
                                   double width)
{
    struct axis_labels labels = labels_new(pen, axis->name_count / step + 1);

    for (size_t i = 0; i < axis->name_count; i += step)
        if (axis->names[i])
            add(&labels, (double)i, text_fit(axis->names[i], pen->text, false, width, pen->arena));
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

static struct axis_labels names_across(const struct pen *pen, const struct plot_axis *axis,
                                       const struct scale *scale, double length, double room)
{
    double slot = length / (scale->high - scale->low);
    double width = widest(pen, axis->names, axis->name_count), gap = APART_ACROSS * pen->text;
    bool turned = width + gap > slot && !are_numbers(axis) && axis->name_count > 1;
    struct axis_labels labels;

    if (turned) {
        labels =
            names_by(pen, axis, step_for(slot, APART_TURNED * pen->text, axis->name_count), room);
        labels.turned = true;
    } else {
        size_t step = step_for(slot, width + gap, axis->name_count);

        labels = names_by(pen, axis, step, fmax(slot * (double)step - gap, 2.0 * pen->text));
    }
    return labels;
}

/* ---- either ---- */

struct axis_labels axis_labels_across(const struct pen *pen, const struct plot_axis *axis,
                                      const struct scale *scale, double length, double room)
{
    struct axis_labels labels =
        axis->names ? names_across(pen, axis, scale, length, room)
                    : numbers_along(pen, axis, scale, length, TICK_ACROSS, half_across);

    labels.extent = !labels.count   ? 0.0
                    : labels.turned ? widest(pen, labels.texts, labels.count)
                                    : pen->text;
    return labels;
}

struct axis_labels axis_labels_down(const struct pen *pen, const struct plot_axis *axis,
                                    const struct scale *scale, double length, double room)
{
    struct axis_labels labels;

    if (axis->names) {
        double slot = length / (scale->high - scale->low);

        labels =
            names_by(pen, axis, step_for(slot, APART_DOWN * pen->text, axis->name_count), room);
    } else {
        labels = numbers_along(pen, axis, scale, length, TICK_DOWN, half_down);
    }
    labels.extent = fmin(widest(pen, labels.texts, labels.count), room);
    return labels;
}
