#include <assay/report/compare_junit.h>

#include <assay/base/xml.h>
#include <assay/report/junit.h>

/* What a testcase says. */
struct told {
    const char *class_name, *name, *why;
    enum gate_verdict verdict;
    bool fails, advisory;
};

static void begin(struct compare_output *output)
{
    (void)output;
}

static void attribute(struct buf *out, const char *name, const char *value)
{
    buf_addf(out, " %s=\"", name);
    xml_escape(out, value);
    buf_add_char(out, '"');
}

static void element(struct buf *out, const char *name, const struct told *told)
{
    buf_addf(out, "      <%s", name);
    attribute(out, "message", told->why);
    if (told->fails)
        attribute(out, "type", gate_verdict_name(told->verdict));
    buf_add_c(out, "/>\n");
}

static void testcase(struct buf *out, const struct told *told)
{
    buf_add_c(out, "    <testcase");
    attribute(out, "classname", told->class_name);
    attribute(out, "name", told->name);
    buf_add_c(out, ">\n");
    if (told->fails) {
        element(out, "failure", told);
    } else if (told->verdict == GATE_INCONCLUSIVE) {
        element(out, "skipped", told);
    } else {
        buf_add_c(out, "      <system-out>");
        xml_escape(out, told->advisory ? "advisory: " : "");
        xml_escape(out, told->why);
        buf_add_c(out, "</system-out>\n");
    }
    buf_add_c(out, "    </testcase>\n");
}

/* ---- one comparison ---- */

static struct told of_finding(const struct gate_finding *finding)
{
    bool advisory = finding->rule->tier == TIER_ADVISORY;

    return (struct told){
        .class_name = policy_tier_name(finding->rule->tier),
        .name = finding->title,
        .why = finding->why,
        .verdict = finding->verdict,
        .fails = finding->counts || (finding->verdict == GATE_REGRESSED && !advisory),
        .advisory = advisory,
    };
}

static struct told of_row(const struct compare_row *row, struct arena *arena)
{
    enum gate_verdict verdict =
        row->outcome == COMPARE_REGRESSED                                       ? GATE_REGRESSED
        : row->outcome == COMPARE_UNDECIDED || row->outcome == COMPARE_UNTESTED ? GATE_INCONCLUSIVE
                                                                                : GATE_PASSED;

    return (struct told){
        .class_name = compare_family_name(row->family),
        .name = row->title,
        .why = arena_printf(arena, "%s: A %s, B %s, delta %s", compare_outcome_text(row, arena),
                            metric_format(row->metric, row->a, arena),
                            metric_format(row->metric, row->b, arena),
                            compare_delta_text(row->metric, row->delta, arena)),
        .verdict = verdict,
        .fails = verdict == GATE_REGRESSED,
    };
}

struct told_list {
    struct told *told;
    size_t count;
};

static struct told_list told_of(const struct compare_part *part, struct arena *arena)
{
    const struct comparison *comparison = part->comparison;
    size_t from = comparison->first[FAMILY_METRICS], to = comparison->first[FAMILY_METRICS + 1];
    size_t most = part->gate ? part->gate->count : to - from + 1;
    struct told_list list = {arena_zalloc(arena, most + 1, sizeof(*list.told)), 0};

    for (size_t i = 0; part->gate && i < part->gate->count; i++)
        list.told[list.count++] = of_finding(&part->gate->findings[i]);
    for (size_t i = from; !part->gate && i < to; i++)
        list.told[list.count++] = of_row(&comparison->rows[i], arena);
    if (!part->gate && from == to && comparison->headline)
        list.told[list.count++] = of_row(comparison->headline, arena);
    return list;
}

static void open_suite(struct buf *out, const char *name, const struct told_list *list,
                       unsigned errors)
{
    size_t failures = 0, skipped = 0;

    for (size_t i = 0; i < list->count; i++) {
        failures += list->told[i].fails;
        skipped += !list->told[i].fails && list->told[i].verdict == GATE_INCONCLUSIVE;
    }
    buf_add_c(out, "  <testsuite");
    attribute(out, "name", name);
    buf_addf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%u\" skipped=\"%zu\">\n",
             list->count + errors, failures, errors, skipped);
}

static void add(struct compare_output *output, const struct compare_part *part)
{
    const struct comparison *comparison = part->comparison;
    struct arena *arena = arena_new();
    struct told_list list = told_of(part, arena);
    struct buf *out = &output->body;

    open_suite(
        out,
        arena_printf(arena, "%s against %s", run_id(comparison->b.run), run_id(comparison->a.run)),
        &list, 0);
    for (size_t i = 0; i < list.count; i++)
        testcase(out, &list.told[i]);
    buf_add_c(out, "  </testsuite>\n");
    arena_free(arena);
}

/* ---- all of them ---- */

static void add_failure(struct buf *out, const struct compare_failure *failure)
{
    open_suite(out, failure->path, &(struct told_list){NULL, 0}, 1);
    buf_add_c(out, "    <testcase");
    attribute(out, "classname", "run");
    attribute(out, "name", failure->path);
    buf_add_c(out, ">\n      <error");
    attribute(out, "message", failure->text);
    buf_add_c(out, "/>\n    </testcase>\n  </testsuite>\n");
}

static void finish(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text)
{
    buf_add_c(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    buf_add_str(text, buf_str(&output->body));
    for (size_t i = 0; i < summary->failure_count; i++)
        add_failure(text, &summary->failures[i]);
    buf_add_c(text, "</testsuites>\n");
}

const struct compare_writer compare_writer_junit = {
    .name = "junit",
    .begin = begin,
    .add = add,
    .finish = finish,
};
