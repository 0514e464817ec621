#include <assay/metrics/audit.h>

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

static const struct {
    char mark;
    const char *name;
} verdicts[VERDICT_COUNT] = {
    [VERDICT_AGREES] = {'=', "agrees"},
    [VERDICT_ALLOWED] = {'~', "agrees with an allowance"},
    [VERDICT_DIFFERS] = {'!', "differs"},
    [VERDICT_NO_EVIDENCE] = {'?', "no evidence"},
    [VERDICT_NOT_CLAIMED] = {'-', "not claimed"},
};

char verdict_mark(enum verdict verdict)
{
    return verdicts[verdict].mark;
}

const char *verdict_name(enum verdict verdict)
{
    return verdicts[verdict].name;
}

/* Half a unit of the last printed digit, but never less than what summation order may move. */
static double printed_half_unit(const struct claim *claim)
{
    double half = claim->decimals > 300 ? 0.0 : 0.5 * pow(10.0, -claim->decimals);
    double size = isinf(claim->value) ? 0.0 : fabs(claim->value);
    double least = 1e-9 * fmax(size, 1e-3);

    return fmax(half * (1.0 + 1e-9), least);
}

/* A claim of 0 shares no digit with the figure: nothing says that it was cut. */
static bool truncates_to(const struct claim *claim, double value)
{
    double unit = pow(10.0, -claim->decimals);

    if (claim->value == 0.0)
        return false;
    return fabs(trunc(value / unit + copysign(1e-9, value)) * unit - claim->value) < unit * 1e-6;
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static enum verdict judge_text(const struct claim *claim, const struct figure *figure,
                               struct arena *arena, const char **why)
{
    const char *text = figure->text ? figure->text : "";

    if (str_eq_nocase(str_of(claim->printed), str_of(text)))
        return VERDICT_AGREES;
    *why = arena_printf(arena, "the evidence gives %s", text);
    return VERDICT_DIFFERS;
}

/* A value that no such quantity can have differs whatever the evidence. */
static bool out_of_range(const struct claim *claim, const struct metric *metric,
                         struct arena *arena, const char **why)
{
    double half;

    if (!metric || claim->kind != CLAIM_NUMBER || isnan(claim->value))
        return false;
    half = printed_half_unit(claim);
    if (claim->value < metric->least - half)
        *why = arena_printf(arena, "impossible: %s is at least %g", metric->title, metric->least);
    else if (claim->value > metric->most + half)
        *why = arena_printf(arena, "impossible: %s is at most %g", metric->title, metric->most);
    else
        return false;
    return true;
}

static bool ties_with(const struct claim *claim, const struct figure *figure)
{
    for (size_t i = 0; i < figure->tie_count; i++)
        if (figure->ties[i] == claim->value)
            return true;
    return false;
}

static const char *differs_by(const struct claim *claim, const struct figure *figure,
                              struct arena *arena)
{
    int decimals = claim->decimals < 6 ? (claim->decimals > 0 ? claim->decimals : 0) : 6;
    double by = fabs(figure->value - claim->value);

    if (by > 0.0 && by < pow(10.0, -decimals))
        return arena_printf(arena, "differs by %.3g", by);
    return arena_printf(arena, "differs by %s", fmt_fixed(arena, by, decimals));
}

static enum verdict judge_number(const struct claim *claim, const struct figure *figure,
                                 struct arena *arena, const char **why)
{
    double half = printed_half_unit(claim);
    double gap = fabs(figure->value - claim->value);

    if (same_number(claim->value, figure->value) || gap <= half) {
        if (figure->evidence != EVIDENCE_STATED)
            return VERDICT_AGREES;
        *why = "only as another file states it";
        return VERDICT_ALLOWED;
    }
    if (isnan(figure->value) && figure->zero_why && claim->value == 0.0) {
        *why = figure->zero_why;
        return VERDICT_AGREES;
    }
    if (ties_with(claim, figure)) {
        *why = arena_printf(arena, "ties with %g in rounded evidence", figure->value);
        return VERDICT_ALLOWED;
    }
    if (figure->also_why && fabs(figure->also - claim->value) <= half) {
        *why = figure->also_why;
        return VERDICT_ALLOWED;
    }
    if (figure->allowance > 0.0 && gap <= (half + figure->allowance) * (1.0 + 1e-9)) {
        *why = figure->allowance_why ? figure->allowance_why : "the evidence is rounded";
        return VERDICT_ALLOWED;
    }
    if (claim->decimals < 12 && truncates_to(claim, figure->value)) {
        *why = "truncated, not rounded";
        return VERDICT_ALLOWED;
    }
    if (isnan(claim->value) && isnan(figure->value) == 0)
        *why = "claimed undefined, the evidence defines it";
    else if (isnan(figure->value))
        *why = "the evidence leaves it undefined";
    else
        *why = differs_by(claim, figure, arena);
    return VERDICT_DIFFERS;
}

static const char *what_is_missing(const struct figure *figure, struct arena *arena)
{
    const char *how = figure->how ? figure->how : "no evidence of this in the run";

    if (figure->nearest_how)
        return arena_printf(arena, "%s; nearest: %s", how, figure->nearest_how);
    return how;
}

enum verdict audit_judge(const struct claim *claim, const struct metric *metric,
                         const struct figure *figure, struct arena *arena, const char **why)
{
    const char *ignored;

    if (!why)
        why = &ignored;
    *why = "";
    if (out_of_range(claim, metric, arena, why))
        return VERDICT_DIFFERS;
    if (figure->evidence == EVIDENCE_NONE) {
        *why = what_is_missing(figure, arena);
        return VERDICT_NO_EVIDENCE;
    }
    if (claim->kind == CLAIM_TEXT)
        return judge_text(claim, figure, arena, why);
    return judge_number(claim, figure, arena, why);
}

struct audit *audit_run(const struct results *results, struct arena *arena)
{
    struct audit *audit = arena_zalloc(arena, 1, sizeof(*audit));
    size_t count;
    const struct claim *claims = run_claims(results->run, &count);
    struct finding *findings = arena_zalloc(arena, count, sizeof(*findings));

    audit->run = results->run;
    audit->findings = findings;
    audit->count = count;
    for (size_t i = 0; i < count; i++) {
        struct finding *finding = &findings[i];

        finding->claim = &claims[i];
        finding->metric = metric_find(claims[i].what.metric);
        metric_compute(results, &claims[i].what, claims[i].file, arena, &finding->figure);
        finding->verdict =
            audit_judge(&claims[i], finding->metric, &finding->figure, arena, &finding->why);
        audit->tally[finding->verdict]++;
    }
    return audit;
}
