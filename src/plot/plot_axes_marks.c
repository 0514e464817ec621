#include <assay/plot/plot_axes_marks.h>

#include <assay/plot/plot_direct.h>
#include <assay/plot/text_width.h>

#include <math.h>
#include <stdlib.h>

/* In text sizes. */
#define ROW       1.35
#define GAP       0.5
#define LIFT      0.8
#define WORD_GAP  1.0
#define MOVE_MOST 3.0
/* Least size of words at the right, of that of the text. */
#define SMALL 0.7
/* A word moved farther has a leader, which ends so far below it. */
#define LEADER_FROM 0.3
#define LEADER_GAP  0.25
/* Most of a box that words at the right take. */
#define RIGHT_MOST    0.25
#define PHASE_PERCENT 7

/* Words that stand along an edge: above the frame or at its right. */
struct words {
    double at; /* on the page */
    const char *text;
    enum role role;
};

static struct words *words_new(const struct pen *pen, size_t count)
{
    return arena_zalloc(pen->arena, count + 1, sizeof(struct words));
}

static bool has_text(const char *text)
{
    return text && text[0];
}

static size_t phase_words(const struct plot_axes *axes, const struct plot_frame *frame,
                          struct words *out)
{
    size_t count = 0;

    for (size_t i = 0; i < axes->phase_count; i++) {
        double from = fmax(axes->phases[i].from, frame->x.low);
        double to = fmin(axes->phases[i].to, frame->x.high);

        if (from <= to && has_text(axes->phases[i].name))
            out[count++] =
                (struct words){frame_x(frame, (from + to) / 2.0), axes->phases[i].name, ROLE_DIM};
    }
    return count;
}

static size_t mark_words(const struct plot_axes *axes, const struct plot_frame *frame,
                         struct words *out)
{
    size_t count = 0;

    for (size_t i = 0; i < axes->mark_count; i++)
        if (frame_holds_x(frame, axes->marks[i].x) && has_text(axes->marks[i].text))
            out[count++] = (struct words){frame_x(frame, axes->marks[i].x), axes->marks[i].text,
                                          ROLE_CROSSING};
    return count;
}

static size_t level_words(const struct plot_axes *axes, const struct plot_frame *frame,
                          struct words *out)
{
    size_t count = 0;

    for (size_t i = 0; i < axes->level_count; i++)
        if (frame_holds_y(frame, axes->levels[i].y) && has_text(axes->levels[i].name))
            out[count++] = (struct words){frame_y(frame, axes->levels[i].y), axes->levels[i].name,
                                          axes->levels[i].role};
    return count;
}

/* Names of series at their right ends. */
static size_t series_words(const struct plot_axes *axes, const struct plot_frame *frame,
                           struct words *out)
{
    size_t count = 0;

    for (size_t n = 0; n < axes->series_count; n++) {
        double end = plot_direct_end(&axes->series[n], NULL);

        if (has_text(axes->series[n].name) && frame_holds_y(frame, end))
            out[count++] =
                (struct words){frame_y(frame, end), axes->series[n].name, axes->series[n].role};
    }
    return count;
}

static bool any_phase(const struct plot_axes *axes)
{
    for (size_t i = 0; i < axes->phase_count; i++)
        if (has_text(axes->phases[i].name))
            return true;
    return false;
}

static bool any_mark(const struct plot_axes *axes)
{
    for (size_t i = 0; i < axes->mark_count; i++)
        if (has_text(axes->marks[i].text))
            return true;
    return false;
}

static bool any_level(const struct plot_axes *axes)
{
    for (size_t i = 0; i < axes->level_count; i++)
        if (has_text(axes->levels[i].name))
            return true;
    return false;
}

double axes_marks_top(const struct pen *pen, const struct plot_axes *axes)
{
    int rows = pen->spare ? 0 : axes->sideways ? any_level(axes) : any_phase(axes) + any_mark(axes);

    return rows * ROW * pen->text;
}

static double widest(const struct pen *pen, double most, const char *text)
{
    return has_text(text) ? fmax(most, text_width(text, pen->text, false)) : most;
}

