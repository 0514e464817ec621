/*
 * What the user said of a run, from an assay.yaml and the command line.
 *
 *     format: classification
 *     title: MER2023 test 3
 *     columns: {id: name, truth: label, prediction: answer, score: p, split: part, group: text}
 *     labels: [neutral, angry, happy]
 *     fallback: neutral          # answers outside the label set count as this
 *     baseline: run_01
 *
 * Unknown keys are an error that names them, since a misspelt key would else be lost in silence.
 */
#ifndef ASSAY_LOAD_HINTS_H
#define ASSAY_LOAD_HINTS_H

#include <assay/load/loader.h>

/* Fill what *hints leaves open from the file; texts live in the arena. */
bool hints_read(const char *path, struct arena *arena, struct run_hints *hints, struct err *err);
/* "truth=COL,pred=COL,id=COL,score=COL,split=COL,group=COL" over *hints. */
bool hints_map(const char *mapping, struct arena *arena, struct run_hints *hints, struct err *err);

#endif
