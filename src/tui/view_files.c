#include <assay/tui/view_files.h>

#include <assay/base/fmt.h>
#include <assay/session/filter_print.h>
#include <assay/session/finding_text.h>
#include <assay/session/sheet_run.h>
#include <assay/tui/prose.h>
#include <assay/tui/scroll.h>
#include <assay/tui/strip.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DETAIL_FROM = 110, DETAIL_LEAST = 36, DETAIL_MOST = 56, RULE = 2, KEY_ROOM = 10 };
enum pane { PANE_TABLE, PANE_DETAIL };
enum column {
    COLUMN_FILE,
    COLUMN_KIND,
    COLUMN_ROLE,
    COLUMN_BYTES,
    COLUMN_CLAIMS,
    COLUMN_NOTES,
    COLUMNS
};

struct file_line {
    const char *path, *kind, *reason;
    const struct file_kind *role; /* NULL: the loader did not list it */
    uint64_t bytes;
    uint32_t number; /* of the run's files, FILE_NONE before it was read */
    size_t tally[VERDICT_COUNT];
    size_t claims, notes;
};

struct files_state {
    struct grid_state grid;
    enum pane pane;
    int scroll;
};

struct files_data {
    struct file_line *lines;
    size_t count;
    int tally_widths[VERDICT_COUNT];
    struct grid_column columns[COLUMNS];
    struct grid_source source;
    struct grid_layout layout;
    struct prose *detail; /* until the next key; NULL: no room, or nothing to say */
    struct rect table, beside;
};

static const struct file_line *current(const struct files_state *s, const struct files_data *d)
{
    size_t row = d->layout.source ? grid_row(&s->grid, &d->layout) : SIZE_MAX;

    return row < d->count ? &d->lines[row] : NULL;
}

/* ---- the table ---- */

static const char *role_of(const struct file_line *line)
{
    static const char *const names[] = {
        [ROLE_EVIDENCE] = "evidence", [ROLE_SUPPORT] = "support", [ROLE_DERIVED] = "derived"};

    return line->role ? names[line->role->role] : "";
}

static void paint_claims(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct files_data *d = arg;

    (void)style;
    strip_tally(surface, d->lines[row].tally, d->tally_widths);
}

static const struct grid_column columns[COLUMNS] = {
    [COLUMN_FILE] = {.key = "file", .title = "File", .least = 12, .most = 56},
    [COLUMN_KIND] = {.key = "kind", .title = "read as", .most = 20, .priority = 1},
    [COLUMN_ROLE] = {.key = "role", .title = "role", .priority = 3},
    [COLUMN_BYTES] = {.key = "bytes", .title = "size", .align = GRID_RIGHT},
    [COLUMN_CLAIMS] =
        {.key = "claims", .title = "Claims", .least = 6, .priority = 1, .paint = paint_claims},
    [COLUMN_NOTES] = {.key = "notes", .title = "notes", .align = GRID_RIGHT, .priority = 2},
};

static void cell_of(const void *arg, size_t row, size_t column, struct arena *scratch,
                    struct grid_cell *cell)
{
    const struct files_data *d = arg;
    const struct file_line *line = &d->lines[row];

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum column)column) {
    case COLUMN_FILE:
        cell->text = str_of(line->path);
        break;
    case COLUMN_KIND:
        cell->text = str_of(line->kind);
        break;
    case COLUMN_ROLE:
        cell->text = str_of(role_of(line));
        cell->style = ROLE_DIM;
        break;
    case COLUMN_BYTES:
        cell->text = str_of(fmt_bytes(scratch, line->bytes));
        cell->number = (double)line->bytes;
        break;
    case COLUMN_CLAIMS:
        cell->text = str_of(tally_text(line->tally, " ", scratch));
        cell->number = (double)line->claims;
        break;
    case COLUMN_NOTES:
        cell->style = ROLE_WARNING;
        if (line->notes) {
            cell->text = str_of(fmt_count(scratch, line->notes));
            cell->number = (double)line->notes;
        }
        break;
    case COLUMNS:
        break;
    }
}

/* ---- lines ---- */

static const struct group_file *group_file_at(const struct group *group, const char *path)
{
    for (size_t i = 0; i < group->count; i++)
        if (strcmp(group->files[i].path, path) == 0)
            return &group->files[i];
    return NULL;
}

static void set_kind(struct file_line *line, const struct group *group)
{
    const struct group_file *file = group_file_at(group, line->path);

    if (!file || !file->kind)
        return;
    line->role = file->kind;
    line->reason = file->kind->reason;
    if (!line->kind[0])
        line->kind = file->kind->name;
}

/* The files as they were found. */
static void list_found(struct files_data *d, const struct group *group, struct arena *arena)
{
    d->count = group->count;
    d->lines = arena_zalloc(arena, d->count + 1, sizeof(*d->lines));
    for (size_t i = 0; i < d->count; i++) {
        d->lines[i] = (struct file_line){.path = group->files[i].path,
                                         .kind = "",
                                         .bytes = group->files[i].bytes,
                                         .number = FILE_NONE};
        set_kind(&d->lines[i], group);
    }
}

