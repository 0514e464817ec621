/*
 * The parts of sample_runs/, one function a folder. Each writes its runs below root and depends on
 * nothing but its own tables and seeds. README.md beside this file lists the runs and the figures
 * they are made to yield.
 */
#ifndef SAMPLES_GENERATE_PARTS_H
#define SAMPLES_GENERATE_PARTS_H

void write_classification(const char *root);
void write_dialects(const char *root);
void write_summaries(const char *root);
void write_layer_probe(const char *root);
void write_paper_metrics(const char *root);
void write_mbpp(const char *root);
void write_false_claims(const char *root);

#endif