double axes_marks_right(const struct pen *pen, const struct plot_axes *axes, struct plot_area box)
{
    double width = 0.0;

    if (pen->spare)
        return 0.0;
    for (size_t i = 0; !axes->sideways && i < axes->level_count; i++)
        width = widest(pen, width, axes->levels[i].name);
    if (plot_direct(pen, axes, box))
        for (size_t n = 0; n < axes->series_count; n++)
            width = widest(pen, width, axes->series[n].name);
    for (size_t i = 0; axes->sideways && i < axes->mark_count; i++)
        width = widest(pen, width, axes->marks[i].text);
    for (size_t i = 0; axes->sideways && i < axes->phase_count; i++)
        width = widest(pen, width, axes->phases[i].name);
    return width > 0.0 ? fmin(width + GAP * pen->text, RIGHT_MOST * box.width) : 0.0;
}

/* ---- below the words ---- */

/* A strip or line across the frame between two places of x. */
static struct plot_area strip(const struct plot_frame *frame, double from, double to)
{
    struct plot_area area = frame->area;
    double a = frame_x(frame, from), b = frame_x(frame, to);

    return frame->sideways ? (struct plot_area){area.x, a, area.width, b - a}
                           : (struct plot_area){a, area.y, b - a, area.height};
}

void axes_marks_below(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame)
{
    for (size_t i = 0; i < axes->phase_count; i++) {
        double from = fmax(axes->phases[i].from, frame->x.low);
        double to = fmin(axes->phases[i].to, frame->x.high);

        if (from <= to && i % 2 == 0)
            pen_box(pen, strip(frame, from, to), ink_faint(ROLE_AXIS, PHASE_PERCENT),
                    (struct line_style){.width = 0.0}, axes->phases[i].name);
    }
}

/* With a halo, because it also runs over bars. */
static void draw_level(const struct pen *pen, const struct plot_frame *frame, double at,
                       struct line_style line)
{
    struct plot_area area = frame->area;
    struct line_style halo = pen_stroke((struct ink){ROLE_TEXT, INK_PAGE, 70}, 2.4);

    for (int i = 0; i < 2; i++)
        if (frame->sideways)
            pen_segment(pen, at, area.y, at, area.y + area.height, i ? line : halo);
        else
            pen_segment(pen, area.x, at, area.x + area.width, at, i ? line : halo);
}

void axes_marks_lines(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame)
{
    struct plot_area area = frame->area;

    for (size_t i = 0; i < axes->level_count; i++) {
        double at = frame_y(frame, axes->levels[i].y);
        struct line_style line = {ink_of(axes->levels[i].role), 1.0, DASH_LONG};

        if (frame_holds_y(frame, axes->levels[i].y))
            draw_level(pen, frame, at, line);
    }
    for (size_t i = 0; i < axes->mark_count; i++) {
        double at = frame_x(frame, axes->marks[i].x);
        struct line_style line = {ink_of(ROLE_CROSSING), 0.8, DASH_DOTS};

        if (!frame_holds_x(frame, axes->marks[i].x))
            continue;
        if (frame->sideways)
            pen_segment(pen, area.x, at, area.x + area.width, at, line);
        else
            pen_segment(pen, at, area.y, at, area.y + area.height, line);
    }
}

/* ---- words along an edge ---- */

static int by_place(const void *a, const void *b)
{
    const struct words *left = a, *right = b;

    return (left->at > right->at) - (left->at < right->at);
}

struct line_of_words {
    double *centres, *sizes;
    const char **texts;
    size_t count;
};

/* Words in one line along an edge of a length, cut to equal parts when they are too long for it. */
static struct line_of_words line_up(const struct pen *pen, struct words *words, size_t count,
                                    double low, double high, bool down)
{
    struct line_of_words line = {.centres = arena_zalloc(pen->arena, count + 1, sizeof(double)),
                                 .sizes = arena_zalloc(pen->arena, count + 1, sizeof(double)),
                                 .texts = arena_zalloc(pen->arena, count + 1, sizeof(char *))};
    double total = 0.0, part = (high - low) / (double)(count ? count : 1),
           gap = WORD_GAP * pen->text;

    qsort(words, count, sizeof(*words), by_place);
    for (size_t i = 0; i < count; i++)
        total += text_width(words[i].text, pen->text, false) + gap;
    for (size_t i = 0; i < count; i++) {
        double room = down || total <= high - low ? INFINITY : fmax(part - gap, 2.0 * pen->text);

        line.centres[i] = words[i].at;
        line.texts[i] = isinf(room) ? words[i].text : pen_fit(pen, words[i].text, pen->text, room);
        line.sizes[i] = down ? 1.2 * pen->text : text_width(line.texts[i], pen->text, false) + gap;
    }
    line.count = labels_push(line.centres, line.sizes, count, low, high, pen->arena);
    return line;
}

