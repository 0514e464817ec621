#include <assay/session/gate.h>

#include <assay/base/fmt.h>

#include <string.h>

/* ---- which rows a rule is about ---- */

static bool is_name(const char *wanted, const char *name)
{
    return !wanted || (name && strcmp(wanted, name) == 0);
}

/* A metric named on the command line is looked for in the family where it comes first. */
static enum compare_family family_of(const struct policy_rule *rule,
                                     const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->row_count && rule->line == 0; i++)
        if (comparison->rows[i].metric == rule->metric && !isnan(comparison->rows[i].delta))
            return comparison->rows[i].family;
    return rule->family;
}

static bool matches(const struct policy_rule *rule, const struct comparison *comparison,
                    const struct compare_row *row)
{
    if (!rule->metric)
        return row == comparison->headline;
    return row->metric == rule->metric && row->family == family_of(rule, comparison) &&
           is_name(rule->subject, row->what.subject) &&
           (!rule->part || is_name(rule->part, row->title) ||
            (row->what.split && strcmp(rule->part, row->what.split) == 0)) &&
           (isnan(rule->at) || rule->at == row->what.at);
}

/* ---- one row ---- */

static double square(double x)
{
    return x * x;
}

struct judging {
    const struct comparison *comparison;
    enum gate_mode mode;
    struct arena *arena;
    struct gate_finding *finding;
    const struct compare_row *row;
    double sign;  /* of the gain, 0 when the metric has no better direction */
    double scale; /* what thresholds are shares of */
    struct interval gain;
};

static double sign_of(const struct policy_rule *rule, const struct metric *metric)
{
    enum metric_better better = rule->directed ? rule->better : metric->better;

    return better == BETTER_HIGHER ? 1.0 : better == BETTER_LOWER ? -1.0 : 0.0;
}

static void decide(struct judging *j, enum gate_verdict verdict, const char *why)
{
    j->finding->verdict = verdict;
    j->finding->why = why;
}

/* A threshold as the metric prints it: ".0200" of a share, "0.12" of a loss. */
static const char *threshold(const struct judging *j, double share)
{
    return metric_format(j->row->metric, share * j->scale, j->arena);
}

/* Neither chance alone nor, after Holm, the number of rows explains the difference. */
static bool is_change(const struct compare_row *row)
{
    return row->outcome == COMPARE_IMPROVED || row->outcome == COMPARE_REGRESSED ||
           row->outcome == COMPARE_CHANGED;
}

static void judge_change(struct judging *j)
{
    bool is_loss = j->row->delta * j->sign < 0.0;
    const char *delta = compare_delta_text(j->row->metric, j->row->delta, j->arena);

    decide(j, is_loss ? GATE_REGRESSED : GATE_PASSED,
           arena_printf(j->arena, "%s by %s, p after Holm %s", is_loss ? "worse" : "better", delta,
                        fmt_p_value(j->arena, j->row->p_holm)));
}

/* Pairs for which this margin would be the least effect that is found, not the comparison's. */
static const char *with_needed(const struct judging *j, double margin, const char *text)
{
    double needed = j->row->needed * square(j->comparison->options.margin / margin);

    if (!(needed < 1e15))
        return text;
    return arena_printf(j->arena, "%s; about %s pairs would tell", text,
                        fmt_count(j->arena, (uint64_t)ceil(needed)));
}

static void judge_plain(struct judging *j)
{
    const struct policy_rule *rule = j->finding->rule;
    double margin = isnan(rule->margin) ? j->comparison->options.margin : rule->margin;
    double room = margin * j->scale;

    if (is_change(j->row))
        judge_change(j);
    else if (j->gain.low >= -room && j->gain.high <= room)
        decide(
            j, GATE_PASSED,
            arena_printf(j->arena, "no difference beyond the margin of %s", threshold(j, margin)));
    else
        decide(j, GATE_INCONCLUSIVE,
               with_needed(j, margin,
                           arena_printf(j->arena,
                                        "too little data: a difference beyond the margin of "
                                        "%s cannot be ruled out",
                                        threshold(j, margin))));
}

static void judge_drop(struct judging *j)
{
    const char *most = threshold(j, j->finding->rule->max_drop);
    double room = j->finding->rule->max_drop * j->scale;

    if (j->gain.low >= -room)
        decide(j, GATE_PASSED, arena_printf(j->arena, "a drop of more than %s is ruled out", most));
    else if (j->gain.high < -room && is_change(j->row))
        decide(j, GATE_REGRESSED,
               arena_printf(j->arena, "the drop is more than %s, p after Holm %s", most,
                            fmt_p_value(j->arena, j->row->p_holm)));
    else
        decide(j, GATE_INCONCLUSIVE,
               arena_printf(j->arena, "a drop of more than %s cannot be ruled out", most));
}

