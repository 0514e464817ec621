#include <assay/tui/view_compare.h>

#include <assay/session/comparison.h>

struct compare_state {
    int scroll;
};

struct compare_data {
    size_t rows;
};

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct compare_data *d = data;

    (void)state;
    d->rows = context->comparison->row_count;
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct comparison *comparison = context->comparison;
    const struct compare_data *d = data;

    (void)state;
    for (size_t i = 0; i < d->rows; i++)
        draw_f(surface, (int)i, 1, ROLE_TEXT, "%-24s %s", comparison->rows[i].title,
               compare_delta_text(comparison->rows[i].metric, comparison->rows[i].delta,
                                  context->scratch));
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare");
}

static const struct view_action actions[] = {
    {ACTION_NONE, NULL, NULL, NULL},
};

const struct view view_compare = {
    .name = "compare",
    .title = "Compare",
    .summary = "This run against the baseline: every figure, and what the difference is worth",
    .number = '2',
    .scope = VIEW_OF_PAIR,
    .state_size = sizeof(struct compare_state),
    .data_size = sizeof(struct compare_data),
    .actions = actions,
    .prepare = prepare,
    .draw = draw,
    .command_line = command_line,
};
