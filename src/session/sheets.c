#include <assay/session/sheets.h>

#include <assay/session/sheet_classes.h>
#include <assay/session/sheet_code.h>
#include <assay/session/sheet_layers.h>
#include <assay/session/sheet_run.h>
#include <assay/session/sheet_tasks.h>

#include <string.h>

typedef const struct sheet *(*sheet_function)(const struct figures *figures);

static const sheet_function registry[] = {
    sheet_claims,          sheet_metrics,         sheet_classes,   sheet_confusion,
    sheet_confused_pairs,  sheet_invalid_answers, sheet_layers,    sheet_crossings,
    sheet_positive_ranges, sheet_curve,           sheet_tasks,     sheet_splits,
    sheet_difficulties,    sheet_errors,          sheet_pass_at_k, sheet_notes,
    sheet_files,
};

enum { SHEETS_MOST = sizeof(registry) / sizeof(registry[0]) };

struct sheets sheets_of(const struct figures *figures)
{
    const struct sheet **all = arena_zalloc(figures->arena, SHEETS_MOST, sizeof(*all));
    size_t count = 0;

    for (size_t i = 0; i < SHEETS_MOST; i++) {
        const struct sheet *sheet = registry[i](figures);

        if (sheet)
            all[count++] = sheet;
    }
    return (struct sheets){all, count};
}

const struct sheet *sheets_find(const struct sheets *sheets, const char *name)
{
    for (size_t i = 0; i < sheets->count; i++)
        if (strcmp(sheets->all[i]->name, name) == 0)
            return sheets->all[i];
    return NULL;
}
