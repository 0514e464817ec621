#include <assay/cmd/show_selection.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/session/filter_print.h>
#include <assay/session/selection.h>
#include <assay/session/text_select.h>

#include <math.h>

static void write_name(const struct run *run, const struct samples *samples, struct buf *out)
{
    utf8_make_safe(out, str_of(run_id(run)));
    if (samples->name[0]) {
        buf_add_c(out, " ");
        utf8_make_safe(out, str_of(samples->name));
    }
    buf_add_char(out, '\n');
}

static void write_filter(const struct filter *filter, struct buf *out)
{
    struct buf text = {.ptr = NULL};

    filter_print(filter, &text);
    buf_add_c(out, "  filter       ");
    utf8_make_safe(out, buf_str(&text));
    buf_add_char(out, '\n');
    buf_release(&text);
}

static void write_figures(const struct selection *selection, size_t all, struct buf *out)
{
    struct arena *arena = arena_new();

    buf_addf(out, "  samples      %s of %s\n", fmt_count(arena, selection->selected),
             fmt_count(arena, all));
    buf_addf(out, "  scored       %s\n", fmt_count(arena, selection->scored));
    buf_addf(out, "  right        %s", fmt_count(arena, selection->passed));
    if (selection->scored)
        buf_addf(out, ", %s (%s to %s)", fmt_share(arena, selection->rate),
                 fmt_share(arena, selection->interval.low),
                 fmt_share(arena, selection->interval.high));
    buf_add_char(out, '\n');
    if (!isnan(selection->macro_f1))
        buf_addf(out, "  macro F1     %s\n", fmt_share(arena, selection->macro_f1));
    if (!isnan(selection->weighted_f1))
        buf_addf(out, "  weighted F1  %s\n", fmt_share(arena, selection->weighted_f1));
    arena_free(arena);
}

static bool show_set(const struct run *run, const struct samples *samples,
                     const struct filter *filter, struct buf *out, struct err *err)
{
    struct sample_scope *scope = sample_scope_new(run, samples);
    struct row_list rows = {.rows = NULL};
    struct selection selection;
    bool done = text_select(filter, scope, &rows, err);

    if (done) {
        selection_measure(samples, &rows, &selection);
        buf_add_c(out, out->len ? "\n" : "");
        write_name(run, samples, out);
        write_filter(filter, out);
        write_figures(&selection, samples->count, out);
    }
    row_list_release(&rows);
    sample_scope_free(scope);
    return done;
}

bool show_selection(const struct run *run, const struct filter *filter, struct buf *out,
                    struct err *err)
{
    const struct samples *samples;

    for (size_t i = 0; (samples = run_samples(run, i)); i++)
        if (!show_set(run, samples, filter, out, err))
            return false;
    return true;
}
