#include "settings_internal.h"

#include <assay/base/fmt.h>

enum {
    BESIDE_FROM = 140, /* columns of the view */
    DETAIL_LEAST = 40,
    DETAIL_MOST = 72,
    DETAIL_BELOW = 6, /* lines with its rule */
    TABLE_LEAST = 5,
    KIND_ROOM = 10,
    SIDES_FROM = 60 /* narrower, the values stand one below the other */
};

/* ---- where things stand ---- */

static struct prose *findings_prose(const struct view_context *context, int width)
{
    const struct comparability *all = context->comparison->comparability;
    struct prose *prose = prose_new(context->scratch, width);

    if (all->finding_count == 0) {
        prose_text(prose, 0, ROLE_DIM,
                   STR("Nothing was found beside the models that could explain a difference."));
        return prose;
    }
    prose_text(prose, 0, ROLE_HEAD, STR("What could explain a difference, the heaviest first"));
    for (size_t i = 0; i < all->finding_count; i++) {
        const struct differing *finding = &all->findings[i];

        prose_pair(prose, differing_name(finding->kind), KIND_ROOM,
                   finding->kind <= DIFFERS_CLAIM ? ROLE_WARNING : ROLE_TEXT,
                   str_of(finding->text));
    }
    return prose;
}

/* Of few settings the table leaves the room it does not fill to the values. */
static void take_detail(struct settings_data *data, size_t settings)
{
    struct rect *table = &data->table, *detail = &data->detail;

    data->beside = table->width >= BESIDE_FROM;
    *detail = *table;
    if (data->beside) {
        detail->width = table->width * 3 / 8;
        detail->width = detail->width > DETAIL_MOST ? DETAIL_MOST : detail->width;
        detail->width = detail->width < DETAIL_LEAST ? DETAIL_LEAST : detail->width;
        table->width -= detail->width;
        detail->column = table->width;
    } else if (table->height >= TABLE_LEAST + DETAIL_BELOW) {
        detail->height = table->height / 3 > DETAIL_BELOW ? table->height / 3 : DETAIL_BELOW;
        if (settings + 2 < (size_t)(table->height - detail->height))
            detail->height = table->height - (int)settings - 2;
        table->height -= detail->height;
        detail->row = table->row + table->height;
    } else {
        detail->height = 0;
    }
}

static struct rect *rect_of(struct settings_data *data, enum settings_pane pane)
{
    return pane == SETTINGS_FINDINGS ? &data->findings
           : pane == SETTINGS_DETAIL ? &data->detail
                                     : &data->table;
}

void settings_shape_prepare(const struct view_context *context, const struct settings_state *state,
                            struct settings_data *data)
{
    const struct comparability *settings = context->comparison->comparability;
    struct rect all = {0, 0, context->rect.height, context->rect.width};
    int wanted;

    data->findings_text = findings_prose(context, all.width - 3);
    data->findings = data->table = data->detail = (struct rect){0};
    data->beside = false;
    if (context->zoomed) {
        *rect_of(data, state->pane) = all;
        return;
    }
    wanted = prose_height(data->findings_text) + 1;
    if (all.height < 2 * TABLE_LEAST)
        wanted = 0;
    else if (wanted > all.height * 2 / 5)
        wanted = all.height * 2 / 5;
    data->findings = (struct rect){0, 0, wanted, all.width};
    data->table = (struct rect){wanted, 0, all.height - wanted, all.width};
    wanted = state->all ? (int)settings->setting_count : (int)settings->differing_count;
    if (wanted)
        take_detail(data, (size_t)wanted);
}

/* ---- texts ---- */

static const char *side_name(const struct view_context *context, enum value_side side)
{
    return side == VALUE_A ? context->comparison->name_a : context->comparison->name_b;
}

static void add_side(const struct view_context *context, struct prose *prose,
                     const struct value_diff *diff, enum value_side side)
{
    prose_blank(prose);
    prose_line(prose, 0);
    prose_add(prose, ROLE_HEAD, side == VALUE_A ? STR("A") : STR("B"));
    prose_addf(prose, ROLE_DIM, "  %s", side_name(context, side));
    prose_line(prose, 0);
    value_diff_prose(diff, side, prose);
}

static struct prose *detail_prose(const struct view_context *context, struct settings_data *data,
                                  const struct setting *setting, int width)
{
    struct prose *prose = prose_new(context->scratch, width);
    const struct value_diff *diff;

    if (!setting)
        return prose;
    diff = settings_diff(context, data, setting);
    prose_text(prose, 0, ROLE_HEAD, str_of(setting->path));
    if (!setting->differs) {
        prose_blank(prose);
        prose_text(prose, 0, ROLE_DIM, STR("equal on both sides"));
        prose_line(prose, 0);
        value_diff_prose(diff, VALUE_A, prose);
        return prose;
    }
    add_side(context, prose, diff, VALUE_A);
    add_side(context, prose, diff, VALUE_B);
    return prose;
}

static int whole_width(const struct view_context *context)
{
    int width = context->rect.width;

    return width >= SIDES_FROM ? (width - 3) / 2 - 2 : width - 3;
}

