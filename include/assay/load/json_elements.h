/*
 * Arrays on the way to wanted values: json_walk_array of json_walk.h. There are few, so the text
 * between the marks is read byte by byte, and all of the grammar is checked.
 */
#ifndef ASSAY_LOAD_JSON_ELEMENTS_H
#define ASSAY_LOAD_JSON_ELEMENTS_H

#include <assay/load/json_walk.h>

#endif
