/*
 * Shared by the files of the settings view: the table (settings_data.c), what stands where and how
 * it is drawn (settings_draw.c), actions (view_settings.c).
 */
#ifndef ASSAY_TUI_SETTINGS_INTERNAL_H
#define ASSAY_TUI_SETTINGS_INTERNAL_H

#include <assay/session/comparison.h>
#include <assay/tui/prose.h>
#include <assay/tui/value_diff.h>
#include <assay/tui/view.h>

enum settings_pane { SETTINGS_TABLE, SETTINGS_DETAIL, SETTINGS_FINDINGS, SETTINGS_PANES };

enum settings_column { SETTING_PATH, SETTING_A, SETTING_B, SETTING_KIND, SETTING_COLUMNS };

struct settings_state {
    struct grid_state grid;
    bool all;   /* also settings that are equal */
    bool whole; /* both values alone, side by side */
    enum settings_pane pane;
    int scroll[SETTINGS_PANES]; /* not of the table */
};

struct settings_data {
    const struct comparability *comparability;
    const struct value_diff **diffs; /* one a setting, NULL until it was in sight */
    const uint32_t *rows;            /* settings shown, before the filter */
    size_t row_count;
    bool all; /* rows were made for */
    struct grid_column columns[SETTING_COLUMNS];
    struct grid_source source;
    struct grid_layout layout;
    /* Where the panes are, within the view; height 0: not there. */
    struct rect findings, table, detail;
    bool beside;
    const struct setting *shown; /* whose detail was shown last */
    /* Until the next key. */
    struct prose *findings_text, *detail_text, *whole_text[2];
};

/* ---- settings_data.c ---- */

/* The settings to show and their columns, for a table of this width. */
void settings_rows_prepare(const struct view_context *context, const struct settings_state *state,
                           struct settings_data *data, int width);
/* The differences of the rows in sight. */
void settings_diffs_prepare(const struct view_context *context, const struct settings_state *state,
                            struct settings_data *data);
/* Under the cursor; NULL. */
const struct setting *settings_current(const struct settings_state *state,
                                       const struct settings_data *data);
const struct value_diff *settings_diff(const struct view_context *context,
                                       struct settings_data *data, const struct setting *setting);

/* ---- settings_draw.c ---- */

void settings_shape_prepare(const struct view_context *context, const struct settings_state *state,
                            struct settings_data *data);
/* The texts of the other panes, and their scrolling clamped. */
void settings_texts_prepare(const struct view_context *context, struct settings_state *state,
                            struct settings_data *data);
void settings_draw(const struct view_context *context, const struct settings_state *state,
                   const struct settings_data *data, const struct surface *surface);
/* Lines of the pane that has the keys. */
int settings_page(const struct settings_state *state, const struct settings_data *data);

#endif
