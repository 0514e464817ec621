/*
 * The sections of sample_text.h that are made of columns (facts, probabilities, layers) and of
 * lists (tests). Each returns false when the sample has nothing of the kind.
 */
#ifndef ASSAY_SESSION_SAMPLE_SECTIONS_H
#define ASSAY_SESSION_SAMPLE_SECTIONS_H

#include <assay/session/sample_record.h>
#include <assay/session/sample_text.h>

bool sample_facts_section(const struct run *run, const struct samples *samples, size_t row,
                          const struct sample_record *record, struct arena *arena,
                          struct sample_section *section);
bool sample_bars_section(const struct samples *samples, size_t row, struct arena *arena,
                         struct sample_section *section);
bool sample_layers_section(const struct run *run, size_t set, size_t row, struct arena *arena,
                           struct sample_section *section);
bool sample_tests_section(const struct sample_record *record, struct arena *arena,
                          struct sample_section *section);
bool sample_pairs_section(const struct record_pairs *pairs, size_t more, const char *title,
                          struct arena *arena, struct sample_section *section);

#endif
