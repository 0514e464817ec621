#include <assay/session/finding_text.h>

#include <string.h>

enum { LONGEST_NUMBER = 12 };

const char *finding_evidence(const struct finding *finding, struct arena *arena)
{
    const struct figure *figure = &finding->figure;

    if (figure->evidence == EVIDENCE_NONE)
        return "–";
    if (finding->claim->kind == CLAIM_TEXT)
        return figure->text ? figure->text : "–";
    return metric_format(finding->metric, figure->value, arena);
}

static const char *exponent_of(const char *printed)
{
    const char *exponent = strpbrk(printed, "eE%");

    return exponent ? exponent : "";
}

const char *claim_says(const struct claim *claim, struct arena *arena)
{
    if (claim->kind == CLAIM_TEXT || strlen(claim->printed) <= LONGEST_NUMBER)
        return claim->printed;
    return arena_printf(arena, "%.7s…%s", claim->printed, exponent_of(claim->printed));
}

const char *tally_text(const size_t tally[VERDICT_COUNT], const char *gap, struct arena *arena)
{
    const char *text = "";

    for (int v = 0; v < VERDICT_COUNT; v++)
        if (tally[v])
            text = arena_printf(arena, "%s%s%zu%c", text, text[0] ? gap : "", tally[v],
                                verdict_mark((enum verdict)v));
    return text;
}