static void list_read(struct files_data *d, const struct run *run, const struct group *group,
                      struct arena *arena)
{
    const struct run_file *files = run_files(run, &d->count);
    size_t notes;
    const struct note *note = run_notes(run, &notes);

    d->lines = arena_zalloc(arena, d->count + 1, sizeof(*d->lines));
    for (size_t i = 0; i < d->count; i++) {
        d->lines[i] = (struct file_line){.path = files[i].path,
                                         .kind = files[i].kind ? files[i].kind : "",
                                         .bytes = files[i].bytes,
                                         .number = (uint32_t)i};
        set_kind(&d->lines[i], group);
    }
    for (size_t i = 0; i < notes; i++)
        if (note[i].file < d->count)
            d->lines[note[i].file].notes++;
}

static void count_claims(struct files_data *d, const struct audit *audit)
{
    for (size_t i = 0; i < audit->count; i++) {
        uint32_t file = audit->findings[i].claim->file;

        if (file < d->count) {
            d->lines[file].tally[audit->findings[i].verdict]++;
            d->lines[file].claims++;
        }
    }
}

static void make(const struct view_context *context, struct files_data *d)
{
    const struct group *group = &session_entry(context->session, context->entry)->group;
    int width = 0;

    if (context->run)
        list_read(d, context->run, group, context->arena);
    else
        list_found(d, group, context->arena);
    if (context->assessed)
        count_claims(d, context->assessed->audit);
    for (size_t i = 0; i < d->count; i++)
        width = strip_tally_fit(d->tally_widths, d->lines[i].tally);
    memcpy(d->columns, columns, sizeof(columns));
    d->columns[COLUMN_CLAIMS].least = (short)(width > 6 ? width : 6);
    d->source = (struct grid_source){.arg = d,
                                     .row_count = d->count,
                                     .columns = d->columns,
                                     .column_count = COLUMNS,
                                     .cell = cell_of};
}

/* ---- the pane beside or below ---- */

static void write_notes(struct prose *prose, const struct run *run, uint32_t file)
{
    size_t count;
    const struct note *notes = run_notes(run, &count);
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (notes[i].file != file)
            continue;
        if (!any)
            prose_head(prose, file == FILE_NONE ? "Notes of the run" : "Notes");
        any = true;
        prose_text(prose, 0, notes[i].kind == NOTE_BROKEN ? ROLE_ERROR : ROLE_WARNING,
                   str_of(note_kind_name(notes[i].kind)));
        prose_addf(prose, ROLE_TEXT, "  %s", notes[i].text);
        if (notes[i].line)
            prose_addf(prose, ROLE_DIM, ", line %u", (unsigned)notes[i].line);
        if (notes[i].count > 1)
            prose_addf(prose, ROLE_DIM, " (%llu times)", (unsigned long long)notes[i].count);
    }
}

static void write_problems(struct prose *prose, const struct session *session, const char *root)
{
    size_t count, length = strlen(root);
    const struct err *problems = session_problems(session, &count);
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (strncmp(problems[i].file, root, length) != 0 || problems[i].file[length] != '/')
            continue;
        if (!any)
            prose_head(prose, "Not read");
        any = true;
        prose_text(prose, 0, ROLE_TEXT, str_of(problems[i].file + length + 1));
        prose_addf(prose, ROLE_DIM, "  %s", problems[i].text);
    }
}

static struct prose *detail_of(const struct view_context *context, const struct file_line *line,
                               int width)
{
    const struct group *group = &session_entry(context->session, context->entry)->group;
    struct prose *prose = prose_new(context->scratch, width);

    prose_text(prose, 0, ROLE_HEAD, str_of(line->path));
    prose_blank(prose);
    prose_pair(prose, "read as", KEY_ROOM, ROLE_TEXT, str_of(line->kind));
    if (line->reason)
        prose_pair(prose, "because", KEY_ROOM, ROLE_TEXT, str_of(line->reason));
    prose_pair(prose, "bytes", KEY_ROOM, ROLE_TEXT,
               str_of(fmt_count(context->scratch, line->bytes)));
    prose_pair(prose, "in", KEY_ROOM, ROLE_DIM, str_of(group->root));
    if (context->run) {
        write_notes(prose, context->run, line->number);
        write_notes(prose, context->run, FILE_NONE);
    }
    write_problems(prose, context->session, group->root);
    return prose;
}