/* Where they stand one below the other both are in the first prose. */
static void make_whole(const struct view_context *context, struct settings_data *data,
                       const struct setting *setting)
{
    bool beside = context->rect.width >= SIDES_FROM;
    const struct value_diff *diff = settings_diff(context, data, setting);

    data->whole_text[0] = prose_new(context->scratch, whole_width(context));
    data->whole_text[1] = beside ? prose_new(context->scratch, whole_width(context)) : NULL;
    add_side(context, data->whole_text[0], diff, VALUE_A);
    add_side(context, data->whole_text[beside], diff, VALUE_B);
}

static int clamp_scroll(int scroll, const struct prose *prose, int height)
{
    return height > 0 ? prose_clamp(prose, scroll, height) : 0;
}

void settings_texts_prepare(const struct view_context *context, struct settings_state *state,
                            struct settings_data *data)
{
    const struct setting *setting = settings_current(state, data);

    if (setting != data->shown)
        state->scroll[SETTINGS_DETAIL] = 0;
    data->shown = setting;
    state->whole = state->whole && setting;
    state->scroll[SETTINGS_FINDINGS] = clamp_scroll(state->scroll[SETTINGS_FINDINGS],
                                                    data->findings_text, data->findings.height - 1);
    if (state->whole) {
        const struct prose *longer;

        make_whole(context, data, setting);
        longer = data->whole_text[0];
        if (data->whole_text[1] && prose_height(data->whole_text[1]) > prose_height(longer))
            longer = data->whole_text[1];
        state->scroll[SETTINGS_DETAIL] =
            clamp_scroll(state->scroll[SETTINGS_DETAIL], longer, context->rect.height - 2);
        return;
    }
    data->detail_text = detail_prose(context, data, setting, data->detail.width - 4);
    state->scroll[SETTINGS_DETAIL] =
        clamp_scroll(state->scroll[SETTINGS_DETAIL], data->detail_text, data->detail.height - 1);
}

int settings_page(const struct settings_state *state, const struct settings_data *data)
{
    const struct rect *rect = state->pane == SETTINGS_FINDINGS ? &data->findings : &data->detail;

    return rect->height > 1 ? rect->height - 1 : 1;
}

/* ---- drawing ---- */

static void draw_prose(const struct view_context *context, const struct settings_state *state,
                       const struct prose *prose, enum settings_pane pane,
                       const struct surface *surface)
{
    prose_draw(prose, surface, state->scroll[pane]);
    if (context->focused && state->pane == pane)
        prose_mark_focus(prose, surface, state->scroll[pane]);
}

static struct surface part_at(const struct surface *surface, const struct rect *rect)
{
    return surface_part(surface, rect->row, rect->column, rect->height, rect->width);
}

static void draw_findings(const struct view_context *context, const struct settings_state *state,
                          const struct settings_data *data, const struct surface *surface)
{
    struct surface part = part_at(surface, &data->findings), text;

    text = surface_part(&part, 0, 2, part.rect.height - 1, part.rect.width - 2);
    draw_prose(context, state, data->findings_text, SETTINGS_FINDINGS, &text);
    draw_code(&part, part.rect.height - 1, 0, part.rect.width, ROLE_RULE, 0x2500);
}

static void draw_table(const struct view_context *context, const struct settings_state *state,
                       const struct settings_data *data, const struct surface *surface)
{
    struct surface part = part_at(surface, &data->table);

    if (data->row_count == 0) {
        draw_c(&part, 1, 2, ROLE_DIM,
               data->comparability->setting_count
                   ? "no setting differs; d shows those that are equal"
                   : "neither run's files hold settings");
        return;
    }
    grid_draw(&state->grid, &data->layout, &part, context->focused && state->pane == SETTINGS_TABLE,
              context->scratch);
}

static void draw_detail(const struct view_context *context, const struct settings_state *state,
                        const struct settings_data *data, const struct surface *surface)
{
    struct surface part = part_at(surface, &data->detail), text;

    if (data->beside)
        draw_column(&part, 0, 0, part.rect.height, ROLE_RULE, 0x2502);
    else if (!context->zoomed)
        draw_code(&part, 0, 0, part.rect.width, ROLE_RULE, 0x2500);
    text = surface_part(&part, !data->beside && !context->zoomed, 2, part.rect.height,
                        part.rect.width - 2);
    draw_prose(context, state, data->detail_text, SETTINGS_DETAIL, &text);
}

static void draw_whole(const struct settings_state *state, const struct settings_data *data,
                       const struct surface *surface)
{
    int width = data->whole_text[1] ? (surface->rect.width - 3) / 2 : surface->rect.width - 2;
    int height = surface->rect.height - 2;

    draw_text(surface, 0, 2, surface->rect.width - 2, ROLE_HEAD, str_of(data->shown->path));
    for (int side = 0; side < 2 && data->whole_text[side]; side++) {
        struct surface part = surface_part(surface, 2, 2 + side * (width + 2), height, width - 1);

        prose_draw(data->whole_text[side], &part, state->scroll[SETTINGS_DETAIL]);
        if (side)
            draw_column(surface, 2, width + 1, height, ROLE_RULE, 0x2502);
    }
}

void settings_draw(const struct view_context *context, const struct settings_state *state,
                   const struct settings_data *data, const struct surface *surface)
{
    if (state->whole) {
        draw_whole(state, data, surface);
        return;
    }
    if (data->findings.height > 0)
        draw_findings(context, state, data, surface);
    if (data->table.height > 0)
        draw_table(context, state, data, surface);
    if (data->detail.height > 0)
        draw_detail(context, state, data, surface);
}
