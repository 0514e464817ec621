/*
 * The sheet of a gate: "gate", a row a rule and row that it judges: tier metric title a b delta
 * max_drop margin verdict counts why. NULL where there is no gate, or one without rules. Texts live
 * with the gate, the sheet in the arena.
 */
#ifndef ASSAY_SESSION_SHEET_GATE_H
#define ASSAY_SESSION_SHEET_GATE_H

#include <assay/session/gate.h>
#include <assay/session/sheet.h>

const struct sheet *sheet_gate(const struct gate *gate, struct arena *arena);

#endif
