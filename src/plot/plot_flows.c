#include <assay/plot/plot_flows.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_head.h>
#include <assay/plot/plot_labels.h>
#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define BAR_WIDTH 0.9
#define LABEL_GAP 0.6
/* Most of the box that names at a side take; share of the height between parts. */
#define NAMES_MOST 0.3
#define GAP_SHARE  0.12

#define RIBBON_PERCENT 45
enum { CURVE_STEPS = 24 };

/* The parts of one side. */
struct side {
    const char *const *names;
    size_t count;
    double *totals, *tops, *used; /* used: of a part's height, by the ribbons drawn so far */
    double unit, labels;          /* points a count; width of names */
};

static struct side side_new(const struct pen *pen, const char *const *names, size_t count)
{
    return (struct side){.names = names,
                         .count = count,
                         .totals = arena_zalloc(pen->arena, count + 1, sizeof(double)),
                         .tops = arena_zalloc(pen->arena, count + 1, sizeof(double)),
                         .used = arena_zalloc(pen->arena, count + 1, sizeof(double))};
}

static bool is_drawn(const struct plot_flows *flows, const struct plot_flow *flow)
{
    return flow->from < flows->left_count && flow->to < flows->right_count &&
           isfinite(flow->count) && flow->count > 0.0;
}

static void count_up(const struct plot_flows *flows, struct side *left, struct side *right)
{
    for (size_t i = 0; i < flows->flow_count; i++)
        if (is_drawn(flows, &flows->flows[i])) {
            left->totals[flows->flows[i].from] += flows->flows[i].count;
            right->totals[flows->flows[i].to] += flows->flows[i].count;
        }
}

static const char *label_of(const struct pen *pen, const struct side *side, size_t i)
{
    const char *name = side->names && side->names[i] ? side->names[i] : "";
    double total = side->totals[i];

    return arena_printf(pen->arena, "%s  %s", name,
                        total == floor(total) && total < 1e15
                            ? fmt_count(pen->arena, (uint64_t)total)
                            : fmt_fixed(pen->arena, total, 2));
}

static void place(const struct pen *pen, struct side *side, struct plot_area area)
{
    double sum = 0.0, y = area.y;
    double gap = side->count > 1 ? GAP_SHARE * area.height / (double)(side->count - 1) : 0.0;

    gap = fmin(gap, 1.4 * pen->text);
    for (size_t i = 0; i < side->count; i++) {
        sum += side->totals[i];
        side->labels = fmax(side->labels, text_width(label_of(pen, side, i), pen->text, false));
    }
    side->unit =
        sum > 0.0 && isfinite(sum) ? (area.height - gap * (double)(side->count - 1)) / sum : 0.0;
    for (size_t i = 0; i < side->count; i++) {
        side->tops[i] = y;
        y += side->totals[i] * side->unit + gap;
    }
}

/* A ribbon's upper edge from left to right and its lower one back, smooth at both ends. */
static void draw_ribbon(const struct pen *pen, const struct plot_flow *flow, double x1, double y1,
                        double h1, double x2, double y2, double h2)
{
    struct plot_point points[2 * (CURVE_STEPS + 1)];

    for (int i = 0; i <= CURVE_STEPS; i++) {
        double t = (double)i / CURVE_STEPS, s = t * t * (3.0 - 2.0 * t), x = x1 + t * (x2 - x1);

        points[i] = (struct plot_point){x, y1 + s * (y2 - y1)};
        points[2 * CURVE_STEPS + 1 - i] = (struct plot_point){x, y1 + h1 + s * (y2 + h2 - y1 - h1)};
    }
    pen_shape(pen, points, 2 * (CURVE_STEPS + 1), ink_faint(flow->role, RIBBON_PERCENT),
              flow->title);
}

