/*
 * From the opening bracket of an object to that of an array somewhere in it.
 */
#ifndef ASSAY_LOAD_JSON_MEMBER_H
#define ASSAY_LOAD_JSON_MEMBER_H

#include <assay/load/json_walk.h>

/*
 * walk->at: the object's bracket. True with walk->at at the array's; else *cause says what is
 * wrong, or JSON_CAUSE_NONE that there is no such array. path as in json_raw_find, without places
 * of arrays. Of equal keys the first counts. Nothing of what is passed over stays in memory, save
 * one string at a time.
 */
bool json_member_find(struct json_walk *walk, const char *path, enum json_cause *cause);

#endif
