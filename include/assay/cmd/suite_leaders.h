/*
 * The leaderboard of a suite as text and JSON: rates with their intervals, who is level with the
 * best, and what all pairs and Cochran's Q say.
 */
#ifndef ASSAY_CMD_SUITE_LEADERS_H
#define ASSAY_CMD_SUITE_LEADERS_H

#include <assay/report/json_out.h>
#include <assay/session/leaderboard.h>

void suite_leaders_text(const struct suite *suite, const struct leaderboard *board,
                        struct arena *arena, struct buf *out);
/* Members "runs", "pairs" and "cochran" of an open object. */
void suite_leaders_json(const struct suite *suite, const struct leaderboard *board,
                        struct json_out *json);

#endif