static void draw_side(const struct pen *pen, const struct side *side, struct plot_area area,
                      double x, enum text_anchor anchor, double room)
{
    double *centres = arena_zalloc(pen->arena, side->count + 1, sizeof(double));
    double *sizes = arena_zalloc(pen->arena, side->count + 1, sizeof(double));
    double bar = BAR_WIDTH * pen->text, gap = LABEL_GAP * pen->text;
    size_t fit;

    for (size_t i = 0; i < side->count; i++) {
        double height = side->totals[i] * side->unit;

        pen_box(pen, (struct plot_area){x, side->tops[i], bar, height}, ink_of(ROLE_DIM),
                (struct line_style){.width = 0.0}, label_of(pen, side, i));
        centres[i] = side->tops[i] + height / 2.0;
        sizes[i] = 1.15 * pen->text;
    }
    fit = labels_push(centres, sizes, side->count, area.y, area.y + area.height, pen->arena);
    for (size_t i = 0; i < fit; i++)
        pen_text(pen, anchor == ANCHOR_END ? x - gap : x + bar + gap, centres[i] + 0.35 * pen->text,
                 pen_fit(pen, label_of(pen, side, i), pen->text, room),
                 pen_style(pen, ROLE_TEXT, anchor));
}

static void draw_ribbons(const struct pen *pen, const struct plot_flows *flows, struct side *left,
                         struct side *right, double x1, double x2)
{
    for (size_t i = 0; i < flows->flow_count; i++) {
        const struct plot_flow *flow = &flows->flows[i];
        double h1, h2;

        if (!is_drawn(flows, flow))
            continue;
        h1 = flow->count * left->unit;
        h2 = flow->count * right->unit;
        draw_ribbon(pen, flow, x1, left->tops[flow->from] + left->used[flow->from], h1, x2,
                    right->tops[flow->to] + right->used[flow->to], h2);
        left->used[flow->from] += h1;
        right->used[flow->to] += h2;
    }
}

/* Above its side's bar, in line with the names; from the edge of the box where it is longer. */
static void write_title(const struct pen *pen, const char *title, struct plot_area box, double x,
                        double top, enum text_anchor anchor)
{
    const char *shown;
    double width;

    if (!title)
        return;
    shown = pen_fit(pen, title, pen->text, box.width / 2.0 - pen->text);
    width = text_width(shown, pen->text, false);
    x = anchor == ANCHOR_END ? fmax(x, box.x + width) : fmin(x, box.x + box.width - width);
    pen_text(pen, x, top - 0.7 * pen->text, shown, pen_style(pen, ROLE_DIM, anchor));
}

void plot_flows_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box)
{
    const struct plot_flows *flows = panel->flows;
    struct side left = side_new(pen, flows->left, flows->left_count);
    struct side right = side_new(pen, flows->right, flows->right_count);
    struct legend legend = {.count = 0};
    double top, room_left, room_right, bar = BAR_WIDTH * pen->text, gap = LABEL_GAP * pen->text;

    legend_add_keys(&legend, panel);
    for (size_t i = 0; i < legend.count; i++)
        legend.items[i].percent = legend.items[i].sign == LEGEND_BOX ? RIBBON_PERCENT : 0;
    plot_head_draw(pen, panel, &legend, box);
    top = plot_head_height(pen, panel, &legend, box.width);
    struct plot_area area = plot_area_within(
        box, (struct plot_insets){
                 0.0, 0.0, top + (flows->left_title || flows->right_title ? 1.8 : 0.3) * pen->text,
                 0.3 * pen->text});

    count_up(flows, &left, &right);
    place(pen, &left, area);
    place(pen, &right, area);
    room_left = fmin(left.labels, NAMES_MOST * box.width);
    room_right = fmin(right.labels, NAMES_MOST * box.width);
    double x1 = area.x + room_left + gap, x2 = area.x + area.width - room_right - gap - bar;

    draw_ribbons(pen, flows, &left, &right, x1 + bar, x2);
    draw_side(pen, &left, area, x1, ANCHOR_END, room_left);
    draw_side(pen, &right, area, x2, ANCHOR_START, room_right);
    write_title(pen, flows->left_title, box, x1 + bar, area.y, ANCHOR_END);
    write_title(pen, flows->right_title, box, x2, area.y, ANCHOR_START);
}