static struct interval gain_of(const struct compare_row *row, double sign)
{
    return sign < 0.0 ? (struct interval){-row->interval.high, -row->interval.low} : row->interval;
}

static void judge_row(struct judging *j)
{
    j->sign = sign_of(j->finding->rule, j->row->metric);
    j->scale = compare_scale(j->row);
    j->gain = gain_of(j->row, j->sign);
    if (j->sign == 0.0)
        decide(j, GATE_INCONCLUSIVE,
               "neither higher nor lower is better; the rule gives no "
               "direction");
    else if (j->row->outcome == COMPARE_UNTESTED || isnan(j->gain.low) || isnan(j->gain.high))
        decide(j, GATE_INCONCLUSIVE, j->row->why ? j->row->why : "it cannot be tested");
    else if (isnan(j->finding->rule->max_drop))
        judge_plain(j);
    else
        judge_drop(j);
}

/* Said in any case; lets nothing pass where doubt is to fail. */
static void regard_doubt(struct judging *j)
{
    if (!j->row->doubtful)
        return;
    j->finding->why = arena_printf(j->arena,
                                   "%s; doubtful, since a claim of this figure does not "
                                   "hold",
                                   j->finding->why);
    if (j->finding->verdict == GATE_PASSED && j->mode == GATE_INCONCLUSIVE_FAILS)
        j->finding->verdict = GATE_INCONCLUSIVE;
}

static bool counts(const struct gate_finding *finding, enum gate_mode mode)
{
    enum policy_tier tier = finding->rule->tier;

    if (mode == GATE_OFF || tier == TIER_ADVISORY || finding->verdict == GATE_PASSED)
        return false;
    if (finding->verdict == GATE_REGRESSED)
        return true;
    return mode == GATE_INCONCLUSIVE_FAILS || (mode == GATE_BY_TIER && tier == TIER_CRITICAL);
}

/* ---- all of them ---- */

static const char *title_of(const struct compare_row *row, struct arena *arena)
{
    if (row->family == FAMILY_METRICS)
        return row->title;
    return strstr(row->title, row->metric->title)
               ? row->title
               : arena_printf(arena, "%s, %s", row->metric->title, row->title);
}

static void add(struct gate *gate, struct gate_finding *finding, enum gate_mode mode)
{
    finding->counts = counts(finding, mode);
    gate->regressed |= finding->counts && finding->verdict == GATE_REGRESSED;
    gate->inconclusive |= finding->counts && finding->verdict == GATE_INCONCLUSIVE;
    gate->count++;
}

static void judge_rule(struct gate *gate, struct gate_finding *findings,
                       const struct policy_rule *rule, struct judging *j)
{
    size_t before = gate->count;

    for (size_t i = 0; i < j->comparison->row_count; i++) {
        j->row = &j->comparison->rows[i];
        if (!matches(rule, j->comparison, j->row))
            continue;
        j->finding = &findings[gate->count];
        *j->finding =
            (struct gate_finding){.rule = rule, .row = j->row, .title = title_of(j->row, j->arena)};
        judge_row(j);
        regard_doubt(j);
        add(gate, j->finding, j->mode);
    }
    if (gate->count > before)
        return;
    findings[gate->count] = (struct gate_finding){.rule = rule,
                                                  .title = policy_rule_text(rule, j->arena),
                                                  .verdict = GATE_INCONCLUSIVE,
                                                  .why = "the two runs have no such figure in "
                                                         "common"};
    add(gate, &findings[gate->count], j->mode);
}

static size_t most_findings(const struct policy *policy, const struct comparison *comparison)
{
    size_t most = 0;

    for (size_t r = 0; r < policy->count; r++) {
        size_t before = most;

        for (size_t i = 0; i < comparison->row_count; i++)
            most += matches(&policy->rules[r], comparison, &comparison->rows[i]);
        most += most == before;
    }
    return most;
}

struct gate *gate_judge(const struct policy *policy, const struct comparison *comparison,
                        enum gate_mode mode, struct arena *arena)
{
    struct gate *gate = arena_zalloc(arena, 1, sizeof(*gate));
    struct gate_finding *findings =
        arena_zalloc(arena, most_findings(policy, comparison), sizeof(*findings));
    struct judging j = {.comparison = comparison, .mode = mode, .arena = arena};

    for (size_t r = 0; r < policy->count; r++)
        judge_rule(gate, findings, &policy->rules[r], &j);
    gate->findings = findings;
    return gate;
}

const char *gate_verdict_name(enum gate_verdict verdict)
{
    static const char *const names[GATE_VERDICTS] = {
        [GATE_PASSED] = "passed",
        [GATE_REGRESSED] = "regressed",
        [GATE_INCONCLUSIVE] = "inconclusive",
    };

    return names[verdict];
}