static void lay_out(const struct view_context *context, struct files_data *d)
{
    int height = context->rect.height, width = context->rect.width, lines = height / 2;
    int columns_wanted = width / 3;

    d->table = (struct rect){0, 0, height, width};
    d->beside = (struct rect){0};
    if (context->zoomed) {
        d->beside = d->table;
    } else if (width >= DETAIL_FROM) {
        columns_wanted = columns_wanted > DETAIL_MOST ? DETAIL_MOST : columns_wanted;
        columns_wanted = columns_wanted < DETAIL_LEAST ? DETAIL_LEAST : columns_wanted;
        d->table.width = width - columns_wanted - RULE;
        d->beside = (struct rect){0, width - columns_wanted, height, columns_wanted};
    } else if (height >= 12) {
        int wanted = (int)d->count + 1;

        d->table.height = wanted < height - lines ? wanted : height - lines;
        d->beside = (struct rect){d->table.height + 1, 1, height - d->table.height - 1, width - 2};
    }
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct files_state *s = state;
    struct files_data *d = data;
    const struct file_line *line;

    if (context->entry >= session_entry_count(context->session))
        return;
    if (!d->lines)
        make(context, d);
    lay_out(context, d);
    if (d->beside.width == 0)
        s->pane = PANE_TABLE;
    grid_prepare(&s->grid, &d->layout, &d->source, d->table.height, d->table.width,
                 context->scratch);
    line = current(s, d);
    d->detail = line && d->beside.width > 0 ? detail_of(context, line, d->beside.width) : NULL;
    if (d->detail)
        s->scroll = prose_clamp(d->detail, s->scroll, d->beside.height);
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct files_state *s = state;
    const struct files_data *d = data;
    struct surface table = surface_part(surface, 0, 0, d->table.height, d->table.width);
    struct surface beside =
        surface_part(surface, d->beside.row, d->beside.column, d->beside.height, d->beside.width);

    if (d->detail && !(context->zoomed && s->pane == PANE_TABLE)) {
        if (!context->zoomed && d->beside.row > 0)
            draw_code(surface, d->beside.row - 1, 0, surface->rect.width, ROLE_RULE, 0x2500);
        else if (!context->zoomed)
            draw_column(surface, 0, d->beside.column - RULE, surface->rect.height, ROLE_RULE,
                        0x2502);
        prose_draw(d->detail, &beside, s->scroll);
        if (context->focused && s->pane == PANE_DETAIL)
            prose_mark_focus(d->detail, &beside, s->scroll);
    }
    if (d->lines && !(context->zoomed && s->pane == PANE_DETAIL))
        grid_draw(&s->grid, &d->layout, &table, context->focused && s->pane == PANE_TABLE,
                  context->scratch);
}

static void release(void *data)
{
    struct files_data *d = data;

    grid_layout_release(&d->layout);
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct files_state *s = state;
    const struct files_data *d = data;

    (void)context;
    if (s->pane == PANE_TABLE) {
        s->scroll = 0; /* of another file now */
        return EFFECT_NONE;
    }
    scroll_move(&s->scroll, action, d->beside.height);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

static enum effect next_pane(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    struct files_state *s = state;
    const struct files_data *d = data;

    (void)context, (void)argument, (void)reply;
    if (d->beside.width == 0)
        return EFFECT_NONE;
    s->pane = s->pane == PANE_TABLE ? PANE_DETAIL : PANE_TABLE;
    return EFFECT_MOVED;
}

static enum effect open_claims(const struct view_context *context, void *state, void *data,
                               const char *argument, struct view_reply *reply)
{
    const struct file_line *line = current(state, data);
    struct buf filter = {.ptr = NULL};

    (void)argument;
    if (!line)
        return EFFECT_NONE;
    if (line->claims == 0) {
        snprintf(reply->message, sizeof(reply->message), "no claim stands in this file");
        return EFFECT_SAID;
    }
    reply->opening = (struct opening){.view = view_find(STR("audit")),
                                      .entry = context->entry,
                                      .run = context->run_index,
                                      .row = SIZE_MAX};
    if (filter_wants_quotes(str_of(line->path)))
        filter_quote(str_of(line->path), &filter);
    else
        buf_add_c(&filter, line->path);
    snprintf(reply->opening.filter, sizeof(reply->opening.filter), "%s", filter.ptr);
    buf_release(&filter);
    return EFFECT_OPEN;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "its claims", "open the audit of this file's claims", open_claims},
    {ACTION_EDIT, "edit", NULL, NULL},
    {ACTION_NEXT_PANE, NULL, NULL, next_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, next_pane},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct files_state *s = state;
    struct files_data *d = data;

    *layout = &d->layout;
    return s->pane == PANE_TABLE ? &s->grid : NULL;
}

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct file_line *line = current(state, data);

    (void)context;
    if (!line)
        return;
    subject->path = line->path;
    subject->text = str_of(line->path);
    subject->value = (double)line->bytes;
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    const struct files_data *d = data;
    uint64_t bytes = 0;

    (void)state;
    for (size_t i = 0; i < d->count; i++)
        bytes += d->lines[i].bytes;
    buf_addf(out, "%zu file%s, %s", d->count, d->count == 1 ? "" : "s",
             fmt_bytes(context->scratch, bytes));
}

const struct view view_files = {
    .name = "files",
    .title = "Files",
    .summary = "The run's files: what each was read as, its claims and notes",
    .scope = VIEW_OF_RUN,
    .early = true,
    .state_size = sizeof(struct files_state),
    .data_size = sizeof(struct files_data),
    .actions = actions,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .subject = subject_of,
    .status = status,
};
