#include <assay/session/sheet_gate.h>

#include <math.h>

static void add_row(struct sheet *sheet, const struct gate_finding *finding)
{
    const struct compare_row *row = finding->row;
    const struct metric *metric = row ? row->metric : NULL;

    sheet_text(sheet, policy_tier_name(finding->rule->tier));
    sheet_text(sheet, metric                  ? metric->name
                      : finding->rule->metric ? finding->rule->metric->name
                                              : NULL);
    sheet_text(sheet, finding->title);
    sheet_number(sheet, metric, row ? row->a : NAN);
    sheet_number(sheet, metric, row ? row->b : NAN);
    sheet_number(sheet, metric, row ? row->delta : NAN);
    sheet_number(sheet, NULL, finding->rule->max_drop);
    sheet_number(sheet, NULL, finding->rule->margin);
    sheet_text(sheet, gate_verdict_name(finding->verdict));
    sheet_text(sheet, finding->counts ? "yes" : "no");
    sheet_text(sheet, finding->why);
}

const struct sheet *sheet_gate(const struct gate *gate, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"tier", "Tier"},    {"metric", "Name"},   {"title", "Rule"},    {"a", "A"},
        {"b", "B"},          {"delta", "Delta"},   {"max_drop", "Drop"}, {"margin", "Margin"},
        {"verdict", "Gate"}, {"counts", "Counts"}, {"why", "Why"},       {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "gate", "Gate", columns);

    for (size_t i = 0; gate && i < gate->count; i++)
        add_row(sheet, &gate->findings[i]);
    return sheet->cell_count ? sheet : NULL;
}
