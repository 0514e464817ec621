#include <assay/report/compare_json.h>

#include <assay/report/json_run.h>
#include <assay/session/sheet_compare.h>

#include <stdint.h>

static void begin(struct compare_output *output)
{
    output->json = json_out_begin(&output->body);
    json_out_open(&output->json, NULL, '{');
    json_out_text(&output->json, "schema", "assay/compare/1");
    json_out_open(&output->json, "comparisons", '[');
}

static void json_side(struct json_out *json, const char *key, const struct assessed *input)
{
    json_out_open(json, key, '{');
    json_identity(json, input->run);
    json_tally(json, input->audit);
    json_out_close(json);
}

static void json_options(struct json_out *json, const struct comparison *comparison)
{
    const struct compare_options *options = &comparison->options;

    json_out_open(json, "options", '{');
    json_out_number(json, "alpha", options->alpha);
    json_out_number(json, "margin", options->margin);
    json_out_number(json, "power", options->power);
    json_out_count(json, "seed", options->seed);
    json_out_count(json, "resamples", options->resamples);
    json_out_text(json, "filter", options->filter);
    json_out_text(json, "by", comparison->parts_by);
    json_out_text(json, "clustered_by", comparison->cluster_field);
    json_out_close(json);
}

/* Under its own name, an empty list where there is none. */
static void json_list(struct json_out *json, const char *name, const struct sheet *sheet)
{
    if (sheet) {
        json_sheet(json, sheet);
        return;
    }
    json_out_open(json, name, '[');
    json_out_close(json);
}

static void json_tables(struct json_out *json, const struct compare_part *part, struct arena *arena)
{
    const struct comparison *comparison = part->comparison;
    size_t most = part->all ? SIZE_MAX : 1000;

    json_list(json, "comparability", sheet_compare_findings(comparison, arena));
    json_list(
        json, "settings",
        sheet_compare_settings(comparison, part->all ? COMPARE_ALL : COMPARE_DIFFERING, arena));
    json_list(json, "sets", sheet_compare_sets(comparison, arena));
    for (int family = 0; family < COMPARE_FAMILIES; family++)
        json_list(json, compare_family_name((enum compare_family)family),
                  sheet_compare_rows(comparison, (enum compare_family)family, arena));
    json_list(json, "flips", sheet_compare_flips(comparison, part->flips, arena));
    json_list(json, "unmatched", sheet_compare_unmatched(comparison, most, arena));
}

static void json_gate(struct json_out *json, const struct gate *gate)
{
    json_out_open(json, "gate", '[');
    for (size_t i = 0; gate && i < gate->count; i++) {
        const struct gate_finding *finding = &gate->findings[i];

        json_out_open(json, NULL, '{');
        json_out_text(json, "metric",
                      finding->row            ? finding->row->metric->name
                      : finding->rule->metric ? finding->rule->metric->name
                                              : NULL);
        json_out_text(json, "title", finding->title);
        json_out_text(json, "tier", policy_tier_name(finding->rule->tier));
        json_out_number(json, "max_drop", finding->rule->max_drop);
        json_out_number(json, "margin", finding->rule->margin);
        json_out_text(json, "verdict", gate_verdict_name(finding->verdict));
        json_out_bool(json, "counts", finding->counts);
        json_out_text(json, "why", finding->why);
        json_out_close(json);
    }
    json_out_close(json);
}

static void add(struct compare_output *output, const struct compare_part *part)
{
    const struct comparison *comparison = part->comparison;
    struct json_out *json = &output->json;
    struct arena *arena = arena_new();

    json_out_open(json, NULL, '{');
    json_side(json, "a", &comparison->a);
    json_side(json, "b", &comparison->b);
    json_options(json, comparison);
    json_out_text(json, "unpaired_why", comparison->unpaired_why);
    json_tables(json, part, arena);
    json_gate(json, part->gate);
    json_out_close(json);
    arena_free(arena);
}

static void json_failures(struct json_out *json, const struct compare_summary *summary)
{
    json_out_open(json, "failures", '[');
    for (size_t i = 0; i < summary->failure_count; i++) {
        json_out_open(json, NULL, '{');
        json_out_text(json, "path", summary->failures[i].path);
        json_out_text(json, "text", summary->failures[i].text);
        json_out_close(json);
    }
    json_out_close(json);
}

static void finish(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text)
{
    struct json_out *json = &output->json;

    json_out_close(json);
    json_list(json, "overview", summary->overview);
    json_failures(json, summary);
    json_out_text(json, "policy", summary->policy);
    json_out_open(json, "exit", '{');
    json_out_count(json, "code", summary->code_count ? (uint64_t)summary->codes[0] : 0);
    json_out_open(json, "holds", '[');
    for (size_t i = 0; i < summary->code_count; i++)
        json_out_count(json, NULL, (uint64_t)summary->codes[i]);
    json_out_close(json);
    json_out_close(json);
    json_out_close(json);
    buf_add_str(text, buf_str(&output->body));
}

const struct compare_writer compare_writer_json = {
    .name = "json",
    .begin = begin,
    .add = add,
    .finish = finish,
};