/* The farthest that a word of a line is from its place. */
static double farthest(const struct words *words, const struct line_of_words *line)
{
    double most = 0.0;

    for (size_t i = 0; i < line->count; i++)
        most = fmax(most, fabs(line->centres[i] - words[i].at));
    return most;
}

/*
 * Marks close to each other push their words apart. When that puts them near other marks, only
 * those words stay that can stand at their own.
 */
static size_t keep_near(const struct pen *pen, struct words *words, size_t count, double low,
                        double high)
{
    struct line_of_words line = line_up(pen, words, count, low, high, false);
    double end = -INFINITY;
    size_t kept = 0;

    if (line.count == count && farthest(words, &line) <= MOVE_MOST * pen->text)
        return count;
    for (size_t i = 0; i < count; i++) {
        double half = (text_width(words[i].text, pen->text, false) + GAP * pen->text) / 2.0;

        if (words[i].at - half < end)
            continue;
        end = words[i].at + half;
        words[kept++] = words[i];
    }
    return kept;
}

static void write_above(const struct pen *pen, struct words *words, size_t count, double y,
                        struct plot_area box, struct label_boxes *labels)
{
    struct line_of_words line = line_up(pen, words, count, box.x, box.x + box.width, false);

    for (size_t i = 0; i < line.count; i++)
        label_boxes_text(labels, pen, box, line.centres[i], y, line.texts[i],
                         pen_style(pen, words[i].role, ANCHOR_MIDDLE));
}

/* Words of marks right above the frame, with a leader to the mark where one was pushed away. */
static void write_marks(const struct pen *pen, struct words *words, size_t count,
                        const struct plot_frame *frame, struct plot_area box,
                        struct label_boxes *labels)
{
    double y = frame->area.y - LIFT * pen->text;
    struct line_of_words line = line_up(pen, words, count, box.x, box.x + box.width, false);

    for (size_t i = 0; i < line.count; i++) {
        bool written = label_boxes_text(labels, pen, box, line.centres[i], y, line.texts[i],
                                        pen_style(pen, words[i].role, ANCHOR_MIDDLE));

        if (written && fabs(line.centres[i] - words[i].at) > LEADER_FROM * pen->text)
            pen_segment(pen, words[i].at, frame->area.y, line.centres[i],
                        y + LEADER_GAP * pen->text, pen_stroke(ink_of(ROLE_CROSSING), 0.6));
    }
}

/* Smaller, then cut, where the room at the right is not enough. */
static void write_right(const struct pen *pen, struct words *words, size_t count,
                        const struct plot_frame *frame, struct plot_area box,
                        struct label_boxes *labels)
{
    double x = frame->area.x + frame->area.width + GAP * pen->text;
    double room = box.x + box.width - x, half = 0.55 * pen->text;
    struct line_of_words line = line_up(pen, words, count, frame->area.y - half,
                                        frame->area.y + frame->area.height + half, true);

    for (size_t i = 0; i < line.count; i++) {
        struct text_style style = pen_style(pen, words[i].role, ANCHOR_START);
        double width = text_width(line.texts[i], 1.0, false);

        if (width * style.size > room)
            style.size = fmax(room / width, fmax(SMALL * pen->text, TEXT_LEAST));
        label_boxes_text(labels, pen, box, x, line.centres[i] + 0.35 * style.size,
                         text_fit(line.texts[i], style.size, false, room, pen->arena), style);
    }
}

void axes_marks_text(const struct pen *pen, const struct plot_axes *axes,
                     const struct plot_frame *frame, struct plot_area box,
                     struct label_boxes *labels)
{
    struct words *words = words_new(pen, axes->phase_count + axes->mark_count + axes->level_count +
                                             axes->series_count);
    double y = frame->area.y - LIFT * pen->text;

    if (pen->spare)
        return;
    if (axes->sideways) {
        size_t count = mark_words(axes, frame, words);

        count += phase_words(axes, frame, words + count);
        write_right(pen, words, count, frame, box, labels);
        write_above(pen, words, level_words(axes, frame, words), y, box, labels);
    } else {
        size_t count = level_words(axes, frame, words);

        if (plot_direct(pen, axes, box))
            count += series_words(axes, frame, words + count);
        write_right(pen, words, count, frame, box, labels);
        count = keep_near(pen, words, mark_words(axes, frame, words), box.x, box.x + box.width);
        write_marks(pen, words, count, frame, box, labels);
        write_above(pen, words, phase_words(axes, frame, words),
                    y - (any_mark(axes) ? ROW * pen->text : 0.0), box, labels);
    }
}
