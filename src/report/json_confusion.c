#include <assay/report/json_confusion.h>

#include <assay/session/matrices.h>

enum { DENSE_MOST = 256 }; /* labels; beyond that the cells are in tables.confusion only */

static void counts(struct json_out *json, const struct matrix_view *view)
{
    size_t n = view->labels.count;

    if (n > DENSE_MOST) {
        json_out_text(json, "counts", NULL);
        return;
    }
    json_out_open(json, "counts", '[');
    for (size_t row = 0; row < n; row++) {
        json_out_open(json, NULL, '[');
        for (size_t column = 0; column < n; column++)
            json_out_count(json, NULL, confusion_at(view->matrix, row, column));
        json_out_close(json);
    }
    json_out_close(json);
}

static void matrix(struct json_out *json, const struct matrix_view *view)
{
    const struct confusion *cm = view->matrix;

    json_out_open(json, NULL, '{');
    json_out_text(json, "set", view->set);
    json_out_text(json, "reading", view->reading);
    json_out_open(json, "labels", '[');
    for (size_t i = 0; i < view->labels.count; i++)
        json_out_text(json, NULL, view->labels.names[i]);
    json_out_close(json);
    counts(json, view);
    json_out_open(json, "invalid", '[');
    for (size_t i = 0; i < view->labels.count; i++)
        json_out_count(json, NULL, confusion_invalid(cm, i));
    json_out_close(json);
    json_out_count(json, "total", confusion_total(cm));
    json_out_count(json, "correct", confusion_correct(cm));
    json_out_count(json, "unscored", confusion_unscored(cm));
    json_out_count(json, "truth_outside", confusion_truth_outside(cm));
    json_out_close(json);
}

void json_confusion(struct json_out *json, const struct figures *figures)
{
    size_t count;
    const struct matrix_view *views = matrices_of(figures, &count);

    json_out_open(json, "confusion", '[');
    for (size_t i = 0; i < count; i++)
        matrix(json, &views[i]);
    json_out_close(json);
}
