/*
 * A finding in words: what the claim says and what the evidence gives, short enough for a table.
 * Texts are as the files hold them. They live in the arena or with the finding.
 */
#ifndef ASSAY_SESSION_FINDING_TEXT_H
#define ASSAY_SESSION_FINDING_TEXT_H

#include <assay/metrics/audit.h>

/* What the evidence gives, as text; a dash where there is none. */
const char *finding_evidence(const struct finding *finding, struct arena *arena);
/* As printed; of a number printed in full the first digits, "…" and its exponent. */
const char *claim_says(const struct claim *claim, struct arena *arena);
/* "17= 3~ 2! 1?" of the verdicts that occur, each followed by `gap`; "" when none does. */
const char *tally_text(const size_t tally[VERDICT_COUNT], const char *gap, struct arena *arena);

#endif
